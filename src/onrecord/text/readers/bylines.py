"""Bylines: the authors' names in a line such as "June 11, 2019by A. Writer and B. Writer | Reporter"."""

from __future__ import annotations

import re

from onrecord.knowledge import Knowledge
from onrecord.text.dating.days import DayFinder

_MOST_CHARACTERS = 160
_NAME = re.compile(r"^[^\W\d_][\w’'.-]*(?:\s+[^\W\d_][\w’'.-]*){1,4}$")
_BETWEEN = re.compile(r"\s*(?:,|\band\b|\by\b|&|\bund\b|\bet\b|\be\b)\s*")
# A role, an outlet in capitals or a place ends the names.
_AFTER_NAMES = re.compile(r"\s*[|•·(/]|\s+[-–—]\s*|\s\d|(?<=\w),?\s+(?=[A-ZÀ-Þ]{3,}\b)")
_LEAST_CAPITALS = 2


class BylineReader:
    """Reads bylines in the languages of the tables."""

    def __init__(self, knowledge: Knowledge, finder: DayFinder) -> None:
        words = {w for table in knowledge.page_words.values() for w in table.get("byline")}
        some = "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))) or r"(?!)"
        self._pattern = re.compile(rf"(?:^|\|)\W*(?:{some})[\s:]+(?P<rest>[^|]+)", re.IGNORECASE)
        self._finder = finder

    def read(self, text: str) -> tuple[str, ...]:
        """Return the names of a byline, none when the line is none."""
        if len(text) > _MOST_CHARACTERS:
            return ()
        for mention in reversed(list(self._finder.find(text))):
            if mention.day is not None:
                text = f"{text[: mention.start]} | {text[mention.end :]}"
        found = self._pattern.search(text)
        return _read_names(found["rest"]) if found is not None else ()


def _read_names(text: str) -> tuple[str, ...]:
    """Return the persons' names at the beginning of what stands after "by"."""
    text = _AFTER_NAMES.split(text)[0].strip(" ,.-")
    names = [n.strip(" .,") for n in _BETWEEN.split(text) if n.strip(" .,")]
    good = [n for n in names if _NAME.match(n) and _count_capitals(n) >= _LEAST_CAPITALS]
    # one that is no person is an outlet: "By Lee Some-One, Yonhap"
    return tuple(good) if good and len(good) >= len(names) - 1 else ()


def _count_capitals(name: str) -> int:
    return sum(word[0].isupper() for word in name.split())
