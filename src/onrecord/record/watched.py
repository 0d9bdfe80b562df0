"""What a record follows, and how: `[watch]` in onrecord.toml."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

_KINDS: dict[str, tuple[type, ...]] = {
    "feeds": (list,),
    "contact": (str,),
    "every": (str,),
    "link": (str,),
    "delay_seconds": (int, float),
    "most_pages": (int,),
}
_SHOWN = {
    "feeds": 'a list, such as ["https://site.example/feed.xml"]',
    "contact": 'a text, such as "mailto:desk@site.example"',
    "every": 'a text, such as "15m"',
    "link": 'a text, such as "https://record.site.example"',
    "delay_seconds": "a number of seconds, 0 or more",
    "most_pages": "a number, 1 or more",
}
_LEAST = {"delay_seconds": 0, "most_pages": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """The feeds that are followed, and how.

    `contact` is told to the servers, `link` is where the record is served, for the feeds we write.
    """

    feeds: tuple[str, ...] = ()
    contact: str = ""
    every: str = "15m"
    link: str = ""
    delay_seconds: float = 2.0
    most_pages: int = 200  # fetched in one round

    def follow(self, feeds: tuple[str, ...]) -> Watched:
        """Return it with more feeds."""
        return replace(self, feeds=tuple(dict.fromkeys((*self.feeds, *feeds))))

    def list_lines(self) -> list[str]:
        """Return the table as TOML, what is not as by default; nothing where all is."""
        said = [(f.name, getattr(self, f.name), f.default) for f in fields(self)]
        lines = [f"{name} = {_write(value)}" for name, value, usual in said if value != usual]
        return ["", "[watch]", *lines] if lines else []


def read_watched(table: Any) -> Watched:
    """Return what a table of onrecord.toml says. Raises ValueError when it is wrong."""
    if not isinstance(table, Mapping):
        raise ValueError("[watch] is a table; correct it")
    for key, value in table.items():
        if key not in _KINDS:
            raise ValueError(f'[watch] has an unknown key "{key}"; known: {", ".join(_KINDS)}')
        if not _fits(key, value):
            raise ValueError(f"[watch] {key} is {_SHOWN[key]}; correct it")
    values: dict[str, Any] = {k: tuple(v) if k == "feeds" else v for k, v in table.items()}
    return Watched(**values)


def _fits(key: str, value: Any) -> bool:
    if type(value) not in _KINDS[key]:
        return False
    if key == "feeds":
        return all(isinstance(one, str) for one in value)
    return key not in _LEAST or bool(value >= _LEAST[key])


def _write(value: tuple[str, ...] | str | float) -> str:
    if isinstance(value, tuple):
        listed = "".join(f"    {_write(one)},\n" for one in value)
        return f"[\n{listed}]"
    return json.dumps(value, ensure_ascii=False)
