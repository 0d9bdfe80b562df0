"""Find what stands inside quotation marks, paragraph by paragraph.

Handles “curly”, "straight", «angled» and ‘single’ marks, a mark repeated at the head of each
paragraph of a long quotation, a quotation that runs over paragraphs, and one that is never closed:
it ends with its paragraph. Marks inside other marks belong to the outer quotation. In a paragraph
that begins with a dash, "—The port is open —said the minister—. Come in.", what is spoken stands
between the dashes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

OPENING = {"“": "”", "„": "“”", "«": "»", "‘": "’", '"': '"', "'": "'"}
MAX_SINGLE = 2_000  # characters between single marks; it bounds the search for the closing one
MAX_EMPTY = (
    200  # characters without a letter; the marks among them are noise, and not looked at one by one
)
MAX_CONTINUED = 12  # paragraphs; a longer "quotation" is a mark that somebody forgot to close
# "—said the minister—.": a blank, a dash and a small letter; the dash that ends it, with its mark
_INCISE = re.compile(r"\s[—―](?=[^\W\d_])[^—―\n]{1,300}(?:[—―][.,;:]?|$)")
_BEFORE_OPENING = " \t\u00a0([{—–-:/*_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words between marks, in one paragraph: `start` to `end` without the marks.

    `outer_start` and `outer_end` take the marks in. `continues` tells that the quotation began in
    an earlier paragraph, `is_closed` that its own closing mark stands in this one.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    paragraph: int
    continues: bool = False
    is_closed: bool = True


def find_quotations(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Quotation]:
    """Return the quotations of `text` in order; none overlaps another."""
    return _Scanner(_join_doubled(text), paragraphs).scan()


def find_inner(text: str, outer: Quotation) -> list[Quotation]:
    """Return the quotations within a quotation, by marks of another sort than its own."""
    mark = text[outer.outer_start] if outer.outer_start < outer.start else ""
    found: list[Quotation] = []
    at = outer.start
    while at < outer.end:
        inner = _next_quotation(text, at, outer.end, outer.paragraph)
        if inner is None:
            break
        at = inner.outer_end
        if inner.is_closed and text[inner.outer_start] != mark:
            found.append(inner)
    return found


def _join_doubled(text: str) -> str:
    """Return the text with '' and `` written as one mark and a blank, so that places stay."""
    if "''" not in text and "``" not in text:
        return text
    text = re.sub(r"(?<!\S)(?:''|``)(?=\S)", ' "', text)
    return text.replace("''", '" ')


class _Scanner:
    """Goes through the paragraphs; `mark` is that of a quotation that is open over an end."""

    def __init__(self, text: str, paragraphs: Sequence[tuple[int, int]]) -> None:
        self._text = text
        self._paragraphs = paragraphs
        self._found: list[Quotation] = []
        self._mark = ""
        self._left = 0  # paragraphs that the open quotation may still take

    def scan(self) -> list[Quotation]:
        for number, (first, after) in enumerate(self._paragraphs):
            if first >= after:
                continue
            at = self._continue(number) if self._mark else first
            spoken = _find_spoken(self._text, first, after, number) if at == first else []
            if spoken:
                self._found.extend(spoken)
                continue
            while (quotation := _next_quotation(self._text, at, after, number)) is not None:
                self._found.append(quotation)
                at = quotation.outer_end
            self._leave_open(number)
        return self._found

    def _leave_open(self, number: int) -> None:
        last = self._found[-1] if self._found else None
        if last is None or last.paragraph != number or last.is_closed or self._mark:
            return
        mark = self._text[last.outer_start]
        if self._runs_on(number + 1, mark):
            self._mark, self._left = mark, MAX_CONTINUED

    def _continue(self, number: int) -> int:
        """Add the part of the open quotation in a paragraph; return where to go on reading."""
        first, after = self._paragraphs[number]
        start = first + 1 if self._text[first] == self._mark else first
        close = _find_closing(self._text, start, after, self._mark)
        end = after if close is None else close
        if end > start:
            self._found.append(
                Quotation(
                    start=start,
                    end=end,
                    outer_start=first,
                    outer_end=min(end + 1, after),
                    paragraph=number,
                    continues=True,
                    is_closed=close is not None,
                )
            )
        self._left -= 1
        if close is not None or self._left < 1 or not self._runs_on(number + 1, self._mark):
            self._mark = ""
        return after if close is None else close + 1

    def _runs_on(self, number: int, mark: str) -> bool:
        """Does an open quotation go on in paragraph `number`?

        It does when the paragraph begins with the mark again, or when one of the next
        paragraphs closes the mark before it opens another.
        """
        following = [p for p in self._paragraphs[number : number + MAX_CONTINUED] if p[0] < p[1]]
        if following and self._text[following[0][0]] == mark:
            return True
        for first, after in following:
            close = _find_closing(self._text, first, after, mark)
            opening = _find_opening(self._text, first, after)
            if close is not None and (opening is None or close < opening):
                return True
            if opening is not None:
                return False
        return False


def _find_spoken(text: str, first: int, after: int, paragraph: int) -> list[Quotation]:
    """Return what is spoken in a paragraph that begins with a dash, around "—said the minister—"."""
    if text[first] not in "—―" or not text[first + 1 : first + 2].strip():
        return []
    cuts = [
        m.span() for m in _INCISE.finditer(text, first + 1, after) if text[m.start() + 2].islower()
    ]
    if not cuts:
        return []
    starts, ends = [first + 1, *(end for _, end in cuts)], [*(start for start, _ in cuts), after]
    return [
        _make_spoken(text, start, end, paragraph)
        for start, end in zip(starts, ends, strict=True)
        if any(c.isalnum() for c in text[start:end])
    ]


def _make_spoken(text: str, start: int, end: int, paragraph: int) -> Quotation:
    while text[start].isspace():
        start += 1
    return Quotation(
        start=start, end=end, outer_start=start - 1, outer_end=end, paragraph=paragraph
    )


def _next_quotation(text: str, at: int, after: int, paragraph: int) -> Quotation | None:
    opening = _find_opening(text, at, after)
    while opening is not None:
        mark, start = text[opening], opening + 1
        # A single mark may be an apostrophe: it must be closed, and soon.
        limit = min(after, start + MAX_SINGLE) if mark in "‘'" else after
        close = _find_closing(text, start, limit, mark)
        end = after if close is None else close
        is_empty = end <= start or not any(c.isalnum() for c in text[start:end])
        if not is_empty and (close is not None or mark not in "‘'"):
            return Quotation(
                start=start,
                end=end,
                outer_start=opening,
                outer_end=min(end + 1, after),
                paragraph=paragraph,
                is_closed=close is not None,
            )
        if is_empty and end - start > MAX_EMPTY:
            start = end
        opening = _find_opening(text, start, after)
    return None


def _find_opening(text: str, at: int, after: int) -> int | None:
    for i in range(at, after - 1):
        mark = text[i]
        if mark in "“„«":
            return i
        if mark in "\"'‘" and text[i + 1].isalnum() | (text[i + 1] in "$…[€£¿¡.’'"):
            before = text[i - 1] if i > 0 else "\n"
            if before == "\n" or before in _BEFORE_OPENING or (mark == '"' and i == at):
                return i
    return None


def _find_closing(text: str, start: int, after: int, mark: str) -> int | None:
    closing = OPENING.get(mark, mark)
    depth = 0
    for i in range(start, after):
        here = text[i]
        if here == mark and mark not in "\"'":
            depth += 1
        elif here in closing and _may_close(text, i, after, mark):
            if depth == 0:
                return i
            depth -= 1
    return None


def _may_close(text: str, i: int, after: int, mark: str) -> bool:
    following = text[i + 1] if i + 1 < after else "\n"
    if mark in "‘'":  # not the apostrophe of "don't" or "leaders' words"
        return not following.isalnum() and (text[i - 1] in ".,!?…" or text[i - 1] != "s")
    if mark == '"':
        return not text[i - 1].isspace() or following.isspace()
    return True
