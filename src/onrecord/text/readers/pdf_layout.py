"""Segments of a PDF's pages → paragraphs in reading order, and what runs along at the margins.

Lines are put together from segments, columns are read one after the other, hyphens that a line's
end has made are undone, and paragraphs that a page's end has cut are joined.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.model import Dropped
from onrecord.text.readers.pdf_columns import cut_regions

_MARGIN = 0.14  # of the page's height: where headers and footers stand
_MARGIN_LINES = 4
_LEAST_PAGES = 0.4  # on which a line runs along
_NUMBER = re.compile(
    r"^\W*(?:[^\W\d_]{1,8}\.?\s+)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:/|[^\W\d_]{1,4})\s*\d{1,4})?\W*$",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^[•·▪‣●○◦■□➢✓\uf0b7\uf0a7\uf076*–—-]\s+(?=\S)")
_ITEM = re.compile(r"^(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+\S")
_ENDS = re.compile(r"[.!?:;…。][”\"’')\]»*]*$")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad‐]$")
_CELLS = " | "  # between the cells of a table's row
_WIDE_GAP = 1.35  # times the usual distance of two lines
_SHORT = 0.78  # of the column's width
_INDENT = (6.0, 60.0)  # points
_LARGER, _TITLE_WORDS = 2.5, (3, 40)
_SIZES = 1.2  # points of type between a heading and the text


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of text on one line, with its box in points; `bottom` 0 is the page's foot."""

    left: float
    bottom: float
    right: float
    top: float
    size: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page."""

    width: float
    height: float
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What the pages come to; the title is what stands in the largest type on the first page."""

    paragraphs: tuple[str, ...]
    dropped: tuple[Dropped, ...]
    title: str | None = None


@dataclass(slots=True, kw_only=True)
class _Paragraph:
    """Lines of one paragraph, and whether a page or column began before it."""

    lines: list[Segment]
    opens: bool


def lay_out(pages: Sequence[Page]) -> Layout:
    """Return the paragraphs of all pages, and what was left out."""
    lines = [_join_rows(page.segments) for page in pages]
    running = _find_running(pages, lines)
    dropped: list[Dropped] = []
    paragraphs: list[_Paragraph] = []
    first: list[_Paragraph] = []
    for number, page in enumerate(pages):
        reasons = {id(s): reason for s, reason in _mark_margins(page, lines[number], running)}
        dropped += [
            Dropped(text=line.text.strip(), reason=f"{reasons[id(line)]}, page {number + 1}")
            for line in lines[number]
            if id(line) in reasons
        ]
        out = [line for line in lines[number] if id(line) in reasons]
        body = [s for s in page.segments if not any(_holds(line, s) for line in out)]
        paragraphs += _read_page(body)
        first = first or list(paragraphs)
    words = Counter(w for p in paragraphs for line in p.lines for w in _words(line.text))
    return Layout(
        paragraphs=tuple(_join_all(paragraphs, words)),
        dropped=tuple(dropped),
        title=_find_title(first, paragraphs, words),
    )


