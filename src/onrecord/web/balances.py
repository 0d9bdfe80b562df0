"""How two sides treat each other, counted by the database: what `make_dyad` makes of whole tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from onrecord.publish.dyads import QUADS, Dyad, MonthBalance, make_pattern
from onrecord.record import Record

Key = tuple[date, str, str]  # month, who acts, on whom
Told = tuple[list[date], str]  # the days of an event and its id


def make_balance(
    record: Record, sides: tuple[str, str], quads: Mapping[str, str], codes: Mapping[str, str]
) -> Dyad:
    """Return the balance of two sides; `quads` are classes by event type, `codes` alpha-2 by alpha-3."""
    one, other = sides
    counted: dict[Key, Counter[str]] = {}
    events: dict[Key, list[Told]] = {}
    unclassed = 0
    asked = {"one": one, "other": other}
    for month, kind, there, back, ids, dates in record.query("balance", asked):
        if month is None or kind not in quads:
            unclassed += len(ids)
            continue
        for key in _list_keys(month, sides, there=there, back=back):
            counted.setdefault(key, Counter())[quads[kind]] += len(ids)
            events.setdefault(key, []).extend(zip(dates, ids, strict=True))
    spoken = _count_statements(record, sides, codes)
    months = tuple(
        MonthBalance(
            month=key[0],
            actor=key[1],
            target=key[2],
            quads=_in_order(counted.get(key, Counter())),
            statements=spoken.get(key, 0),
            events=tuple(name for _, name in sorted(events.get(key, ()))),
        )
        for key in sorted({*counted, *spoken})
    )
    ((undated,),) = record.query("undated_between", asked)
    return Dyad(one=one, other=other, months=months, undated=undated, unclassed=unclassed)


def _list_keys(month: date, sides: tuple[str, str], *, there: bool, back: bool) -> Iterator[Key]:
    one, other = sides
    if there:
        yield month, one, other
    if back:
        yield month, other, one


def _in_order(counts: Mapping[str, int]) -> tuple[int, int, int, int]:
    a, b, c, d = (counts.get(quad, 0) for quad in QUADS)
    return a, b, c, d


def _count_statements(
    record: Record, sides: tuple[str, str], codes: Mapping[str, str]
) -> dict[Key, int]:
    """Return how often speakers of one side name the other, by month and direction."""
    counts: dict[Key, int] = {}
    for actor, target in (sides, sides[::-1]):
        pattern = make_pattern(_Actors(record, codes.get(target)), codes.get(target))
        if pattern is None or actor not in codes:
            continue
        names = pattern.pattern.replace(r"\b", "")  # the database knows other edges of words
        asked = {"country": codes[actor], "names": names}
        for month, content, times in record.query("spoken", asked):
            if pattern.search(content):
                key = (month, actor, target)
                counts[key] = counts.get(key, 0) + int(times)
    return counts


class _Actors:
    """Reads the actors of one country."""

    def __init__(self, record: Record, country: str | None) -> None:
        self._record = record
        self._country = country

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Return the actors of the country, of none where it is not known."""
        if self._country is None:
            return []
        return list(self._record.table(table).where(f'country="{self._country}"').dicts())
