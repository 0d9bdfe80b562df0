"""Which messages are wanted: by code, and by comments in the text itself.

A comment stands in the file as Markdown and HTML have it:

    <!-- onrecord: ignore F201 -->      this line, or the next when it stands alone on its line
    <!-- onrecord: ignore -->           the same for every code
    <!-- onrecord: ignore-file F100 --> the whole file
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.model import Message

ALL = ""  # every code begins with it
_COMMENT = re.compile(
    r"<!--\s*onrecord:\s*(?P<what>ignore-file|ignore)\b(?P<codes>[^>]{0,200}?)-->", re.IGNORECASE
)
_CODE = re.compile(r"[A-Za-z]\d{0,3}\b")


@dataclass(frozen=True, slots=True)
class Silence:
    """What the comments of one file ask not to hear; codes are beginnings of codes."""

    everywhere: tuple[str, ...] = ()
    lines: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def covers(self, message: Message) -> bool:
        """Is this message one that the file asks not to hear?"""
        codes = (*self.everywhere, *self.lines.get(message.line or 0, ()))
        return any(message.code.startswith(code) for code in codes)


def read_silence(raw: str) -> Silence:
    """Return what the comments in a file ask not to hear."""
    everywhere: list[str] = []
    lines: dict[int, tuple[str, ...]] = {}
    for number, line in enumerate(raw.split("\n"), start=1):
        if "onrecord:" not in line.lower():
            continue
        comments = list(_COMMENT.finditer(line))
        stands_alone = not _COMMENT.sub("", line).strip()
        for comment in comments:
            codes = _read_codes(comment["codes"])
            if comment["what"].lower() == "ignore-file":
                everywhere += codes
            else:
                at = number + stands_alone
                lines[at] = (*lines.get(at, ()), *codes)
    return Silence(tuple(everywhere), lines)


def _read_codes(words: str) -> tuple[str, ...]:
    return tuple(code.upper() for code in _CODE.findall(words)) or (ALL,)


def choose_messages(
    messages: Iterable[Message], *, select: Sequence[str], ignore: Sequence[str], silence: Silence
) -> list[Message]:
    """Return the messages that are wanted.

    `select` and `ignore` are beginnings of codes ("F2" is every figure that fails); the longer
    beginning wins, and `ignore` wins over an equal one. An empty `select` means all.
    """
    chosen = []
    for message in messages:
        wanted = _longest(message.code, select or (ALL,))
        unwanted = _longest(message.code, ignore)
        if wanted > unwanted and not silence.covers(message):
            chosen.append(message)
    return chosen


def _longest(code: str, beginnings: Sequence[str]) -> int:
    return max((len(b) for b in beginnings if code.startswith(b.upper())), default=-1)
