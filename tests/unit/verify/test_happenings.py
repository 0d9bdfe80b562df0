"""Reports of one event put together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from onrecord.model import EventType, Period
from onrecord.verify.happenings import find_happenings
from onrecord.verify.happenings_pairs import EventReport, rate_pair


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


def test_without_a_date_and_words_nothing_is_joined() -> None:
    assert (
        len(find_happenings([report(1, origin="a", day=None), report(2, origin="b", day=5)])) == 2
    )


def test_other_sides_are_another_happening() -> None:
    other = replace(report(2, origin="b", day=12), target_ids=frozenset({"ca"}))
    assert len(find_happenings([report(1, origin="a", day=12), other])) == 2


def test_the_order_of_reports_changes_nothing() -> None:
    reports = [report(n, origin=str(n), day=d) for n, d in ((1, 3), (2, 1), (3, 25), (4, 5))]
    assert find_happenings(reports) == find_happenings(reversed(reports))


def test_a_year_is_no_date_to_join_by() -> None:
    year = Period(date(2025, 1, 1), date(2026, 1, 1))
    wide = replace(report(2, origin="b", day=12), period=year)
    assert len(find_happenings([report(1, origin="a", day=12), wide])) == 2


STORY = frozenset({"extrad", "suspec", "cartel", "arizon", "plane"})


def told(number: int, *, day: int | None, **other: object) -> EventReport:
    """Return a report of another origin that tells the same story, with two words of its own."""
    words = STORY | {f"own{number}", f"more{number}"}
    made = replace(report(number, origin=str(number), day=day), words=words)
    return replace(made, **other)  # type: ignore[arg-type]


def test_the_same_story_on_other_days_is_one_happening_whose_date_differs() -> None:
    (happening,) = find_happenings([told(1, day=12), told(2, day=15)])
    assert (happening.outcome, happening.origins) == ("date-differs", 2)


def test_the_next_day_is_no_difference() -> None:
    (happening,) = find_happenings([told(1, day=12), told(2, day=13)])
    assert happening.outcome == "corroborated"


def test_another_story_on_another_day_is_another_happening() -> None:
    other = told(2, day=15, words=frozenset({"extrad", "banker", "fraud"}))
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


AUGUST = Period(date(2025, 8, 1), date(2025, 9, 1))
PEOPLE = frozenset({"one-minister", "other-minister"})


def test_a_month_joins_a_day_only_with_the_same_people_and_words() -> None:
    day, month = told(1, day=3, people=PEOPLE), told(2, day=12, period=AUGUST, people=PEOPLE)
    assert len(find_happenings([day, month])) == 1
    assert len(find_happenings([day, replace(month, people=frozenset())])) == 2
    other = replace(month, words=frozenset({"agree", "water", "treaty"}))
    assert len(find_happenings([day, other])) == 2


def test_the_reasons_to_keep_reports_apart() -> None:
    one = told(1, day=12, people=frozenset({"a"}), place="Newark, New Jersey, USA")
    one = replace(one, papers=frozenset({"proclamation 10886"}), mode="phone")
    assert rate_pair(one, told(2, day=12))
    for apart in (
        {"people": frozenset({"b"})},
        {"place": "Newark, Ohio, USA"},
        {"papers": frozenset({"proclamation 10887"})},
        {"mode": "visit"},
        {"type": EventType.CONSULT},
        {"is_own": True},
    ):
        assert not rate_pair(one, told(2, day=12, **apart)), apart
    assert rate_pair(one, told(2, day=12, place="New Jersey, USA"))


def test_a_meeting_is_one_by_its_day_and_sides() -> None:
    one = told(1, day=12, type=EventType.CONSULT, words=frozenset({"spoke"}))
    other = told(2, day=12, type=EventType.CONSULT, words=frozenset({"called"}))
    assert rate_pair(one, other)
    turned = replace(other, actor_ids=other.target_ids, target_ids=other.actor_ids)
    assert rate_pair(one, turned)
    third = replace(other, target_ids=frozenset({"us", "ca"}))
    assert not rate_pair(one, third)


def test_the_same_sentence_in_two_papers_is_one_origin() -> None:
    published = [Period(date(2025, 8, day), date(2025, 8, day + 1)) for day in (1, 20)]
    reports = [told(n, day=None, published=day, words=STORY) for n, day in enumerate(published)]
    (happening,) = find_happenings(reports)
    assert (happening.outcome, happening.documents, happening.origins) == ("single-origin", 2, 1)
    late = replace(reports[1], published=Period(date(2026, 8, 1), date(2026, 8, 2)))
    assert len(find_happenings([reports[0], late])) == 2


def test_two_who_say_the_other_began_contradict() -> None:
    one = told(1, day=12, type=EventType.ASSAULT, words=STORY | {"dawn", "shot"})
    other = replace(one, event_id="eve-2", document_id="doc-2", origin_id="2")
    other = replace(other, actor_ids=one.target_ids, target_ids=one.actor_ids)
    other = replace(other, words=STORY | {"night", "river"})
    (happening,) = find_happenings([one, other])
    assert happening.outcome == "contradicted"
    assert happening.differences == ("who began: mx → us, us → mx",)


def test_what_differs_is_listed() -> None:
    counts = [((Decimal(number), "suspect"),) for number in (26, 29)]
    reports = [
        told(1, day=12, counts=counts[0]),
        told(2, day=15, counts=counts[1]),
        told(3, day=None, is_denied=True),
    ]
    (happening,) = find_happenings(reports)
    assert happening.differences == (
        "day: 12 August 2025, 15 August 2025",
        "suspect: 26, 29",
        "denied in 1 document",
    )


def test_a_third_report_does_not_join_two_that_differ() -> None:
    far = [told(1, day=1), told(2, day=5), told(3, day=9)]
    assert sorted(len(h.event_ids) for h in find_happenings(far)) == [1, 2]
