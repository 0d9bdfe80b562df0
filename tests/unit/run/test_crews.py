"""Processes outlive a step, and nothing of one step reaches the next."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator
from itertools import count

import pytest

from onrecord.model import OnrecordError
from onrecord.run.crews import Crew
from onrecord.run.runners import PoolRunner

Told = tuple[int, int, int]  # number, process, and as the how-manieth step it was opened there
_opened = count(1)


def open_telling() -> Callable[[int], Told]:
    nth = next(_opened)

    def tell(number: int) -> Told:
        time.sleep(0.02)  # so that one process does not do them all
        return number, os.getpid(), nth

    return tell


def open_slow() -> Callable[[int], int]:
    return wait_long


def wait_long(number: int) -> int:
    time.sleep(60 if number else 0)
    return number


def open_refusing() -> Callable[[int], int]:
    raise OnrecordError("no such table")


def refuse(number: int) -> Told:
    raise AssertionError(f"{number} was given up")


def open_stopping() -> Callable[[int], int]:
    return stop_at_one


def stop_at_one(number: int) -> int:
    """Stop this process: no limit that it set itself ends it any more."""
    if number == 1:
        os.kill(os.getpid(), signal.SIGSTOP)
    return number


def limit_shortly(_: int) -> float:
    return 0.1


@pytest.fixture
def crew() -> Iterator[Crew]:
    with Crew(2) as held:
        yield held


def tell(crew: Crew, items: range = range(6)) -> list[Told]:
    done = list(PoolRunner(2, crew=crew).run(open_telling, items, give_up=refuse))
    assert [number for number, _, _ in done] == list(items)
    return done


def list_processes(done: list[Told]) -> set[int]:
    return {process for _, process, _ in done}


def test_a_process_that_is_stuck_is_ended_and_costs_its_item_alone(
    crew: Crew, monkeypatch: pytest.MonkeyPatch
) -> None:
    list(PoolRunner(2, crew=crew).run(open_slow, [0, 0], give_up=int))  # both have started
    monkeypatch.setattr("onrecord.run.runners.STUCK_SECONDS", 0.5)
    monkeypatch.setattr("onrecord.run.runners._LOOK_SECONDS", 0.1)
    runner = PoolRunner(2, limit_shortly, crew=crew)
    assert list(runner.run(open_stopping, range(6), give_up=lambda number: -number)) == [
        0, -1, 2, 3, 4, 5,
    ]  # fmt: skip


def test_processes_and_what_they_opened_outlive_a_run(crew: Crew) -> None:
    first = tell(crew)
    assert len(list_processes(first)) == 2
    list(PoolRunner(2, crew=crew).run(open_slow, [0, 0], give_up=int))
    assert list_processes(tell(crew)) == list_processes(first)
    third = tell(crew)
    assert {nth for _, _, nth in third} == {2}, (
        "opened again after another step, and not after itself"
    )


def test_a_process_that_died_while_it_waited_costs_no_item(crew: Crew) -> None:
    killed, kept = list_processes(tell(crew))
    os.kill(killed, signal.SIGKILL)
    while killed in {process.pid for process in multiprocessing.active_children()}:
        time.sleep(0.01)
    again = list_processes(tell(crew))
    assert kept in again
    assert killed not in again


def test_a_run_that_is_left_leaves_no_result_to_the_next(crew: Crew) -> None:
    run = PoolRunner(2, crew=crew).run(open_slow, [0, 1, 2], give_up=int)
    assert next(run) == 0
    run.close()  # type: ignore[attr-defined]
    tell(crew)


def test_an_error_of_one_step_is_none_of_the_next(crew: Crew) -> None:
    with pytest.raises(OnrecordError, match="no such table"):
        list(PoolRunner(2, crew=crew).run(open_refusing, [1, 2], give_up=int))
    tell(crew)


def test_a_run_within_a_run_has_processes_of_its_own(crew: Crew) -> None:
    outer = PoolRunner(2, crew=crew).run(open_telling, range(4), give_up=refuse)
    first = next(outer)
    inner = tell(crew)
    assert [number for number, _, _ in (first, *outer)] == [0, 1, 2, 3]
    assert first[1] not in list_processes(inner)
    crew.dismiss()
    assert not list_processes(tell(crew)) & {first[1], *list_processes(inner)}


def test_no_more_processes_are_kept_than_were_asked_for() -> None:
    with Crew(1) as crew:
        first, second = list_processes(tell(crew)), list_processes(tell(crew))
    assert len(first) == len(second) == 2
    assert len(first & second) == 1


def test_nothing_runs_on_behind_the_crew() -> None:
    before = set(multiprocessing.active_children())
    with Crew(1) as crew:
        tell(crew)
    assert set(multiprocessing.active_children()) == before
    list(PoolRunner(2).run(open_slow, [0, 0], give_up=int))
    assert set(multiprocessing.active_children()) == before
