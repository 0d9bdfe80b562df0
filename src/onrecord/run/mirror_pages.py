"""Pairs of accounts as pages show them: the lines of both sides with their words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from onrecord.knowledge import Knowledge
from onrecord.publish.mirror import (
    MirrorAccount,
    MirrorEntry,
    MirrorPage,
    MirrorWords,
    cut_entry_words,
    make_account,
)
from onrecord.record import Record
from onrecord.run.mirror import Mirror, Row, list_mirrors
from onrecord.verify.mirror import Account
from onrecord.verify.mirror_points import Point


def list_pages(
    record: Record,
    tables: Knowledge,
    *,
    states: frozenset[str] | None = None,
    on: date | None = None,
    happening: str | None = None,
) -> list[MirrorPage]:
    """Return the pairs that are asked for, compared."""
    mirrors = list_mirrors(record, tables, states=states, on=on, happening=happening)
    return [_make_page(mirror, tables) for mirror in mirrors]


def _make_page(mirror: Mirror, tables: Knowledge) -> MirrorPage:
    one, other = mirror.one, mirror.other
    entries = [
        MirrorEntry(
            side=line.side.value,
            kind=line.kind,
            label=line.label,
            one=_cut(mirror, one, line.one),
            other=_cut(mirror, other, line.other),
            findings=tuple(p.finding for p in (line.one, line.other) if p and p.finding),
        )
        for line in mirror.lines
    ]
    return MirrorPage(
        one=_account(one, mirror.pair.one, tables),
        other=_account(other, mirror.pair.other, tables),
        reason=mirror.pair.reason,
        entries=tuple(entries),
    )


def _account(row: Row, account: Account, tables: Knowledge) -> MirrorAccount:
    made = make_account(row, tables.countries[account.country].alpha3)
    return replace(made, is_joint=account.is_joint, is_part=bool(account.stretches))


def _cut(mirror: Mirror, row: Row, point: Point | None) -> MirrorWords | None:
    """Return the words of a point, with who says them."""
    if point is None:
        return None
    words = cut_entry_words(row["text"], point.place)
    return replace(words, by=mirror.speaking[row["id"]].find(point.start, point.end))
