"""Numbers: value, comparator, unit and step as the text gives them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from onrecord.extract.figures.numbers import Number, NumberReader
from onrecord.knowledge import Knowledge
from onrecord.model import Comparator


@pytest.fixture(scope="module")
def reader(knowledge: Knowledge) -> NumberReader:
    return NumberReader(knowledge.words["en"])


def read_one(reader: NumberReader, text: str) -> Number:
    (number,) = reader.read(text)
    return number


@pytest.mark.parametrize(
    ("text", "value", "comparator"),
    [
        ("181,509 arrests", "181509", Comparator.EXACT),
        ("fewer than 8,400 people", "8400", Comparator.FEWER_THAN),
        ("nearly 250,000 people", "250000", Comparator.NEARLY),
        ("just under 2 million migrants", "2000000", Comparator.NEARLY),
        ("slightly more than 1.82 million", "1820000", Comparator.MORE_THAN),
        ("only about 8,450", "8450", Comparator.ABOUT),
        ("over two dozen defendants", "24", Comparator.MORE_THAN),
        ("nearly a dozen groups", "12", Comparator.NEARLY),
        ("more than twenty million doses", "20000000", Comparator.MORE_THAN),
        ("thousands of troops", "1000", Comparator.MORE_THAN),
        ("dozens of vessels", "24", Comparator.AT_LEAST),
        ("up to 900 officers", "900", Comparator.AT_MOST),
        ("370+ people", "370", Comparator.AT_LEAST),
        ("half a million people", "500000", Comparator.EXACT),
    ],
)
def test_value_and_comparator(
    reader: NumberReader, text: str, value: str, comparator: Comparator
) -> None:
    number = read_one(reader, text)
    assert (number.low, number.high, number.comparator) == (
        Decimal(value),
        Decimal(value),
        comparator,
    )


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("30 to 40 arrests", "30", "40"),
        ("between 200 and 300 boats", "200", "300"),
        ("250, 300,000 people", "250000", "300000"),
        ("2 to 3 million people", "2000000", "3000000"),
        ("double-digit tariffs", "10", "99"),
    ],
)
def test_two_ends_are_one_range(reader: NumberReader, text: str, low: str, high: str) -> None:
    number = read_one(reader, text)
    assert (number.low, number.high) == (Decimal(low), Decimal(high))
    assert number.comparator is Comparator.BETWEEN


@pytest.mark.parametrize(
    "text", ["raised from 25% to 35%", "31,299 and 34,091", "in all 3, 15,000"]
)
def test_two_numbers_are_not_always_a_range(reader: NumberReader, text: str) -> None:
    assert len(reader.read(text)) == 2


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("a 25% levy", "percent"),
        ("20 per cent", "percent"),
        ("24 percentage points", "percentage points"),
        ("$1.5bn", "USD"),
        ("€150 million", "EUR"),
        ("50 times", "times"),
        ("12 boats", None),
    ],
)
def test_signs_give_the_unit(reader: NumberReader, text: str, unit: str | None) -> None:
    assert read_one(reader, text).unit == unit


@pytest.mark.parametrize(
    ("text", "step"),
    [("181,509", "1"), ("8,400", "100"), ("2 million", "1000000"), ("1.82 million", "10000"),
     ("30 percent", "1"), ("36.5 percent", "0.1")],
)  # fmt: skip
def test_the_step_is_one_unit_of_the_last_digit_given(
    reader: NumberReader, text: str, step: str
) -> None:
    assert read_one(reader, text).step == Decimal(step)


@pytest.mark.parametrize("text", ["MS-13 and F-35", "the G7 and the A320"])
def test_a_number_in_a_name_is_none(reader: NumberReader, text: str) -> None:
    assert reader.read(text) == []


def test_commas_change_nothing(reader: NumberReader) -> None:
    assert read_one(reader, "181,509 arrests").low == read_one(reader, "181509 arrests").low


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("Mexico hands over 29 suspects", Comparator.EXACT),
        ("more than that, over 29 suspects", Comparator.MORE_THAN),
    ],
)
def test_a_verbs_particle_is_no_comparator(
    reader: NumberReader, text: str, comparator: Comparator
) -> None:
    assert read_one(reader, text).comparator is comparator


@pytest.mark.parametrize(
    ("text", "value", "comparator"),
    [
        ("3 mil 244 médicos", "3244", Comparator.EXACT),
        ("más de mil 260 kilogramos", "1260", Comparator.MORE_THAN),
        ("tres mil 180 kilómetros", "3180", Comparator.EXACT),
        ("1 millón 200 mil dosis", "1200000", Comparator.EXACT),
        ("332 mil 126 pastillas", "332126", Comparator.EXACT),
        ("casi 10 mil elementos", "10000", Comparator.NEARLY),
        ("460 mil millones de dólares", "460000000000", Comparator.EXACT),
        ("1.5 millones de personas", "1500000", Comparator.EXACT),
        ("136,934 solicitudes", "136934", Comparator.EXACT),
        ("1.200 agentes", "1200", Comparator.EXACT),
        ("41,5 por ciento", "41.5", Comparator.EXACT),
        ("41.5 por ciento", "41.5", Comparator.EXACT),
        ("al menos veintiséis personas", "26", Comparator.AT_LEAST),
        ("un millón de dosis", "1000000", Comparator.EXACT),
        ("miles de armas", "1000", Comparator.MORE_THAN),
    ],
)
def test_numbers_are_read_as_spanish_writes_them(
    knowledge: Knowledge, text: str, value: str, comparator: Comparator
) -> None:
    number = read_one(NumberReader(knowledge.words["es"]), text)
    assert (number.low, number.high) == (Decimal(value), Decimal(value))
    assert number.comparator is comparator
