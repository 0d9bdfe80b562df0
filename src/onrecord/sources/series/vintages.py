"""What a file adds to what is held: new values and revised ones. Nothing held is ever changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from onrecord.model import Observation, Period, SourceError
from onrecord.sources.series.observations import Imported


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A value that is new (`old` None) or revised."""

    series_id: str
    period: Period
    old: Decimal | None
    new: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Vintage:
    """What a file adds: observations, how they differ from those before, how many stay the same."""

    added: tuple[Observation, ...]
    changes: tuple[Change, ...]
    unchanged: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """When a file's values were known, and where they were read. `released` None: not known."""

    released: date | None
    retrieved: date
    carrier: str

    @property
    def as_of(self) -> date:
        """Return the day from which the values are known to have been known."""
        return self.released or self.retrieved


def plan_vintage(
    found: Iterable[Imported], held: Mapping[str, Sequence[Observation]], provenance: Provenance
) -> Vintage:
    """Return what `found` adds to `held`. A value that was in force on that day already adds nothing.

    Raises SourceError when another value of the same day is held: a vintage is not overwritten.
    """
    index: dict[tuple[str, Period], list[Observation]] = {}
    for observations in held.values():
        for observation in observations:
            index.setdefault((observation.series_id, observation.period), []).append(observation)
    added, changes, unchanged = [], [], 0
    for imported in found:
        known = [
            o for o in index.get((imported.series_id, imported.period), ())
            if o.as_of <= provenance.as_of
        ]  # fmt: skip
        last = max(known, key=lambda o: o.as_of, default=None)
        if last is not None and last.value == imported.value:
            unchanged += 1
            continue
        _check_free(imported, known, provenance)
        added.append(_make_observation(imported, provenance))
        changes.append(
            Change(
                series_id=imported.series_id,
                period=imported.period,
                old=last.value if last else None,
                new=imported.value,
            )
        )
    return Vintage(added=tuple(added), changes=tuple(changes), unchanged=unchanged)


def compare_vintages(
    observations: Sequence[Observation], first: date, second: date
) -> tuple[Change, ...]:
    """Return what changed in a series between what was known on the two days."""
    before, after = _know(observations, first), _know(observations, second)
    return tuple(
        Change(series_id=o.series_id, period=period, old=_value(before.get(period)), new=o.value)
        for period, o in sorted(after.items())
        if _value(before.get(period)) != o.value
    )


def _know(observations: Iterable[Observation], day: date) -> dict[Period, Observation]:
    """Return the last value of each period that was known on `day`."""
    known: dict[Period, Observation] = {}
    for observation in sorted(observations, key=lambda o: o.as_of):
        if observation.as_of <= day:
            known[observation.period] = observation
    return known


def _value(observation: Observation | None) -> Decimal | None:
    return observation.value if observation else None


def _check_free(imported: Imported, known: Sequence[Observation], provenance: Provenance) -> None:
    for observation in known:
        if observation.as_of == provenance.as_of and observation.retrieved == provenance.retrieved:
            raise SourceError(
                f"{imported.place}: {imported.series_id} has {observation.value:,} for "
                f"{imported.period} as of {provenance.as_of} already, the file says "
                f"{imported.value:,}; a vintage is not overwritten: give the file's day with --as-of"
            )


def _make_observation(imported: Imported, provenance: Provenance) -> Observation:
    return Observation(
        series_id=imported.series_id,
        period=imported.period,
        value=imported.value,
        released=provenance.released,
        retrieved=provenance.retrieved,
        carrier=provenance.carrier,
        note=imported.note,
    )
