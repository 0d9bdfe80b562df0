"""The learned reader of events: what it sees of a clause, and how it is weighed with the rules."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy
import pytest

from onrecord.extract.events.learned import RuleReading, TypeReader
from onrecord.extract.events.learned_pieces import (
    ACTOR,
    IN_ACTOR,
    IN_TARGET,
    LIMIT,
    NOTHING,
    SIDE,
    TARGET,
    TYPES,
    cut_clause,
)
from onrecord.extract.statements.learned_pieces import PieceCutter
from onrecord.knowledge import Encoder, Knowledge
from onrecord.model import EventType

CLAUSES = Path(__file__).parents[4] / "tools" / "event_clauses"
WIDTH = 24
PIECES = {"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "spain": 3, "thanked": 4, "france": 5, ".": 6}
TEXT = "Spain thanked France."
SPAIN, FRANCE = (0, 5), (14, 20)


def test_both_sides_are_marked() -> None:
    clause = cut_clause(TEXT, SPAIN, FRANCE, PieceCutter(PIECES))
    assert [n for n, mark in zip(clause.pieces, clause.marks, strict=True) if mark == 0] == [
        PIECES["[CLS]"],
        PIECES["thanked"],
        PIECES["."],
        PIECES["[SEP]"],
    ]
    inside = {m: n for n, m in zip(clause.pieces, clause.marks, strict=True)}
    assert inside[IN_ACTOR] == PIECES["spain"]
    assert inside[IN_TARGET] == PIECES["france"]
    assert [clause.marks[at] for at in clause.at] == [ACTOR, TARGET]


def test_a_target_may_stand_first_or_be_missing() -> None:
    cutter = PieceCutter(PIECES)
    turned = cut_clause(TEXT, FRANCE, SPAIN, cutter)
    assert turned.marks.index(TARGET) < turned.marks.index(ACTOR)
    assert cut_clause(TEXT, SPAIN, None, cutter).at[1] == 0


def test_a_long_text_is_cut_to_what_stands_near() -> None:
    many = "thanked " * 300
    text = f"{many}{TEXT} {many}"
    actor = (len(many), len(many) + 5)
    target = (len(many) + 14, len(many) + 20)
    clause = cut_clause(text, actor, target, PieceCutter(PIECES))
    assert len(clause.pieces) <= LIMIT
    assert PIECES["france"] in clause.pieces


def test_a_long_side_keeps_its_ends() -> None:
    side = "spain " + "thanked " * 60 + "france"
    clause = cut_clause(f"{side}.", (0, len(side)), None, PieceCutter(PIECES))
    inside = [n for n, m in zip(clause.pieces, clause.marks, strict=True) if m == IN_ACTOR]
    assert len(inside) == SIDE
    assert (inside[0], inside[-1]) == (PIECES["spain"], PIECES["france"])


def test_chances_sum_to_one_and_begin_with_the_best() -> None:
    scores = TypeReader(make_encoder()).read(TEXT, SPAIN, FRANCE)
    chances = [chance for _, chance in scores.ranked]
    assert sum(chances) == pytest.approx(1.0, abs=1e-5)
    assert chances == sorted(chances, reverse=True)
    assert len(chances) == len(TYPES)


def test_what_the_rules_read_moves_the_chances() -> None:
    row = [0.0] * len(TYPES)
    row[TYPES.index("SUPPORT")] = 30.0
    reader = TypeReader(make_encoder(rules={"SUPPORT 2": row}))
    weighed = reader.read(TEXT, SPAIN, FRANCE, RuleReading(type=EventType.SUPPORT, fit=2))
    assert weighed.best is EventType.SUPPORT
    assert weighed.score > 0.9
    unknown = reader.read(TEXT, SPAIN, FRANCE, RuleReading(type=EventType.SUPPORT, fit=0))
    assert unknown == reader.read(TEXT, SPAIN, FRANCE)


def test_no_event_is_one_of_the_answers() -> None:
    row = [0.0] * len(TYPES)
    row[TYPES.index(NOTHING)] = 30.0
    reader = TypeReader(make_encoder(rules={NOTHING: row}))
    scores = reader.read(TEXT, SPAIN, FRANCE, RuleReading(type=None, fit=0))
    assert scores.best is None
    assert scores.alternatives(least=0.0)[0][0] is not None


@pytest.mark.parametrize("name", ["SUPPORT", "SANCTION", "CONSULT"])
def test_types_are_those_of_the_codebook(name: str) -> None:
    assert {t for t in TYPES if t != NOTHING} == {str(t) for t in EventType}
    assert name in TYPES


def make_encoder(rules: dict[str, list[float]] | None = None) -> Encoder:
    """Return a network without layers, its numbers drawn by chance."""
    random = numpy.random.default_rng(3)

    def draw(*shape: int) -> Any:
        return random.normal(size=shape).astype("float32")

    return Encoder(
        name="made@1",
        about={"rules": rules or {}, "slope": 0.5},
        arrays={
            "places.weight": draw(LIMIT, WIDTH),
            "marks.weight": draw(7, WIDTH),
            "norm.weight": numpy.ones(WIDTH, "float32"),
            "norm.bias": numpy.zeros(WIDTH, "float32"),
            "types.weight": 0.1 * draw(3 * WIDTH, len(TYPES)),
            "types.bias": draw(len(TYPES)),
        },
        embeddings=random.integers(-127, 127, (len(PIECES), WIDTH)).astype("int8"),
        scales=numpy.full((len(PIECES), 1), 0.01, "float32"),
        pieces=PIECES,
        columns={},
    )


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "sides", "wanted"),
    [
        ("Norway extradited the banker to Chile.", ("Norway", "Chile"), EventType.COOPERATE),
        (
            "Norway's court convicted the banker.",
            ("Norway's court", "the banker"),
            EventType.SANCTION,
        ),
        ("Chile lifted its ban on Peruvian wine.", ("Chile", "Peruvian"), EventType.CONCEDE),
        ("Norway lies north of Denmark.", ("Norway", "Denmark"), None),
        ("Chile poured cold water on Peru's plan.", ("Chile", "Peru"), EventType.REJECT),
    ],
)
def test_the_shipped_model_knows_what_passes(
    knowledge: Knowledge, text: str, sides: tuple[str, str], wanted: EventType | None
) -> None:
    reader = TypeReader(knowledge.encoders[("en", "events")])
    places = [(text.index(w), text.index(w) + len(w)) for w in sides]
    assert reader.read(text, places[0], places[1]).best == wanted


def test_clauses_have_their_sides_marked_and_every_type_is_there() -> None:
    met = Counter[str]()
    for path in CLAUSES.glob("*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            met[row["type"]] += 1
            sides = [side for side in (row["actor"], row["target"]) if side is not None]
            assert all(row["text"][a:b].strip() == row["text"][a:b] != "" for a, b in sides), row
    assert set(met) == set(TYPES)
    assert min(met.values()) >= 80
