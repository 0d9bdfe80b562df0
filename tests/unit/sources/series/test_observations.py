"""Rows of official files become the values of series, by month and by fiscal year."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from onrecord.model import Period, SourceError
from onrecord.model.periods import fiscal_year, month
from tests.unit.sources.series.importing import (
    MONTHS,
    import_text,
    make_kind,
    make_series,
    write_stops,
)

ONE = [{"series": "stops", "unit": "events"}]
TIDY = {
    "columns": {"period": ["period"], "value": ["value"]},
    "other_columns": [],
    "period": {"text": "period"},
    "value": "value",
    "sums": False,
    "known": {},
    "series": ONE,
}


def test_months_of_a_fiscal_year_lie_in_two_calendar_years() -> None:
    found = import_text(write_stops(), make_kind())
    assert [found[0].period, found[-1].period] == [month(2023, 10), month(2024, 9)]
    assert {imported.value for imported in found} == {Decimal(110)}


def test_a_series_takes_the_rows_that_are_its_own() -> None:
    series = [{"series": "stops", "unit": "events", "where": {"component": ["PATROL"]}}]
    assert import_text(write_stops(), make_kind(series=series))[0].value == 100


def test_the_months_of_a_closed_year_that_are_grouped_apart_are_counted() -> None:
    """A file of August sets July to September of earlier years apart as "Remaining"."""
    text = write_stops(years=("2024", "2025 (FYTD)"), last=11)
    found = import_text(text, make_kind(), rows={"stops": make_series(grain="fiscal year")})
    assert [(imported.period, imported.value) for imported in found] == [
        (fiscal_year(2024), Decimal(1320))
    ]


def test_a_header_in_other_letters_is_the_same_header() -> None:
    text = write_stops().replace("Encounter Count", "encounter  COUNT")
    assert len(import_text(text, make_kind())) == 12


def test_count_is_not_found_inside_of_encounter() -> None:
    kind = make_kind(columns=make_kind().columns | {"count": ["Count"]})
    with pytest.raises(SourceError, match=r'file\.csv:1: column "Count" is missing'):
        import_text(write_stops(), kind)


def test_twelve_months_ending_with_a_month() -> None:
    kind = make_kind(
        columns={"year": ["Year"], "month": ["Month"], "count": ["N"]},
        period={"year": "year", "month": "month", "stands_for": "12 months ending"},
        known={},
    )
    rows = {"stops": make_series(grain="12 months ending")}
    (found,) = import_text("Year,Month,N\n2025,March,67798\n", kind, rows=rows)
    assert found.period == Period(date(2024, 4, 1), date(2025, 4, 1))


@pytest.mark.parametrize(
    ("written", "period"),
    [
        ("2023-08", month(2023, 8)),
        ("2023M08", month(2023, 8)),
        ("2023-M08", month(2023, 8)),
        ("2023-08-01", month(2023, 8)),
    ],
)
def test_a_month_is_written_in_many_ways(written: str, period: Period) -> None:
    (found,) = import_text(f"period,value\n{written},5\n", make_kind(**TIDY))
    assert found.period == period


@pytest.mark.parametrize(("written", "grain"), [("2023-Q3", "quarter"), ("2023", "year")])
def test_quarters_and_years(written: str, grain: str) -> None:
    rows = {"stops": make_series(grain=grain)}
    (found,) = import_text(f"period,value\n{written},5\n", make_kind(**TIDY), rows=rows)
    assert found.period.first == date(2023, 7 if grain == "quarter" else 1, 1)


def test_a_value_of_another_grain_is_refused() -> None:
    with pytest.raises(SourceError, match="values by year, series stops is by month"):
        import_text("period,value\n2023,5\n", make_kind(**TIDY))


def test_rows_that_are_counted_leave_out_the_months_that_are_not_whole() -> None:
    kind = make_kind(
        columns={"day": ["signing_date"], "number": ["number"]},
        period={"text": "day"}, counts_rows=True, value=None, gaps=True, note="number", known={},
    )  # fmt: skip
    text = "signing_date,number\n2025-01-20,1\n2025-02-01,2\n2025-02-03,3\n2025-03-02,4\n"
    (found,) = import_text(text, kind, known_by=date(2025, 3, 10))
    assert (found.period, found.value, found.note) == (month(2025, 2), Decimal(2), "2, 3")


def test_countries_are_known_by_name_and_code(knowledge) -> None:
    split = {"series": "stops", "unit": "events", "dimension": "where", "names_from": "countries",
             "names": {"Burma": "MM"}, "others": "leave out"}  # fmt: skip
    kind = make_kind(
        columns={"year": ["year"], "where": ["where"], "count": ["n"]},
        period={"year": "year"}, known={}, series=[split],
    )  # fmt: skip
    rows = {"stops": make_series(grain="year", dimension="country")}
    text = "year,where,n\n2023,MEX,1\n2023,Mexico,2\n2023,Burma,4\n2023,Unknown,8\n"
    found = import_text(text, kind, rows=rows, countries=knowledge.countries)
    assert {imported.series_id: int(imported.value) for imported in found} == {
        "stops.MX": 3,
        "stops.MM": 4,
    }


# What is refused: the whole file, with its place and a remedy.


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (write_stops().replace("Encounter Count", "Encounters"), r"file\.csv:1: .*is missing"),
        (write_stops().replace("Month Grouping", "Sex"), r'file\.csv:1: column "Sex" is new'),
        (write_stops().replace("Month Grouping", "Component"), r"stands there twice"),
        (write_stops().replace("JAN,Patrol,100", "JAN,Patrol,many"), r'file\.csv:8: .*"many" is no'),
        (write_stops().replace("JAN,Patrol,100", "JAN,Patrol,=1+1"), r'file\.csv:8: .*"=1\+1" is no'),
        (write_stops().replace("JAN,Patrol,100", "JAN,Patrol,1e999"), r"file\.csv:8: .* is no number"),
        (write_stops() + "2024,FYTD,SEP,Patrol,7\n", r"file\.csv:26: stands already at file\.csv:24"),
        (write_stops().replace("SEP,Ports", "SEP,Marine"), r'file\.csv:25: Component "Marine" is new'),
        (write_stops(last=11), r"file\.csv:22: year 2024 has only .* months are missing"),
        (write_stops().replace("Patrol,100\n2024,FYTD,FEB", "Patrol\n2024,FYTD,FEB", 1), r"4 cells under 5"),
        (write_stops().replace(",JAN,", ",JNA,"), r'file\.csv:8: "JNA" is no month'),
        (write_stops().replace("2024,FYTD,OCT", "20244,FYTD,OCT"), r'file\.csv:2: "20244" is no year'),
        (write_stops() + '2024,FYTD,"SEP,Ports,1\n', r"file\.csv:\d+: is no CSV"),
        ("", "is empty"),
        (b"\xff\xfe\x81\x00", "is no text"),
    ],
    ids=["renamed", "new column", "column twice", "text", "formula", "too big a number", "row twice",
         "new value", "month missing at the end", "cell missing", "no month", "no year",
         "quotation mark", "empty", "binary"],
)  # fmt: skip
def test_a_file_that_is_not_as_its_kind_says_is_refused(text: str | bytes, said: str) -> None:
    with pytest.raises(SourceError, match=said):
        import_text(text, make_kind())


def test_a_month_missing_in_the_middle_is_named() -> None:
    lines = [line for line in write_stops().splitlines(keepends=True) if ",JAN," not in line]
    kind = make_kind(period={"year": "year", "month": "month", "first_month": 10})
    with pytest.raises(SourceError, match=r"file\.csv:8: February 2024 follows December 2023"):
        import_text("".join(lines), kind)


def test_a_period_that_lies_ahead_is_refused() -> None:
    with pytest.raises(SourceError, match=r"September 2024 ends after the file's date, 2024-09-15"):
        import_text(write_stops(), make_kind(), known_by=date(2024, 9, 15))


def test_two_values_for_one_period_are_refused() -> None:
    text = "period,value,x\n2023-08,5,a\n2023-08,6,b\n"
    kind = make_kind(**TIDY | {"other_columns": ["x"]})
    with pytest.raises(SourceError, match=r"file\.csv:3: a second value of stops for August 2023"):
        import_text(text, kind)


def test_another_unit_is_refused_unless_it_is_said_to_be_the_same() -> None:
    columns = {"period": ["period"], "value": ["value"], "unit": ["unit"]}
    text = "period,value,unit\n2023-08,5,kg\n"
    kind = make_kind(**TIDY | {"columns": columns, "unit_column": "unit"})
    with pytest.raises(
        SourceError, match=r'file\.csv:2: the unit is "kg", series stops is in events'
    ):
        import_text(text, kind)
    assert import_text(text, kind.model_copy(update={"units": {"kg": "events"}}))


def test_the_kind_and_the_series_must_have_one_unit() -> None:
    with pytest.raises(SourceError, match="gives events, series stops is in pounds"):
        import_text(write_stops(), make_kind(), rows={"stops": make_series(unit="pounds")})


def test_too_many_rows_are_not_read(monkeypatch) -> None:
    monkeypatch.setattr("onrecord.sources.series.sheets.MOST_LINES", 5)
    with pytest.raises(SourceError, match=r"file\.csv:7: more than 5 rows"):
        import_text(write_stops(), make_kind())


def test_words_of_a_file_are_no_formulas_where_they_are_written() -> None:
    columns = {"period": ["period"], "value": ["value"], "note": ["note"]}
    kind = make_kind(**TIDY | {"columns": columns, "note": "note"})
    (found,) = import_text('period,value,note\n2023-08,5,"=HYPERLINK(1)\n revised"\n', kind)
    assert found.note == "HYPERLINK(1) revised"
    split = [{"series": "stops", "unit": "events", "dimension": "note", "names_from": "cells"}]
    rows = {"stops": make_series(dimension="note")}
    with pytest.raises(SourceError, match=r'file\.csv:2: note "=1" is not named'):
        import_text("period,value,note\n2023-08,5,=1\n", kind.model_copy(update={"series": [*make_kind(**TIDY | {"columns": columns, "series": split}).series]}), rows=rows)  # fmt: skip


def test_months_have_names_in_any_language() -> None:
    meses = ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
             "octubre", "noviembre", "diciembre"]  # fmt: skip
    kind = make_kind(
        columns={"year": ["Año"], "month": ["Mes"], "count": ["N"]}, months=meses,
        period={"year": "year", "month": "month"}, known={},
    )  # fmt: skip
    assert import_text("Año,Mes,N\n2023,Ago,5\n", kind)[0].period == month(2023, 8)
    assert len(MONTHS) == len(meses)