def _find_title(
    first: list[_Paragraph], paragraphs: list[_Paragraph], words: Counter[str]
) -> str | None:
    """Return what stands in the largest type on the first page, None when all is of one size."""
    sizes = sorted(line.size for p in paragraphs for line in p.lines)
    if not first or not sizes:
        return None
    largest = max(first, key=lambda p: p.lines[0].size)
    title = _join_lines(largest.lines, words)
    low, high = _TITLE_WORDS
    stands_out = largest.lines[0].size >= sizes[len(sizes) // 2] + _LARGER
    return title if stands_out and low <= len(title.split()) <= high else None


def _join_rows(segments: Iterable[Segment]) -> list[Segment]:
    """Return the lines that segments make up, from the top down."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda s: -(s.bottom + s.top)):
        if rows and _is_beside(rows[-1][0], segment):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [_merge(sorted(row, key=lambda s: s.left)) for row in rows]


def _is_beside(one: Segment, other: Segment) -> bool:
    overlap = min(one.top, other.top) - max(one.bottom, other.bottom)
    return overlap > 0.4 * min(one.top - one.bottom, other.top - other.bottom)


def _merge(row: list[Segment]) -> Segment:
    text = row[0].text
    for before, segment in zip(row, row[1:], strict=False):
        far = segment.left - before.right > 2.5 * max(before.size, 6)
        bullet = _BULLET.match(text + " x") is not None
        text = f"{text.rstrip()}{_CELLS if far and not bullet else ' '}{segment.text.lstrip()}"
    return Segment(
        left=row[0].left,
        bottom=min(s.bottom for s in row),
        right=max(s.right for s in row),
        top=max(s.top for s in row),
        size=max(s.size for s in row),
        text=text,
    )


def _holds(line: Segment, segment: Segment) -> bool:
    middle = (segment.bottom + segment.top) / 2
    return line.bottom <= middle <= line.top and line.left <= segment.left <= line.right


def _edges(page: Page, lines: list[Segment]) -> list[Segment]:
    """Return the lines that stand in the margins at head and foot."""
    low, high = page.height * _MARGIN, page.height * (1 - _MARGIN)
    return [
        *(line for line in lines[:_MARGIN_LINES] if line.bottom > high),
        *(line for line in lines[-_MARGIN_LINES:] if line.top < low),
    ]


def _key(line: Segment) -> str:
    return " ".join(re.sub(r"\d+", "#", line.text.casefold()).split())


def _find_running(pages: Sequence[Page], lines: list[list[Segment]]) -> dict[str, float]:
    """Return the words, digits aside, that stand in the margins of many pages, with their size."""
    seen: dict[str, list[float]] = {}
    for page, held in zip(pages, lines, strict=True):
        for key, size in {_key(line): line.size for line in _edges(page, held)}.items():
            seen.setdefault(key, []).append(size)
    least = max(2, _LEAST_PAGES * len(pages))
    return {text: min(sizes) for text, sizes in seen.items() if len(sizes) >= least}


def _mark_margins(
    page: Page, lines: list[Segment], running: dict[str, float]
) -> Iterator[tuple[Segment, str]]:
    for line in _edges(page, lines):
        if _NUMBER.match(line.text.strip()):
            yield line, "page number"
        elif line.size < running.get(_key(line), 0.0) + _SIZES:
            # what stands larger on one page is the title there
            yield line, "running header or footer"


def _read_page(segments: list[Segment]) -> Iterator[_Paragraph]:
    """Yield the paragraphs of a page, column by column."""
    for region in cut_regions(segments):
        lines = _join_rows(region)
        usual = _usual_distance(lines)
        left, right = min(x.left for x in lines), max(x.right for x in lines)
        held = _Paragraph(lines=[lines[0]], opens=True)
        for before, line in zip(lines, lines[1:], strict=False):
            if _begins(before, line, usual, (left, right)):
                yield held
                held = _Paragraph(lines=[], opens=False)
            held.lines.append(line)
        yield held


def _usual_distance(lines: list[Segment]) -> float:
    steps = sorted(
        a.bottom - b.bottom for a, b in zip(lines, lines[1:], strict=False) if a.bottom > b.bottom
    )
    return steps[(len(steps) - 1) // 4] if steps else 12.0


def _begins(before: Segment, line: Segment, usual: float, sides: tuple[float, float]) -> bool:
    """Does a paragraph begin with `line`?"""
    left, right = sides
    text = line.text.strip()
    if before.bottom - line.bottom > _WIDE_GAP * usual or abs(before.size - line.size) > _SIZES:
        return True
    if _BULLET.match(text) or _ITEM.match(text) or _CELLS in text or _CELLS in before.text:
        return True
    ended = _ENDS.search(before.text.strip()) is not None
    low, high = _INDENT
    if ended and low < line.left - before.left < high:
        return True
    short = before.right < left + _SHORT * (right - left)
    return short and (ended or text[:1].isupper()) and _HYPHEN.search(before.text.strip()) is None


def _join_all(paragraphs: list[_Paragraph], words: Counter[str]) -> Iterator[str]:
    """Yield the paragraphs' words, those that a page's or column's end has cut put together."""
    held: _Paragraph | None = None
    for paragraph in paragraphs:
        if held is not None and paragraph.opens and _goes_on(held, paragraph):
            held = replace(held, lines=held.lines + paragraph.lines)
            continue
        if held is not None:
            yield _join_lines(held.lines, words)
        held = paragraph
    if held is not None:
        yield _join_lines(held.lines, words)


def _goes_on(before: _Paragraph, after: _Paragraph) -> bool:
    last, first = before.lines[-1], after.lines[0]
    text = first.text.strip()
    if abs(last.size - first.size) > _SIZES or _BULLET.match(text) or _ITEM.match(text):
        return False
    if _HYPHEN.search(last.text.strip()):
        return text[:1].islower()
    return _ENDS.search(last.text.strip()) is None and text[:1].islower()


def _join_lines(lines: list[Segment], words: Counter[str]) -> str:
    text = ""
    for line in lines:
        piece = " ".join(line.text.split())
        if text and _HYPHEN.search(text) and piece[:1].islower():
            text = _undo_hyphen(text, piece, words)
        else:
            text = f"{text} {piece}" if text else piece
    return _BULLET.sub("- ", text.replace("\u00ad", "")).strip()


def _undo_hyphen(text: str, piece: str, words: Counter[str]) -> str:
    """Return both pieces joined; the hyphen stays where the file writes the word with one."""
    soft = text.endswith("\u00ad")
    head = re.split(r"\s", text[:-1])[-1].casefold()
    tail = re.split(r"[^\w-]", piece)[0].casefold()
    keep = words[f"{head}-{tail}"] > words[f"{head}{tail}"]
    return f"{text[:-1]}{'-' if keep and not (soft and not keep) else ''}{piece}"


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.casefold())
