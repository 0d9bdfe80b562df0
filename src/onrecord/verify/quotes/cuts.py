"""What a cut takes away: nothing (fillers, repeats), words, or a condition that they stood under.

"We will lift them [if the crossings fall]." → the condition "if"
"We will [uh, you know] lift them."          → nothing
"I do [not] want that."                      → the negation "not"
"""

from __future__ import annotations

from enum import Enum

from onrecord.verify.quotes.passages import Said, has_phrase, strip_phrases
from onrecord.verify.quotes.words import COMMA, DASH, END, PAUSE

NEAR = 3  # words: a negation further from what is kept is of another clause
LONG = 12  # words: in a longer cut a condition counts only where it begins a clause beside
SMALL = 5  # words: of a cut that short a hedge or limit was what was cut
FALSE_START = 4  # words before a dash
MARKED_SMALL = 2  # words: a cut that is marked may take a negation only with others


class Side(Enum):
    """Where a cut lies: before what is kept, within it, or behind it."""

    BEFORE = "at its beginning"
    WITHIN = "in its midst"
    BEHIND = "at its end"


def is_nothing(said: Said, first: int, after: int, side: Side) -> bool:
    """Are the words [first, after) only fillers, a repeat or a false start?"""
    fillers = said.table.phrases.get("filler", frozenset())
    left = strip_phrases(_leave_answers_out(said, first, after), fillers)
    if side is Side.BEFORE:
        left = strip_phrases(left, said.table.phrases.get("lead", frozenset()))
    if not left:
        return True
    if side is not Side.WITHIN and side is not Side.BEFORE:
        return False
    return _is_repeat(said, first, after) or _is_false_start(said, first, after)


def _leave_answers_out(said: Said, first: int, after: int) -> list[str]:
    """Return the words without a "no" that answers: a sign stands behind it."""
    negations = said.table.phrases.get("negation", frozenset())
    return [
        word
        for place, word in zip(range(first, after), said.plain(first, after), strict=True)
        if (word,) not in negations or not said.mark(place) & (COMMA | PAUSE | DASH | END)
    ]


def _is_repeat(said: Said, first: int, after: int) -> bool:
    """Do the same words stand directly beside: "the the", "we have -- we have"?"""
    size = after - first
    begin, end = said.index.bounds(said.speech)
    ids = said.index.ids
    here = ids[first:after].tolist()
    behind = ids[after : min(after + size, end)].tolist()
    before = ids[max(first - size, begin) : first].tolist()
    return here in (behind, before)


def _is_false_start(said: Said, first: int, after: int) -> bool:
    """Is it a start that was given up, "the importance of our -- the importance"?"""
    if after - first > FALSE_START or not said.mark(after - 1) & DASH:
        return False
    if find_loss(said, first, after, Side.WITHIN) is not None:
        return False
    if any(c.isupper() or c.isdigit() for c in said.raw(first + 1, after)):
        return False  # a name or number was cut, not a start given up
    _, end = said.index.bounds(said.speech)
    following = said.index.ids[after : min(after + FALSE_START, end)].tolist()
    begun = said.index.spelled[int(said.index.ids[first])]
    again = [said.index.spelled[number] for number in following]
    return bool(again) and (begun in again or again[0].startswith(begun))


def find_loss(said: Said, first: int, after: int, side: Side) -> str | None:
    """Return the condition, negation, limit or hedge that a cut takes away from what is kept."""
    words = _leave_answers_out(said, first, after)
    table = said.table.phrases
    near = _near(words, side)
    for kind in ("negation", "limit"):
        found = has_phrase(near, table.get(kind, frozenset()))
        if found is not None and (kind == "negation" or len(words) <= SMALL):
            return " ".join(near[slice(*found)])
    hedges = table.get("hedge", frozenset())
    found = has_phrase(words, hedges) if len(words) <= SMALL else has_phrase(near, hedges)
    if found is not None:
        return " ".join((words if len(words) <= SMALL else near)[slice(*found)])
    return _find_condition(said, first, after, side)


def _near(words: list[str], side: Side) -> list[str]:
    """Return the words of a cut that stand beside what is kept."""
    if side is Side.BEHIND:
        return words[:NEAR]
    return words[-NEAR:] if side is Side.BEFORE else [*words[-NEAR:]]


def _find_condition(said: Said, first: int, after: int, side: Side) -> str | None:
    """Return the condition of a cut: one that begins it, or that no other clause stands before."""
    conditions = said.table.phrases.get("condition", frozenset())
    words = said.plain(first, after)
    for start, end in _clauses(said, first, after, side):
        found = has_phrase(words[start - first : end - first], conditions)
        if found is not None:
            return " ".join(words[start - first :][slice(*found)])
    return None


def _clauses(said: Said, first: int, after: int, side: Side) -> list[tuple[int, int]]:
    """Return the stretches of a cut that belong to what is kept beside it."""
    if after - first <= LONG and side is Side.WITHIN:
        return [(first, after)]
    breaks = [
        place
        for place in range(first + 1, after)
        if said.mark(place - 1) & (COMMA | PAUSE | DASH)
        and said.table.has("boundary", *said.plain(place, place + 1))
    ]
    head = (first, breaks[0] if breaks else after)
    tail = (breaks[-1] if breaks else first, after)
    if side is Side.BEHIND:
        return [head]
    # "If A, and B, then we will": a condition at the very beginning governs the whole sentence.
    opening = (first, min(first + NEAR, after))
    return [tail, opening] if side is Side.BEFORE else [head, tail]
