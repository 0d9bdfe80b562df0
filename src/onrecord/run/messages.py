"""Checked figures as messages: where, what, and what would be true."""

from __future__ import annotations

from onrecord.model import Level, Message, Outcome
from onrecord.run.checks import Checked

LEVELS = {Outcome.FAILS: Level.ERROR, Outcome.CLOSE: Level.WARNING}


def make_message(checked: Checked) -> Message | None:
    """Return what is said of a checked figure, None when it holds or is open."""
    code = checked.code
    if code is None:
        return None
    return Message(
        source=checked.source,
        line=checked.line,
        column=checked.column,
        code=code,
        level=LEVELS[checked.outcome],
        words=checked.quote,
        text=checked.verdict.reason,
        nearest=checked.verdict.nearest,
        compared=describe_reference(checked),
        part=checked.part,
        replacement=None if checked.part else checked.verdict.replacement,
        finding_id=checked.figure.id,
        method=checked.verdict.method,
    )


def describe_reference(checked: Checked) -> str | None:
    """Return the series, period and vintage that a figure was compared with."""
    reference = checked.verdict.reference
    if reference is None:
        return None
    name = checked.series.name if checked.series else reference.series_id
    read = "" if reference.carrier == reference.publisher else f", read from {reference.carrier}"
    return (
        f"{name} ({reference.series_id}), {reference.period}, as known on {reference.as_of}{read}"
    )
