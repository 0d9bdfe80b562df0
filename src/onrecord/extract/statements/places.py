"""Tell where in a document a statement stands, and tie together what was said once.

Port will stay open, minister says          a headline: `repeats` names the body's statement
“We will keep,” she said, “all ports open.” one sentence in two parts: the second `continues`
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.annotate import Annotated
from onrecord.knowledge import Cues
from onrecord.model import Manner, Place, Statement

MAX_HEADLINE_WORDS = 25
MIN_SHARED = 2
SAME_CONTENT = 0.5  # share of a headline's weighty words that the body's statement has too
_WEIGHTY = frozenset({"NOUN", "PROPN", "VERB", "NUM", "ADJ"})
_ENDINGS = ".?!:;,…\"”'’»)]"
_SENTENCE_ENDS = ".?!…"


def place_statements(
    statements: list[Statement], annotated: Annotated, table: Cues
) -> list[Statement]:
    """Return the statements, with where they stand and which one they repeat or go on with."""
    paragraphs = annotated.paragraphs()
    placed = [replace(s, place=_find_place(s, annotated, paragraphs, table)) for s in statements]
    body = [s for s in placed if s.place is Place.BODY]
    linked = [
        s if s.place is Place.BODY else replace(s, repeats=_find_repeated(s, body, annotated))
        for s in placed
    ]
    return _join(linked, annotated)


def _find_place(
    statement: Statement, annotated: Annotated, paragraphs: list[tuple[int, int]], table: Cues
) -> Place:
    at = statement.content.start
    number = next((i for i, (start, end) in enumerate(paragraphs) if start <= at < end), None)
    if number is None:
        return Place.BODY
    text = annotated.document.text
    words = text[slice(*paragraphs[number])].strip()
    if _is_caption(words, table):
        return Place.CAPTION
    is_last = number + 1 == len(paragraphs)
    return Place.HEADLINE if _is_headline(words, annotated.document.title, is_last) else Place.BODY


def _is_caption(words: str, table: Cues) -> bool:
    low = words.lower()
    return any(row.cue in low for row in table.phrases.get("credit", ()))


def _is_headline(words: str, title: str | None, is_last: bool) -> bool:
    """Is it the title, or a short line that ends like none of a text's sentences?"""
    if title is not None and words.casefold() == title.strip().casefold():
        return True
    if is_last or words[-1] in _ENDINGS or not words[0].isalnum():  # an item; a text cut off
        return False
    return len(words.split()) <= MAX_HEADLINE_WORDS


def _find_repeated(headline: Statement, body: list[Statement], annotated: Annotated) -> str | None:
    """Return the id of the statement in the body that says the same, by somebody of that name."""
    own = _weighty_words(headline, annotated)
    best: tuple[int, str] | None = None
    for other in body:
        shared = len(own & _weighty_words(other, annotated))
        if shared < MIN_SHARED or shared < SAME_CONTENT * len(own):
            continue
        if _may_be_one(headline, other) and (best is None or shared > best[0]):
            best = shared, other.id
    return best[1] if best is not None else None


def _weighty_words(statement: Statement, annotated: Annotated) -> set[str]:
    span = annotated.doc.char_span(
        statement.content.start, statement.content.end, alignment_mode="expand"
    )
    if span is None:
        return set()
    if not annotated.doc.has_annotation("POS"):
        return {t.lower_ for t in span if t.is_alpha and len(t) > 3}
    return {t.lemma_.lower() for t in span if t.pos_ in _WEIGHTY}


def _may_be_one(headline: Statement, other: Statement) -> bool:
    """May both have one speaker: do the words share a name, or is one of them no name?"""
    if headline.speaker is None or other.speaker is None:
        return True
    names = headline.speaker.kind.value == "name" and other.speaker.kind.value == "name"
    one = {w.strip("’'s.,").lower() for w in headline.speaker.span.quote.split()}
    two = {w.strip("’'s.,").lower() for w in other.speaker.span.quote.split()}
    return not names or bool(one & two)


def _join(statements: list[Statement], annotated: Annotated) -> list[Statement]:
    joined: list[Statement] = []
    for statement in statements:
        before = joined[-1] if joined else None
        if before is not None and _goes_on(before, statement, annotated.document.text):
            joined.append(replace(statement, continues=before.id))
        else:
            joined.append(statement)
    return joined


def _goes_on(before: Statement, after: Statement, text: str) -> bool:
    """Is it one sentence, cut by "she said"?"""
    if before.manner is not Manner.DIRECT or after.manner is not Manner.DIRECT:
        return False
    if before.speaker != after.speaker or before.cue != after.cue or after.cue is None:
        return False
    between = text[before.content.end : after.content.start]
    cut = before.content.end <= after.cue.start < after.content.start and "\n" not in between
    return (
        cut and before.content.quote[-1] not in _SENTENCE_ENDS and after.content.quote[:1].islower()
    )
