"""Figures of Spanish texts and the verdicts on them, sentence by sentence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from spacy.language import Language

from onrecord.annotate import NameIndex, annotate
from onrecord.extract import read_figures
from onrecord.knowledge import Knowledge
from onrecord.model import (
    DateBasis,
    Document,
    Figure,
    Outcome,
    Period,
    Publication,
    Verdict,
)
from onrecord.model.periods import month
from onrecord.verify import check_figures, find_inconsistencies

pytestmark = pytest.mark.model
ON = date(2023, 11, 1)
Checked = tuple[list[Figure], list[Verdict], list[str]]
Check = Callable[..., Checked]


@pytest.fixture
def check(knowledge: Knowledge, nlp_es: Language, index_es: NameIndex) -> Check:
    def check(text: str, on: date = ON) -> Checked:
        document = Document(
            capture_id="cap-1", source="a.txt", text=text, language="es",
            publication=Publication(earliest=on, latest=on, basis=DateBasis.GIVEN),
        )  # fmt: skip
        figures = read_figures(annotate(document, nlp_es, index_es), knowledge, [])
        problems = find_inconsistencies(figures, document, knowledge.words["es"])
        return figures, check_figures(figures, document, knowledge), [p.message for p in problems]

    return check


@pytest.mark.parametrize(
    ("text", "indicator", "dimension"),
    [
        ("La Patrulla Fronteriza detuvo a 54,833 venezolanos en la frontera suroeste en "
         "septiembre.", "usbp-southwest-by-citizenship", "VE"),
        ("La Patrulla Fronteriza detuvo a 54.833 migrantes venezolanos en la frontera suroeste en "
         "septiembre.", "usbp-southwest-by-citizenship", "VE"),
        ("La Patrulla Fronteriza detuvo a 60,000 venezolanos y hondureños en la frontera suroeste "
         "en septiembre.", None, None),
        ("La Patrulla Fronteriza hizo unos 2 millones de detenciones en la frontera sur de Estados "
         "Unidos en el año fiscal 2023.", "usbp-southwest-apprehensions", None),
        ("La CBP decomisó 2,000 libras de fentanilo a nivel nacional en agosto.",
         "drug-seizures-nationwide", "fentanyl"),
        ("Las sobredosis matan a más de 100 mil estadounidenses al año.", "overdose-deaths", None),
        ("México es el principal socio comercial de Estados Unidos.", "us-goods-trade", "MX"),
        ("Canadá es el mayor socio comercial de México.", None, None),
        ("¿Está lista la economía mexicana sin su principal socio comercial?", None, None),
    ],
)  # fmt: skip
def test_what_is_measured_of_whom(
    check: Check, text: str, indicator: str | None, dimension: str | None
) -> None:
    [figure], _, _ = check(text)
    assert (figure.indicator, figure.dimension) == (indicator, dimension)


def test_the_same_part_of_another_year_is_the_base(check: Check) -> None:
    [figure], _, _ = check(
        "Los cruces irregulares por la frontera con México bajaron 5 % entre enero y abril de 2023 "
        "frente al mismo periodo de 2022."
    )
    assert figure.period == Period(date(2023, 1, 1), date(2023, 5, 1))
    assert figure.base == Period(date(2022, 1, 1), date(2022, 5, 1))


def test_a_month_behind_de_says_when(check: Check) -> None:
    [figure], _, _ = check(
        "Al cierre del mes de agosto, la Patrulla Fronteriza reporta 181,059 detenciones en la "
        "frontera suroeste."
    )
    assert figure.period == month(2023, 8)


def test_neither_of_two_times_compared_is_the_year_before(check: Check) -> None:
    figures, _, _ = check("Si comparamos 2018 contra 2022, hay una disminución de 24.6 por ciento.")
    assert [f.base for f in figures] == [None]


@pytest.mark.parametrize(
    ("words", "diagnosis", "replacement"),
    [
        ("181,509 detenciones", "swapped-digits", "181,059 detenciones"),
        ("181.509 detenciones", "swapped-digits", "181.059 detenciones"),
        ("181 mil 509 detenciones", "swapped-digits", "181 mil 59 detenciones"),
        ("más de 230 mil detenciones", "other-series", "más de 180 mil detenciones"),
        ("181,059 detenciones diarias", "whole-period", "5,841 detenciones diarias"),
    ],
)
def test_errors_are_named_and_mended_in_the_marks_of_the_text(
    check: Check, words: str, diagnosis: str, replacement: str
) -> None:
    _, [verdict], _ = check(
        f"La Patrulla Fronteriza hizo {words} en la frontera suroeste en agosto de 2023."
    )
    assert (verdict.outcome, verdict.diagnosis) == (Outcome.FAILS, diagnosis)
    assert verdict.replacement == replacement


def test_kilos_are_held_against_a_series_in_pounds(check: Check) -> None:
    _, [verdict], _ = check(
        "La CBP decomisó casi 5,100 kilos de fentanilo a nivel nacional en el año fiscal 2021.",
        date(2024, 1, 10),
    )
    assert verdict.outcome is Outcome.HOLDS
    assert "11,201.32 pounds (5,080.83 kilograms)" in verdict.reason


def test_a_share_that_is_measured_itself_is_compared(check: Check) -> None:
    _, [verdict], _ = check(
        "El 74 por ciento de las armas rastreadas en México provienen de Estados Unidos.",
        date(2025, 3, 25),
    )
    assert verdict.outcome is Outcome.HOLDS


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Hubo 250 decomisos en mayo: 120 en puertos, 70 en el mar y 50 en carreteras.",
         "add up to 240"),
        ("La cifra cayó 38 por ciento, de 47,000 detenciones a 41,000 detenciones.",
         "12.8 percent less"),
        ("En agosto de 2023 la Patrulla Fronteriza hizo 181,059 detenciones en la frontera "
         "suroeste, 16.5 por ciento más que las 132,648 detenciones de julio de 2023.",
         "36.5 percent more"),
        ("En septiembre de 2024 hubo 86.9 homicidios diarios. En enero de 2026 hubo 50.8 "
         "homicidios diarios, 31.5 por ciento menos que en septiembre de 2024.",
         "41.5 percent less"),
    ],
)  # fmt: skip
def test_numbers_that_contradict_each_other_are_told(check: Check, text: str, said: str) -> None:
    _, _, [message] = check(text)
    assert said in message
