"""Numbers as official files write them: 1234, 1,234.5, -3, 1.2e5. Nothing else is a number."""

from __future__ import annotations

import re
from decimal import Decimal

_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][+-]?\d{1,2})?|[+-]?\.\d+")
LONGEST = 40


def find_number(cell: str) -> Decimal | None:
    """Return the number that the whole cell is, else None."""
    if len(cell) > LONGEST or not _NUMBER.fullmatch(cell):
        return None
    return Decimal(cell.replace(",", ""))
