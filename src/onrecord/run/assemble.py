"""Readings of all captures → the rows of a build: the steps per key, then the tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from onrecord.knowledge import Knowledge
from onrecord.knowledge.actor_sectors import find_row_sector
from onrecord.model import (
    Actor,
    Document,
    Problem,
    make_id,
)
from onrecord.model.carry import Carry, carry_here
from onrecord.model.reviews import Review
from onrecord.record import position_rows, programme_rows, rows, table_rows
from onrecord.record.captures import CaptureEntry
from onrecord.record.folder import RecordFolder
from onrecord.record.reviews import read_log
from onrecord.record.write import RecordWriter
from onrecord.run.crews import Crew
from onrecord.run.filling import Filler
from onrecord.run.kept_steps import KeptSteps
from onrecord.run.memory import take_from_system
from onrecord.run.parts import PartFolder
from onrecord.run.programmes import list_programmes
from onrecord.run.readings import Reading
from onrecord.run.reviewing import ReviewCollector
from onrecord.run.searching import choose_crew, send_indexer
from onrecord.run.sheet_columns import SheetColumns
from onrecord.run.sheet_runs import iterate_sheets, make_ahead
from onrecord.run.stored import Readings, hold_few
from onrecord.verify import check_figures

if TYPE_CHECKING:
    from onrecord.run.together import Together

ROOM = "run"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembly:
    """What a build is made of."""

    folder: RecordFolder
    knowledge: Knowledge
    entries: tuple[CaptureEntry, ...]
    parts: PartFolder
    problems: tuple[Problem, ...]
    as_of: date | None
    carry: Carry = carry_here  # carries the steps per key
    crew: Crew | None = None  # its processes are let go when those are done
    trusts_sheets: bool = True  # else the rows are made of the parts again
    meetings: int = 0  # how many lines of the index of captures these come from
    only: str = ""  # what was asked for, in a line; "" means everything
    left_out: Mapping[str, int] = field(default_factory=dict)  # by reason

    @property
    def is_whole(self) -> bool:
        """Do sheets and what is kept of the steps per key count?"""
        return self.as_of is None and self.trusts_sheets


def write_build(assembly: Assembly, readings: Readings, build_id: str) -> None:
    """Write the database and the search index, and let CURRENT name them."""
    take_from_system()
    kept = KeptSteps(assembly.parts.path if assembly.is_whole else None)
    make_missing(assembly, readings)
    crew = choose_crew(assembly.crew, readings) if assembly.is_whole else None
    with (
        RecordWriter(assembly.folder, build_id, indexes=crew is None) as writer,
        send_indexer(crew, writer.search_path, readings) as indexer,
    ):
        _write_tables(writer, assembly, readings, kept)
        if indexer is not None:
            indexer.finish(assembly.knowledge)
        writer.finish(_list_facts(assembly, build_id))
    kept.save()


def _write_tables(
    writer: RecordWriter, assembly: Assembly, readings: Readings, kept: KeptSteps
) -> None:
    log = read_log(assembly.folder.reviews)
    together = put_together(assembly, readings, log.reviews, kept)
    collector = ReviewCollector(log, together.firsts)
    if log.reviews:
        writer.watch(collector.see)
    filler = Filler(writer, together, assembly.as_of, kept)
    sheets = iterate_sheets(readings, assembly.knowledge, is_whole=assembly.is_whole)
    for some in make_ahead(map(SheetColumns, sheets)):
        filler.fill(some)
    filler.finish()
    for happening in dict.fromkeys(together.happenings.values()):
        writer.add("happening", rows.happening_row(happening))
    write_knowledge(writer, assembly, filler.found, filler.mentioned)
    for shift in together.shifts:
        writer.add("shift", position_rows.shift_row(shift))
    for known in list_programmes(assembly.knowledge, assembly.as_of):
        writer.add("programme", programme_rows.programme_row(known, together.lives[known.id]))
    for row in filler.list_repeated():
        writer.add("problem", row)
    for row in collector.list_rows():
        writer.add("review", row)
    for row in collector.list_merges():
        writer.add("judgement", row)
    of_reviews = collector.list_problems(assembly.folder.reviews.name)
    for problem in (*together.conflicts, *assembly.problems, *of_reviews):
        writer.add("problem", rows.problem_row(problem))


def put_together(
    assembly: Assembly, readings: Readings, reviews: Sequence[Review], kept: KeptSteps
) -> Together:
    """Return what the steps per key say of all documents."""
    # Loads the libraries that read pages: only now, when the workers have no more use of the cores.
    from onrecord.run import beside, together

    knowledge, as_of = assembly.knowledge, assembly.as_of
    stored = beside.Gists(
        readings,
        knowledge,
        trusts=assembly.trusts_sheets,
        knows=lambda facts: as_of is None or facts.first <= as_of,
    )
    told = together.put_together(
        stored, knowledge, as_of, reviews=reviews, carry=assembly.carry, kept=kept
    )
    if assembly.crew is not None:
        assembly.crew.dismiss()
    return told


def make_missing(assembly: Assembly, readings: Readings, *, looks: bool = False) -> None:
    """Make what is missing beside the parts; with `looks` also what is damaged there.

    Raises DamagedPartError when parts cannot be read; by then all these count as not done.
    """
    from onrecord.run import beside

    if assembly.trusts_sheets:
        beside.make_missing(readings, assembly.knowledge, assembly.carry, looks=looks)


def load_readings(assembly: Assembly) -> Readings:
    """Return the readings of all captures in their order, as far as the day `as_of` knew them.

    Raises DamagedPartError when parts cannot be read; by then they count as not done.
    """
    where = assembly.parts.find_done()
    as_of = assembly.as_of

    def adapt(reading: Reading) -> Reading | None:
        if as_of is None:
            return reading
        if not was_published_by(reading.document, as_of):
            return None
        return check_again(reading, assembly.knowledge, as_of)

    keys = [entry.key for entry in assembly.entries]
    readings = Readings(parts=assembly.parts, keys=keys, where=where, adapt=adapt)
    return readings if assembly.is_whole else hold_few(readings)


def was_published_by(document: Document | None, day: date) -> bool:
    """Can `document` have been published by then? What is not known counts as possible."""
    if document is None or document.publication is None:
        return True
    earliest = document.publication.earliest
    return earliest is None or earliest <= day


def check_again(reading: Reading, knowledge: Knowledge, as_of: date) -> Reading:
    """Return the reading with the verdicts of another day."""
    if reading.document is None:
        return reading
    verdicts = check_figures(list(reading.figures), reading.document, knowledge, as_of=as_of)
    return replace(reading, verdicts=tuple(verdicts))


def write_knowledge(
    writer: RecordWriter,
    assembly: Assembly,
    found: Mapping[str, Actor],
    mentioned: Mapping[str, int],
) -> None:
    """Write the rows that come from the tables, and the actors that only texts know."""
    knowledge = assembly.knowledge
    actors = {**found, **knowledge.actors}
    for actor in sorted(actors.values(), key=lambda a: a.id):
        known = knowledge.actor_rows.get(actor.id)
        sector = find_row_sector(known, knowledge, assembly.as_of) if known is not None else None
        told = replace(actor, sector=sector)
        writer.add("actor", table_rows.actor_row(told, mentions=mentioned.get(actor.id, 0)))
    for series in knowledge.series.values():
        observations = [
            o for o in series.observations if assembly.as_of is None or o.as_of <= assembly.as_of
        ]
        writer.add("series", table_rows.series_row(series, observations=len(observations)))
        for observation in observations:
            writer.add("observation", table_rows.observation_row(observation))


def hash_problems(problems: Iterable[Problem]) -> str:
    """Return a hash of what could not be read: a build says by it which problems it knew."""
    said = sorted(problem.id for problem in problems)
    return make_id("problems", *said)


def _list_facts(assembly: Assembly, build_id: str) -> dict[str, str]:
    from onrecord import __version__

    return {
        "as_of": assembly.as_of.isoformat() if assembly.as_of else "",
        "build": build_id,
        "left_out": ", ".join(f"{count} {reason}" for reason, count in assembly.left_out.items()),
        "meetings": str(assembly.meetings),
        "method": assembly.parts.path.name,
        "only": assembly.only,
        "source_problems": hash_problems(assembly.problems),
        "onrecord": __version__,
        "packs": ", ".join(f"{info.name} {info.version}" for info in assembly.knowledge.packs),
        "title": assembly.knowledge.packs[-1].title,
        "schema_version": "1",
        "tables": assembly.knowledge.table_hash,
    }
