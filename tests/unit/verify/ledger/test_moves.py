"""Which later acts are proposed as what came of a promise, and which are not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from onrecord.knowledge import DeedWords
from onrecord.model import Act, CommitmentKind, Move, Period, Span, Stage, Standing
from onrecord.verify.ledger import Telling, find_moves

WORDS = DeedWords(
    kin={"send": frozenset({1}), "deploy": frozenset({1})},
    sets={
        "suspend": frozenset({"pause"}),
        "drop": frozenset({"drop"}),
        "begin": frozenset({"begin"}),
        "part": frozenset({"first"}),
        "whole": frozenset({"all"}),
        "vague verb": frozenset({"strengthen"}),
        "vague noun": frozenset({"effort"}),
        "empty": frozenset({"plan"}),
    },
)


def telling(verb: str, *words: str, day: int, **other: object) -> Telling:
    """Return an act of Canada's in February 2025; `things` is its first word."""
    known = date(2025, 2, day)
    act = Act(
        span=Span(document_id=f"doc-{day}", start=0, end=len(verb), quote=verb),
        verb=verb,
        stage=Stage.DONE,
        things=words[:1],
        words=words,
    )
    made = Telling(
        act=act,
        document_id=f"doc-{day}",
        sides=frozenset({"CAN"}),
        others=frozenset(),
        since=known,
        known=known,
    )
    fields = {k: v for k, v in other.items() if hasattr(made, k)}
    of_act = {k: v for k, v in other.items() if k not in fields}
    return replace(made, act=replace(act, **of_act), **fields)  # type: ignore[arg-type]


def promise(verb: str, *words: str, **other: object) -> Telling:
    given: dict[str, object] = {
        "day": 3, "stage": Stage.BOUND, "kind": CommitmentKind.PROMISE, "finding_id": "com-1",
    }  # fmt: skip
    return telling(verb, *words, **(given | other))  # type: ignore[arg-type]


def states(deeds: list[Telling], acts: list[Telling]) -> list[Standing]:
    return [m.state for m in find_moves(deeds, acts, WORDS)]


def test_the_deed_told_later_is_proposed_as_kept() -> None:
    (move,) = find_moves(
        [promise("appoint", "czar", "fentanyl")],
        [telling("appoint", "czar", "fentanyl", day=11)],
        WORDS,
    )
    assert (move.state, move.basis, move.day) == ("kept", "proposed", date(2025, 2, 11))
    assert move.reason == (
        'CAN "appoint" of czar, fentanyl, told on 2025-02-11, for the promised "appoint"; '
        "100% of its nouns are shared"
    )


@pytest.mark.parametrize(
    "act",
    [
        telling("appoint", "judge", day=11),
        telling("visit", "czar", day=11),
        telling("appoint", "czar", day=11, sides=frozenset({"USA"})),
        telling("appoint", "czar", day=11, stage=Stage.NOT_DONE),
        telling("appoint", "czar", day=2),
        telling("appoint", "czar", day=11, period=Period(date(2024, 1, 1), date(2024, 1, 2))),
    ],
    ids=[
        "another thing",
        "another verb",
        "another actor",
        "not done",
        "told before",
        "done before",
    ],
)
def test_another_act_is_no_evidence(act: Telling) -> None:
    assert states([promise("appoint", "czar")], [act]) == []


def test_a_deed_towards_somebody_else_is_no_evidence() -> None:
    deed = promise("send", "guard", others=frozenset({"MEX"}))
    act = telling("send", "guard", day=11, others=frozenset({"UKR"}))
    assert states([deed], [act]) == []


def test_what_is_given_up_for_the_sake_of_it_is_not_the_deed() -> None:
    deed = promise("keep", "border", objects=("border",))
    for_it = telling("drop", "visa", "border", day=9, objects=("visa",))
    itself = telling("drop", "border", day=9, objects=("border",))
    assert states([deed], [for_it]) == []
    assert states([deed], [itself]) == [Standing.WITHDRAWN]


