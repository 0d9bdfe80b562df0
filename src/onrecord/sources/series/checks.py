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


def check_scale(
    found: Sequence[Imported], held: Mapping[str, Sequence[Observation]], name: str
) -> None:
    """Raise SourceError when a series' values are as a whole far from those held."""
    by_series: dict[str, list[Imported]] = {}
    for imported in found:
        by_series.setdefault(imported.series_id, []).append(imported)
    for series_id, new in by_series.items():
        latest = {o.period: o.value for o in held.get(series_id, ())}
        ratios = [i.value / latest[i.period] for i in new if latest.get(i.period)]
        if len(ratios) >= FEWEST and not LEAST <= median(ratios) <= MOST:
            first = next(i for i in new if latest.get(i.period))
            raise SourceError(
                f"{first.place or name}: {series_id} in {first.period} is {first.value:,}, held is "
                f"{latest[first.period]:,}, and so throughout: another unit or another measure? "
                "Convert the file; if it is a true revision, import it with --accept-scale"
            )
