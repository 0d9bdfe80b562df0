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
# 15 % by chance at most.
_LEAST_SHARE = 0.18
_FEW_WORDS = 5


def find_language(text: str, knowledge: Knowledge) -> str:
    """Return the ISO 639-1 code of the text's language, "und" when it cannot be told."""
    words = Counter(_WORD.findall(text[:_SAMPLE_CHARACTERS].lower()))
    total = sum(words.values())
    if total < _FEW_WORDS:
        return UNKNOWN
    shares = {
        language: sum(words[word] for word in table.get("function words")) / total
        for language, table in knowledge.page_words.items()
    }
    best = max(sorted(shares), key=lambda language: shares[language], default=None)
    if best is None or shares[best] < _LEAST_SHARE:
        return UNKNOWN
    return best
