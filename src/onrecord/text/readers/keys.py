"""Lines at the top of a text that give data about it: `URL: …`, `Fecha: 2024-11-27`, ` date 2025-09-04 …`."""

from __future__ import annotations

import re

from onrecord.knowledge import Knowledge
from onrecord.model import Dropped
from onrecord.text.readers.lines import Line

IDEAS = ("date", "title", "url", "author", "outlet")
_TOP_LINES = 8
_MOST_KEY_WORDS = 3
_LEADING = re.compile(r"^(?P<key>\w+)\s+(?P<value>\d{4}(?:-\d\d){0,2})(?![\d-])\s*(?P<rest>.*)$")
_PAIR = re.compile(r"^(?P<key>[^\W\d_][\w .-]{1,30}?)\s*[:：]\s*(?P<value>\S.*)$")


def take_keys(
    lines: list[Line], knowledge: Knowledge
) -> tuple[dict[str, list[str]], list[Line], list[Dropped]]:
    """Return the data by idea, the other lines, and the data as dropped lines.

    A date before the first line's words is a "leading date": pages fill it in as they please.
    """
    ideas = {
        word.casefold(): idea
        for table in knowledge.page_words.values()
        for idea in IDEAS
        for word in table.get(f"key {idea}")
    }
    found: dict[str, list[str]] = {}
    rest: list[Line] = []
    dropped: list[Dropped] = []
    for at, line in enumerate(lines):
        read = _read_line(line, ideas, first=at == 0) if at == len(dropped) < _TOP_LINES else None
        if read is None:
            rest.extend(lines[at:])
            break
        idea, value, left = read
        found.setdefault(idea, []).append(value)
        data = line.text[: len(line.text) - len(left)].rstrip() if left else line.text
        dropped.append(Dropped(text=data, reason=f"data of the page: {idea}", line=line.number))
        if left:
            rest.append(Line(text=left, number=line.number, gap=line.gap))
            rest.extend(lines[at + 1 :])
            break
    return found, rest, dropped


def _read_line(line: Line, ideas: dict[str, str], *, first: bool) -> tuple[str, str, str] | None:
    """Return idea, value and what is left of a line that gives data, None for any other."""
    leading = _LEADING.match(line.text) if first else None
    if leading and ideas.get(leading["key"].casefold()) == "date":
        return "leading date", leading["value"], leading["rest"]
    pair = _PAIR.match(line.text)
    if pair is None or len(pair["key"].split()) > _MOST_KEY_WORDS:
        return None
    idea = ideas.get(pair["key"].casefold())
    return None if idea is None else (idea, pair["value"], "")
