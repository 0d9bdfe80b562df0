"""What an editor did to a quote, change by change.

"percent" for "%" is cleaned, "[Mexico]" for "they" is marked, "may" for "will" is other words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from onrecord.knowledge import fold
from onrecord.verify.numbers import NumberWords, read_numbers
from onrecord.verify.quotes.cuts import MARKED_SMALL, Side, find_loss, is_nothing
from onrecord.verify.quotes.matching import Place
from onrecord.verify.quotes.passages import Given, Said, strip_phrases
from onrecord.verify.quotes.words import BRACKET, ELLIPSIS, END, OPENS, SPEECH_START

LEAST_SPELLED = 6  # letters of two words that differ in one letter and are one
INFLECTED = 2  # letters at the end that make another form of a word
CUT_SENTENCES = 60  # words of whole sentences that may be left out before places are two
MARKED_CUT = 250  # the same where an ellipsis marks it
FEW = 3


class ChangeKind(Enum):
    """What was done."""

    MARKED = "marked"  # brackets
    CLEANED = "cleaned"
    MARKED_CUT = "marked cut"
    CUT = "cut"
    LOSS = "loss"  # a cut that takes a condition or negation
    OTHER = "other"  # other words
    JOINED = "joined"  # of separate places


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change: what was said, what is quoted, and where in the quote (words)."""

    kind: ChangeKind
    old: str
    new: str
    at: int
    until: int
    side: Side = Side.WITHIN
    lost: str | None = None  # the condition or negation


def list_changes(given: Given, said: Said, place: Place) -> Iterator[Change]:
    """Yield what differs between a quote and one place, in its order."""
    at, spoken = place.first, place.said_first
    for a, b, c, d in (*place.changes, (place.after, place.after, place.said_after, 0)):
        yield from _compare_letters(given, said, (at, a), spoken)
        if b > a or d > c:
            yield _judge(given, said, (a, b), (c, d))
        at, spoken = b, d


def _compare_letters(
    given: Given, said: Said, quoted: tuple[int, int], spoken: int
) -> Iterator[Change]:
    """Yield where words that agree are written another way: case, accents, spelling, contraction."""
    at = quoted[0]
    while at < quoted[1]:
        old = said.raw(spoken, spoken + 1)
        new = given.raw(at, at + 1)
        size = 1
        if _plain(old) != _plain(new) and not given.words.marks[at] & BRACKET:
            size = _whole_words(given, said, (at, quoted[1]), spoken)
            old, new = said.raw(spoken, spoken + size), given.raw(at, at + size)
            if not (_differ_in_capital(old, new) and _begins(given, said, at, spoken)):
                yield Change(kind=ChangeKind.CLEANED, old=old, new=new, at=at, until=at + size)
        at, spoken = at + size, spoken + size


def _whole_words(given: Given, said: Said, quoted: tuple[int, int], spoken: int) -> int:
    """Return how many words "don't" and "do not" take in until both are at the end of a word."""
    starts, ours = given.words.starts, said.index.starts
    at, end = quoted
    size = 1
    while at + size < end and (
        starts[at + size] == starts[at + size - 1]
        or int(ours[spoken + size]) == int(ours[spoken + size - 1])
    ):
        size += 1
    return size


def _differ_in_capital(old: str, new: str) -> bool:
    """Do two words differ only in their first letter being a capital?"""
    old, new = _plain(old), _plain(new)
    return old[:1].lower() == new[:1].lower() and old[1:] == new[1:]


def _begins(given: Given, said: Said, at: int, spoken: int) -> bool:
    """Does a sentence begin with the word, in the one text or the other?"""
    marks = given.words.marks
    if at == 0 or marks[at] & (ELLIPSIS | OPENS) or marks[at - 1] & END:
        return True
    return bool(said.mark(spoken) & (SPEECH_START | OPENS) or said.mark(spoken - 1) & END)


def _plain(word: str) -> str:
    return word.replace("’", "'").replace(".", "").strip("'")


def _judge(given: Given, said: Said, quoted: tuple[int, int], spoken: tuple[int, int]) -> Change:
    """Return what kind of change one stretch is."""
    (a, b), (c, d) = quoted, spoken
    old, new = said.raw(c, d), given.raw(a, b)

    def change(kind: ChangeKind, lost: str | None = None) -> Change:
        return Change(kind=kind, old=old, new=new, at=a, until=b, lost=lost)

    if b == a:
        return _judge_cut(given, said, a, spoken)
    if given.is_bracket(a, b):
        return change(ChangeKind.MARKED)
    if _is_same(given, said, quoted, spoken):
        return change(ChangeKind.CLEANED)
    return change(ChangeKind.OTHER)


