"""Read reported speech: "officials said that …", "Canada announced plans for …", "according to …"."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from onrecord.annotate import Annotated, Quotation
from onrecord.extract.statements.contents import bound_content
from onrecord.extract.statements.cue_words import SUBJECTS, Cue, find_nouns
from onrecord.extract.statements.mentions import make_mention
from onrecord.extract.statements.nominal import find_claimant
from onrecord.extract.statements.speakers import find_speaker
from onrecord.extract.statements.voices import may_speak
from onrecord.knowledge import Cues, References
from onrecord.model import DocumentKind, Mention

MAX_RELAY_TOKENS = 8


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
    by: str | None = None  # the learned model that found it, or its speaker

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
    in_transcript = annotated.document.kind is DocumentKind.TRANSCRIPT
    for cue in (*cues.values(), *find_nouns(doc, table)):
        if not cue.is_real or (cue.is_frame and in_transcript):
            continue
        speaker = _find_speaker(cue, annotated, table, references)
        if not may_speak(cue, speaker, annotated, references):
            continue
        bounds = bound_content(cue, doc, table)
        if bounds is None:
            continue
        first, after, score = bounds
        if _is_performed(doc[first:after], doc[cue.first], annotated, references):
            continue
        after, relay = _cut_relay(first, after, cue, cues=cues, doc=doc)
        via = find_speaker(relay, annotated, references) if relay is not None else None
        start, end = doc[first].idx, doc[after - 1].idx + len(doc[after - 1])
        start, end = _close_marks(start, end, quotations)
        end = _cut_behind_marks(start, end, quotations, annotated)
        start, end = _stay_inside(start, end, doc[cue.first].idx, quotations)
        if end <= start:
            continue
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


def _find_speaker(
    cue: Cue, annotated: Annotated, table: Cues, references: References
) -> Mention | None:
    if cue.row.kind != "noun":
        return find_speaker(cue, annotated, references)
    head = find_claimant(annotated.doc[cue.first], table)
    return make_mention(head, annotated, references) if head is not None else None


def _is_performed(words: Span, verb: Token, annotated: Annotated, references: References) -> bool:
    """Does a joint paper speak itself: "both governments reaffirm …", "… affirm our commitment"?

    Its own voice is no statement that it reports.
    """
    if annotated.document.kind is DocumentKind.NEWS or verb.tag_ != "VBP":
        return False
    if all(t.dep_ not in SUBJECTS for t in words.root.children):
        return True
    rows = (references.find(t.text, "pronoun") for t in words)
    return any(row is not None and row.person == 1 for row in rows)


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


def _stay_inside(start: int, end: int, cue: int, quotations: list[Quotation]) -> tuple[int, int]:
    """Return the bounds clipped to the quotation in which the cue stands."""
    for quotation in quotations:
        if quotation.start <= cue < quotation.end:
            clipped = max(start, quotation.start), min(end, quotation.end)
            return clipped if clipped[0] < clipped[1] else (start, end)
    return start, end


def _cut_behind_marks(
    start: int, end: int, quotations: list[Quotation], annotated: Annotated
) -> int:
    """Return the end at marks that a comma closes, before a phrase of the text's own.

    `said crossings were “the lowest ever,” at a time when the press reported more`
    """
    text = annotated.document.text
    for quotation in quotations:
        if not start <= quotation.start < quotation.outer_end < end:
            continue
        set_off = "," in {
            text[quotation.end - 1],
            text[quotation.outer_end : quotation.outer_end + 1],
        }
        if not set_off or not quotation.is_closed:
            continue
        rest = annotated.doc.char_span(quotation.outer_end, end, alignment_mode="expand")
        words = [t for t in rest or () if not t.is_punct and not t.is_space]
        marked = any(quotation.end < q.start < end for q in quotations)
        within = text[quotation.end - 1] == "," and words and words[0].pos_ in {"ADP", "SCONJ"}
        if words and not marked and (within or words[0].tag_ == "VBG"):
            return quotation.outer_end
    return end


def _close_marks(start: int, end: int, quotations: list[Quotation]) -> tuple[int, int]:
    """Return the bounds with a quotation that begins inside taken to its end."""
    for quotation in quotations:
        is_opened = quotation.outer_start < quotation.start
        if is_opened and start <= quotation.outer_start < end < quotation.outer_end:
            end = quotation.outer_end
        if quotation.end <= start < quotation.outer_end <= end:
            start = quotation.outer_end
    return start, end
