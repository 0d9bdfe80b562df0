"""From which day a record is looked at, and which tables it was read with."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from onrecord.cli.options import read_clock

if TYPE_CHECKING:
    from onrecord.knowledge import Knowledge
    from onrecord.record import Record


def find_day(record: Record, given: date | None) -> date:
    """Return the day given, else that the record was built for, else today."""
    if given is not None:
        return given
    built_for = record.facts.get("as_of", "")
    return date.fromisoformat(built_for) if built_for else read_clock().date()


def load_tables_of(record: Record) -> Knowledge:
    """Return the tables that a record was read with."""
    from onrecord.knowledge import load_knowledge
    from onrecord.knowledge.packs import DEFAULT_PACK
    from onrecord.record.folder import load_settings

    settings = load_settings(record.folder)
    return load_knowledge(settings.pack if settings else DEFAULT_PACK)


def count(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