def _judge_cut(given: Given, said: Said, at: int, spoken: tuple[int, int]) -> Change:
    """Return what a cut in the midst is: nothing, marked, not marked, or a loss."""
    old = said.raw(*spoken)

    def change(kind: ChangeKind, lost: str | None = None) -> Change:
        return Change(kind=kind, old=old, new="", at=at, until=at, lost=lost)

    lost = find_loss(said, *spoken, Side.WITHIN)
    is_marked = bool(given.words.marks[at] & ELLIPSIS)
    if is_marked and (lost is None or spoken[1] - spoken[0] > MARKED_SMALL):
        return change(ChangeKind.MARKED_CUT)
    if is_nothing(said, *spoken, Side.WITHIN):
        return change(ChangeKind.CLEANED)
    ends_before = at > 0 and bool(given.words.marks[at - 1] & END)
    if _is_joint(said, spoken[0], spoken[1], ends_before):
        return change(ChangeKind.JOINED)
    return change(ChangeKind.CUT if lost is None else ChangeKind.LOSS, lost)


def judge_gap(given: Given, before: Place, after: Place, index_said: Said) -> Change:
    """Return what stands between two places that one quote has side by side."""
    at = after.first
    is_marked = bool(given.words.marks[at] & ELLIPSIS)
    gap = after.said_first - before.said_after
    forward = before.speech == after.speech and gap >= 0
    old = index_said.raw(before.said_after, after.said_first) if forward else ""
    kind = ChangeKind.JOINED
    if forward and is_marked and gap <= MARKED_CUT:
        kind = ChangeKind.MARKED_CUT
    elif forward and not is_marked:
        ends_before = bool(given.words.marks[at - 1] & END)
        if not _is_joint(index_said, before.said_after, after.said_first, ends_before):
            kind = ChangeKind.CUT
    lost = None
    if kind is ChangeKind.CUT and gap:
        lost = find_loss(index_said, before.said_after, after.said_first, Side.WITHIN)
        kind = ChangeKind.LOSS if lost else kind
    return Change(kind=kind, old=old, new="", at=at, until=at, lost=lost)


def _is_joint(said: Said, first: int, after: int, ends_before: bool) -> bool:
    """Does a cut that is not marked join separate places?

    Within one sentence it does not. Whole sentences may be left out where the quote has an end of
    a sentence too, if they are few.
    """
    crossed = sum(bool(said.mark(place) & END) for place in range(first - 1, after))
    size = after - first
    if not crossed or size <= FEW:
        return False
    return not ends_before or size > CUT_SENTENCES


def _is_same(given: Given, said: Said, quoted: tuple[int, int], spoken: tuple[int, int]) -> bool:
    """Are the two stretches one, written in another way?"""
    fillers = said.table.phrases.get("filler", frozenset())
    old, new = said.plain(*spoken), given.plain(*quoted)
    if strip_phrases(old, fillers) == strip_phrases(new, fillers):
        return True
    written = _write_out(old, said), _write_out(new, said)
    if written[0] & written[1] or _have_one_value(old, new, said):
        return True
    if len(old) == len(new) == 1:
        return _is_misspelt(fold(old[0]), fold(new[0]), given, said)
    return False


def _write_out(words: list[str], said: Said) -> set[str]:
    """Return the ways in which words may be written, without blanks."""
    joined = fold(" ".join(words)).replace(".", "")
    ways = {joined.replace(" ", "").replace("-", "")}
    for some in said.table.same:
        if joined in some:
            ways |= {way.replace(" ", "") for way in some}
    return ways


def _have_one_value(old: list[str], new: list[str], said: Said) -> bool:
    """Are the words one number, written in two ways: "4 mil 500", "4,500"?"""
    meanings = said.index.meanings
    if meanings is None:
        return False
    table = meanings.numbers(said.language)
    return bool(_values_of(old, table) & _values_of(new, table))


def _values_of(words: list[str], table: NumberWords) -> frozenset[Decimal]:
    folded = [fold(word) for word in words]
    size, values = read_numbers(folded, 0, len(folded), table)
    return values if size == len(folded) else frozenset()


def _is_misspelt(old: str, new: str, given: Given, said: Said) -> bool:
    """Is the quote's word one that nobody says, and one letter from what was said?"""
    if min(len(old), len(new)) < LEAST_SPELLED or old[0] != new[0]:
        return False
    if old[-INFLECTED:] != new[-INFLECTED:] or not (old.isalpha() and new.isalpha()):
        return False
    if not _differ_in_one(old, new) or said.index.number([new])[0] >= 0:
        return False
    given.questions.miss(new)
    return True


def _differ_in_one(old: str, new: str) -> bool:
    """Is it one letter more, less, other, or two letters exchanged?"""
    head = next((i for i, (x, y) in enumerate(zip(old, new, strict=False)) if x != y), None)
    if head is None:
        return False
    a, b = old[head:], new[head:]
    swapped = a[:2] == b[1::-1] and a[2:] == b[2:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or swapped
