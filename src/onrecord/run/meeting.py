"""Meet the sources of a record: keep what is taken, say what could not be read and what is left out.

What looks as it did when it was met is not read again, as long as all that is kept of it is whole.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from onrecord.knowledge import Knowledge
from onrecord.model import Capture, Problem
from onrecord.record.captures import (
    CaptureStore,
    load_source_problems,
    write_source_problems,
)
from onrecord.record.captures_met import (
    GRAIN_NS,
    MetBook,
    MetSource,
    load_met_for,
    tell_disk_time,
    write_met,
)
from onrecord.record.folder import RecordFolder, RecordSettings
from onrecord.record.left_out import LeftOutWriter
from onrecord.run.choosing import Chooser
from onrecord.run.versions import READING, hash_code, list_models
from onrecord.sources import find_places
from onrecord.sources.files import ROOM
from onrecord.sources.objects import is_object
from onrecord.sources.piles import read_place
from onrecord.sources.places import Place, Stamp

WATCHING = "watch"  # the room of what following feeds could not fetch
# What the reading of sources depends on.
_MEETING = ("model", "sources", "record/captures.py", "record/captures_met.py", "run/meeting.py")


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """What came of meeting the sources: problems, and how many were left out, by reason.

    `same` are files and objects that looked as before and were not read.
    """

    problems: tuple[Problem, ...]
    left_out: dict[str, int] = field(default_factory=dict)
    same: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What is met: the record's settings with what this build names, and the day.

    With `again` all is read, also what looks as before.
    """

    patterns: Sequence[str]
    settings: RecordSettings
    now: datetime
    again: bool = False


def meet_sources(
    store: CaptureStore,
    folder: RecordFolder,
    sources: Sources,
    knowledge: Knowledge,
    *,
    hear: Callable[[int], None],
) -> Met:
    """Keep what the sources hold and what is asked for; nothing is held that is left out.

    `hear` is told how many were met so far. What was kept before is kept, whatever is asked now.
    """
    asked = _name_asked(sources.settings, knowledge)
    held = MetBook() if sources.again else load_met_for(folder.captures, asked)
    with LeftOutWriter(folder.captures) as left_out:
        meeting = _Meeting(
            store=store,
            chooser=Chooser(sources.settings.only, knowledge),
            left_out=left_out,
            held=held,
            now=sources.now,
            began=tell_disk_time(folder.captures),
            hear=hear,
        )
        own = f"{os.path.abspath(folder.path)}{os.sep}"  # noqa: PTH100
        for found in find_places(sources.patterns):
            # `onrecord build .` must not read the record that it makes
            if not _lies_under(_source_of(found), own):
                meeting.meet(found)
    write_met(folder.captures, asked, {**_find_others(held, meeting), **meeting.met})
    problems = meeting.problems
    if set(sources.patterns) != set(sources.settings.sources):
        before = load_source_problems(folder.captures)
        problems += [p for p in before if _source_of(p) not in meeting.seen and p.room != WATCHING]
    problems += load_source_problems(folder.watch)  # of `onrecord watch`, until it fetches them
    write_source_problems(folder.captures, problems)
    return Met(problems=tuple(problems), left_out=left_out.counts, same=meeting.same)


@dataclass(kw_only=True)
class _Meeting:
    """What was met so far in one build."""

    store: CaptureStore
    chooser: Chooser
    left_out: LeftOutWriter
    held: MetBook
    now: datetime
    began: int
    hear: Callable[[int], None]
    problems: list[Problem] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)  # sources of captures taken and of problems
    met: dict[str, MetSource] = field(default_factory=dict)
    places: set[str] = field(default_factory=set)
    number: int = 0
    same: int = 0

    def meet(self, found: Place | Problem) -> None:
        """Meet a file or object: read it, unless it looks as before."""
        if isinstance(found, Problem):
            self._take(found)
            return
        self.places.add(found.source)
        stamp = found.stamp()
        before = self.held.sources.get(found.source)
        if before is not None and self._is_same(found, stamp, before):
            self._keep(found, before)
            return
        problems = [one for one in self._read(found) if isinstance(one, Problem)]
        kept = self.store.seal(found.source)
        # A fault of the whole file may be one of the disk or the store: it is read again.
        is_whole = kept and all(_source_of(p) != found.source for p in problems)
        if stamp is None or not is_whole or stamp != found.stamp() or self._is_fresh(stamp):
            return
        told = tuple((p.subject_id, p.message, _source_of(p)) for p in problems)
        self.met[found.source] = MetSource(
            place=found.identity, stamp=stamp.text, kept=kept, problems=told
        )

    def _is_same(self, place: Place, stamp: Stamp | None, before: MetSource) -> bool:
        return (
            stamp is not None
            and (before.place, before.stamp) == (place.identity, stamp.text)
            and before.kept == self.store.seal(place.source)
        )

    def _is_fresh(self, stamp: Stamp) -> bool:
        """Was it written so shortly ago that another write could bear the same time?"""
        return stamp.written > self.began - GRAIN_NS

    def _keep(self, place: Place, before: MetSource) -> None:
        """Take what was said of a place when it was read."""
        self.met[place.source] = before
        self.same += 1
        for subject, message, source in before.problems:
            self.seen.add(source)
            self.problems.append(
                Problem(subject_id=subject, room=ROOM, message=message, source=source)
            )

    def _read(self, place: Place) -> Iterator[Capture | Problem]:
        # That it was met counts also where nothing is found in it any more.
        self.left_out.meet(place.source)
        for found in read_place(place, self.now):
            self._take(found)
            yield found

    def _take(self, found: Capture | Problem) -> None:
        source = _source_of(found)
        self.number += 1
        if isinstance(found, Problem):
            self.left_out.meet(source)
            self.problems.append(found)
            self.seen.add(source)
        elif _take(found, self.store, self.chooser, self.left_out):
            self.seen.add(source)
        self.hear(self.number)


def _find_others(held: MetBook, meeting: _Meeting) -> dict[str, MetSource]:
    """Return the sources that were met before and that this build does not name."""
    return {name: met for name, met in held.sources.items() if name not in meeting.places}


def _name_asked(settings: RecordSettings, knowledge: Knowledge) -> str:
    """Return what decides what is taken of sources, and the code that reads them."""
    said = [hash_code(_MEETING), settings.only.describe()]
    if settings.only:  # the words of tables decide, and how a document is read
        said += [hash_code(READING), knowledge.table_hash, str(sorted(list_models().items()))]
    return "\n".join(said)


def _take(capture: Capture, store: CaptureStore, chooser: Chooser, left_out: LeftOutWriter) -> bool:
    if not store.holds(capture):
        refused = chooser.refuse(capture)
        if refused is not None:
            left_out.add(refused)
            return False
    store.add(capture)
    return True


def _source_of(found: Capture | Place | Problem) -> str:
    if isinstance(found, Problem):
        return found.source or found.subject_id
    return found.source


def _lies_under(source: str, folder: str) -> bool:
    return not is_object(source) and os.path.abspath(source).startswith(folder)  # noqa: PTH100
