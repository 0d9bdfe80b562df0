"""Readings of all captures → the rows of a build: the steps per key, then the tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from onrecord.knowledge import Knowledge
from onrecord.knowledge.actor_sectors import find_row_sector
from onrecord.model import (
    Actor,
    Document,
    Event,
    Figure,
    Happening,
    Origin,
    Problem,
    Speech,
    make_id,
)
from onrecord.model.carry import Carry, carry_here
from onrecord.model.reviews import Review
from onrecord.record import position_rows, programme_rows, rows, table_rows
from onrecord.record.captures import CaptureEntry
from onrecord.record.folder import RecordFolder
from onrecord.record.reviews import read_log
from onrecord.record.write import RecordWriter
from onrecord.run.event_reports import make_reports
from onrecord.run.figure_reports import make_figure_reports
from onrecord.run.filling import Filler, Said
from onrecord.run.ledger import Ledger, Tellings, make_ledger
from onrecord.run.names import name_reading
from onrecord.run.parts import PartFolder
from onrecord.run.positions import PositionReports
from onrecord.run.programmes import ProgrammeReports, list_programmes
from onrecord.run.readings import Reading
from onrecord.run.reviewing import ReviewCollector, settle_moves
from onrecord.run.sheet_runs import iterate_sheets
from onrecord.run.speeches import cut_speeches, read_spoken
from onrecord.run.stored import Readings, hold_few
from onrecord.verify import check_figures
from onrecord.verify.conflicts import FigureReport, find_conflicts
from onrecord.verify.happenings import find_happenings
from onrecord.verify.happenings_pairs import EventReport
from onrecord.verify.quotes import SpeechIndex

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
    trusts_sheets: bool = True  # else the rows are made of the parts again
    meetings: int = 0  # how many lines of the index of captures these come from
    only: str = ""  # what was asked for, in a line; "" means everything
    left_out: Mapping[str, int] = field(default_factory=dict)  # by reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """What the steps per key say of all documents."""

    origins: Mapping[str, list[Origin]]  # by document
    happenings: Mapping[str, Happening]  # by the ids of their events
    roots: Mapping[str, str]  # the document that each document's content goes back to
    firsts: Mapping[str, str]  # of each later version of a document the first one
    conflicts: tuple[Problem, ...]  # figures that documents give differently
    speeches: SpeechIndex  # of all documents, to compare quotes with
    ledger: Ledger  # what became of commitments
    programmes: ProgrammeReports
    positions: PositionReports


def write_build(assembly: Assembly, readings: Readings, build_id: str) -> None:
    """Write the database and the search index, and let CURRENT name them."""
    log = read_log(assembly.folder.reviews)
    together = put_together(
        readings, assembly.knowledge, assembly.as_of, reviews=log.reviews, carry=assembly.carry
    )
    collector = ReviewCollector(log, together.firsts)
    with RecordWriter(assembly.folder, build_id) as writer:
        if log.reviews:
            writer.watch(collector.see)
        filler = Filler(writer, _list_said(together, assembly.as_of))
        is_whole = assembly.as_of is None and assembly.trusts_sheets
        for sheets in iterate_sheets(readings, assembly.knowledge, is_whole=is_whole):
            filler.fill(sheets)
        for row in filler.list_repeated():
            writer.add("problem", row)
        for happening in dict.fromkeys(together.happenings.values()):
            writer.add("happening", rows.happening_row(happening))
        write_knowledge(writer, assembly, filler.found, filler.mentioned)
        for shift in together.positions.find_shifts():
            writer.add("shift", position_rows.shift_row(shift))
        lives = together.programmes.follow(assembly.knowledge, assembly.as_of)
        for known in list_programmes(assembly.knowledge, assembly.as_of):
            writer.add("programme", programme_rows.programme_row(known, lives[known.id]))
        for row in collector.list_rows():
            writer.add("review", row)
        for row in collector.list_merges():
            writer.add("judgement", row)
        of_reviews = collector.list_problems(assembly.folder.reviews.name)
        for problem in (*together.conflicts, *assembly.problems, *of_reviews):
            writer.add("problem", rows.problem_row(problem))
        writer.finish(_list_facts(assembly, build_id))


def load_readings(assembly: Assembly) -> Readings:
    """Return the readings of all captures in their order, as far as the day `as_of` knew them.

    Raises DamagedPartError when parts cannot be read; by then they count as not done.
    """
    where = assembly.parts.find_done()
    as_of = assembly.as_of

    def knows(document: Document | None) -> bool:
        return as_of is None or was_published_by(document, as_of)

    def adapt(reading: Reading) -> Reading | None:
        if as_of is None:
            return reading
        return check_again(reading, assembly.knowledge, as_of) if knows(reading.document) else None

    keys = [entry.key for entry in assembly.entries]
    return hold_few(
        Readings(parts=assembly.parts, keys=keys, where=where, adapt=adapt, knows=knows)
    )


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


def put_together(
    readings: Readings,
    knowledge: Knowledge,
    as_of: date | None = None,
    *,
    reviews: Sequence[Review] = (),
    carry: Carry = carry_here,
) -> Together:
    """Return what the steps per key say of all documents."""
    # Loads the libraries that read pages: only now, when the workers have no more use of the cores.
    from onrecord.text import find_origins, find_root_at, find_roots
    from onrecord.text.versions import find_versions, follow_versions, leave_versions_out

    documents = readings.documents
    firsts = find_versions(documents, carry=carry)
    origins = leave_versions_out(find_origins(documents, knowledge, carry=carry), firsts)
    roots = follow_versions(find_roots(documents, origins), firsts)
    by_document: dict[str, list[Origin]] = {}
    for origin in origins:
        by_document.setdefault(origin.document_id, []).append(origin)

    def find_origin(finding: Event | Figure) -> str:
        place, document_id = finding.evidence.spans[0].start, finding.document_id
        return find_root_at(place, document_id, by_document.get(document_id, []), roots)

    reports: list[EventReport] = []
    figures: list[FigureReport] = []
    speeches: list[Speech] = []
    texts: dict[str, str] = {}
    tellings = Tellings(firsts=firsts, carry=carry)
    programmes = ProgrammeReports(carry=carry)
    positions = PositionReports(carry=carry)
    for reading in readings:
        reports += make_reports(reading, knowledge, find_origin)
        figures += make_figure_reports(reading, find_origin)
        programmes.add(reading, roots, firsts)
        names = name_reading(reading, knowledge)
        tellings.add(reading, names)
        positions.add(reading, names, knowledge, firsts)
        spoken = read_spoken(reading, names)
        if spoken is not None and spoken.document_id not in texts:
            texts[spoken.document_id] = spoken.text
            speeches += cut_speeches(spoken, knowledge)
    happenings = find_happenings(
        [replace(r, document_id=firsts.get(r.document_id, r.document_id)) for r in reports],
        carry=carry,
    )
    return Together(
        origins=by_document,
        happenings={event: h for h in happenings for event in h.event_ids},
        roots=roots,
        firsts=firsts,
        conflicts=tuple(
            find_conflicts(
                [replace(f, document_id=firsts.get(f.document_id, f.document_id)) for f in figures],
                carry=carry,
            )
        ),
        speeches=SpeechIndex(speeches, texts, knowledge.quote_words),
        ledger=make_ledger(settle_moves(tellings.list_moves(knowledge, as_of), reviews)),
        programmes=programmes,
        positions=positions,
    )


def _list_said(together: Together, as_of: date | None) -> Said:
    return Said(
        origins=together.origins,
        happenings=together.happenings,
        roots=together.roots,
        firsts=together.firsts,
        speeches=together.speeches,
        ledger=together.ledger,
        as_of=as_of,
    )


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
        "only": assembly.only,
        "source_problems": hash_problems(assembly.problems),
        "onrecord": __version__,
        "packs": ", ".join(f"{info.name} {info.version}" for info in assembly.knowledge.packs),
        "title": assembly.knowledge.packs[-1].title,
        "schema_version": "1",
        "tables": assembly.knowledge.table_hash,
    }
