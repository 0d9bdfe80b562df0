"""Units of one kind, turned into each other."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from onrecord.knowledge import Knowledge
from onrecord.knowledge.units import load_units
from onrecord.model import TableError


@pytest.mark.parametrize(
    ("noun", "unit"),
    [("kilos", "kilograms"), ("KG per day", "kilograms"), ("libras", "pounds"), ("tons", None)],
)
def test_a_noun_names_a_unit_in_any_language(
    knowledge: Knowledge, noun: str, unit: str | None
) -> None:
    found = knowledge.units.find(noun)
    assert (found and found.id) == unit


@pytest.mark.parametrize(
    ("value", "unit", "noun", "turned"),
    [
        ("1000", "pounds", "kilos", "453.59237"),
        ("453.59237", "kilograms", "pounds", "1000"),
        ("2", "miles", "km", "3.218688"),
        ("2", "miles", "kilos", None),
        ("2", "deaths", "kilos", None),
    ],
)
def test_a_value_is_turned_into_a_unit_of_its_kind(
    *, knowledge: Knowledge, value: str, unit: str, noun: str, turned: str | None
) -> None:
    into = knowledge.units.find(noun)
    assert into is not None
    found = knowledge.units.convert(Decimal(value), unit, into)
    assert found == (None if turned is None else Decimal(turned))


def test_a_word_of_two_units_is_an_error(tmp_path: Path) -> None:
    rows = (
        "- {id: short tons, kind: mass, size: 907, words: {en: [tons]}}\n"
        "- {id: long tons, kind: mass, size: 1016, words: {en: [tons]}}\n"
    )
    (tmp_path / "units.yml").write_text(rows, encoding="utf-8")
    with pytest.raises(TableError, match=r'units\.yml:2: "tons" stands for short tons already'):
        load_units([tmp_path])
