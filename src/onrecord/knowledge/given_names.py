"""Given names: what they tell of whether "he" or "she" may stand for somebody."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from onrecord.knowledge.tables import Row, load_rows


class GivenNamesRow(Row):
    """A row of given_names.yml: names borne almost only by men (m) or by women (f)."""

    gender: Literal["m", "f"]
    names: list[str]


def load_given_names(folders: list[Path]) -> dict[str, str]:
    """Return the gender by given name in lower case; a name under both counts for neither."""
    found: dict[str, str] = {}
    both: set[str] = set()
    for folder in folders:
        for _, row in load_rows(folder / "given_names.yml", GivenNamesRow):
            for name in row.names:
                if found.setdefault(name.lower(), row.gender) != row.gender:
                    both.add(name.lower())
    return {name: gender for name, gender in found.items() if name not in both}
