"""True sentences in many shapes: none of their numbers may fail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from onrecord.knowledge import Knowledge
from onrecord.model import Figure, Outcome
from onrecord.verify import check_figures
from tests.unit.verify.figure_makers import make_document

pytestmark = pytest.mark.model
Read = Callable[..., list[Figure]]

IN_2023 = [
    "The number of migrants crossing the southern border illegally jumped by more than a third in "
    "August 2023 from July, to 181,059.",
    "On an average day in August 2023, Border Patrol agents made about 5,800 arrests at the "
    "southern border.",
    "Border Patrol apprehensions at the southwest border averaged 170,000 a month in fiscal year "
    "2023.",
    "The Border Patrol arrested 40 people with knives at the southern border in August 2023.",
    "Border Patrol made 181,059 arrests at the southern border in August 2023. "
    "Exports fell 22% from 48,913 to 38,084.",
    "The Border Patrol recorded 6.3 million apprehensions along the southwest border from fiscal "
    "year 2020 to fiscal year 2023.",
]
IN_2025 = [
    "Of the 61,448 encounters at the southwest border in January 2025, 29,101 were Border Patrol "
    "apprehensions and 32,346 happened at ports of entry.",
    "Arrests by Border Patrol at the southern border have fallen 97 percent since December 2023, to "
    "8,347 in February 2025.",
    "The Border Patrol made fewer than 9,000 arrests at the southwest border in each of February, "
    "March, April and May 2025.",
    "Fentanyl killed more than 70,000 Americans a year at its worst, and still kills 48,000 a year.",
    "About 300 migrants a day were arrested by Border Patrol at the southern border in February "
    "2025, down from a peak of more than 10,000 a day in December 2023.",
]


@pytest.mark.parametrize(
    ("text", "day"),
    [(text, date(2023, 10, 25)) for text in IN_2023]
    + [(text, date(2025, 9, 25)) for text in IN_2025],
)
def test_no_number_of_a_true_sentence_fails(
    read: Read, knowledge: Knowledge, *, text: str, day: date
) -> None:
    verdicts = check_figures(read(text, day), make_document(day), knowledge)
    assert verdicts
    assert [v.reason for v in verdicts if v.outcome is Outcome.FAILS] == []
