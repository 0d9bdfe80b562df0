"""Read reported speech: "officials said that …", "Canada announced plans for …", "according to …"."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from onrecord.annotate import Annotated, NameLabel
from onrecord.extract.contents import bound_content
from onrecord.extract.cue_words import SUBJECTS, Cue
from onrecord.extract.quotations import Quotation
from onrecord.extract.speakers import find_speaker
from onrecord.knowledge import Cues, References
from onrecord.model import Mention, MentionKind

MAX_RELAY_TOKENS = 8
_POINTING_WORDS = frozenset({"official", "source", "government", "body", "states", "document"})
_POINTING = frozenset({NameLabel.OFFICE, NameLabel.PERSON, NameLabel.BODY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A statement in the making: where the content stands, the cue and who speaks."""

    start: int
    end: int
    cue: Cue | None
    speaker: Mention | None
    is_quoted: bool
    score: float
    via: Mention | None = None

    @property
    def length(self) -> int:
        """Return how many characters the content has."""
        return self.end - self.start


def read_reported(
    annotated: Annotated,
    cues: dict[int, Cue],
    *,
    table: Cues,
    references: References,
    quotations: list[Quotation],
) -> list[Draft]:
    """Return what the text reports without, or only partly within, quotation marks."""
    drafts = []
    doc = annotated.doc
    for cue in cues.values():
        if not cue.is_real:
            continue
        speaker = find_speaker(cue, annotated, references)
        if not _may_speak(cue, speaker, annotated, references):
            continue
        bounds = bound_content(cue, doc, table)
        if bounds is None:
            continue
        first, after, score = bounds
        after, relay = _cut_relay(first, after, cue, cues=cues, doc=doc)
        via = find_speaker(relay, annotated, references) if relay is not None else None
        start, end = doc[first].idx, doc[after - 1].idx + len(doc[after - 1])
        start, end = _close_marks(start, end, quotations)
        drafts.append(
            Draft(
                start=start,
                end=end,
                cue=cue,
                speaker=speaker,
                is_quoted=False,
                score=score,
                via=via,
            )
        )
    return drafts


def _cut_relay(
    first: int, after: int, cue: Cue, *, cues: dict[int, Cue], doc: Doc
) -> tuple[int, Cue | None]:
    """Return the end without ", the Post reported", and that cue."""
    for at in range(after - 1, max(first, after - MAX_RELAY_TOKENS), -1):
        relay = cues.get(at)
        if relay is None or relay is cue or relay.row.kind != "verb" or at <= first + 2:
            continue
        begin = min([at, *(c.left_edge.i for c in doc[at].lefts if c.dep_ in SUBJECTS)])
        if begin < at and doc[begin - 1].text == ",":
            return begin - 1, relay
    return after, None


def _close_marks(start: int, end: int, quotations: list[Quotation]) -> tuple[int, int]:
    """Return the bounds with a quotation that begins inside taken to its end."""
    for quotation in quotations:
        is_opened = quotation.outer_start < quotation.start
        if is_opened and start <= quotation.outer_start < end < quotation.outer_end:
            end = quotation.outer_end
        if quotation.end <= start < quotation.outer_end <= end:
            start = quotation.outer_end
    return start, end


def _may_speak(
    cue: Cue, speaker: Mention | None, annotated: Annotated, references: References
) -> bool:
    """Is it somebody in the text (not the document's own "we"), of the sort that the cue takes?"""
    if speaker is None:
        return False
    if speaker.kind is MentionKind.PRONOUN:
        row = references.find(speaker.span.quote, "pronoun")
        if row is None or row.person != 3 or cue.row.by == "document":
            return False
        return row.gender != "n" or cue.row.by == "anybody"
    if cue.row.by == "document":
        return speaker.kind is MentionKind.DOCUMENT
    if _is_own_voice(speaker, references):
        return False
    if cue.row.by == "somebody" and speaker.kind in {MentionKind.TITLE, MentionKind.GROUP}:
        return _points_at_somebody(speaker, annotated, references)
    return True


def _is_own_voice(speaker: Mention, references: References) -> bool:
    """Is it "our three countries": the document speaks for itself?"""
    words = (w for w in speaker.span.quote.split() if not w.isupper())  # "US" is not "us"
    rows = (references.find(word, "pronoun") for word in words)
    return any(row is not None and row.person != 3 for row in rows)


def _points_at_somebody(speaker: Mention, annotated: Annotated, references: References) -> bool:
    words = speaker.span.quote.split()
    if any((row := references.find(w)) is not None and row.kind in _POINTING_WORDS for w in words):
        return True
    return any(
        n.label in _POINTING
        for n in annotated.names
        if n.start < speaker.span.end and speaker.span.start < n.end
    )
