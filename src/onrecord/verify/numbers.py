"""How texts of a language write numbers: the marks between their digits, and their words.

1,137   1.137   41,5                 read by a mark, which also says what it cannot have written
6 mil 646   thirty five   4.500      6646; 35; 4500 or 4.5 where a language has both marks
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from string import ascii_lowercase

from onrecord.knowledge import WordTable, fold

HUNDRED, TEN = 100, 10
TEENS = 20  # below it no number is joined of a ten and a one
GROUP = 3  # digits between two marks of thousands
BEHIND_DIGITS = f"{ascii_lowercase}%"  # "5m", "3rd", "8%"


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands between thousands and before decimals."""

    thousands: str
    decimals: str

    def read(self, written: str) -> Decimal | None:
        """Return the value of a number, None where it cannot be written with these marks."""
        whole, point, rest = written.partition(self.decimals)
        first, *groups = whole.split(self.thousands)
        parts = (first, *groups, rest) if point else (first, *groups)
        if not all(part.isdecimal() for part in parts):
            return None
        if groups and (len(first) > GROUP or any(len(group) != GROUP for group in groups)):
            return None
        return Decimal("".join((first, *groups, "." if point else "", rest)))

    def write(self, value: Decimal, places: int, *, grouped: bool) -> str:
        """Return a number with these marks."""
        whole, _, rest = f"{value:,.{places}f}".partition(".")
        whole = whole.replace(",", self.thousands if grouped else "")
        return f"{whole}{self.decimals}{rest}" if rest else whole


POINT, COMMA = Mark(",", "."), Mark(".", ",")


def list_marks(words: WordTable | None) -> tuple[Mark, ...]:
    """Return the marks that texts of a language may write."""
    both = words is not None and words.words("numbers", "decimal-comma")
    return (POINT, COMMA) if both else (POINT,)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWords:
    """Words of numbers of one language, folded, and its marks."""

    small: Mapping[str, Decimal]
    scales: Mapping[str, Decimal]
    joints: frozenset[str]
    ones: frozenset[str]  # which are articles too
    marks: tuple[Mark, ...] = (POINT,)

    def begins(self, word: str) -> bool:
        """May a number begin with a folded word?"""
        return word[:1].isdigit() or word in self.small or word in self.scales


def make_number_words(words: WordTable | None) -> NumberWords:
    """Return the words of a language's table; digits alone where it has none."""
    if words is None:
        return NumberWords(small={}, scales={}, joints=frozenset(), ones=frozenset())
    small = {fold(word): value for word, value in words.values("numbers", "small").items()}
    articles = {fold(word) for word in words.words("numbers", "article")}
    return NumberWords(
        small=small,
        scales={fold(word): value for word, value in words.values("numbers", "scale").items()},
        joints=frozenset({fold(word) for word in words.words("numbers", "joint")} - articles),
        ones=frozenset(word for word, value in small.items() if value == 1),
        marks=list_marks(words),
    )


def read_numbers(
    words: Sequence[str], at: int, until: int, table: NumberWords
) -> tuple[int, frozenset[Decimal]]:
    """Return how many folded words from `at` on, up to `until`, are a number, and its values.

    It has one for each mark that it can be written with: "4.500" may be 4500 or 4.5.
    """
    read = [_read(words, range(at, until), table, mark) for mark in table.marks]
    size = max(size for size, _ in read)
    return size, frozenset(value for length, value in read if size and length == size)


def _read(
    words: Sequence[str], places: range, table: NumberWords, mark: Mark
) -> tuple[int, Decimal]:
    total, current, place = Decimal(0), None, places.start
    while place < places.stop:
        word = words[place]
        is_digits = word[:1].isdigit()
        value = mark.read(word.rstrip(BEHIND_DIGITS)) if is_digits else table.small.get(word)
        scale = table.scales.get(word)
        if value is not None and _may_add(current, value, is_digits=is_digits):
            current = (current or 0) + value
        elif scale == HUNDRED:
            current = (current or Decimal(1)) * scale
        elif scale is not None:
            total, current = _scale(total, current, scale), None
        elif not (word in table.joints and _goes_on(words, place, table, current)):
            break
        place += 1
    size = place - places.start
    if size == 1 and words[places.start] in table.ones:
        return 0, total
    return size, total + (current or 0)


def _scale(total: Decimal, current: Decimal | None, scale: Decimal) -> Decimal:
    if total >= scale:
        return total + (current if current is not None else Decimal(1)) * scale
    return ((total + (current or 0)) or Decimal(1)) * scale


def _may_add(current: Decimal | None, value: Decimal, *, is_digits: bool) -> bool:
    """May a number follow another within one: "hundred five", "sixty five"?"""
    if current is None:
        return True
    if is_digits:
        return False
    if current % HUNDRED == 0 and current:
        return value < HUNDRED
    return current % TEN == 0 and current % HUNDRED >= TEENS and value < TEN


def _goes_on(words: Sequence[str], place: int, table: NumberWords, current: Decimal | None) -> bool:
    """Does a number go on behind "y" or "and"?"""
    follows = place + 1 < len(words) and words[place + 1] in table.small
    spelled = not words[place - 1][:1].isdigit()
    tens = current is not None and (current % TEN == 0 and current >= TEENS)
    return follows and spelled and tens
