"""Pairs of accounts as pages show them: the lines of both sides with their words."""

from __future__ import annotations

from datetime import date

from onrecord.knowledge import Knowledge
from onrecord.publish.mirror import MirrorEntry, MirrorPage, cut_entry_words, make_account
from onrecord.record import Record
from onrecord.run.mirror import list_mirrors


def list_pages(
    record: Record,
    tables: Knowledge,
    *,
    states: frozenset[str] | None = None,
    on: date | None = None,
    happening: str | None = None,
) -> list[MirrorPage]:
    """Return the pairs that are asked for, compared."""
    pages = []
    for mirror in list_mirrors(record, tables, states=states, on=on, happening=happening):
        one, other = mirror.one, mirror.other
        entries = [
            MirrorEntry(
                side=line.side.value,
                kind=line.kind,
                label=line.label,
                one=cut_entry_words(one["text"], line.one.place if line.one else None),
                other=cut_entry_words(other["text"], line.other.place if line.other else None),
                findings=tuple(p.finding for p in (line.one, line.other) if p and p.finding),
            )
            for line in mirror.lines
        ]
        pages.append(
            MirrorPage(
                one=make_account(one, tables.countries[mirror.pair.one.country].alpha3),
                other=make_account(other, tables.countries[mirror.pair.other.country].alpha3),
                reason=mirror.pair.reason,
                entries=tuple(entries),
            )
        )
    return pages
