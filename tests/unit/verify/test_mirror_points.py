"""What two accounts both say, what only one says, where they do not go together."""

from __future__ import annotations

from onrecord.verify.mirror_points import Point, Side, Told, compare_accounts


def point(kind: str, key: str, *, count: int = 2, stems: str = "", value: str = "") -> Point:
    return Point(
        kind=kind, key=key, label=key, start=0, end=1, count=count,
        stems=frozenset(stems.split()), value=value,
    )  # fmt: skip


def told(*points: Point, language: str = "en", words: int = 300) -> Told:
    return Told(points=points, language=language, words=words)


def compare(one: Told, other: Told) -> list[tuple[str, str]]:
    return [(line.side.value, line.label) for line in compare_accounts(one, other)]


def test_points_of_one_key_are_agreed_and_others_told_by_one() -> None:
    one = told(point("topic", "fentanyl"), point("topic", "migration"))
    other = told(point("topic", "fentanyl"), point("topic", "trade"), language="es")
    assert compare(one, other) == [("both", "fentanyl"), ("one", "migration"), ("other", "trade")]


def test_what_is_said_once_or_to_a_short_account_is_not_missed() -> None:
    once = told(point("topic", "trade", count=1))
    assert compare(once, told()) == []
    assert compare(told(point("topic", "trade")), told(words=40)) == []
    assert compare(told(point("topic", "trade", count=3), words=5000), told()) == []


def test_a_topic_perhaps_told_in_other_words_is_not_missed() -> None:
    silent = Told(points=(), language="es", words=300, nearly=frozenset({"trade"}))
    assert compare(told(point("topic", "trade")), silent) == []
    assert compare(told(point("topic", "fentanyl")), silent) == [("one", "fentanyl")]


def test_two_days_and_two_who_asked_do_not_go_together() -> None:
    one = told(point("day", "9 January", value="9"), point("request", "US", value="US"))
    other = told(point("day", "10 January", value="10"), point("request", "MX", value="MX"))
    assert compare(one, other) == [("conflict", "9 January / 10 January"), ("conflict", "US / MX")]


def test_opposite_stands_do_not_go_together() -> None:
    one = told(point("stand", "made-here", value="denies"))
    other = told(point("stand", "made-here", value="accepts"), language="es")
    assert [side for side, _ in compare(one, other)] == ["conflict"]


def test_pledges_are_told_apart_by_their_words() -> None:
    one = told(
        point("pledge", "a", stems="share serial number trace weapon"),
        point("pledge", "b", stems="open office border health"),
    )
    other = told(
        point("pledge", "c", stems="serial number weapon trace exchan"),
        point("pledge", "d", stems="train judges prosec reform"),
    )
    assert compare(one, other) == [("both", "a"), ("one", "b"), ("other", "d")]
    assert compare(one, told(*other.points, language="es")) == []


def test_a_pledge_told_nearly_so_is_neither_the_same_nor_missing() -> None:
    one = told(point("pledge", "a", stems="share serial number trace weapon record court judge"))
    other = told(point("pledge", "c", stems="serial number weapon other police train north south"))
    assert compare(one, other) == []


def test_numbers_are_missed_in_one_language_only() -> None:
    one = told(point("number", "10,000"), point("number", "26"))
    assert compare(one, told(point("number", "26"), language="es")) == [("both", "26")]
    assert compare(one, told(point("number", "26"))) == [("both", "26"), ("one", "10,000")]


def test_pledges_by_topic_are_compared_only_across_languages() -> None:
    one = Point(kind="agreed", key="fentanyl", label="pledges about fentanyl", start=0, end=9)
    ours = Told(points=(one,), language="en", words=200)
    theirs = Told(points=(one,), language="es", words=200)
    assert [line.side for line in compare_accounts(ours, theirs)] == [Side.BOTH]
    assert compare_accounts(ours, ours) == []
    assert compare_accounts(ours, Told(points=(), language="es", words=200)) == []
