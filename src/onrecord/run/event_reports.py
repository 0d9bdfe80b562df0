"""The events of a reading as the grouping of happenings sees them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from onrecord.knowledge import Knowledge, WordTable
from onrecord.knowledge.surnames import fold
from onrecord.model import (
    Act,
    ActorKind,
    Comparator,
    Document,
    Event,
    EventStatus,
    Figure,
    Mention,
    MentionKind,
    Period,
    Stage,
)
from onrecord.record.names import Names
from onrecord.run.names import name_reading
from onrecord.run.readings import Reading
from onrecord.verify.happenings_pairs import EventReport

TOOK_PLACE = (EventStatus.HAPPENED, EventStatus.ONGOING)
SHORTEST = 4  # letters of a word that says something
STEM = 6  # letters by which forms of one word are alike
WORD = re.compile(r"[^\W_]+")
# "Proclamation 10886", "Resolution No. 2231"; numbers like years are left out.
PAPER = re.compile(r"\b([A-Z]\w+)(?: No\.?)? (?!(?:19|20)\d\d\b)(\d{3,6})\b(?![,.]\d)")
TABLE = "happenings"


@dataclass(frozen=True, slots=True)
class ReportWords:
    """The words of happenings.yml of one language."""

    dull: frozenset[str]
    own: re.Pattern[str]


def make_report_words(table: WordTable) -> ReportWords:
    """Return what of a clause tells nothing, and by which words a paper speaks of itself."""
    return ReportWords(
        frozenset(fold(word)[:STEM] for word in table.words(TABLE, "dull")),
        re.compile(rf"\b{table.either(TABLE, 'self')}\b", re.I),
    )


def make_reports(
    reading: Reading, knowledge: Knowledge, find_origin: Callable[[Event | Figure], str]
) -> Iterator[EventReport]:
    """Yield the events that took place or are denied: by the states acted for.

    `find_origin` gives the document that the words of an event go back to.
    """
    document = reading.document
    if document is None:
        return
    table = knowledge.words.get(document.language)
    scene = _Scene(
        document=document,
        names=name_reading(reading, knowledge),
        acts={act.finding_id: act for act in reading.acts if act.stage is not Stage.BOUND},
        exact=frozenset(f.low for f in reading.figures if f.comparator is Comparator.EXACT),
        words=table.keep(TABLE, make_report_words) if table is not None else None,
    )
    for event in reading.events:
        if event.status in (*TOOK_PLACE, EventStatus.DENIED):
            yield _make_report(event, scene, find_origin(event))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """What the reports of one document are made with."""

    document: Document
    names: Names
    acts: Mapping[str | None, Act]  # by the event that each was read from
    exact: frozenset[Decimal | None]  # numbers that the text gives exactly
    words: ReportWords | None


def _make_report(event: Event, scene: _Scene, origin_id: str) -> EventReport:
    quote, names, words = event.evidence.span.quote, scene.names, scene.words
    act = scene.acts.get(event.id)
    counts = act.counts if act is not None else ()
    return EventReport(
        event_id=event.id,
        document_id=event.document_id,
        origin_id=origin_id,
        actor_ids=frozenset(names.name_sides(event.actors)[0]),
        target_ids=frozenset(names.name_sides(event.targets)[0]),
        type=event.type,
        period=event.period,
        mode=event.mode,
        place=event.place,
        people=frozenset(_list_people((*event.actors, *event.targets), names)),
        papers=frozenset(f"{name.lower()} {number}" for name, number in PAPER.findall(quote)),
        words=_pick_words(event, words),
        counts=tuple(count for count in counts if count[0] in scene.exact),
        is_denied=event.status is EventStatus.DENIED,
        is_own=words is not None and words.own.search(quote) is not None,
        published=_find_day(scene.document),
    )


def _list_people(mentions: tuple[Mention, ...], names: Names) -> Iterator[str]:
    """Yield the persons among the sides: their ids, or the surname of whom nobody knows."""
    for mention in mentions:
        ids = names.name_sides((mention,))[1]
        for actor_id in ids:
            if names.actors[actor_id].kind is ActorKind.PERSON:
                yield actor_id
        if not ids and mention.kind is MentionKind.NAME:
            yield fold(mention.span.quote.split()[-1])


def _pick_words(event: Event, words: ReportWords | None) -> frozenset[str]:
    """Return the keys of the words of a clause, those of its sides left out."""
    dull = words.dull if words is not None else frozenset()
    sides = {
        key for mention in (*event.actors, *event.targets) for key in _list_keys(mention.span.quote)
    }
    return frozenset(_list_keys(event.evidence.span.quote)) - sides - dull


def _list_keys(text: str) -> Iterator[str]:
    for word in WORD.findall(fold(text)):
        if len(word) >= SHORTEST or word.isdigit():
            yield word[:STEM]


def _find_day(document: Document) -> Period | None:
    """Return the day on which a document came out, None where it is not known to the day."""
    publication = document.publication
    if publication is None or not publication.is_exact or publication.earliest is None:
        return None
    return Period(publication.earliest, publication.earliest + timedelta(days=1))
