"""Transcripts: texts in which speakers take turns, by the shape of their lines."""

from __future__ import annotations

import re

from onrecord.text.readers.lines import Line

# "THE PRESIDENT:  Thank you.", "MODERATOR:", "Q    Thank you", "PREGUNTA: …"
_LABELLED = re.compile(
    r"^(?:[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ’'.-]+|(?:DE|LA|DEL|THE|OF|Y|I+)\b)"
    r"(?:[ ,]+[A-ZÀ-ÖØ-Þ0-9’'.()-]+){0,20}\s?:"
)
_QUESTION = re.compile(r"^Q(?:UESTION)?[ :.\u00a0]")
_LEAST_TURNS = 4
_SHOUTED, _SPOKEN = 0.9, 0.5  # shares of capitals
_MOST_LABEL_WORDS = 16


def is_transcript(lines: list[Line]) -> bool:
    """Do speakers take turns in it?

    A name comes again, or the parts are divided by rules: headings in capitals do neither.
    """
    turns = [found.group(0) for line in lines if (found := _find_turn(line))]
    turns += [a.text for a, b in zip(lines, lines[1:], strict=False) if _is_label(a, b)]
    if len(turns) >= _LEAST_TURNS and len(set(turns)) < len(turns):
        return True
    return bool(turns) and _has_rules(lines)


def _find_turn(line: Line) -> re.Match[str] | None:
    return _LABELLED.match(line.text) or _QUESTION.match(line.text)


def _is_label(line: Line, after: Line) -> bool:
    """Is it a speaker's name in capitals, alone above what is said?"""
    return (
        not line.text.endswith((".", "!", "?"))
        and line.capitals > _SHOUTED
        and 1 <= line.words <= _MOST_LABEL_WORDS
        and after.capitals < _SPOKEN
        and after.words > 3
    )


def _has_rules(lines: list[Line]) -> bool:
    """Are its parts divided by lines of dashes, one of them near the top?"""
    return any(set(line.text) <= set("-—_*") for line in lines[:6])
