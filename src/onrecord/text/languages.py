"""Which language a text is in, by its function words.

The words stand in each language's `pages.yml`; a language without a table is "und".
"""

from __future__ import annotations

import re
from collections import Counter

from onrecord.knowledge import Knowledge

UNKNOWN = "und"
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE_CHARACTERS = 20_000
# News in the six languages of the tables has 35 to 50 % function words; other languages reach
# 15 % by chance at most. A headline or a single sentence may have one such word among ten.
_LEAST_SHARE = 0.18
_LEAST_SHARE_OF_FEW = 0.08
_FEW_WORDS = 40


def find_language(text: str, knowledge: Knowledge) -> str:
    """Return the ISO 639-1 code of the text's language, "und" when it cannot be told."""
    words = _count_words(text)
    total = sum(words.values())
    counts = sorted((n, one) for one, n in _count_function_words(words, knowledge).items())
    least = _LEAST_SHARE if total > _FEW_WORDS else _LEAST_SHARE_OF_FEW
    if not counts or counts[-1][0] == 0 or counts[-1][0] < least * total:
        return UNKNOWN
    if len(counts) > 1 and counts[-1][0] == counts[-2][0]:
        return UNKNOWN
    return counts[-1][1]


def count_function_words(text: str, knowledge: Knowledge) -> dict[str, int]:
    """Return how many function words of each language a text has."""
    return _count_function_words(_count_words(text), knowledge)


def _count_words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text[:_SAMPLE_CHARACTERS].lower()))


def _count_function_words(words: Counter[str], knowledge: Knowledge) -> dict[str, int]:
    return {
        language: sum(words[word] for word in set(table.get("function words")))
        for language, table in knowledge.page_words.items()
    }


def guess_language(text: str, knowledge: Knowledge) -> str | None:
    """Return the likeliest of the languages that the tables can read statements and figures in.

    For a line or two that a person hands over to be checked, where function words are too few for
    `find_language`. None when no language is ahead.
    """
    words = _count_words(text)
    counts = sorted(
        (
            sum(words[word] for word in set(knowledge.page_words[language].get("function words"))),
            language,
        )
        for language in knowledge.cues
        if language in knowledge.page_words
    )
    if not counts or counts[-1][0] == 0:
        return None
    is_tied = len(counts) > 1 and counts[-1][0] == counts[-2][0]
    return None if is_tied else counts[-1][1]
