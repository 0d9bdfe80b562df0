"""Every runner gives the same results, in the same order, and says the same of what goes wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from onrecord.model import OnrecordError, TableError
from onrecord.record import PLURALS, open_record
from onrecord.run.build import BuildOptions, Progress, build_record
from onrecord.run.engines import Engine, EngineKind, open_runner
from onrecord.run.runners import WorkerDiedError
from onrecord.run.shards import OpenStep, open_shard_step
from tests.contract.engines import SERIAL
from tests.contract.toy_steps import (
    limit_item,
    open_broken,
    open_dead,
    open_doubling,
    open_dying,
    open_endless,
    open_refusing,
)
from tests.unit.run.conftest import NOW
from tests.unit.run.fake_reading import open_fake_step
from tests.unit.run.quoting_pile import write_pile


def give_up(number: int) -> tuple[int, int]:
    return number, -1


def test_results_come_in_the_order_of_the_items(engine: Engine) -> None:
    done = list(open_runner(engine).run(open_doubling, range(12), give_up=give_up))
    assert done == [(n, 2 * n) for n in range(12)]


def test_nothing_to_do_opens_nothing(engine: Engine) -> None:
    assert list(open_runner(engine).run(open_broken, [], give_up=int)) == []


def test_a_step_that_cannot_be_opened_says_why(engine: Engine) -> None:
    with pytest.raises(TableError, match=r"outlets.yml:3"):
        list(open_runner(engine).run(open_broken, [1, 2, 3], give_up=int))


def test_an_error_of_the_step_is_raised(engine: Engine) -> None:
    with pytest.raises(OnrecordError, match="two is refused"):
        list(open_runner(engine).run(open_refusing, [1, 2, 3, 4], give_up=int))


def test_a_process_that_dies_costs_its_item(engine: Engine) -> None:
    if engine.kind is EngineKind.SERIAL:
        pytest.skip("the process is our own")
    done = list(open_runner(engine).run(open_dying, range(6), give_up=lambda n: n * 100))
    assert done == [0, 1, 2, 300, 4, 5]


def test_an_engine_whose_processes_all_die_gives_up(engine: Engine) -> None:
    if engine.kind is EngineKind.SERIAL:
        pytest.skip("the process is our own")
    with pytest.raises(WorkerDiedError, match=r"4 processes ended .*exit code 7"):
        list(open_runner(engine).run(open_dead, range(50), give_up=int))


def test_an_item_that_never_ends_is_ended(engine: Engine) -> None:
    if engine.kind is EngineKind.SERIAL:
        pytest.skip("the process is our own")
    runner = open_runner(engine, limit_item)
    assert list(runner.run(open_endless, range(4), give_up=lambda n: n * 100)) == [0, 1, 200, 3]


Rows = dict[str, list[dict[str, object]]]


def build(
    place: Path, pile: Path, engine: Engine, open_step: OpenStep, *, as_of: date | None = None
) -> Rows:
    """Build a record with an engine and return all its rows."""
    record = place / f"record-{engine.kind.value}-{engine.ray_address is not None}"
    options = BuildOptions(
        record=record, patterns=(str(pile),), engine=engine, open_step=open_step, as_of=as_of
    )
    build_record(options, now=NOW, progress=Progress())
    with open_record(record) as opened:
        return {table: opened.whole.rows(table) for table in PLURALS}


@pytest.mark.parametrize(
    "open_step",
    [
        pytest.param(open_fake_step, id="fake"),
        pytest.param(open_shard_step, id="real", marks=[pytest.mark.slow, pytest.mark.model]),
    ],
)
def test_all_engines_give_the_same_record(
    tmp_path: Path, engine: Engine, open_step: OpenStep
) -> None:
    pile = tmp_path / "pile"
    pile.mkdir()
    for number, month in enumerate(("July", "August", "September"), start=1):
        (pile / f"{number}.txt").write_text(
            f"Border Patrol agents made {132_652 * number:,} arrests in {month} 2023.\n"
            "The Border Patrol said that arrests rose.\nMexico will send troops to the border.\n",
            encoding="utf-8",
        )
    truth = build(tmp_path, pile, SERIAL, open_step)
    assert truth["figure"], "there is something to compare"
    # Every step per key goes to the workers, however little there is.
    everything = replace(engine, least_bytes=0)
    assert build(tmp_path, pile, everything, open_step) == truth


def test_all_engines_give_the_same_verdicts_on_quotes(tmp_path: Path, engine: Engine) -> None:
    pile = write_pile(tmp_path / "pile")
    truth = build(tmp_path, pile, SERIAL, open_fake_step)["verdict"]
    assert {row["diagnosis"] for row in truth} > {"verbatim", "altered", "condition-cut"}
    assert build(tmp_path, pile, engine, open_fake_step)["verdict"] == truth


def test_a_document_that_ends_its_worker_is_named_and_the_others_are_read(
    tmp_path: Path, engine: Engine
) -> None:
    if engine.kind is EngineKind.SERIAL:
        pytest.skip("the process is our own")
    pile = tmp_path / "pile"
    pile.mkdir()
    for number in range(12):
        text = "please die" if number == 7 else f"It says {number},000 arrests."
        (pile / f"{number:02}.txt").write_text(text, encoding="utf-8")
    rows = build(tmp_path, pile, engine, open_fake_step)
    assert len(rows["document"]) == 11
    (problem,) = rows["problem"]
    assert str(problem["source"]).endswith("07.txt")
    assert "its process was ended" in str(problem["message"])
