"""The day of a numbered paper comes from the row of the programme that rests on it."""

from __future__ import annotations

from datetime import date

from onrecord.extract.events.papers import list_papers
from onrecord.knowledge import Knowledge, ProgrammeRow
from onrecord.model.periods import day


def row(instrument: str) -> ProgrammeRow:
    return ProgrammeRow(
        id="duty",
        name="A duty",
        aliases={"en": ["Executive Order 20001", "EO 20001", "the duty order"]},
        parties=["us"],
        instrument=instrument,
        status="in force",
        source="a register",
    )


def test_all_numbered_names_have_the_papers_day(knowledge: Knowledge) -> None:
    found = list_papers(
        [row("Executive Order 20001 of 5 May 2024; ended later")], knowledge.words["en"]
    )
    assert found == dict.fromkeys(("Executive Order 20001", "EO 20001"), day(date(2024, 5, 5)))


def test_a_paper_without_a_day_dates_nothing(knowledge: Knowledge) -> None:
    assert list_papers([row("Executive Order 20001, in effect")], knowledge.words["en"]) == {}
