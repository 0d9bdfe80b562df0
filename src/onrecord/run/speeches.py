"""What was said in a document, and what it quotes: the checks of quotes compare the two.

A transcript gives its turns; a release or order what it quotes, and beside that its own text, which
its issuer says.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.annotate.quotations import Quotation, find_quotations
from onrecord.knowledge import Knowledge, fold
from onrecord.model import (
    ActorKind,
    DocumentKind,
    Manner,
    Mention,
    Quote,
    Speech,
    SpeechKind,
    TurnKind,
    Voice,
    list_labels,
)
from onrecord.record.names import Names
from onrecord.run.readings import Reading

LEAST_OWN = 5  # words of a release's own text between two quotes
ISSUED = (DocumentKind.RELEASE, DocumentKind.ORDER, DocumentKind.TRANSCRIPT)
_GIVEN = (Manner.DIRECT, Manner.MIXED)
_MARKS = "¿¡[…\"“‘'("

Stretch = tuple[int, int, Voice]  # characters and who says them


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A document as its speeches are cut from it."""

    document_id: str
    kind: DocumentKind
    outlet: str | None
    language: str
    text: str
    earliest: date | None
    latest: date | None
    turns: tuple[Stretch, ...]
    quoted: tuple[Stretch, ...]


def read_spoken(reading: Reading, names: Names) -> Spoken | None:
    """Return what was said in a reading's document; None where it is no place of speeches."""
    document = reading.document
    if document is None or document.kind not in ISSUED:
        return None
    publication = document.publication
    labels = list_labels(document)
    return Spoken(
        document_id=document.id,
        kind=document.kind,
        outlet=document.outlet,
        language=document.language,
        text=document.text,
        earliest=publication.earliest if publication else None,
        latest=publication.latest if publication else None,
        turns=tuple(
            (
                turn.start,
                turn.end,
                make_voice(
                    labels.get(turn.label) if turn.kind is TurnKind.SPEAKER else None,
                    names,
                    words=turn.label,
                    is_asking=turn.kind is not TurnKind.SPEAKER,
                ),
            )
            for turn in document.turns
        ),
        quoted=tuple(
            (statement.content.start, statement.content.end, make_voice(statement.speaker, names))
            for statement in reading.statements
            if statement.manner is Manner.DIRECT
        ),
    )


def make_voice(
    mention: Mention | None,
    names: Names,
    *,
    words: str = "",
    is_asking: bool = False,
    given_names: Collection[str] = (),
) -> Voice:
    """Return who speaks, as far as a mention tells.

    A name that nobody knows is a person's when it begins with one of `given_names`.
    """
    named = names.name(mention)
    actors = [names.actors[a] for a in named.actor_ids if a in names.actors]
    shown = mention.span.quote if mention is not None and named.name else ""
    return Voice(
        ids=named.actor_ids,
        name=named.name if actors else None,
        words=words or shown,
        country=named.country,
        is_person=len(actors) == 1 and actors[0].kind is ActorKind.PERSON
        if actors
        else is_persons(shown, given_names),
        is_asking=is_asking,
    )


def is_persons(name: str, given_names: Collection[str]) -> bool:
    """Is it a person's name in full: a given name, and more behind it?"""
    words = name.split()
    return len(words) > 1 and words[-1][:1].isupper() and fold(words[0]) in given_names


def cut_speeches(spoken: Spoken, knowledge: Knowledge) -> Iterator[Speech]:
    """Yield the speeches of a document in the order of its text."""
    if spoken.turns:
        for stretch in spoken.turns:
            yield _speech(spoken, stretch, SpeechKind.TURN)
        return
    own = SpeechKind.REMARKS if spoken.kind is DocumentKind.TRANSCRIPT else SpeechKind.RELEASE
    issuer = _find_issuer(spoken, knowledge)
    at = 0
    for start, end, voice in sorted(spoken.quoted, key=lambda s: (s[0], s[1])):
        if start < at:
            continue
        if len(spoken.text[at:start].split()) >= LEAST_OWN:
            yield _speech(spoken, (at, start, issuer), own)
        yield _speech(spoken, (start, end, voice), SpeechKind.QUOTED)
        at = end
    if len(spoken.text[at:].split()) >= LEAST_OWN:
        yield _speech(spoken, (at, len(spoken.text), issuer), own)


def _find_issuer(spoken: Spoken, knowledge: Knowledge) -> Voice:
    outlet = knowledge.outlets.get(spoken.outlet or "")
    if outlet is None:
        return Voice(words=spoken.outlet or "")
    return Voice(words=outlet.name, country=outlet.country)


def _speech(spoken: Spoken, stretch: Stretch, kind: SpeechKind) -> Speech:
    start, end, voice = stretch
    return Speech(
        document_id=spoken.document_id,
        start=start,
        end=end,
        kind=kind,
        voice=voice,
        language=spoken.language,
        earliest=spoken.earliest,
        latest=spoken.latest,
    )


def list_quotes(reading: Reading, names: Names, knowledge: Knowledge) -> list[Quote]:
    """Return the words between marks that a document's statements give, in its order."""
    given_names = knowledge.folded_given_names
    document = reading.document
    given = [s for s in reading.statements if s.manner in _GIVEN]
    if document is None or not given:
        return []
    quotations = find_quotations(document.text, list_paragraphs(document.text))
    publication = document.publication
    quotes = [
        Quote(
            finding_id=statement.id,
            document_id=document.id,
            start=start,
            end=end,
            words=document.text[start:end],
            voice=make_voice(statement.speaker, names, given_names=given_names),
            language=document.language,
            is_whole=is_whole(document.text[start:end], statement.manner),
            around=cut_around(document.text, start, end),
            earliest=publication.earliest if publication else None,
            latest=publication.latest if publication else None,
        )
        for statement in given
        for start, end in cut_quoted(
            statement.manner, statement.content.start, statement.content.end, quotations=quotations
        )
    ]
    return sorted(quotes, key=lambda quote: (quote.start, quote.end))


def cut_quoted(
    manner: Manner, start: int, end: int, *, quotations: Sequence[Quotation]
) -> Iterator[tuple[int, int]]:
    """Yield the stretches between marks of a statement at [start, end); without marks all of it."""
    inside = [q for q in quotations if q.start < end and start < q.end]
    if manner is Manner.DIRECT and not inside:
        yield start, end
    for quotation in inside:
        # What stands behind the content inside the marks is the quotation's own last sign.
        first = max(quotation.start, start) if manner is Manner.DIRECT else quotation.start
        yield first, quotation.end


def is_whole(words: str, manner: Manner) -> bool:
    """Are the words given as a sentence: do they begin as one?"""
    head = words.lstrip(_MARKS + " ")[:1]
    begins = head.isupper() or head.isdigit() or words[:1] in "[…¿¡"
    if manner is Manner.DIRECT:
        return begins
    return begins and (words.rstrip()[-1:] in ".!?…,") | (len(words.split()) > LEAST_OWN)


def cut_around(text: str, start: int, end: int) -> str:
    """Return the paragraph of a quote without the quote."""
    first = text.rfind("\n", 0, start) + 1
    after = text.find("\n", end)
    return f"{text[first:start]} {text[end : after if after >= 0 else len(text)]}"


def list_paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the ranges of the paragraphs of a text."""
    ranges, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            ranges.append((at, at + len(line)))
        at += len(line) + 1
    return ranges
