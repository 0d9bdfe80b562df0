"""Programmes as a day knew them."""

from __future__ import annotations

from datetime import date

from onrecord.knowledge import Knowledge
from onrecord.run.programmes import ProgrammeReports, list_programmes

TARIFF = "ieepa-tariff-mexico"


def test_a_day_knows_neither_later_programmes_nor_later_ends(knowledge: Knowledge) -> None:
    before = {p.id for p in list_programmes(knowledge, date(2024, 1, 1))}
    assert TARIFF not in before
    assert "usmca" in before
    then = {p.id: p for p in list_programmes(knowledge, date(2025, 5, 1))}
    assert then[TARIFF].status == "in force"
    period = then[TARIFF].period
    assert period is not None
    assert period.after == date.max
    announced = {p.id: p for p in list_programmes(knowledge, date(2025, 2, 2))}
    assert announced[TARIFF].status == "announced"
    today = {p.id: p for p in list_programmes(knowledge, None)}
    assert today[TARIFF].status == "ended"


def test_a_day_knows_no_later_moment(knowledge: Knowledge) -> None:
    life = ProgrammeReports().follow(knowledge, date(2025, 2, 5))[TARIFF]
    assert [m.state.value for m in life.history] == ["announced", "suspended"]
