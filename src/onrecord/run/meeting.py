"""Meet the sources of a record: keep what is taken, say what could not be read and what is left out."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from onrecord.knowledge import Knowledge
from onrecord.model import Capture, Problem
from onrecord.record.captures import CaptureStore, load_source_problems, write_source_problems
from onrecord.record.folder import RecordFolder, RecordSettings
from onrecord.record.left_out import LeftOutWriter
from onrecord.run.choosing import Chooser
from onrecord.sources import read_sources
from onrecord.sources.objects import is_object

WATCHING = "watch"  # the room of what following feeds could not fetch


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """What came of meeting the sources: problems, and how many were left out, by reason."""

    problems: tuple[Problem, ...]
    left_out: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What is met: the record's settings with what this build names, and the day."""

    patterns: Sequence[str]
    settings: RecordSettings
    now: datetime


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
    chooser = Chooser(sources.settings.only, knowledge)
    problems: list[Problem] = []
    met: set[str] = set()
    own = f"{os.path.abspath(folder.path)}{os.sep}"  # noqa: PTH100
    with LeftOutWriter(folder.captures) as left_out:
        for number, found in enumerate(read_sources(sources.patterns, met_at=sources.now), start=1):
            source = _source_of(found)
            # `onrecord build .` must not read the record that it makes
            if _lies_under(source, own):
                continue
            left_out.meet(source)
            if isinstance(found, Problem):
                problems.append(found)
                met.add(source)
            elif _take(found, store, chooser, left_out):
                met.add(source)
            hear(number)
    if set(sources.patterns) != set(sources.settings.sources):
        before = load_source_problems(folder.captures)
        problems += [p for p in before if _source_of(p) not in met and p.room != WATCHING]
    problems += load_source_problems(folder.watch)  # of `onrecord watch`, until it fetches them
    write_source_problems(folder.captures, problems)
    return Met(problems=tuple(problems), left_out=left_out.counts)


def _take(capture: Capture, store: CaptureStore, chooser: Chooser, left_out: LeftOutWriter) -> bool:
    if not store.holds(capture):
        refused = chooser.refuse(capture)
        if refused is not None:
            left_out.add(refused)
            return False
    store.add(capture)
    return True


def _source_of(found: Capture | Problem) -> str:
    if isinstance(found, Problem):
        return found.source or found.subject_id
    return found.source


def _lies_under(source: str, folder: str) -> bool:
    return not is_object(source) and os.path.abspath(source).startswith(folder)  # noqa: PTH100
