"""Gists: what the steps per key need of one document, ready made beside its part.

A build asks of all documents what they say of the same things: who copied whom, who told of the
same event, what was said. It needs neither texts nor findings for it but what stands here, which is
worked out where the document is read. A cache like the sheets: a gist that is missing or damaged is
made again from its part.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, get_type_hints

import numpy as np
import pyarrow as pa

from onrecord.knowledge import Knowledge, QuoteWords
from onrecord.model import Document, DocumentKind, Event, Figure, Origin, Speech
from onrecord.record.arrays import make_bytes, make_strings
from onrecord.record.codec import from_plain, to_plain
from onrecord.run.event_reports import make_reports
from onrecord.run.figure_reports import make_figure_reports
from onrecord.run.ledger import list_targets, list_tellings
from onrecord.run.names import name_reading
from onrecord.run.packed import GISTS, load_packed, name_ending, write_packed
from onrecord.run.positions import list_reports as list_position_reports
from onrecord.run.programmes import list_reports as list_programme_reports
from onrecord.run.readings import Reading
from onrecord.run.speeches import cut_speeches, read_spoken
from onrecord.text.origins_cards import Card, make_card
from onrecord.text.shingles import WordPrint
from onrecord.text.versions import find_address
from onrecord.verify.conflicts import FigureReport
from onrecord.verify.happenings_pairs import EventReport
from onrecord.verify.ledger import Target, Telling
from onrecord.verify.positions import PositionReport
from onrecord.verify.programmes import ProgrammeReport
from onrecord.verify.quotes.packing import SpokenWords, pack_words
from onrecord.verify.quotes.words import WordReader, Words

# What gists are made by, beside the code that parts are keyed by.
CODE = (
    "record/arrays.py", "record/codec.py", "record/names.py", "run/event_reports.py",
    "run/figure_reports.py", "run/gists.py", "run/ledger.py", "run/names.py", "run/packed.py",
    "run/positions.py", "run/programmes.py", "run/speeches.py",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a document is, as far as its origin hangs on it; a card without its words."""

    id: str
    source: str
    language: str
    address: str
    kind: DocumentKind
    title: str
    outlet: str | None
    credited: str | None
    is_issuer: bool
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a document tells of things that others tell of too.

    Reports come with the place of their words: what they go back to is known when all documents
    are compared.
    """

    credits: tuple[Origin, ...] = ()
    events: tuple[tuple[EventReport, int], ...] = ()
    figures: tuple[tuple[FigureReport, int], ...] = ()
    programmes: tuple[tuple[str, ProgrammeReport], ...] = ()
    deeds: tuple[Telling, ...] = ()
    targets: tuple[Target, ...] = ()
    positions: tuple[PositionReport, ...] = ()
    speeches: tuple[Speech, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gist:
    """What the steps per key need of one document. `words` are those of its speeches.

    `key` is the capture's: by one method nothing else can be read from it.
    """

    key: str
    facts: Facts
    told: Told
    print: WordPrint
    words: SpokenWords


def make_card_of(facts: Facts, words: WordPrint) -> Card:
    """Return the card of a document."""
    return Card(
        id=facts.id,
        source=facts.source,
        kind=facts.kind,
        title=facts.title,
        outlet=facts.outlet,
        credited=facts.credited,
        is_issuer=facts.is_issuer,
        first=facts.first,
        last=facts.last,
        words=words,
    )


def name_gists() -> str:
    """Return how the names of gists end that the code of this moment makes."""
    return name_ending(GISTS, CODE)


def make_gist(key: str, reading: Reading, knowledge: Knowledge) -> Gist | None:
    """Return the gist of a reading, None where there is no document."""
    document = reading.document
    if document is None:
        return None
    card = make_card(document, knowledge)
    told = _tell(reading, document, knowledge)
    return Gist(
        key=key,
        facts=Facts(
            id=card.id,
            source=card.source,
            language=document.language,
            address=find_address(document),
            kind=card.kind,
            title=card.title,
            outlet=card.outlet,
            credited=card.credited,
            is_issuer=card.is_issuer,
            first=card.first,
            last=card.last,
        ),
        told=told,
        print=card.words,
        words=pack_words(list(_read_words(told.speeches, document.text, knowledge))),
    )


def _tell(reading: Reading, document: Document, knowledge: Knowledge) -> Told:
    from onrecord.text.credits import find_credits

    names = name_reading(reading, knowledge)
    findings: tuple[Event | Figure, ...] = (*reading.events, *reading.figures)
    places = {finding.id: finding.evidence.spans[0].start for finding in findings}

    def stand_in(finding: Event | Figure) -> str:
        return finding.document_id

    spoken = read_spoken(reading, names)
    return Told(
        credits=tuple(find_credits(document, knowledge)),
        events=tuple((r, places[r.event_id]) for r in make_reports(reading, knowledge, stand_in)),
        figures=tuple((r, places[r.figure.id]) for r in make_figure_reports(reading, stand_in)),
        programmes=tuple(list_programme_reports(reading)),
        deeds=tuple(list_tellings(reading, document, names)),
        targets=tuple(list_targets(reading, document)),
        positions=tuple(list_position_reports(reading, names, knowledge)),
        speeches=tuple(cut_speeches(spoken, knowledge)) if spoken is not None else (),
    )


def _read_words(speeches: Sequence[Speech], text: str, knowledge: Knowledge) -> Iterator[Words]:
    readers: dict[str, WordReader] = {}
    for speech in speeches:
        language = speech.language
        if language not in readers:
            readers[language] = WordReader(knowledge.quote_words.get(language, QuoteWords()))
        yield readers[language].read(text, speech.start, speech.end)


# -- the file ---------------------------------------------------------------------------------

KEY, FACTS = "key", "facts"
TOLD = tuple(one.name for one in fields(Told))
PRINT = tuple(one.name for one in fields(WordPrint))
WORDS = tuple(one.name for one in fields(SpokenWords))
_SPELLED = WORDS[0]
# Tables of a file, by what is read at a time: words take ten times the room of what is told.
TELLING, PRINTS, SPEAKING = "telling", "prints", "speaking"
KINDS = {TELLING: (FACTS, *TOLD), PRINTS: PRINT, SPEAKING: WORDS}


def write_gists(
    knowledge: Knowledge, ending: str, part: Path, readings: Sequence[tuple[str, Reading]]
) -> None:
    """Write the gists of the readings of a part beside it."""
    write_packed(part, ending, *make_gists(knowledge, readings).values())


def make_gists(
    knowledge: Knowledge, readings: Sequence[tuple[str, Reading]]
) -> dict[str, pa.Table]:
    """Return the gists of some readings, a table for each kind of thing."""
    return pack_gists([(key, make_gist(key, reading, knowledge)) for key, reading in readings])


def load_gists(
    part: Path, ending: str, keys: Iterable[str], kind: str = TELLING
) -> pa.Table | None:
    """Return a table of gists of a part; None where it is missing, damaged, or lacks a key."""
    at = list(KINDS).index(kind)
    return load_packed(part, ending, keys, list_columns(kind), at=at)


def pack_gists(gists: Sequence[tuple[str, Gist | None]]) -> dict[str, pa.Table]:
    """Return gists as tables, each row with the key of its capture; what is not told is null."""
    keys = make_strings([key for key, _ in gists])
    held = [gist for _, gist in gists]
    prints = [gist.print if gist is not None else None for gist in held]
    words = [gist.words if gist is not None else None for gist in held]
    columns = {
        TELLING: [keys, *_pack_telling(held)],
        PRINTS: [keys, *(_pack_bytes(prints, name) for name in PRINT)],
        SPEAKING: [
            keys,
            make_strings([one.spelled if one is not None else None for one in words]),
            *(_pack_bytes(words, name) for name in WORDS[1:]),
        ],
    }
    return {k: pa.Table.from_arrays(columns[k], schema=list_columns(k)) for k in KINDS}


def _pack_telling(gists: Sequence[Gist | None]) -> Iterator[pa.Array]:
    yield make_strings([_dump(Facts, gist.facts) if gist is not None else None for gist in gists])
    for name, kind in _list_told().items():
        told = [getattr(gist.told, name) if gist is not None else () for gist in gists]
        yield make_strings([_dump(kind, some) if some else None for some in told])


def _pack_bytes(things: Sequence[WordPrint | SpokenWords | None], name: str) -> pa.Array:
    return make_bytes([bytes(getattr(one, name)) if one is not None else b"" for one in things])


def read_columns(table: pa.Table, names: Sequence[str]) -> dict[str, tuple[Any, ...]]:
    """Return some columns of a table of gists by the keys of the captures."""
    columns = [table.column(name).to_pylist() for name in (KEY, *names)]
    return {row[0]: row[1:] for row in zip(*columns, strict=True)}


def read_facts(plain: str) -> Facts:
    """Return what a document is from its column."""
    facts: Facts = from_plain(Facts)(json.loads(plain))
    return facts


def read_told(names: Sequence[str], plain: Sequence[str | None]) -> Told:
    """Return what a document tells, as far as the columns `names` hold it."""
    kinds = _list_told()
    read = {
        name: from_plain(kinds[name])(json.loads(one))
        for name, one in zip(names, plain, strict=True)
        if one is not None
    }
    return Told(**read)


def read_print_of(arrays: Sequence[bytes]) -> WordPrint:
    """Return the words of a document from the columns `PRINT`."""
    own, names, quoted = arrays
    return WordPrint(
        own=np.frombuffer(own, np.uint32),
        names=np.frombuffer(names, np.uint16),
        quoted=np.frombuffer(quoted, np.uint32),
    )


@cache
def list_columns(kind: str) -> pa.Schema:
    """Return the columns of a table of gists."""
    texts = (KEY, FACTS, *TOLD, _SPELLED)
    names = (KEY, *KINDS[kind])
    return pa.schema([(n, pa.string() if n in texts else pa.binary()) for n in names])


@cache
def _list_told() -> dict[str, Any]:
    """Return what each column of what is told holds."""
    return get_type_hints(Told)


def _dump(kind: Any, thing: Any) -> str:
    return json.dumps(to_plain(kind)(thing), separators=(",", ":"))
