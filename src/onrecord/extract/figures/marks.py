"""Which mark stands before the decimals of a text: 41.5 and 1,200, or 41,5 and 1.200.

Where a language writes both ways, the text itself tells by the numbers that can be read in one way
only, else the country of its outlet.
"""

from __future__ import annotations

import re

from onrecord.extract.figures.drafts import Frame
from onrecord.knowledge import Knowledge, WordTable

COMMA = re.compile(
    r"(?<![\d.,])\d{1,3}(?:\.\d{3})*,\d{1,2}(?![\d.,]*\d)|(?<![\d.,])\d{1,3}(?:\.\d{3}){2,}(?!\d)"
)
POINT = re.compile(
    r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?!\d)|(?<![\d.,])\d+\.\d{1,2}(?=\s*%|\s+(?:[^\W\d]))"
)


def find_grouping(frame: Frame, knowledge: Knowledge, words: WordTable) -> bool | None:
    """Do points stand between the thousands of a text? None where nothing tells, or both do."""
    if not words.words("numbers", "decimal-comma"):
        return None
    text = frame.plain
    comma, point = bool(COMMA.search(text)), bool(POINT.search(text))
    if comma is not point:
        return comma
    outlet = knowledge.outlets.get(frame.annotated.document.outlet or "")
    if comma or outlet is None:
        return None
    if outlet.country in words.words("numbers", "comma-country"):
        return True
    return False if outlet.country in words.words("numbers", "point-country") else None
