"""What is overdue, and what changed: the state of the series on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.knowledge.series import SeriesRow
from onrecord.model import NotFoundError, Observation, Period
from onrecord.model.periods import add_months
from onrecord.sources.series import Change, compare_vintages

_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_DAYS = {"day": 1, "week": 7}


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A series of which a period should be out by now, and is not held."""

    series: str
    name: str
    publisher: str
    last: Period
    missing: Period
    due: date
    days: int  # since it was due
    retrieved: date  # of the newest file that is held


def find_silent(
    rows: Mapping[str, SeriesRow],
    held: Mapping[str, Sequence[Observation]],
    *,
    as_of: date,
    grace_days: int = 0,
) -> list[Silence]:
    """Return the series that are overdue on `as_of`, by what was held then; the latest first.

    A series that is split counts once: what any of its parts has, it has.
    """
    found = []
    for row in rows.values():
        known = [o for o in _list_parts(row.id, held) if o.retrieved <= as_of]
        if row.lag_days is None or not known:
            continue
        last = max((o.period for o in known), key=lambda p: p.after)
        missing = _find_next(last, row)
        due = missing.after + timedelta(days=row.lag_days) if missing else as_of
        if missing is None or (as_of - due).days <= grace_days:
            continue
        found.append(
            Silence(
                series=row.id,
                name=row.name,
                publisher=row.publisher,
                last=last,
                missing=missing,
                due=due,
                days=(as_of - due).days,
                retrieved=max(o.retrieved for o in known),
            )
        )
    return sorted(found, key=lambda s: (-s.days, s.series))


def list_days(observations: Iterable[Observation]) -> list[date]:
    """Return the days on which something became known, in order."""
    return sorted({o.as_of for o in observations})


def list_changes(
    held: Mapping[str, Sequence[Observation]],
    names: Sequence[str],
    *,
    first: date | None,
    second: date | None,
) -> list[tuple[str, date, date, tuple[Change, ...]]]:
    """Return what changed in the series named (all when none), each with the days compared.

    Without days it is what the newest vintage of the series changed.
    """
    chosen = {id_: o for id_, o in held.items() if not names or _is_meant(id_, names)}
    if names and not chosen:
        raise NotFoundError(
            f"no series {', '.join(names)} with observations; `onrecord series list` names them"
        )
    found = []
    for series_id, observations in sorted(chosen.items()):
        days = [day for day in list_days(observations) if second is None or day <= second]
        if not days:
            continue
        start = first or days[-1] - timedelta(days=1)
        end = second or max(start, days[-1])  # since a day after the last vintage: nothing
        found.append((series_id, start, end, compare_vintages(observations, start, end)))
    return found


def _is_meant(series_id: str, names: Sequence[str]) -> bool:
    return series_id in names or series_id.partition(".")[0] in names


def _list_parts(name: str, held: Mapping[str, Sequence[Observation]]) -> list[Observation]:
    """Return the observations of a series, or of all its parts."""
    return [o for id_, some in held.items() if id_.partition(".")[0] == name for o in some]


def _find_next(last: Period, row: SeriesRow) -> Period | None:
    """Return the period that comes after `last` by the publisher's rhythm; None when none does."""
    if row.rhythm in _DAYS:
        days = timedelta(days=_DAYS[row.rhythm])
        return Period(last.after, last.after + days)
    if row.rhythm not in _MONTHS:
        return None
    months = _MONTHS[row.rhythm]
    after = add_months(last.after, months)
    if row.grain == "12 months ending":
        return Period(add_months(after, -12), after)
    return Period(last.after if last.after < after else last.first, after)
