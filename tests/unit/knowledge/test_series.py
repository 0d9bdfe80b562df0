"""Series: every row is checked, and the vintages of the pack are what was published."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from onrecord.knowledge import Knowledge
from onrecord.knowledge.series import load_series
from onrecord.model import TableError
from onrecord.model.periods import month

HEAD = "period_first,period_after,dimension,value,released,retrieved,carrier,note\n"
GOOD = "2023-08-01,2023-09-01,,181059,2023-09-22,2023-09-22,press,\n"
ROW = """\
- id: arrests
  name: Arrests
  publisher: Agency
  definition: All
  unit: events
  population: all
  place: border
  grain: month
  limits: none
"""


def make_pack(folder: Path, rows: str, table: str = ROW) -> list[Path]:
    (folder / "series").mkdir()
    (folder / "series.yml").write_text(table, encoding="utf-8")
    (folder / "series" / "arrests.csv").write_text(HEAD + rows, encoding="utf-8")
    return [folder]


def test_a_row_becomes_an_observation(tmp_path: Path) -> None:
    (series,) = load_series(make_pack(tmp_path, GOOD)).values()
    (observation,) = series.observations
    assert (observation.value, observation.period) == (Decimal(181059), month(2023, 8))
    assert observation.as_of == date(2023, 9, 22)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("2023-08-01,2023-09-01,,many,,2023-09-22,press,\n", "many"),
        ("2023-08-01,2023-08-01,,1,,2023-09-22,press,\n", "must not be empty"),
        ("2023-13-01,2023-09-01,,1,,2023-09-22,press,\n", "YYYY-MM-DD"),
        ("2023-08-01,2023-09-01,,NaN,,2023-09-22,press,\n", "no number"),
        ("2023-08-01,2023-09-01,,1,,2023-09-22,,\n", "carrier is missing"),
        ("2023-08-01,2023-09-01,MX,1,,2023-09-22,press,\n", "dimension must be empty"),
        ("2023-08-01,1\n", "2 cells"),
    ],
)
def test_a_bad_row_is_named_with_file_and_line(tmp_path: Path, row: str, said: str) -> None:
    with pytest.raises(TableError, match=said) as caught:
        load_series(make_pack(tmp_path, GOOD + row))
    assert "arrests.csv:3" in str(caught.value)


def test_a_file_without_a_row_in_the_table_is_an_error(tmp_path: Path) -> None:
    folders = make_pack(tmp_path, GOOD)
    (tmp_path / "series" / "orphan.csv").write_text(HEAD, encoding="utf-8")
    with pytest.raises(TableError, match="orphan"):
        load_series(folders)


def test_a_dimension_splits_a_series(tmp_path: Path) -> None:
    rows = GOOD.replace(",,181059", ",VE,54830") + GOOD.replace(",,181059", ",CU,9000")
    series = load_series(make_pack(tmp_path, rows, ROW + "  dimension: citizenship\n"))
    assert sorted(series) == ["arrests.CU", "arrests.VE"]


def test_the_pack_holds_both_published_values_of_august_2023(knowledge: Knowledge) -> None:
    held = [
        (o.value, o.released)
        for o in knowledge.series["usbp-southwest-month"].observations
        if o.period == month(2023, 8)
    ]
    assert held == [(Decimal(181059), date(2023, 9, 22)), (Decimal(181054), None)]


def test_months_reach_back_to_october_1999(knowledge: Knowledge) -> None:
    months = {o.period for o in knowledge.series["usbp-southwest-month-history"].observations}
    assert min(months) == month(1999, 10)
    assert len(months) == 252


def test_every_indicator_names_words_for_english(knowledge: Knowledge) -> None:
    assert len(knowledge.indicators) >= 15
    assert all(row.patterns["en"] for row in knowledge.indicators.values())


def test_a_part_is_called_by_its_country(knowledge: Knowledge) -> None:
    names = {s.name.partition(": ")[2] for s in knowledge.series.values() if ".CA" in s.id}
    assert {"Canada", "Canada, energy"} <= names


def test_a_pack_may_add_vintages_to_a_series_of_a_pack_below(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    folders = make_pack(tmp_path / "below", GOOD)
    own = tmp_path / "own" / "series"
    own.mkdir(parents=True)
    (own / "arrests.csv").write_text(HEAD + GOOD.replace("181059", "181054").replace("2023-09-22", "2025-09-12"), encoding="utf-8")  # fmt: skip
    (series,) = load_series([*folders, tmp_path / "own"]).values()
    assert [int(o.value) for o in series.observations] == [181059, 181054]


def test_a_series_stands_in_one_pack_only(tmp_path: Path) -> None:
    for name in ("below", "own"):
        (tmp_path / name).mkdir()
        make_pack(tmp_path / name, GOOD)
    with pytest.raises(TableError, match=r"own/series\.yml:1: id \"arrests\" stands already"):
        load_series([tmp_path / "below", tmp_path / "own"])


def test_a_series_without_a_file_says_how_to_get_one(tmp_path: Path) -> None:
    (tmp_path / "series.yml").write_text(ROW, encoding="utf-8")
    with pytest.raises(TableError, match=r"series\.yml:1: .* `onrecord series import`"):
        load_series([tmp_path])


def test_every_series_says_how_often_it_is_published(knowledge: Knowledge) -> None:
    for series in knowledge.series.values():
        assert series.publisher
        assert series.definition
        assert series.limits
        assert (series.lag_days is None) == (series.rhythm in ("irregular", "once", "ended"))
