"""Lines of a page and what can be said of each without knowing its language."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.model import Dropped

_WORD = re.compile(r"\w[\w’'.-]*")
_CLOSERS = "”’\"'»)]*_ "
_ENDERS = ".!?…:;。！？।։"
_OPENERS = ("“", '"', "«", "„", "‘", "'", "¿", "¡", "—“", "(", "[")
_BULLET = re.compile(r"^\s*(?:[-*•·▪‣●○–—]|\d{1,2}[.)])\s+")
# What a program is made of, per character of text.
_CODE = re.compile(r"[{};=<>&\[\]()!]|\|\|")
_CODE_SHARE = 0.10
_CODE_SHARE_AT_ENDS = 0.03  # where the line ends as a program's lines do
_MOST_WHOLE = 0.5
_SHAPE_CHARACTERS = 400  # of a long line, whose shape shows at once
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a page: `number` is 1-based, `gap` tells whether a blank line stands before it."""

    text: str
    number: int
    gap: bool

    @property
    def words(self) -> int:
        """Return how many words it has."""
        return len(_WORD.findall(self.text))

    @property
    def is_bullet(self) -> bool:
        """Does it begin like an item of a list?"""
        return _BULLET.match(self.text) is not None

    @property
    def ends_sentence(self) -> bool:
        """Does it end as a sentence does, closing quotation marks aside?"""
        bare = self.text.rstrip(_CLOSERS)
        return bare.endswith(tuple(_ENDERS)) and not bare.endswith("...")

    @property
    def is_quoted(self) -> bool:
        """Does it begin with a quotation mark and close one?"""
        text = self.text.strip()
        return text.startswith(_OPENERS[:6]) and text.rstrip(" .,").endswith(
            ("”", '"', "»", "’", "'")
        )

    @property
    def is_sentence(self) -> bool:
        """Is it a paragraph rather than a heading or a link?"""
        return (self.ends_sentence and self.words >= 6) or self.words >= 25 or self.is_quoted

    @property
    def capitals(self) -> float:
        """Return the share of capitals among its letters."""
        letters = list(filter(str.isalpha, self.text[:_SHAPE_CHARACTERS]))
        return sum(map(str.isupper, letters)) / len(letters) if letters else 0.0

    @property
    def titled(self) -> float:
        """Return the share of its longer words that begin with a capital."""
        words = [w for w in _WORD.findall(self.text[:_SHAPE_CHARACTERS]) if len(w) > 3]
        return sum(w[0].isupper() for w in words) / len(words) if words else 0.0

    @property
    def is_code(self) -> bool:
        """Does it look like a piece of a program?"""
        text = self.text.strip()
        signs = len(_CODE.findall(text))
        if " | " in text:
            return False  # a row of a table
        if text in {"}", "{", "});", "})", "};"}:
            return True
        ends = text.endswith((";", "{", "}", "});"))
        return signs >= 2 and (
            signs / len(text) > _CODE_SHARE or (ends and signs / len(text) > _CODE_SHARE_AT_ENDS)
        )

    def drop(self, reason: str) -> Dropped:
        """Return the line as left out, with the reason."""
        return Dropped(text=self.text, reason=reason, line=self.number)


def cut_lines(text: str) -> list[Line]:
    """Return the lines of `text` that have words or signs, white space made plain."""
    lines: list[Line] = []
    gap = True
    for number, raw in enumerate(text.split("\n"), start=1):
        plain = _SPACES.sub(" ", raw).strip()
        if plain:
            lines.append(Line(text=plain, number=number, gap=gap))
        gap = not plain
    return lines


# A text wrapped by a program breaks at 60 to 90 characters, mostly inside sentences.
_WRAP_WIDTHS = (55, 95)
_FEW_LINES = 4  # with fewer, every one of them has to look wrapped
_MOST_LONG = 0.05  # of the lines: addresses are never wrapped


def is_wrapped(lines: list[Line]) -> bool:
    """Are the paragraphs broken into lines of one width?"""
    pairs = [(a, b) for a, b in zip(lines, lines[1:], strict=False) if not b.gap]
    if len(pairs) < _FEW_LINES:
        return len(pairs) > 1 and all(_goes_on(a, b) for a, b in pairs)
    inner = [a for a, _ in pairs]
    lengths = sorted(len(line.text) for line in inner)
    middle = lengths[len(lengths) // 2]
    long = sum(len(line.text) > _WRAP_WIDTHS[1] for line in lines) / len(lines)
    broken = sum(not line.ends_sentence for line in inner) / len(inner)
    return _WRAP_WIDTHS[0] <= middle and long <= _MOST_LONG and broken > _MOST_WHOLE


def _goes_on(line: Line, following: Line) -> bool:
    """Does a line of a short draft break inside a sentence, at the width of a wrapped text?"""
    fits = _WRAP_WIDTHS[0] <= len(line.text) <= _WRAP_WIDTHS[1] >= len(following.text)
    return fits and not line.ends_sentence and not following.text[:1].isupper()


def unwrap(lines: list[Line]) -> list[Line]:
    """Return the paragraphs that wrapped lines make up; an item of a list begins one of its own."""
    whole: list[Line] = []
    for line in lines:
        if whole and not line.gap and not line.is_bullet:
            last = whole[-1]
            whole[-1] = Line(text=f"{last.text} {line.text}", number=last.number, gap=last.gap)
        else:
            whole.append(line)
    return whole
