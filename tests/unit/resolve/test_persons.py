"""Persons are told by full name, surname, title and what the text calls them."""

from __future__ import annotations

from onrecord.knowledge import ReferenceRow, References, fold
from onrecord.resolve.people import split_name
from onrecord.resolve.windows import held_in

REFERENCES = References(
    words={
        "mr.": ReferenceRow(word="mr.", kind="honorific", gender="m"),
        "dr.": ReferenceRow(word="dr.", kind="honorific"),
    }
)


def test_accents_and_capitals_do_not_part_two_spellings() -> None:
    assert fold("Andrés Manuel López Obrador") == "andres manuel lopez obrador"


def test_honorifics_initials_and_possessives_are_no_part_of_a_name() -> None:
    assert split_name("Mr. Antony J. Blinken’s", REFERENCES) == ("antony", "blinken")
    assert split_name("Dr. Elizabeth Sherwood-Randall", REFERENCES) == (
        "elizabeth", "sherwood-randall",
    )  # fmt: skip


def test_an_office_counts_when_it_was_held_on_some_day_of_the_window() -> None:
    march = ("2025-03-01", "2025-03-31")
    assert held_in(march, "2025-01-20", None)
    assert held_in(march, "2025-03-31", "2025-06-01")
    assert not held_in(march, "2021-01-20", "2025-01-20")
    assert not held_in(march, "2025-04-01", None)
    assert held_in(None, "1990-01-01", "1991-01-01")
