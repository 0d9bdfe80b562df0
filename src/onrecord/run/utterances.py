"""The same quote in several outlets is one utterance: its variants side by side.

Quotes that stand for the same words of a transcript belong together; those without a transcript
are compared with each other, through the same index, and the fullest one stands for what was said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from onrecord.annotate.quotations import find_quotations
from onrecord.knowledge import Knowledge
from onrecord.model import Compared, Manner, Quote, Speech, SpeechKind
from onrecord.record import Record
from onrecord.run.quote_checks import voice_of
from onrecord.run.speeches import cut_quoted, is_whole, list_paragraphs
from onrecord.verify.quotes import SpeechIndex, check_quotes

SHARED = 0.5  # of the shorter of two stretches of a transcript, to be of one utterance
GAP = " … "
SAME = (None, "verbatim", "translated")  # diagnoses of what does not differ

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A quote as one document gives it.

    `outcome` is None and `diagnosis` that against the fullest variant where no transcript has the
    words.
    """

    statement: str
    document: str
    source: str
    outlet: str | None
    origin: str
    published: date | None
    speaker: str | None
    words: str
    outcome: str | None
    diagnosis: str | None
    difference: str | None
    language: str = ""
    reason: str | None = None  # of a quote in another language than what was said


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """What was said once, and how it is quoted. `said` are a transcript's words, where there is one."""

    speaker: str | None
    said: str | None
    said_by: str | None
    said_in: str | None  # the transcript's document
    said_source: str | None
    said_start: int | None
    said_end: int | None
    variants: tuple[Variant, ...]
    said_language: str | None = None

    @property
    def documents(self) -> int:
        """Return how many documents quote it."""
        return len({variant.document for variant in self.variants})

    @property
    def origins(self) -> int:
        """Return from how many independent origins these come."""
        return len({variant.origin for variant in self.variants})

    @property
    def is_differing(self) -> bool:
        """Does a variant differ from what was said, or from the fullest one?"""
        return any(variant.diagnosis not in SAME for variant in self.variants)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """A statement's quotes with its row and what the record compared them with."""

    row: Row
    quotes: tuple[Quote, ...]
    compared: tuple[Row, ...]
    difference: str | None
    reason: str | None = None

    @property
    def words(self) -> str:
        return GAP.join(" ".join(quote.words.split()) for quote in self.quotes)


def list_utterances(record: Record, knowledge: Knowledge) -> list[Utterance]:
    """Return what the documents of a record quote: first what differs, then what most quote."""
    documents = {row["id"]: row for row in record.rows_slim("document", without=("dropped",))}
    given = list(_read_given(record, documents))
    found = [
        *_with_transcript([one for one in given if one.compared], documents),
        *_without([one for one in given if not one.compared], documents, knowledge),
    ]
    return sorted(found, key=_order)


def leave_out_variants(
    utterances: Iterable[Utterance], left_out: frozenset[str]
) -> list[Utterance]:
    """Return the utterances without the quotes of some statements, in the order of what is left.

    Quotes that were taken together through one of these stay together, and what differs still
    differs from the fullest quote that there was.
    """
    held = list(utterances)
    kept = [tuple(v for v in one.variants if v.statement not in left_out) for one in held]
    if all(len(some) == len(one.variants) for some, one in zip(kept, held, strict=True)):
        return held
    rest = [replace(one, variants=some) for some, one in zip(kept, held, strict=True) if some]
    return sorted(rest, key=_order)


def _order(utterance: Utterance) -> tuple[bool, int, str, str]:
    first = utterance.variants[0]
    return (
        not utterance.is_differing,
        -utterance.documents,
        utterance.speaker or "",
        first.statement,
    )


def _read_given(record: Record, documents: dict[str, Row]) -> Iterator[_Given]:
    """Yield the statements that quote words; later versions of a document are left out."""
    kinds = {row["id"]: row["kind"] for row in record.table("actor").dicts()}
    verdicts = {row["finding"]: row for row in record.rows("verdict")}
    marks: dict[str, list[Any]] = {}
    for row in record.rows("statement"):
        document = documents[row["document"]]
        if row["manner"] not in ("direct", "mixed") or document["version_of"] is not None:
            continue
        if row.get("repeats") is not None:
            continue
        text = document["text"]
        if document["id"] not in marks:
            marks[document["id"]] = find_quotations(text, list_paragraphs(text))
        manner = Manner(row["manner"])
        stretches = cut_quoted(manner, row["start"], row["end"], quotations=marks[document["id"]])
        quotes = tuple(
            Quote(
                finding_id=row["id"],
                document_id=document["id"],
                start=start,
                end=end,
                words=text[start:end],
                voice=voice_of(row, kinds),
                language=document["language"],
                is_whole=is_whole(text[start:end], manner),
                earliest=document["published"],
                latest=document["published_latest"],
            )
            for start, end in stretches
        )
        verdict = verdicts.get(row["id"], {})
        yield _Given(
            row=row,
            quotes=quotes,
            compared=tuple(verdict.get("compared") or ()),
            difference=verdict.get("difference"),
            reason=verdict.get("reason"),
        )


# -- with a transcript ------------------------------------------------------------------------


def _with_transcript(given: list[_Given], documents: dict[str, Row]) -> Iterator[Utterance]:
    ordered = sorted(given, key=lambda g: _place(g)[:2])
    group: list[_Given] = []
    end = -1
    for one in ordered:
        document, first, after = _place(one)
        same = bool(group) and _place(group[0])[0] == document
        if same and min(end, after) - first >= SHARED * min(after - first, _length(group)):
            group.append(one)
            end = max(end, after)
            continue
        if group:
            yield _make_with(group, documents)
        group, end = [one], after
    if group:
        yield _make_with(group, documents)


