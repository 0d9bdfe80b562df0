from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.record import Record
from onrecord.record.filters import FilterError


@pytest.mark.parametrize(
    ("conditions", "quotes"),
    [
        (["outcome=fails"], ["181,509"]),
        (["outcome!=fails"], ["44", "12"]),
        (["quote~81,5"], ["181,509"]),
        (["quote!~1"], ["44"]),
        (["value>40"], ["181,509", "44"]),
        (["value=44"], ["44"]),
        (["value!=44", "value<1,000"], ["12"]),
        (["place="], ["181,509", "44", "12"]),
        (["diagnosis!="], ["181,509"]),
        (["period>=2023-08"], ["181,509", "44", "12"]),
        (["period>2023-08"], []),
        (["official=181059", "outcome=holds"], ["44", "12"]),
        (["published=2023"], ["181,509", "44"]),
        (["published>=2024-01-01"], ["12"]),
        (["published<=2023-09-22", "value>100"], ["181,509"]),
        (['unit="arrests"', "value<=12"], ["12"]),
    ],
)
def test_conditions_choose_rows(record: Record, conditions: list[str], quotes: list[str]) -> None:
    assert [row.quote for row in record.figures.where(*conditions)] == quotes


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("outcme=fails", 'no column "outcme"; there are: assumed, base'),
        ("outcome", "no condition"),
        ("outcome fails", "no condition"),
        ("value=many", "is a number"),
        ("period=soon", "is a day"),
        ("period=2023-13", "is a day"),
    ],
)
def test_what_is_no_condition_is_said(record: Record, condition: str, message: str) -> None:
    with pytest.raises(FilterError, match=message):
        record.figures.where(condition)


@pytest.mark.parametrize(
    "condition",
    [
        "outcome=fails' or '1'='1",
        "quote~'); drop table figure; --",
        'outcome="fails"; delete from figure',
        "quote~$$ || (select 1) || $$",
    ],
)
def test_values_are_never_taken_for_sql(record: Record, condition: str) -> None:
    assert len(record.figures.where(condition)) == 0
    assert len(record.figures) == 3


@pytest.mark.parametrize(
    "condition", ['"outcome"=fails', "outcome or 1=1", "1=1", "(select 1)=1", "a.b=1"]
)
def test_only_columns_stand_on_the_left(record: Record, condition: str) -> None:
    with pytest.raises(FilterError):
        record.figures.where(condition)


def test_a_structure_cannot_be_compared(record: Record) -> None:
    with pytest.raises(FilterError, match="cannot be compared"):
        record.actors.where("offices=x")


def test_true_and_false_are_words(record: Record) -> None:
    assert len(record.actors.where("is_public=true")) == len(record.actors)
    with pytest.raises(FilterError, match="true or false"):
        record.actors.where("is_public=perhaps")


def test_no_query_reaches_a_file(record: Record, tmp_path: Path) -> None:
    assert len(record.documents.where(f"source~{tmp_path}")) == 0
