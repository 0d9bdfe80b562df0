"""Read "did not respond to a request for comment": a statement with the manner no-comment."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from onrecord.annotate import Annotated
from onrecord.extract.statements.cue_words import SUBJECTS
from onrecord.extract.statements.mentions import make_mention
from onrecord.knowledge import Cues, References
from onrecord.model import (
    CueClass,
    Evidence,
    Manner,
    Polarity,
    Statement,
    make_finding_id,
)

METHOD = "extract.silences@1"


def read_silences(annotated: Annotated, table: Cues, references: References) -> list[Statement]:
    """Return who is said not to have commented; the content is the clause that says so."""
    document, doc = annotated.document, annotated.doc
    low = document.text.lower().replace("’", "'")
    found = []
    for row in table.phrases.get("no-comment", ()):
        at = low.find(row.cue)
        while at >= 0:
            first, after = _tokens_of(doc, at, at + len(row.cue))
            head = _subject_of(doc, first, after)
            speaker = make_mention(head, annotated, references) if head is not None else None
            if speaker is not None:
                last = doc[after - 1].sent.end
                while last > after and (doc[last - 1].is_space or doc[last - 1].is_punct):
                    last -= 1
                content = annotated.cut(first, last)
                found.append(
                    Statement(
                        id=make_finding_id("sta", document, content),
                        document_id=document.id,
                        content=content,
                        manner=Manner.NO_COMMENT,
                        speaker=speaker,
                        cue=annotated.cut(first, after),
                        cue_class=CueClass.REJECT,
                        polarity=Polarity.AFFIRMS,
                        evidence=Evidence(spans=(content, speaker.span), method=METHOD, score=0.9),
                    )
                )
            at = low.find(row.cue, at + 1)
    return found


def _tokens_of(doc: Doc, start: int, end: int) -> tuple[int, int]:
    span = doc.char_span(start, end, alignment_mode="expand")
    return (span.start, span.end) if span is not None else (0, 1)


def _subject_of(doc: Doc, first: int, after: int) -> Token | None:
    for token in doc[first:after]:
        verb = token if token.pos_ == "VERB" else token.head
        for child in verb.children:
            if child.dep_ in SUBJECTS and child.i < after:
                return child
    return None
