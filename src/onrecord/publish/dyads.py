"""How two sides treat each other, month by month: cooperation and conflict in both directions.

Each happening counts once, however many documents tell it. What is only said is a layer of its
own: statements by one side's speakers that name the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce

from onrecord.model import Period
from onrecord.model.periods import month
from onrecord.model.wording import count
from onrecord.publish.dossier_rows import RecordReader, Row
from onrecord.publish.timeline import Chosen, TimelineLine, list_timeline_lines

VERBAL_COOPERATION, MATERIAL_COOPERATION = "verbal cooperation", "material cooperation"
VERBAL_CONFLICT, MATERIAL_CONFLICT = "verbal conflict", "material conflict"
QUADS = (MATERIAL_COOPERATION, VERBAL_COOPERATION, VERBAL_CONFLICT, MATERIAL_CONFLICT)
CONFLICTS = frozenset({VERBAL_CONFLICT, MATERIAL_CONFLICT})
TOOK_PLACE = frozenset({"happened", "ongoing"})
SHORTEST_NAME = 4  # letters of a name that is looked for in what was said


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthBalance:
    """One month of one direction; `quads` are happenings by class, in the order of QUADS."""

    month: date
    actor: str
    target: str
    quads: tuple[int, int, int, int]
    statements: int
    events: tuple[str, ...]

    @property
    def balance(self) -> int:
        """Return cooperation less conflict."""
        return self.quads[0] + self.quads[1] - self.quads[2] - self.quads[3]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dyad:
    """Two sides; `undated` events stand in no month. An act of both counts in both directions."""

    one: str
    other: str
    months: tuple[MonthBalance, ...]
    undated: int
    unclassed: int


def make_dyad(
    record: RecordReader,
    sides: tuple[str, str],
    quads: Mapping[str, str],
    codes: Mapping[str, str],
) -> Dyad:
    """Return the balance of two sides; `quads` are classes by event type, `codes` alpha-2 by alpha-3."""
    lines, undated = list_timeline_lines(record, Chosen(dyad=sides))
    counted: dict[tuple[date, str, str], list[TimelineLine]] = {}
    unclassed = 0
    for line in lines:
        when = find_month(line.first, line.after)
        if line.status not in TOOK_PLACE:
            continue
        if when is None or line.type not in quads:
            unclassed += 1
            continue
        for actor, target in list_directions(line, sides):
            counted.setdefault((when, actor, target), []).append(line)
    spoken = count_statements(record, sides, codes)
    keys = sorted({*counted, *spoken})
    months = tuple(
        MonthBalance(
            month=key[0],
            actor=key[1],
            target=key[2],
            quads=_count_quads(counted.get(key, []), quads),
            statements=spoken.get(key, 0),
            events=tuple(line.reports[0].event for line in counted.get(key, [])),
        )
        for key in keys
    )
    return Dyad(one=sides[0], other=sides[1], months=months, undated=undated, unclassed=unclassed)


def list_directions(line: TimelineLine, sides: tuple[str, str]) -> Iterator[tuple[str, str]]:
    """Yield who acts on whom; where both act together, both ways."""
    one, other = sides
    together = {one, other} <= set(line.actors)
    for actor, target in ((one, other), (other, one)):
        if actor in line.actors and (together or target in line.targets):
            yield actor, target


def find_month(first: date, after: date) -> date | None:
    """Return the first of the month that a stretch of days lies in, None when in several."""
    period = Period(first, after)
    whole = month(first.year, first.month)
    return whole.first if whole.holds(period) else None


def count_statements(
    record: RecordReader, sides: tuple[str, str], codes: Mapping[str, str]
) -> dict[tuple[date, str, str], int]:
    """Return how often speakers of one side name the other, by month and direction."""
    documents = {row["id"]: row for row in record.rows("document")}
    names = {side: make_pattern(record, codes.get(side)) for side in sides}
    counts: dict[tuple[date, str, str], int] = {}
    for row in record.rows("statement"):
        document = documents[row["document"]]
        when = _month_of_statement(row, document)
        if when is None or row["repeats"] or document["version_of"] is not None:
            continue
        for actor, target in (sides, sides[::-1]):
            pattern = names[target]
            if actor not in codes or row["speaker_country"] != codes[actor] or pattern is None:
                continue  # a side without a code: nobody is known to speak for it
            if pattern.search(row["content"]):
                counts[when, actor, target] = counts.get((when, actor, target), 0) + 1
    return counts


def _month_of_statement(row: Row, document: Row) -> date | None:
    if row["said_on"]:
        return find_month(*row["said_on"])
    first, last = document["published"], document["published_latest"]
    if first is None or last is None or (first.year, first.month) != (last.year, last.month):
        return None
    return date(first.year, first.month, 1)


def make_pattern(record: RecordReader, code: str | None) -> re.Pattern[str] | None:
    """Return what finds the names of those who act for a country, as the record knows them."""
    names = [
        str(row["name"])
        for row in record.rows("actor")
        if code is not None and row["country"] == code and row["is_public"]
    ]
    long = sorted({n for n in names if len(n) >= SHORTEST_NAME}, key=lambda n: (-len(n), n))
    if not long:
        return None
    return re.compile(rf"\b(?:{'|'.join(re.escape(n) for n in long)})\b", re.IGNORECASE)


def _count_quads(lines: list[TimelineLine], quads: Mapping[str, str]) -> tuple[int, int, int, int]:
    counts = dict.fromkeys(QUADS, 0)
    for line in lines:
        counts[quads[line.type]] += 1
    a, b, c, d = (counts[quad] for quad in QUADS)
    return a, b, c, d


def sum_up(months: tuple[MonthBalance, ...], actor: str) -> tuple[tuple[int, ...], int]:
    """Return the counts by class and the statements of one direction over all months."""
    own = [m for m in months if m.actor == actor]
    start: tuple[int, ...] = (0, 0, 0, 0)
    quads = reduce(lambda a, m: tuple(x + y for x, y in zip(a, m.quads, strict=True)), own, start)
    return quads, sum(m.statements for m in own)


def say_uncounted(dyad: Dyad) -> str:
    """Return how many events of two sides stand in no month, "" where each stands in one."""
    undated = f"{count(dyad.undated, 'more event has', 'more events have')} no date"
    lying = f"{count(dyad.unclassed, 'lies', 'lie')} in no single month"
    if not dyad.undated:
        lying = f"{count(dyad.unclassed, 'more event lies', 'more events lie')} in no single month"
    return ", ".join([undated] * bool(dyad.undated) + [lying] * bool(dyad.unclassed))
