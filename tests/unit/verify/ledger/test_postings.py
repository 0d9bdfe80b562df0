"""Of many acts only those that may be alike are compared, and none that is alike is missed."""

from __future__ import annotations

from datetime import date

from onrecord.knowledge import DeedWords
from onrecord.model import Act, Span, Stage
from onrecord.verify.ledger import Telling
from onrecord.verify.ledger.postings import SideActs

WORDS = DeedWords(sets={"empty": frozenset({"action"})})
PROMISED = date(2025, 3, 1)


def telling(*words: str, day: int = 9, others: str = "") -> Telling:
    span = Span(document_id=f"doc-{day}", start=day, end=day + 4, quote="lift")
    act = Act(
        finding_id=None, stage=Stage.DONE, verb="lift", words=words, things=words, counts=(),
        span=span, period=None,
    )  # fmt: skip
    return Telling(
        act=act,
        document_id=span.document_id,
        sides=frozenset({"USA"}),
        others=frozenset({others} if others else ()),
        since=date(2025, 3, day),
        known=date(2025, 3, day),
    )


def find(deed: Telling, *acts: Telling, after: date = PROMISED) -> list[Telling]:
    return SideActs(list(acts)).find([deed], WORDS, after=after)


def test_acts_with_a_third_of_the_words_are_found() -> None:
    deed = telling("tariff", "steel", "good")
    near, far = telling("tariff", "steel"), telling("tariff", "car", day=10)

    assert find(deed, near, far) == [near]


def test_dull_words_find_nothing() -> None:
    assert find(telling("tariff", "action"), telling("action")) == []


def test_a_deed_without_words_finds_who_else_is_named() -> None:
    deed, same, other = telling(others="EU"), telling(others="EU"), telling(others="UN", day=10)

    assert find(deed, same, other) == [same]


def test_acts_told_before_are_left_out() -> None:
    early, late = telling("tariff", day=2), telling("tariff", day=8)

    assert find(telling("tariff"), early, late, after=date(2025, 3, 5)) == [late]