def test_another_first_of_its_kind_is_not_the_deed() -> None:
    """ "An expert effort" and "a local effort" share what tells nothing."""
    deed = promise("send", "effort", "expert", "border", due=date(2025, 9, 1))
    assert states([deed], [telling("send", "effort", "border", day=9)]) == []
    same = telling("send", "effort", "expert", "border", day=9)
    assert states([deed], [same]) == [Standing.KEPT]


def test_another_rate_is_another_deed() -> None:
    deed = promise("send", "tariff", counts=((Decimal(25), "percent"),))
    act = telling("send", "tariff", day=11, counts=((Decimal(5), "percent"),))
    assert states([deed], [act]) == []


def test_fewer_than_promised_is_partly() -> None:
    deed = promise("send", "guard", counts=((Decimal(10000), "guard"),))
    some = telling("deploy", "guard", day=5, counts=((Decimal(2000), "guard"),))
    rest = telling("deploy", "guard", day=9, counts=((Decimal(10000), "guard"),))
    moves = find_moves([deed], [some, rest], WORDS)
    assert [m.state for m in moves] == [Standing.PARTLY, Standing.KEPT]
    assert "2,000 of 10,000" in moves[0].reason


def test_the_first_of_many_is_in_progress() -> None:
    deed = promise("send", "tank", counts=((Decimal(31), "tank"),))
    assert states([deed], [telling("send", "tank", "first", day=9)]) == [Standing.IN_PROGRESS]
    assert states([deed], [telling("send", "tank", "all", day=9)]) == [Standing.KEPT]


def test_what_has_begun_is_in_progress() -> None:
    begun = telling("send", "guard", day=5, stage=Stage.BEGUN)
    assert states([promise("send", "guard")], [begun]) == [Standing.IN_PROGRESS]


def test_a_threat_is_carried_out_put_off_and_given_up() -> None:
    threat = promise("send", "fine", "driver", kind=CommitmentKind.THREAT)
    acts = [
        telling("pause", "fine", "driver", day=5),
        telling("send", "fine", "driver", day=7),
        telling("drop", "plan", "fine", "driver", day=9, objects=("plan", "fine")),
    ]
    assert states([threat], acts) == [
        Standing.SUSPENDED,
        Standing.CARRIED_OUT,
        Standing.WITHDRAWN,
    ]


def test_of_a_joint_promise_one_side_keeps_a_part() -> None:
    both = frozenset({"CAN", "USA"})
    deed = promise("open", "embassy", kind=CommitmentKind.AGREEMENT, sides=both)
    acts = [
        telling("open", "embassy", day=5),
        telling("open", "embassy", day=7, sides=frozenset({"USA"})),
    ]
    assert states([deed], acts) == [Standing.PARTLY, Standing.KEPT]


def test_a_promise_said_again_stands_in_the_line_of_the_first() -> None:
    first = promise("leave", "union", due=date(2025, 3, 1))
    again = promise("leave", "union", day=9, finding_id="com-2", due=date(2025, 6, 1))
    (move,) = find_moves([again, first], [], WORDS)
    assert (move.commitment_id, move.finding_id, move.due) == ("com-1", "com-2", date(2025, 6, 1))


def test_other_numbers_are_another_promise() -> None:
    one = promise("send", "tank", counts=((Decimal(14), "tank"),))
    two = promise("send", "tank", day=9, finding_id="com-2", counts=((Decimal(31), "tank"),))
    assert find_moves([one, two], [], WORDS) == []


def test_what_is_vague_cannot_be_checked() -> None:
    vague = promise("strengthen", "tie")
    acts: list[Move] = find_moves([vague], [telling("strengthen", "tie", day=9)], WORDS)
    assert [(m.state, m.basis) for m in acts] == [("not checkable", "computed")]
    dated = promise("strengthen", "border", due=date(2025, 3, 1))
    assert states([dated], []) == []


def test_the_order_of_documents_changes_nothing() -> None:
    deeds = [promise("appoint", "czar"), promise("send", "guard", finding_id="com-2")]
    acts = [telling("appoint", "czar", day=11), telling("deploy", "guard", day=9)]
    assert find_moves(deeds, acts, WORDS) == find_moves(deeds[::-1], acts[::-1], WORDS)


