"""Spanish numbers: scales between digits, halves, articles, and both decimal marks."""

from __future__ import annotations

from decimal import Decimal

import pytest

from onrecord.extract.figures.marks import COMMA, POINT
from onrecord.extract.figures.numbers import Number, NumberReader
from onrecord.knowledge import Knowledge
from onrecord.model import Comparator


@pytest.fixture(scope="module")
def reader(knowledge: Knowledge) -> NumberReader:
    return NumberReader(knowledge.words["es"])


def read_one(reader: NumberReader, text: str) -> Number:
    (number,) = reader.read(text)
    return number


@pytest.mark.parametrize(
    ("text", "value", "comparator"),
    [
        ("10 mil elementos", "10000", Comparator.EXACT),
        ("6 mil 321 armas", "6321", Comparator.EXACT),
        ("mil 795 kilos", "1795", Comparator.EXACT),
        ("más de mil personas", "1000", Comparator.MORE_THAN),
        ("un millón 640 mil 286 pastillas", "1640286", Comparator.EXACT),
        ("839 mil 900 millones de dólares", "839900000000", Comparator.EXACT),
        ("dos mil millones de pesos", "2000000000", Comparator.EXACT),
        ("7 mil 293.07 pesos", "7293.07", Comparator.EXACT),
        ("más de medio millón de cartuchos", "500000", Comparator.MORE_THAN),
        ("un millón y medio de personas", "1500000", Comparator.EXACT),
        ("casi el 26 por ciento", "26", Comparator.NEARLY),
        ("arriba de los 270 mil millones", "270000000000", Comparator.MORE_THAN),
        ("más o menos, 2 mil millones", "2000000000", Comparator.ABOUT),
        ("no llega ni a 7 mil pesos", "7000", Comparator.FEWER_THAN),
    ],
)
def test_value_and_comparator(
    reader: NumberReader, text: str, value: str, comparator: Comparator
) -> None:
    number = read_one(reader, text)
    assert (number.low, number.comparator) == (Decimal(value), comparator)


def test_a_scale_may_name_the_money(reader: NumberReader) -> None:
    number = read_one(reader, "poco más de 12.5 mdd")
    assert (number.low, number.unit) == (Decimal("12500000"), "USD")


@pytest.mark.parametrize(
    ("text", "grouped", "value"),
    [
        ("19.014 millones", True, "19014000000"),
        ("19.014 millones", False, "19014000"),
        ("1.345 toneladas", True, "1345"),
        ("1.345 toneladas", False, "1.345"),
        ("1.345 toneladas", None, "1345"),
    ],
)
def test_a_lone_point_is_read_as_the_text_writes_numbers(
    *, reader: NumberReader, text: str, grouped: bool | None, value: str
) -> None:
    assert read_one(reader.with_grouping(grouped), text).low == Decimal(value)


def test_a_reader_keeps_its_own_way_after_others_were_asked_for(reader: NumberReader) -> None:
    reader.with_grouping(False)
    assert read_one(reader, "1.345 personas").low == Decimal(1345)


@pytest.mark.parametrize("text", ["un 5,2 % más", "12.345,6 euros", "1.234.567 votos"])
def test_what_only_decimal_commas_explain(text: str) -> None:
    assert COMMA.search(text)
    assert not POINT.search(text)


@pytest.mark.parametrize("text", ["181,059 personas", "41.5 por ciento", "4.58% en mayo"])
def test_what_only_decimal_points_explain(text: str) -> None:
    assert POINT.search(text)
    assert not COMMA.search(text)


@pytest.mark.parametrize("text", ["a las 10.30", "los días 1, 2 y 3", "1.345 personas"])
def test_what_tells_nothing(text: str) -> None:
    assert not COMMA.search(text)
    assert not POINT.search(text)
