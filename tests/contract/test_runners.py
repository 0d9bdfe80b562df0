"""Every runner gives the same results, in the same order, and says the same of what goes wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.model import OnrecordError, TableError
from onrecord.record import open_record
from onrecord.run.build import BuildOptions, Progress, build_record
from onrecord.run.runners import PoolRunner, Runner, SerialRunner, WorkerDiedError
from onrecord.run.shards import OpenStep, open_shard_step
from tests.contract.toy_steps import (
    open_broken,
    open_dead,
    open_doubling,
    open_dying,
    open_refusing,
)
from tests.unit.run.conftest import NOW
from tests.unit.run.fake_reading import open_fake_step
from tests.unit.run.quoting_pile import write_pile

RUNNERS = [pytest.param(SerialRunner(), id="serial"), pytest.param(PoolRunner(2), id="pool")]


def give_up(number: int) -> tuple[int, int]:
    return number, -1


@pytest.mark.parametrize("runner", RUNNERS)
def test_results_come_in_the_order_of_the_items(runner: Runner) -> None:
    done = list(runner.run(open_doubling, range(12), give_up=give_up))
    assert done == [(n, 2 * n) for n in range(12)]


@pytest.mark.parametrize("runner", RUNNERS)
def test_nothing_to_do_opens_nothing(runner: Runner) -> None:
    assert list(runner.run(open_broken, [], give_up=int)) == []


@pytest.mark.parametrize("runner", RUNNERS)
def test_a_step_that_cannot_be_opened_says_why(runner: Runner) -> None:
    with pytest.raises(TableError, match=r"outlets.yml:3"):
        list(runner.run(open_broken, [1, 2, 3], give_up=int))


@pytest.mark.parametrize("runner", RUNNERS)
def test_an_error_of_the_step_is_raised(runner: Runner) -> None:
    with pytest.raises(OnrecordError, match="two is refused"):
        list(runner.run(open_refusing, [1, 2, 3, 4], give_up=int))


def test_a_pool_outlives_a_process() -> None:
    done = list(PoolRunner(2).run(open_dying, range(6), give_up=lambda n: n * 100))
    assert done == [0, 1, 2, 300, 4, 5]


def test_a_pool_in_which_every_process_dies_gives_up() -> None:
    with pytest.raises(WorkerDiedError, match=r"4 processes ended .*exit code 7"):
        list(PoolRunner(2).run(open_dead, range(50), give_up=int))


@pytest.mark.parametrize(
    "open_step",
    [
        pytest.param(open_fake_step, id="fake"),
        pytest.param(open_shard_step, id="real", marks=[pytest.mark.slow, pytest.mark.model]),
    ],
)
def test_serial_and_pool_give_the_same_record(tmp_path: Path, open_step: OpenStep) -> None:
    pile = tmp_path / "pile"
    pile.mkdir()
    for number, month in enumerate(("July", "August", "September"), start=1):
        (pile / f"{number}.txt").write_text(
            f"Border Patrol agents made {132_652 * number:,} arrests in {month} 2023.\n"
            "The Border Patrol said that arrests rose.\nMexico will send troops to the border.\n",
            encoding="utf-8",
        )
    rows = []
    for workers in (1, 2):
        record = tmp_path / f"record{workers}"
        options = BuildOptions(
            record=record, patterns=(str(pile),), workers=workers, open_step=open_step
        )
        build_record(options, now=NOW, progress=Progress())
        with open_record(record) as opened:
            rows.append(
                {t: opened.rows(t) for t in ("document", "statement", "event", "figure", "verdict")}
            )
    assert rows[0] == rows[1]
    assert rows[0]["figure"], "there is something to compare"


def test_serial_and_pool_give_the_same_verdicts_on_quotes(tmp_path: Path) -> None:
    pile = write_pile(tmp_path / "pile")
    rows = []
    for workers in (1, 2):
        record = tmp_path / f"record{workers}"
        options = BuildOptions(
            record=record, patterns=(str(pile),), workers=workers, open_step=open_fake_step
        )
        build_record(options, now=NOW, progress=Progress())
        with open_record(record) as opened:
            rows.append(opened.rows("verdict"))
    assert rows[0] == rows[1]
    assert {row["diagnosis"] for row in rows[0]} > {"verbatim", "altered", "condition-cut"}