def test_a_deed_that_names_only_the_other_side_is_known_by_it() -> None:
    deed = promise("leave", others=frozenset({"EU"}))
    (move,) = find_moves([deed], [telling("leave", day=9, others=frozenset({"EU"}))], WORDS)
    assert (move.state, move.reason.split("; ")[1]) == ("kept", "both name EU")
    assert states([deed], [telling("leave", day=9, others=frozenset({"UNESCO"}))]) == []
    assert states([deed], [telling("leave", day=9)]) == []


def rate(value: int, **other: object) -> dict[str, object]:
    return {
        "kind": CommitmentKind.THREAT, "others": frozenset({"JPN"}),
        "counts": ((Decimal(value), "percent"),), **other,
    }  # fmt: skip


def test_another_rate_takes_the_place_of_the_first() -> None:
    old = promise("send", "bill", **rate(25))
    new = promise("send", "bill", **rate(15, day=9, finding_id="com-2"))
    done = telling("send", "bill", day=12, others=frozenset({"JPN"}), **counted(15))
    moves = find_moves([old, new], [done], WORDS)
    assert [(m.commitment_id, m.state) for m in moves] == [
        ("com-1", Standing.SUPERSEDED), ("com-2", Standing.CARRIED_OUT),
    ]  # fmt: skip
    assert moves[0].reason == 'promised anew on 2025-02-09, with 15 percent for 25 percent: "send"'
    assert moves[0].finding_id == "com-2"


def counted(value: int) -> dict[str, object]:
    return {"counts": ((Decimal(value), "percent"),)}


def test_the_rate_of_another_side_takes_no_place() -> None:
    old = promise("send", "bill", **rate(25))
    new = promise("send", "bill", **rate(15, day=9, finding_id="com-2", others=frozenset({"KOR"})))
    assert states([old, new], []) == []


def asked(verb: str, *words: str) -> Telling:
    return promise(verb, *words, stage=Stage.ASKED, sides=frozenset({"GTM"}))


@pytest.mark.parametrize(
    ("side", "verb", "expected"),
    [("GTM", "sign", ["lapsed"]), ("CAN", "sign", []), ("GTM", "drop", [])],
    ids=["done as asked", "done by another", "dropped"],
)
def test_a_threat_lapses_when_what_it_asks_for_is_done(
    side: str, verb: str, expected: list[str]
) -> None:
    threat = promise("send", "bill", kind=CommitmentKind.THREAT)
    act = telling(verb, "accord", day=8, sides=frozenset({side}))
    assert states([threat, asked("sign", "accord")], [act]) == expected


def test_of_two_deeds_one_is_a_part() -> None:
    deeds = [promise("appoint", "czar"), promise("deploy", "tank")]
    first = telling("appoint", "czar", day=8)
    second = telling("send", "tank", day=9)
    assert states(deeds, [first]) == ["partly"]
    moves = find_moves(deeds, [first, second], WORDS)
    assert [m.state for m in moves] == ["partly", "kept"]
    assert "1 of 2 deeds told" in moves[0].reason


def test_giving_up_a_part_gives_up_nothing() -> None:
    act = telling("drop", "flight", "first", day=9)
    assert states([promise("send", "flight")], [act]) == []


def test_what_was_told_nobody_knows_when_is_no_later_act() -> None:
    deed, act = promise("send", "guard"), telling("send", "guard", day=9)
    assert states([deed], [act]) == [Standing.KEPT]
    assert states([deed], [replace(act, since=date(2025, 1, 1))]) == []
    (move,) = find_moves([deed], [replace(act, since=date(2025, 2, 4))], WORDS)
    assert (move.day, move.known) == (None, date(2025, 2, 9))


def test_as_many_of_what_is_called_otherwise_are_no_part() -> None:
    deed = promise("send", "guard", counts=((Decimal(10000), "member"),))
    troops = telling("send", "guard", day=9, counts=((Decimal(10000), "troop"),))
    fewer = telling("send", "guard", day=9, counts=((Decimal(400), "troop"),))
    assert states([deed], [troops]) == [Standing.KEPT]
    assert states([deed], [fewer]) == [Standing.IN_PROGRESS]
