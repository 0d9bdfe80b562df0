"""Numbers are read as their language writes them: marks between digits, scales, words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from onrecord.knowledge import Knowledge
from onrecord.verify.numbers import COMMA, POINT, make_number_words, read_numbers


@pytest.mark.parametrize(
    ("written", "by_point", "by_comma"),
    [
        ("1,137", "1137", "1.137"),
        ("1.137", "1.137", "1137"),
        ("41,5", None, "41.5"),
        ("4.500.000", None, "4500000"),
        ("1,234.5", "1234.5", None),
        ("1234,567", None, "1234.567"),
        ("10:30", None, None),
        ("37", "37", "37"),
    ],
)
def test_a_mark_tells_what_it_cannot_have_written(
    written: str, by_point: str | None, by_comma: str | None
) -> None:
    read = tuple(mark.read(written) for mark in (POINT, COMMA))
    assert read == tuple(None if v is None else Decimal(v) for v in (by_point, by_comma))


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("6 mil 646 productores", "es", {6646}),
        ("mil 137 personas", "es", {1137}),
        ("10 mil millones de dólares", "es", {10**10}),
        ("839 mil 900 millones", "es", {839_900_000_000}),
        ("un millon 640 mil 286 pastillas", "es", {1_640_286}),
        ("treinta y cinco casas", "es", {35}),
        ("4.500.000 camiones", "es", {4_500_000}),
        ("4.500 camiones", "es", {4500, Decimal("4.5")}),
        ("10 billion dollars", "en", {10**10}),
        ("1,137 people", "en", {1137}),
        ("4.500 metres", "en", {Decimal("4.5")}),
        ("thirty five houses", "en", {35}),
        ("five hundred and twenty men", "en", {520}),
        ("un puente", "es", set()),
        ("bridges", "en", set()),
    ],
)
def test_a_number_has_one_value_however_it_is_written(
    text: str, language: str, values: set[Decimal], knowledge: Knowledge
) -> None:
    words = text.split()
    table = make_number_words(knowledge.words[language])
    assert read_numbers(words, 0, len(words), table)[1] == values
