"""Pages with true texts: reading them, which lines of a page are its article, and scores.

The layout is that of WCXB: `html/0001.html.gz` beside `ground-truth/0001.json`.
"""

from __future__ import annotations

import gzip
import json
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from urllib.parse import urlsplit

_TOKEN = re.compile(r"\w+")
_QUOTED = re.compile(r"“([^“”\n]{2,600})”|\"([^\"\n]{2,600})\"|«([^«»\n]{2,600})»")
_GRAM = 6
_MOST_CELLS = 2_000_000  # of the table that difflib may fill for one gap
_LEAST_QUOTED_WORDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page and what people say of it."""

    name: str
    url: str
    html: bytes
    text: str
    title: str | None
    author: str | None
    published: str | None

    @property
    def site(self) -> str:
        """Return the host without www: pages of one site stay in one fold."""
        return (urlsplit(self.url).hostname or self.name).removeprefix("www.")


def read_pages(folder: Path) -> Iterator[Page]:
    """Yield the pages of a folder by name."""
    for path in sorted((folder / "ground-truth").glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        truth = data.get("ground_truth") or {}
        plain, packed = (folder / "html" / f"{path.stem}.html{end}" for end in ("", ".gz"))
        yield Page(
            name=path.stem,
            url=data.get("url") or "",
            html=plain.read_bytes() if plain.exists() else gzip.decompress(packed.read_bytes()),
            text=truth.get("main_content") or "",
            title=truth.get("title"),
            author=truth.get("author"),
            published=truth.get("publish_date"),
        )


def cut_words(text: str) -> list[str]:
    """Return the words as WCXB counts them."""
    return _TOKEN.findall(text.lower())


def score_words(found: str, truth: str) -> float:
    """Return the word F1 of one page, as WCXB's own scorer gives it."""
    ours, theirs = cut_words(found), cut_words(truth)
    if not theirs or not ours:
        return float(not theirs and not ours)
    shared = sum((Counter(ours) & Counter(theirs)).values())
    return 2 * shared / (len(ours) + len(theirs))


def mark_lines(lines: list[str], truth: str) -> list[bool]:
    """Return for each line whether at least half of its words stand, in order, in the truth."""
    words = [cut_words(line) for line in lines]
    matched = match_words([w for line in words for w in line], cut_words(truth))
    marks, at = [], 0
    for line in words:
        marks.append(bool(line) and 2 * sum(matched[at : at + len(line)]) >= len(line))
        at += len(line)
    return marks


def match_words(page: list[str], truth: list[str]) -> bytearray:
    """Return 1 for each word of the page that the order of the true words accounts for."""
    matched = bytearray(len(page))
    last_a = last_b = 0
    for a, b in [*_find_anchors(page, truth), (len(page), len(truth))]:
        if a < last_a or b < last_b:
            continue
        for start, size in _fill(page[last_a:a], truth[last_b:b]):
            matched[last_a + start : last_a + start + size] = b"\1" * size
        last_a, last_b = a, b
        while last_a < len(page) and last_b < len(truth) and page[last_a] == truth[last_b]:
            matched[last_a] = 1
            last_a, last_b = last_a + 1, last_b + 1
    return matched


def _find_anchors(page: list[str], truth: list[str]) -> list[tuple[int, int]]:
    """Return the longest rising run of word groups that stand once in both."""
    there, here = _find_single(truth), _find_single(page)
    pairs = sorted((at, there[gram]) for gram, at in here.items() if gram in there)
    ends: list[int] = []
    tails: list[int] = []
    back: list[int] = []
    for i, (_, b) in enumerate(pairs):
        at = bisect_left(ends, b)
        back.append(tails[at - 1] if at else -1)
        ends[at : at + 1] = [b]
        tails[at : at + 1] = [i]
    run, i = [], tails[-1] if tails else -1
    while i >= 0:
        run.append(pairs[i])
        i = back[i]
    return run[::-1]


def _find_single(words: list[str]) -> dict[tuple[str, ...], int]:
    grams = [tuple(words[i : i + _GRAM]) for i in range(len(words) - _GRAM + 1)]
    counts = Counter(grams)
    return {gram: at for at, gram in enumerate(grams) if counts[gram] == 1}


def _fill(ours: list[str], theirs: list[str]) -> Iterator[tuple[int, int]]:
    """Yield the stretches that two gaps between anchors have in common, as start and size."""
    if ours and theirs and len(ours) * len(theirs) <= _MOST_CELLS:
        matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
        for block in matcher.get_matching_blocks():
            yield block.a, block.size


def count_quotations(found: str, truth: str) -> tuple[int, int]:
    """Return how many quotations of the truth stand in what was found, and how many there are."""
    text = " ".join(cut_words(found))
    quoted = (" ".join(cut_words("".join(m.groups("")))) for m in _QUOTED.finditer(truth))
    wanted = [words for words in quoted if words.count(" ") >= _LEAST_QUOTED_WORDS - 1]
    return sum(words in text for words in wanted), len(wanted)


def count_shared(found: str, truth: str) -> tuple[int, int]:
    """Return how many words two texts share, and how many they have together."""
    ours, theirs = cut_words(found), cut_words(truth)
    return sum((Counter(ours) & Counter(theirs)).values()), len(ours) + len(theirs)
