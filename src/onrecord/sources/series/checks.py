"""Is what a file says of the same size as what is held? Kilograms in place of pounds are not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from statistics import median

from onrecord.model import Observation, SourceError
from onrecord.sources.series.observations import Imported

# Revisions of official series move single values by a few percent; 1 kg is 2.2 lb, a million
# 1,000 thousand. The median over a series moves by more than half only when the unit does.
LEAST, MOST = Decimal("0.67"), Decimal("1.5")
FEWEST = 3
# The largest revision of a single value seen so far was 45 % (seizure events of the running fiscal
# year, from the file of December to that of April), 10 % in pounds, 3 % in deaths, 0.1 % in
# encounters. Beyond half, rows are missing or stand there twice. Small numbers move more.
FARTHEST = Decimal("0.5")
SMALL = 100


def check_scale(
    found: Sequence[Imported], held: Mapping[str, Sequence[Observation]], name: str
) -> None:
    """Raise SourceError when a series' values, or one of them, are far from those held."""
    by_series: dict[str, list[Imported]] = {}
    for imported in found:
        by_series.setdefault(imported.series_id, []).append(imported)
    for series_id, new in by_series.items():
        latest = {o.period: o.value for o in held.get(series_id, ())}
        known = [(i, latest[i.period]) for i in new if latest.get(i.period)]
        if len(known) >= FEWEST and not LEAST <= median(i.value / old for i, old in known) <= MOST:
            raise _make_error(
                *known[0], "and so throughout: another unit or another measure?", name
            )
        for imported, old in known:
            if abs(old) >= SMALL and abs(imported.value - old) > FARTHEST * abs(old):
                raise _make_error(imported, old, "more than any revision: are rows missing?", name)


def _make_error(imported: Imported, old: Decimal, why: str, name: str) -> SourceError:
    return SourceError(
        f"{imported.place or name}: {imported.series_id} in {imported.period} is "
        f"{imported.value:,}, held is {old:,}, {why} Look at the file; if it is right, import it "
        "with --accept-scale"
    )