def _place(given: _Given) -> tuple[str, int, int]:
    """Return where the words stand that a statement's quotes were first compared with."""
    first = given.compared[0]
    ends = [c["end"] for c in given.compared if c["document"] == first["document"]]
    return first["document"], first["start"], max(ends)


def _length(group: list[_Given]) -> int:
    return min(after - first for _, first, after in map(_place, group))


def _make_with(group: list[_Given], documents: dict[str, Row]) -> Utterance:
    places = [_place(one) for one in group]
    document = documents[places[0][0]]
    start, end = min(p[1] for p in places), max(p[2] for p in places)
    variants = tuple(
        replace(
            _variant(one, documents, one.row["diagnosis"], one.difference),
            reason=one.reason if _is_foreign(one, document, documents) else None,
        )
        for one in group
    )
    said_by = group[0].compared[0]["speaker"]
    return Utterance(
        speaker=said_by or variants[0].speaker,
        said=document["text"][start:end],
        said_by=said_by,
        said_in=document["id"],
        said_source=document["source"],
        said_start=start,
        said_end=end,
        variants=_sort(variants),
        said_language=document["language"],
    )


def _is_foreign(given: _Given, said_in: Row, documents: dict[str, Row]) -> bool:
    """Does the quote stand in another language than what was said?"""
    return bool(documents[given.row["document"]]["language"] != said_in["language"])


# -- without ----------------------------------------------------------------------------------


def _without(
    given: list[_Given], documents: dict[str, Row], knowledge: Knowledge
) -> Iterator[Utterance]:
    """Yield the groups of quotes that give the same words."""
    held = [(number, quote) for number, one in enumerate(given) for quote in one.quotes]
    index = _index([quote for _, quote in held], documents, knowledge)
    owner = {(q.document_id, q.start): number for number, q in held}
    roots = list(range(len(given)))
    for number, quote in held:
        for compared in _compare(quote, index):
            speech = _find_owner(compared, owner, index)
            if speech is not None:
                _join(roots, number, speech)
    groups: dict[int, list[_Given]] = {}
    for number, one in enumerate(given):
        if one.quotes:
            groups.setdefault(_root(roots, number), []).append(one)
    for group in groups.values():
        yield _make_without(group, documents, knowledge)


def _index(quotes: Iterable[Quote], documents: dict[str, Row], knowledge: Knowledge) -> SpeechIndex:
    speeches = [
        Speech(
            document_id=quote.document_id,
            start=quote.start,
            end=quote.end,
            kind=SpeechKind.QUOTED,
            voice=quote.voice,
            language=quote.language,
            earliest=quote.earliest,
            latest=quote.latest,
        )
        for quote in quotes
    ]
    texts = {s.document_id: documents[s.document_id]["text"] for s in speeches}
    return SpeechIndex(speeches, texts, knowledge.quote_words)


def _compare(quote: Quote, index: SpeechIndex) -> tuple[Compared, ...]:
    verdicts = check_quotes([quote], index)
    return verdicts[0].compared if verdicts else ()


def _find_owner(
    compared: Compared, owner: dict[tuple[str, int], int], index: SpeechIndex
) -> int | None:
    """Return the statement whose quote holds words that were found."""
    span = compared.span
    for speech in index.speeches_of(span.document_id):
        if speech.start <= span.start and span.end <= speech.end:
            return owner.get((speech.document_id, speech.start))
    return None


def _root(roots: list[int], number: int) -> int:
    while roots[number] != number:
        roots[number] = roots[roots[number]]
        number = roots[number]
    return number


def _join(roots: list[int], one: int, other: int) -> None:
    a, b = _root(roots, one), _root(roots, other)
    roots[max(a, b)] = min(a, b)


def _make_without(
    group: list[_Given], documents: dict[str, Row], knowledge: Knowledge
) -> Utterance:
    fullest = max(group, key=lambda one: (len(one.words), one.row["id"]))
    index = _index(fullest.quotes, documents, knowledge)
    variants = []
    for one in group:
        diagnosis, difference = (None, None) if one is fullest else _against(one, index)
        variants.append(replace(_variant(one, documents, diagnosis, difference), outcome=None))
    return Utterance(
        speaker=variants[0].speaker,
        said=None,
        said_by=None,
        said_in=None,
        said_source=None,
        said_start=None,
        said_end=None,
        variants=_sort(variants),
    )


def _against(given: _Given, index: SpeechIndex) -> tuple[str | None, str | None]:
    """Return how a quote differs from the fullest one; None when it does not have its words."""
    verdicts = check_quotes(given.quotes, index)
    if not verdicts or not verdicts[0].compared:
        return None, None
    return verdicts[0].diagnosis, verdicts[0].difference


def _variant(
    given: _Given, documents: dict[str, Row], diagnosis: str | None, difference: str | None
) -> Variant:
    row, document = given.row, documents[given.row["document"]]
    return Variant(
        statement=row["id"],
        document=document["id"],
        source=document["source"],
        outlet=document["outlet"],
        origin=document["origin"] or document["id"],
        published=document["published"],
        speaker=row["speaker"] or row["speaker_text"],
        words=given.words,
        outcome=row["outcome"],
        diagnosis=diagnosis,
        difference=difference,
        language=document["language"],
    )


def _sort(variants: Iterable[Variant]) -> tuple[Variant, ...]:
    """Return the fullest variants first."""
    return tuple(
        sorted(
            variants, key=lambda v: (-len(v.words.split()), v.published or date.max, v.statement)
        )
    )
