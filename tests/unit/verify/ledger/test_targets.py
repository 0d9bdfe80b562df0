"""Promised numbers are held against official series, of the vintage that is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from onrecord.knowledge import Indicator, Knowledge
from onrecord.model import (
    Comparator,
    Direction,
    Evidence,
    Figure,
    FigureKind,
    Observation,
    Period,
    Series,
    Span,
    Standing,
)
from onrecord.model.periods import add_months
from onrecord.verify.ledger import Target, follow_target

SPAN = Span(document_id="doc-1", start=0, end=4, quote="text")
PROMISED = date(2023, 1, 15)


def figure(kind: FigureKind, value: int, unit: str) -> Figure:
    return Figure(
        id="fig-1",
        document_id="doc-1",
        low=Decimal(value),
        high=Decimal(value),
        comparator=Comparator.EXACT,
        unit=unit,
        measure="crossings",
        kind=kind,
        period=None,
        direction=Direction.DOWN if kind is FigureKind.CHANGE else None,
        evidence=Evidence(spans=(SPAN,), method="test@1", score=1.0),
        indicator="crossings",
    )


def follow(
    knowledge: Knowledge, values: dict[date, int], *, of: Figure, due: date | None, **row: object
) -> list[tuple[Standing, str]]:
    """Return the moves of a target against months (or days, for a stock) with these values."""
    observations = tuple(
        Observation(
            series_id="s",
            period=Period(first, add_months(first, 1)),
            value=Decimal(value),
            released=add_months(first, 1).replace(day=20),
            retrieved=date(2030, 1, 1),
            carrier="test",
        )
        for first, value in sorted(values.items())
    )
    series = Series(
        id="s", name="Crossings", publisher="Border Office", definition="", unit="people",
        population="", place="", limits="", grain="month", url=None, observations=observations,
    )  # fmt: skip
    indicator = Indicator(
        id="crossings", name="Crossings", agency="Border Office", series=["s"], near={}, units={},
        **row,  # type: ignore[arg-type]
    )  # fmt: skip
    held = replace(knowledge, series={"s": series}, indicators={"crossings": indicator})
    target = Target(commitment_id="com-1", figure=of, span=SPAN, known=PROMISED, due=due)
    return [(move.state, move.reason) for move in follow_target(target, held, None)]


def months(first: date, count: int, value: int) -> dict[date, int]:
    return {add_months(first, i): value for i in range(count)}


@pytest.mark.parametrize(
    ("after", "state", "words"),
    [
        (40, Standing.KEPT, "60.0 percent lower"),
        (80, Standing.PARTLY, "20.0 percent lower"),
        (120, Standing.OVERDUE, "20.0 percent higher"),
    ],
)
def test_a_change_is_measured_from_the_last_year_known_then(
    knowledge: Knowledge, after: int, state: Standing, words: str
) -> None:
    values = months(date(2021, 12, 1), 13, 100) | months(date(2023, 1, 1), 12, after)
    ((said, reason),) = follow(
        knowledge,
        values,
        of=figure(FigureKind.CHANGE, 50, "percent"),
        due=date(2023, 12, 31),
        adds_up=True,
    )
    assert said is state
    assert words in reason
    assert "against 1,200 for" in reason
    assert "published on 2024-01-20" in reason


def test_before_it_is_due_a_target_is_in_progress_at_most(knowledge: Knowledge) -> None:
    values = months(date(2021, 12, 1), 13, 100) | months(date(2023, 1, 1), 12, 40)
    of = figure(FigureKind.CHANGE, 50, "percent")
    moves = follow(knowledge, values, of=of, due=date(2025, 12, 31), adds_up=True)
    assert [state for state, _ in moves] == [Standing.IN_PROGRESS]


def test_without_a_year_of_values_nothing_is_said(knowledge: Knowledge) -> None:
    of = figure(FigureKind.CHANGE, 50, "percent")
    values = months(date(2023, 1, 1), 12, 40)
    assert follow(knowledge, values, of=of, due=date(2023, 12, 31), adds_up=True) == []


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({date(2023, 2, 1): 4, date(2023, 3, 1): 10}, [Standing.KEPT]),
        ({date(2023, 2, 1): 4}, [Standing.IN_PROGRESS]),
        ({date(2023, 2, 1): 4, date(2023, 8, 1): 6}, [Standing.PARTLY]),
        ({date(2022, 11, 1): 12, date(2023, 2, 1): 12}, []),
    ],
    ids=["as many", "fewer", "fewer when due", "as many before"],
)
def test_a_number_of_things_is_counted(
    knowledge: Knowledge, values: dict[date, int], expected: list[Standing]
) -> None:
    of = figure(FigureKind.TARGET, 10, "soldiers")
    moves = follow(knowledge, values, of=of, due=date(2023, 6, 30), kind="stock")
    assert [state for state, _ in moves] == expected


def test_a_rate_is_not_followed(knowledge: Knowledge) -> None:
    of = figure(FigureKind.TARGET, 10, "percent")
    values = {date(2023, 2, 1): 10}
    assert follow(knowledge, values, of=of, due=None, kind="rate") == []
