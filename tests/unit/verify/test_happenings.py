"""Reports of one event put together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from onrecord.model import EventType, Period
from onrecord.verify.happenings import EventReport, find_happenings


def report(number: int, *, origin: str, day: int | None) -> EventReport:
    return EventReport(
        event_id=f"eve-{number}",
        document_id=f"doc-{number}",
        origin_id=origin,
        actor_ids=frozenset({"mx"}),
        target_ids=frozenset({"us"}),
        type=EventType.COOPERATE,
        period=Period(date(2025, 8, day), date(2025, 8, day + 1)) if day else None,
    )


def test_two_origins_corroborate() -> None:
    (happening,) = find_happenings([report(1, origin="a", day=12), report(2, origin="b", day=13)])
    assert happening.event_ids == ("eve-1", "eve-2")
    assert (happening.outcome, happening.documents, happening.origins) == ("corroborated", 2, 2)


def test_copies_of_one_origin_do_not_corroborate() -> None:
    (happening,) = find_happenings([report(1, origin="a", day=12), report(2, origin="a", day=12)])
    assert (happening.outcome, happening.documents, happening.origins) == ("single-origin", 2, 1)


def test_more_than_a_week_apart_is_another_happening() -> None:
    found = find_happenings([report(1, origin="a", day=1), report(2, origin="b", day=20)])
    assert [h.outcome for h in found] == ["single-origin", "single-origin"]


def test_without_a_date_nothing_is_joined() -> None:
    assert (
        len(find_happenings([report(1, origin="a", day=None), report(2, origin="b", day=5)])) == 2
    )


def test_other_sides_are_another_happening() -> None:
    other = replace(report(2, origin="b", day=12), target_ids=frozenset({"ca"}))
    assert len(find_happenings([report(1, origin="a", day=12), other])) == 2


def test_the_order_of_reports_changes_nothing() -> None:
    reports = [report(n, origin=str(n), day=d) for n, d in ((1, 3), (2, 1), (3, 25), (4, 5))]
    assert find_happenings(reports) == find_happenings(reversed(reports))


def test_without_another_side_only_the_same_day_is_joined() -> None:
    alone = [
        replace(report(n, origin=str(n), day=d), target_ids=frozenset())
        for n, d in ((1, 5), (2, 5), (3, 7))
    ]
    assert [len(h.event_ids) for h in find_happenings(alone)] == [2, 1]


def test_a_year_is_no_date_to_join_by() -> None:
    year = Period(date(2025, 1, 1), date(2026, 1, 1))
    wide = replace(report(2, origin="b", day=12), period=year)
    assert len(find_happenings([report(1, origin="a", day=12), wide])) == 2


STORY = frozenset({"extradite", "suspect", "cartel"})


def told(number: int, *, day: int | None, **other: object) -> EventReport:
    """Return a report of another origin that tells the same story."""
    made = replace(report(number, origin=str(number), day=day), words=STORY)
    return replace(made, **other)  # type: ignore[arg-type]


def test_the_same_story_on_other_days_is_one_happening_whose_date_differs() -> None:
    (happening,) = find_happenings([told(1, day=12), told(2, day=15)])
    assert (happening.outcome, happening.origins) == ("date-differs", 2)


def test_the_next_day_is_no_difference() -> None:
    (happening,) = find_happenings([told(1, day=12), told(2, day=13)])
    assert happening.outcome == "corroborated"


def test_another_story_on_another_day_is_another_happening() -> None:
    other = told(2, day=15, words=frozenset({"extradite", "banker"}))
    assert len(find_happenings([told(1, day=12), other])) == 2


def test_other_numbers_of_the_same_thing_contradict() -> None:
    one = told(1, day=12, counts=((Decimal(26), "suspect"),))
    other = told(2, day=12, counts=((Decimal(29), "suspect"),))
    (happening,) = find_happenings([one, other])
    assert happening.outcome == "contradicted"
    same = replace(other, counts=((Decimal(26), "suspect"), (Decimal(3), "plane")))
    assert find_happenings([one, same])[0].outcome == "corroborated"


def test_a_denial_contradicts_and_is_no_witness() -> None:
    denial = told(2, day=None, is_denied=True)
    (happening,) = find_happenings([told(1, day=12), denial])
    assert (happening.outcome, happening.documents, happening.origins) == ("contradicted", 1, 1)
    assert happening.event_ids == ("eve-1", "eve-2")


def test_a_denial_that_may_mean_two_events_joins_neither() -> None:
    reports = [told(1, day=1), told(2, day=20), told(3, day=None, is_denied=True)]
    assert [h.outcome for h in find_happenings(reports)] == ["single-origin", "single-origin"]


def test_a_denial_of_nothing_told_is_no_happening() -> None:
    assert find_happenings([told(1, day=12, is_denied=True)]) == []


def test_a_month_joins_a_day_only_with_the_same_words() -> None:
    month = told(2, day=12, period=Period(date(2025, 8, 1), date(2025, 9, 1)))
    assert len(find_happenings([told(1, day=3), month])) == 1
    other = replace(month, words=frozenset({"agree", "water", "treaty"}))
    assert len(find_happenings([told(1, day=3), other])) == 2
