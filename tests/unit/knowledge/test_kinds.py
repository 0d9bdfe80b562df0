"""Kinds and feeds: tables that say how official files are read, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.knowledge.kinds import load_feeds, load_kind, load_kinds
from onrecord.knowledge.packs import list_folders
from onrecord.knowledge.series import load_series_rows
from onrecord.model import TableError

KIND = """\
- id: rates
  title: Rates
  format: csv
  columns: {day: [period], n: [value]}
  period: {text: day}
  value: n
"""


def write_kinds(folder: Path, text: str) -> list[Path]:
    (folder / "kinds.yml").write_text(text, encoding="utf-8")
    return [folder]


def test_a_kind_is_read(tmp_path: Path) -> None:
    kind = load_kinds(write_kinds(tmp_path, KIND))["rates"]
    assert kind.columns["n"] == ["value"]
    assert not kind.sums


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("text: day", "text: date", '"date" is none of the columns'),
        ("text: day", "first_month: 10", "name the column of the period"),
        ("text: day", "text: day, first_month: 13", "less than or equal to 12"),
        ("  value: n\n", "", "name the column of the value"),
        ("  value: n\n", "  value: n\n  months: [a]\n", "names of all twelve"),
        ("  value: n\n", "  value: n\n  dated: '('\n", "no regular expression"),
        ("format: csv", "format: pdf", "format"),
        ("title: Rates", "titel: Rates", 'unknown key "titel"'),
    ],
)
def test_a_wrong_kind_is_named_with_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(TableError, match=said) as caught:
        load_kinds(write_kinds(tmp_path, KIND.replace(old, new)))
    assert "kinds.yml:" in str(caught.value)


def test_a_file_may_hold_one_kind(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(KIND, encoding="utf-8")
    (tmp_path / "b.yml").write_text(KIND + KIND.replace("rates", "others"), encoding="utf-8")
    assert load_kind(tmp_path / "a.yml").id == "rates"
    with pytest.raises(TableError, match="2 kinds"):
        load_kind(tmp_path / "b.yml")


def test_a_feed_of_no_kind_is_named(tmp_path: Path) -> None:
    (tmp_path / "feeds.yml").write_text(
        "- {id: f, kind: none, url: 'https://a.example'}\n", encoding="utf-8"
    )
    kinds = load_kinds(write_kinds(tmp_path, KIND))
    with pytest.raises(TableError, match=r'feeds\.yml:1: no kind "none"; known: rates'):
        load_feeds([tmp_path], kinds)


def test_the_kinds_of_the_packs_fit_their_series() -> None:
    folders = list_folders("us-mexico")
    kinds, rows = load_kinds(folders), load_series_rows(folders)
    for kind in kinds.values():
        for target in kind.series:
            assert rows[target.series].unit == target.unit
            assert bool(rows[target.series].dimension) == bool(target.dimension)
            assert not kind.publisher or kind.publisher == rows[target.series].publisher
    assert load_feeds(folders, kinds)
