"""Kinds and files for the tests of importing: written here, in the publishers' formats."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from onrecord.knowledge import Country
from onrecord.knowledge.kinds import Kind
from onrecord.knowledge.series import SeriesRow
from onrecord.sources.series import (
    Imported,
    OfficialFile,
    Wanted,
    read_observations,
    read_sheet,
)

MONTHS = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
]  # fmt: skip
KNOWN_BY = date(2026, 6, 30)


def make_kind(**changed: Any) -> Kind:
    """Return a kind: fiscal months, two components, counts added up."""
    given: dict[str, Any] = {
        "id": "stops",
        "title": "Stops",
        "format": "csv",
        "columns": {
            "year": ["Fiscal Year"],
            "month": ["Month (abbv)"],
            "component": ["Component"],
            "count": ["Encounter Count"],
        },
        "other_columns": ["Month Grouping"],
        "period": {"year": "year", "month": "month", "first_month": 10, "partial": " (FYTD)"},
        "months": MONTHS,
        "value": "count",
        "sums": True,
        "known": {"component": ["Patrol", "Ports"]},
        "series": [{"series": "stops", "unit": "events"}],
    }
    return Kind.model_validate(given | changed)


def make_series(series_id: str = "stops", **changed: Any) -> SeriesRow:
    """Return a row of series.yml."""
    given: dict[str, Any] = {
        "id": series_id, "name": "Stops", "publisher": "Agency", "definition": "D",
        "unit": "events", "population": "all", "place": "border", "limits": "none",
        "grain": "month",
    }  # fmt: skip
    return SeriesRow.model_validate(given | changed)


def import_text(
    text: str | bytes,
    kind: Kind,
    *,
    name: str = "file.csv",
    known_by: date = KNOWN_BY,
    rows: Mapping[str, SeriesRow] | None = None,
    countries: Mapping[str, Country] | None = None,
) -> list[Imported]:
    """Return what the kind reads out of a file."""
    file = OfficialFile(name=name, body=text.encode() if isinstance(text, str) else text)
    wanted = [
        Wanted(target=t, row=(rows or {}).get(t.series) or make_series(t.series))
        for t in kind.series
    ]
    return read_observations(
        read_sheet(file, kind), kind, wanted, known_by=known_by, countries=countries or {}
    )


HEAD = "Fiscal Year,Month Grouping,Month (abbv),Component,Encounter Count\n"
FISCAL = ("OCT", "NOV", "DEC", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP")


def write_stops(*, years: tuple[str, ...] = ("2024",), last: int = 12) -> str:
    """Return a file of stops: 100 by the patrol and 10 at ports each month; the last year to `last`."""
    lines = [HEAD]
    for year in years:
        for number, month in enumerate(FISCAL, start=1):
            if year == years[-1] and number > last:
                break
            grouping = "FYTD" if number <= last else "Remaining"
            lines += [f"{year},{grouping},{month},{c},{n}\n" for c, n in (("Patrol", 100), ("Ports", 10))]  # fmt: skip
    return "".join(lines)
