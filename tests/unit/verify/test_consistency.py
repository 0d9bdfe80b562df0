"""Numbers of one text, and of several, held against each other."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from onrecord.knowledge import Knowledge
from onrecord.model import Comparator, Direction, Document, Evidence, Figure, FigureKind, cut_span
from onrecord.model.periods import month
from onrecord.verify import find_inconsistencies
from onrecord.verify.conflicts import FigureReport, find_conflicts
from tests.unit.verify.figure_makers import make_figure

AUGUST, JULY = month(2023, 8), month(2023, 7)


def make_text(text: str) -> Document:
    return Document(capture_id="cap-1", source="a.txt", text=text, language="en", publication=None)


def place(document: Document, words: str, value: str, **given: Any) -> Figure:
    """A figure whose words stand in a document."""
    start = document.text.index(words)
    span = cut_span(document, start, start + len(words))
    evidence = Evidence(spans=(span,), method="test@1", score=1)
    return make_figure(value, id=f"fig-{start}", evidence=evidence, **given)


def say(document: Document, figures: list[Figure], knowledge: Knowledge) -> list[str]:
    return [p.message for p in find_inconsistencies(figures, document, knowledge.words["en"])]


def test_two_numbers_for_one_thing_are_named(knowledge: Knowledge) -> None:
    text = make_text("It was 181,059 arrests, later 181,509 arrests.")
    figures = [
        place(text, "181,059 arrests", "181059", period=AUGUST),
        place(text, "181,509 arrests", "181509", period=AUGUST),
    ]
    assert say(text, figures, knowledge) == [
        '"181,509 arrests" and "181,059 arrests" are both given for August 2023 in this text; '
        "say which it is"
    ]


@pytest.mark.parametrize(
    "other", [{"period": JULY}, {"dimension": "VE"}, {"comparator": Comparator.ABOUT}]
)
def test_numbers_of_different_things_may_differ(
    knowledge: Knowledge, other: dict[str, Any]
) -> None:
    text = make_text("It was 181,059 arrests, later 181,509 arrests.")
    figures = [
        place(text, "181,059 arrests", "181059", period=AUGUST),
        place(text, "181,509 arrests", "181509", **({"period": AUGUST} | other)),
    ]
    assert say(text, figures, knowledge) == []


def test_a_rounded_number_does_not_contradict(knowledge: Knowledge) -> None:
    text = make_text("It was 181,059 arrests, later 181,000 arrests.")
    figures = [
        place(text, "181,059 arrests", "181059", period=AUGUST),
        place(text, "181,000 arrests", "181000", period=AUGUST, step=Decimal(1000)),
    ]
    assert say(text, figures, knowledge) == []


@pytest.mark.parametrize(("stated", "wrong"), [("22", False), ("21", False), ("42", True)])
def test_a_percentage_must_follow_from_its_numbers(
    knowledge: Knowledge, *, stated: str, wrong: bool
) -> None:
    text = make_text(f"Trade fell {stated}% from 48,913 to 38,084.")
    figures = [
        place(text, f"fell {stated}%", stated, kind=FigureKind.CHANGE, unit="percent",
              direction=Direction.DOWN, indicator=None),
        place(text, "48,913", "48913", unit="", indicator=None),
        place(text, "38,084", "38084", unit="", indicator=None),
    ]  # fmt: skip
    said = say(text, figures, knowledge)
    assert bool(said) is wrong
    assert not wrong or "22.1 percent less" in said[0]


@pytest.mark.parametrize(
    ("units", "wrong"),
    [
        (("deaths per day", "deaths per day"), True),
        (("deaths per day", "deaths"), False),  # nothing is told of the same thing twice
    ],
)
def test_a_percentage_must_follow_from_rates_of_both_periods(
    knowledge: Knowledge, *, units: tuple[str, str], wrong: bool
) -> None:
    text = make_text("86.9 deaths a day in July and 50.8 deaths a day in August, 31 percent fewer.")
    figures = [
        place(text, "86.9 deaths a day", "86.9", unit=units[0], period=month(2023, 7)),
        place(text, "50.8 deaths a day", "50.8", unit=units[1], period=AUGUST),
        place(text, "31 percent fewer", "31", kind=FigureKind.CHANGE, unit="percent",
              direction=Direction.DOWN, period=AUGUST, base=month(2023, 7)),
    ]  # fmt: skip
    said = say(text, figures, knowledge)
    assert ["41.5 percent less" in message for message in said] == [True] * wrong


def test_parts_must_add_up_to_their_total(knowledge: Knowledge) -> None:
    text = make_text("They counted 250 seizures: 120 at ports, 70 at sea and 50 on roads.")
    figures = [place(text, "250 seizures", "250", step=Decimal(10), indicator=None)]
    assert say(text, figures, knowledge) == [
        '"250 seizures": the 3 parts listed behind it add up to 240'
    ]
    text = make_text("They counted 240 seizures: 120 at ports, 70 at sea and 50 on roads.")
    figures = [place(text, "240 seizures", "240", step=Decimal(10), indicator=None)]
    assert say(text, figures, knowledge) == []


def test_documents_that_differ_are_listed_with_their_origins() -> None:
    def report(value: str, document: str, origin: str) -> FigureReport:
        figure = make_figure(value, id=f"fig-{document}", period=AUGUST)
        return FigureReport(
            figure=figure, document_id=document, origin_id=origin, source=f"{document}.txt"
        )

    copies = [report("181509", "a", "a"), report("181509", "b", "a")]
    own = [report("181059", "c", "c"), report("181059", "d", "d")]
    [found] = find_conflicts([*copies, *own])
    assert found.message == (
        "figures differ for usbp-southwest-apprehensions, August 2023: "
        "181,059 (2 documents, 2 origins: c.txt, d.txt); "
        "181,509 (2 documents, 1 origin: a.txt, b.txt)"
    )
    assert find_conflicts(own) == []
    assert find_conflicts(copies) == []
