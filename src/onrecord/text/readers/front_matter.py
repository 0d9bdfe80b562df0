"""Front matter: the block of YAML at the top of a Markdown file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

_BLOCK = re.compile(
    r"\A\ufeff?---[ \t]*\n(.*?)(?:^(?:---|\.\.\.)[ \t]*$\n?|\Z)", re.DOTALL | re.MULTILINE
)
_MOST_CHARACTERS = 20_000
# Anchors and aliases can blow a few lines up to gigabytes; no page needs them.
_ALIAS = re.compile(r"(?:^|[\s:,\[-])[&*][\w-]")
# What yaml raises of data that it cannot read, beside its own error: of a tag that does not fit what
# it stands before, of a day that is none, of numbers of thousands of digits.
_BROKEN = (
    yaml.YAMLError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
_PAIR = re.compile(r"^([A-Za-z_][\w-]*):[ \t]*(.+?)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """The data of a front matter as text; `problem` says why it could not be read in full."""

    data: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    raw: str = ""
    problem: str | None = None

    def get(self, *keys: str) -> str | None:
        """Return the first of `keys` that is given."""
        return next((self.data[key] for key in keys if self.data.get(key)), None)


def split_front_matter(text: str) -> tuple[FrontMatter, str]:
    """Return the front matter and the rest; a broken one is read pair by pair as far as it goes."""
    found = _BLOCK.match(text)
    if found is None:
        return FrontMatter(), text
    raw = found.group(1)
    closed = text[: found.end()].rstrip("\n") != text[: found.end(1)].rstrip("\n")
    if not closed:
        # no end in sight: only the lines that look like pairs belong to it
        return _read_open(text)
    rest = text[found.end() :]
    try:
        data = _read_pairs(raw) if _ALIAS.search(raw) else yaml.safe_load(raw[:_MOST_CHARACTERS])
        matter = _make(data, raw) if isinstance(data, dict) else FrontMatter(raw=raw)
    except _BROKEN as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 2}" if mark is not None else ""
        problem = f"has a broken front matter{where}; correct it: only its plain pairs were read"
        return FrontMatter(data=_read_pairs(raw), raw=raw, problem=problem), rest
    return matter, rest


def _read_open(text: str) -> tuple[FrontMatter, str]:
    lines = text.split("\n")
    end = 1
    while end < len(lines) and _PAIR.match(lines[end]):
        end += 1
    raw = "\n".join(lines[1:end])
    if not raw:
        return FrontMatter(), text
    problem = "has a front matter without an end; close it with a line of three dashes"
    return FrontMatter(data=_read_pairs(raw), raw=raw, problem=problem), "\n".join(lines[end:])


def _make(data: dict[Any, Any], raw: str) -> FrontMatter:
    flat = {str(k).lower(): _plain(v) for k, v in data.items() if not isinstance(v, (list, dict))}
    lists = {
        str(k).lower(): tuple(_plain(x) for x in v if not isinstance(x, (list, dict)))
        for k, v in data.items()
        if isinstance(v, list)
    }
    return FrontMatter(data={k: v for k, v in flat.items() if v}, lists=lists, raw=raw)


def _read_pairs(raw: str) -> dict[str, str]:
    return {key.lower(): value.strip("'\" ") for key, value in _PAIR.findall(raw)}


def _plain(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())
