r"""What was changed between two texts: paragraphs that came, went, or had words changed.

>>> [change.mark() for change in diff_texts("Three met.\nAll spoke.", "Four met.\nAll spoke.")]
['[-Three-] {+Four+} met.']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

# Addresses, "U.S." and words with hyphens are one.
_WORD = re.compile(r"\s+|\w(?:[\w.'’/:&=?%_-]*\w)?|[^\w\s]")
_ALIKE = 0.5  # share of words by which two paragraphs are one that was changed
_MOST_WORDS = 3000  # of a paragraph that is compared word by word: the time grows with the square
_MOST_PAIRS = 400  # of paragraphs that are tried out in one gap, for the same reason
_AROUND = 12  # words shown on each side of a change

Piece = tuple[str, str]  # what was, what is; the same where nothing changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One paragraph that changed; `old` is None when it came, `new` when it went.

    `number` is the paragraph's in the newer text (in the older when it went), from 1.
    """

    number: int
    old: str | None
    new: str | None

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Return the words in stretches that stayed or changed."""
        return tuple(_cut_pieces(self.old or "", self.new or ""))

    def mark(self) -> str:
        """Return the words with [-what went-] and {+what came+}, far from a change left out."""
        return "".join(_mark(self.pieces))

    def mark_sides(self) -> tuple[str, str]:
        """Return the old words with what went marked, and the new ones with what came."""
        went = ((old, "" if old != new else new) for old, new in self.pieces)
        came = (("" if old != new else old, new) for old, new in self.pieces)
        return "".join(_mark(tuple(went))), "".join(_mark(tuple(came)))


def diff_texts(old: str, new: str) -> list[Change]:
    """Return the paragraphs that differ, in the order of the newer text."""
    before, after = old.split("\n"), new.split("\n")
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    changes: list[Change] = []
    for what, i1, i2, j1, j2 in matcher.get_opcodes():
        if what != "equal":
            changes += _pair(before, after, (i1, i2), (j1, j2))
    return changes


def _pair(
    before: list[str], after: list[str], old: tuple[int, int], new: tuple[int, int]
) -> Iterator[Change]:
    """Yield the changes of one gap: each old paragraph with the first new one that is like it."""
    at = new[0]
    few = (old[1] - old[0]) * (new[1] - new[0]) <= _MOST_PAIRS
    for i in range(*old):
        match = next((j for j in range(at, new[1]) if few and _is_like(before[i], after[j])), None)
        if match is None:
            yield Change(number=i + 1, old=before[i], new=None)
            continue
        for j in range(at, match):
            yield Change(number=j + 1, old=None, new=after[j])
        yield Change(number=match + 1, old=before[i], new=after[match])
        at = match + 1
    for j in range(at, new[1]):
        yield Change(number=j + 1, old=None, new=after[j])


def _is_like(one: str, other: str) -> bool:
    a, b = (set(re.findall(r"\w+", text.lower())) for text in (one, other))
    return len(a & b) >= _ALIKE * max(1, min(len(a), len(b)))


def _cut_pieces(old: str, new: str) -> Iterator[Piece]:
    a, b = _WORD.findall(old), _WORD.findall(new)
    if not a or not b or len(a) > _MOST_WORDS or len(b) > _MOST_WORDS:
        yield old, new
        return
    matcher = SequenceMatcher(lambda word: word.isspace(), a, b, autojunk=False)
    pieces = [("".join(a[i1:i2]), "".join(b[j1:j2])) for _, i1, i2, j1, j2 in matcher.get_opcodes()]
    yield from _merge(pieces)


def _merge(pieces: list[Piece]) -> Iterator[Piece]:
    """Yield the pieces, two changes with nothing but signs between them as one."""
    held: Piece | None = None
    for at, (old, new) in enumerate(pieces):
        thin = old == new and not any(c.isalnum() for c in old) and at + 1 < len(pieces)
        if held is not None and (old != new or thin):
            held = (held[0] + old, held[1] + new)
            continue
        if held is not None:
            yield held
        held = (old, new) if old != new else None
        if held is None:
            yield old, new
    if held is not None:
        yield held


def _mark(pieces: tuple[Piece, ...]) -> Iterator[str]:
    last = len(pieces) - 1
    for at, (old, new) in enumerate(pieces):
        if old == new:
            yield _shorten(old, at == 0, at == last)
            continue
        if old:
            yield f"[-{old}-]"
        if old and new:
            yield " "
        if new:
            yield f"{{+{new}+}}"


def _shorten(text: str, is_first: bool, is_last: bool) -> str:
    """Return words that stayed, only those near a change."""
    words = text.split(" ")
    if len(words) <= 2 * _AROUND + 4:
        return text
    head = [] if is_first else words[:_AROUND]
    tail = [] if is_last else words[-_AROUND:]
    return " ".join([*head, "…", *tail])
