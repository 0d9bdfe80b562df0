"""Spanish dates: stretches, parts of a year, days up to now."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.annotate import read_dates
from onrecord.knowledge import Knowledge
from onrecord.model import DateBasis, Period, Publication
from onrecord.model.periods import day, month

ON = date(2025, 6, 10)
EXACT = Publication(earliest=ON, latest=ON, basis=DateBasis.METADATA)
NOW = date(2025, 6, 11)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Del 1 de octubre de 2024 al 15 de mayo de 2025 hubo",
         Period(date(2024, 10, 1), date(2025, 5, 16))),
        ("Del 10 de enero a la fecha", Period(date(2025, 1, 10), NOW)),
        ("Del 10 de enero —cuando empezó el canje— a la fecha", Period(date(2025, 1, 10), NOW)),
        ("De enero a mayo cruzaron", Period(date(2025, 1, 1), date(2025, 6, 1))),
        ("entre enero y abril de 2024", Period(date(2024, 1, 1), date(2024, 5, 1))),
        ("entre 2018 y 2024 llegaron", Period(date(2018, 1, 1), date(2025, 1, 1))),
        ("en el segundo semestre de 2024", Period(date(2024, 7, 1), date(2025, 1, 1))),
        ("en el primer cuatrimestre", Period(date(2025, 1, 1), date(2025, 5, 1))),
        ("en lo que va del año", Period(date(2025, 1, 1), NOW)),
        ("anteayer", day(date(2025, 6, 8))),
        ("ayer", day(date(2025, 6, 9))),
        ("el pasado martes", day(date(2025, 6, 10))),
        ("el lunes pasado", day(date(2025, 6, 9))),
        ("en mayo", month(2025, 5)),
    ],
)  # fmt: skip
def test_dates_resolve(knowledge: Knowledge, text: str, period: Period) -> None:
    (mention,) = read_dates(text, EXACT, knowledge.words["es"])
    assert mention.period == period


@pytest.mark.parametrize(
    "text", ["para mayo cerró", "el quinto semestre", "el mismo periodo del año pasado"]
)
def test_what_may_be_either_stays_open(knowledge: Knowledge, text: str) -> None:
    assert [m.period for m in read_dates(text, EXACT, knowledge.words["es"]) if m.period] == []


def test_a_month_ahead_is_the_next_one(knowledge: Knowledge) -> None:
    (mention,) = read_dates("para diciembre estará listo", EXACT, knowledge.words["es"])
    assert mention.period == month(2025, 12)
