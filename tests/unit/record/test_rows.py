from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from onrecord.model import (
    Actor,
    ActorKind,
    Belonging,
    Commitment,
    CommitmentKind,
    Decision,
    Document,
    Dropped,
    Event,
    EventStatus,
    EventType,
    Evidence,
    Happening,
    Judgement,
    Life,
    Mention,
    MentionKind,
    Moment,
    Naming,
    Observation,
    Office,
    Origin,
    Period,
    PhaseState,
    Problem,
    Programme,
    Relation,
    Series,
    Tie,
    cut_span,
)
from onrecord.record import programme_rows, rows, table_rows
from onrecord.record.names import make_names
from onrecord.record.rows import Row
from onrecord.record.schema import create_database, list_columns
from tests.unit.run.fake_reading import make_figure, make_statement, make_verdict

DOCUMENT = Document(
    capture_id="cap-1",
    source="caf\udce9.txt",
    text="Mexico promised the US 10 men by May.",
    language="en",
    dropped=(Dropped(text="Menu", reason="navigation", line=1),),
)
MAY = Period(date(2025, 5, 1), date(2025, 6, 1))
MEXICO = Actor(
    id="mx",
    name="Mexico",
    kind=ActorKind.STATE,
    country="MX",
    offices=(Office(title="Chair", body_id=None, country=None, first="2020-01-01"),),
)
EVIDENCE = Evidence(spans=(cut_span(DOCUMENT, 0, 36),), method="x@1", score=0.5)
WHO = Mention(span=cut_span(DOCUMENT, 0, 6), kind=MentionKind.NAME)
WHOM = Mention(span=cut_span(DOCUMENT, 16, 22), kind=MentionKind.NAME)
JUDGEMENT = Judgement(
    left=WHO.id, right="mx", decision=Decision.SAME, by="x@1", score=1.0, reason="its name"
)
NAMES = make_names([JUDGEMENT], [], {"mx": MEXICO}, {"MX": "MEX"})
HAPPENING = Happening(
    id="hap-1", event_ids=("eve-1",), outcome="single-origin", documents=1, origins=1
)
EVENT = Event(
    id="eve-1",
    document_id=DOCUMENT.id,
    actors=(WHO,),
    type=EventType.AGREE,
    targets=(WHOM,),
    status=EventStatus.PLANNED,
    evidence=EVIDENCE,
    period=MAY,
    asserted_by=WHO,
)
COMMITMENT = Commitment(
    id="com-1",
    document_id=DOCUMENT.id,
    by=(WHO,),
    to=(WHOM,),
    deed="send 10 men",
    kind=CommitmentKind.PROMISE,
    evidence=EVIDENCE,
    due=date(2025, 5, 31),
)
FIGURE = make_figure(DOCUMENT, 23, 25)
SERIES = Series(
    id="s", name="S", publisher="P", definition="D", unit="men", population="all", place="X",
    limits="none", grain="month", url=None, observations=(),
)  # fmt: skip
OBSERVATION = Observation(
    series_id="s", period=MAY, value=Decimal(7), released=None, retrieved=date(2025, 7, 1),
    carrier="C",
)  # fmt: skip
PROGRAMME = Programme(
    id="p", name="P", parties=("mx",), instrument=None, period=MAY, status="running", source="S"
)
SPAN = cut_span(DOCUMENT, 0, 6)
NAMING = Naming(programme_id="p", evidence=Evidence(spans=(SPAN,), method="x@1", score=1.0))
BELONGING = Belonging(
    programme_id="p", finding_id="fig-1", kind="figure", naming=NAMING, tie=Tie.WORDS
)
MOMENT = Moment(state=PhaseState.BEGUN, period=MAY, words="began", source="S", span=SPAN)
LIFE = Life(programme_id="p", namings=1, documents=1, origins=1, findings=1, history=(MOMENT,))
ORIGIN = Origin(
    document_id=DOCUMENT.id, relation=Relation.RESTS_ON, of="A Paper", share=None, reason="says so",
    span=cut_span(DOCUMENT, 0, 6),
)  # fmt: skip
PROBLEM = Problem(subject_id="x", room="text", message="m")

ROWS: dict[str, Row] = {
    "document": rows.document_row(DOCUMENT, origin="doc-0"),
    "origin": rows.origin_row(ORIGIN, DOCUMENT),
    "statement": rows.statement_row(make_statement(DOCUMENT, 0, 6), DOCUMENT, NAMES, None),
    "event": rows.event_row(EVENT, DOCUMENT, NAMES, HAPPENING),
    "happening": rows.happening_row(HAPPENING),
    "commitment": rows.commitment_row(COMMITMENT, DOCUMENT, NAMES, make_verdict(FIGURE)),
    "figure": rows.figure_row(FIGURE, DOCUMENT, NAMES, make_verdict(FIGURE)),
    "programme": programme_rows.programme_row(PROGRAMME, LIFE),
    "naming": programme_rows.naming_row(NAMING, DOCUMENT),
    "belonging": programme_rows.belonging_row(BELONGING, DOCUMENT),
    "verdict": rows.verdict_row(make_verdict(FIGURE), DOCUMENT),
    "actor": table_rows.actor_row(MEXICO, mentions=3),
    "judgement": rows.judgement_row(JUDGEMENT, DOCUMENT, WHO),
    "series": table_rows.series_row(SERIES, observations=1),
    "observation": table_rows.observation_row(OBSERVATION),
    "problem": rows.problem_row(PROBLEM),
}


@pytest.fixture(scope="module")
def columns(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    path: Path = tmp_path_factory.mktemp("schema") / "x.duckdb"
    with create_database(path) as connection:
        return list_columns(connection)


@pytest.mark.parametrize("table", ROWS)
def test_a_row_has_the_columns_of_its_table(table: str, columns: dict[str, Any]) -> None:
    assert set(ROWS[table]) == set(columns[table])


def test_who_did_what_to_whom_is_told_by_states_and_names() -> None:
    event = ROWS["event"]
    assert (event["actors"], event["targets"]) == (["MEX"], ["the US"])
    assert (event["actor_ids"], event["target_ids"]) == (["mx"], [])
    assert event["date"] == [date(2025, 5, 1), date(2025, 6, 1)]
    assert (event["happening"], event["outcome"]) == ("hap-1", "single-origin")
    assert event["asserted_by"] == "Mexico"


def test_a_commitment_tells_what_became_of_it() -> None:
    commitment = ROWS["commitment"]
    assert (commitment["by"], commitment["to"]) == (["MEX"], ["the US"])
    assert (commitment["outcome"], commitment["outcome_evidence"]) == ("holds", "as reported")


def test_a_file_name_that_is_no_utf8_is_shown_with_a_question_mark() -> None:
    assert ROWS["document"]["source"] == "caf?.txt"


def test_what_was_dropped_is_kept_with_its_reason() -> None:
    assert ROWS["document"]["dropped"] == [{"text": "Menu", "reason": "navigation", "line": 1}]


def test_offices_have_days() -> None:
    (office,) = ROWS["actor"]["offices"]
    assert (office["first"], office["after"]) == (date(2020, 1, 1), None)


def test_who_binds_themselves_is_not_bound_to_themselves() -> None:
    row = rows.commitment_row(replace(COMMITMENT, to=(WHO, WHOM)), DOCUMENT, NAMES, None)
    alone = rows.commitment_row(COMMITMENT, DOCUMENT, NAMES, None)
    assert (row["to"], row["to_ids"]) == (alone["to"], alone["to_ids"])
    assert alone["to"]
