"""Words that say how a number is meant: "nearly", "more than", "or more"."""

from __future__ import annotations

import re

from onrecord.knowledge import WordTable, either
from onrecord.model import Comparator


def compile_comparators(words: WordTable) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns for comparators before and after a number."""
    article = either([*words.words("numbers", "article"), *words.words("comparators", "filler")])
    pause = words.either("comparators", "pause")
    before = "|".join(
        rf"(?P<{kind}>{words.either('comparators', kind.value)})" for kind in Comparator
    )
    after = "|".join(
        rf"(?P<{kind}>{words.either('comparators', f'after-{kind.value}')})" for kind in Comparator
    )
    return (
        re.compile(rf"(?<![\w-])(?:{before})(?:{pause})?(?:\s+(?:{article}))?\s*$", re.I),
        re.compile(rf"\s*(?:{after})(?!\w)", re.I),
    )


def comparator_of(match: re.Match[str]) -> Comparator:
    """Return which comparator's group matched."""
    return next(kind for kind in Comparator if match[kind.value] is not None)
