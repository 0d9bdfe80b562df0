"""Which country and sector words point at: by tables, on a day, and by the words themselves."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.annotate import NameIndex
from onrecord.knowledge import Knowledge
from onrecord.resolve.sectors import describe

DAY = date(2023, 1, 1)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Danish trade unions", ("DK", "LAB")),
        ("two Norwegian frigates", ("NO", "MIL")),
        ("Peru's Defense Ministry", ("PE", "GOV")),
        ("Lyon police", ("FR", "COP")),
        ("speaker of the Knesset", ("IL", "LEG")),
        ("a retired army general", (None, "ELI")),
        ("two gunmen", (None, "UAF")),
        ("Italians", ("IT", None)),
        ("farmers in Kenya", ("KE", "AGR")),
        ("MADRID", ("ES", "GOV")),
        ("Central Intelligence Agency", ("US", "SPY")),
        ("the Senate", (None, "LEG")),
        ("International Monetary Fund", ("IMF", "IGO")),
        ("Sinaloa Cartel", ("MX", "CRM")),
        ("Transnistria", ("MD", "PRE")),
    ],
)
def test_words_and_tables_tell_country_and_sector(
    knowledge: Knowledge, index: NameIndex, words: str, expected: tuple[str | None, str | None]
) -> None:
    found = describe(words, knowledge, index, language="en", day=DAY)
    assert (found.country, found.sector and found.sector.value) == expected


def test_an_office_counts_on_its_days_only(knowledge: Knowledge, index: NameIndex) -> None:
    def sector(day: date) -> object:
        return describe("Tony Blair", knowledge, index, language="en", day=day).sector

    assert sector(date(2003, 1, 1)) == "GOV"
    assert sector(DAY) == "ELI"


def test_what_stands_around_tells_the_country(knowledge: Knowledge, index: NameIndex) -> None:
    found = describe("the National Guard", knowledge, index, language="en", context="Saudi Arabia")
    assert (found.country, found.sector) == ("SA", "MIL")


def test_another_language_has_its_own_words(knowledge: Knowledge) -> None:
    spanish = NameIndex(knowledge, "es")
    found = describe("la policía francesa", knowledge, spanish, language="es")
    assert (found.country, found.sector) == ("FR", "COP")
