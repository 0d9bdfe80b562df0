"""What a record takes of the piles it is made from: `[only]` in onrecord.toml.

With nothing asked everything is taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

_DAYS = ("since", "until")


@dataclass(frozen=True, slots=True, kw_only=True)
class Only:
    """What a document must be to be taken: one of each list that is not empty, within the days."""

    language: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    def __bool__(self) -> bool:
        """Is anything asked?"""
        return any(getattr(self, field.name) for field in fields(self))

    def merge(self, given: Only) -> Only:
        """Return it with what `given` says anew in the place of what was said before."""
        return Only(
            **{f.name: getattr(given, f.name) or getattr(self, f.name) for f in fields(self)}
        )

    def describe(self) -> str:
        """Return it in a line: `language en; topic fentanyl, precursors; since 2025-01-01`."""
        said = [(f.name, getattr(self, f.name)) for f in fields(self)]
        return "; ".join(
            f"{name} {', '.join(value) if isinstance(value, tuple) else value}"
            for name, value in said
            if value
        )


def read_only(table: Any) -> Only:
    """Return what a table of onrecord.toml says. Raises ValueError when it is wrong."""
    if not isinstance(table, Mapping):
        raise ValueError("[only] is a table; correct it")
    known = [field.name for field in fields(Only)]
    for key in table:
        if key not in known:
            raise ValueError(f'[only] has an unknown key "{key}"; known: {", ".join(known)}')
    return Only(**{key: _read_value(key, value) for key, value in table.items()})


def _read_value(key: str, value: Any) -> Any:
    if key in _DAYS:
        if type(value) is not date:
            raise ValueError(f"[only] {key} is a day, written 2025-03-31; correct it")
        return value
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError(f'[only] {key} is a list, such as ["en"]; correct it')
    return tuple(value)
