"""Steps per key give the same on an engine as here, in the same order, or say why not."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import pytest

from onrecord.model.carry import carry_here
from onrecord.run.engines import Engine, EngineKind
from onrecord.run.keyed import LEAST_FILES, EngineCarry, carry_files, open_carry
from onrecord.run.runners import PoolRunner, SerialRunner, WorkerDiedError


def add(number: int, more: int) -> tuple[int, int]:
    return number + more, os.getpid()


def die_at_seven(number: int) -> int:
    if number == 7:
        os._exit(9)
    return number


def test_many_small_things_go_in_batches_and_come_back_in_order() -> None:
    carry = EngineCarry(PoolRunner(2), least_bytes=0)
    done = list(carry(partial(add, more=1), range(5_000)))
    assert [number for number, _ in done] == list(range(1, 5_001))
    assert os.getpid() not in {process for _, process in done}


def test_little_is_done_here() -> None:
    carry = EngineCarry(PoolRunner(2), least_bytes=1_000)
    assert list(carry(partial(add, more=1), range(3))) == [(n, os.getpid()) for n in (1, 2, 3)]


def test_a_key_whose_process_dies_is_named_and_never_left_out() -> None:
    carry = EngineCarry(PoolRunner(1), least_bytes=0)
    with pytest.raises(WorkerDiedError, match=r"die_at_seven: a process ended .* --engine serial"):
        list(carry(die_at_seven, range(10)))


def test_nothing_is_nothing() -> None:
    assert list(EngineCarry(SerialRunner(), least_bytes=0)(abs, [])) == []


def test_one_worker_needs_no_way() -> None:
    assert open_carry(Engine(kind=EngineKind.SERIAL)) is carry_here
    assert open_carry(Engine(workers=1)) is carry_here
    assert open_carry(Engine(workers=2)) is not carry_here


def measure(path: Path) -> tuple[int, int]:
    return path.stat().st_size, os.getpid()


def test_files_go_to_workers_that_see_them(tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.txt" for number in range(LEAST_FILES)]
    for number, path in enumerate(files):
        path.write_text("a" * number, encoding="utf-8")
    carry = EngineCarry(PoolRunner(2), least_bytes=1_000_000)
    done = list(carry_files(carry, measure, files))
    assert [size for size, _ in done] == list(range(LEAST_FILES))
    assert os.getpid() not in {process for _, process in done}
    apart = EngineCarry(PoolRunner(2), least_bytes=0, shares_folder=False)
    for some in (carry_files(apart, measure, files), carry_files(carry, measure, files[:3])):
        assert {process for _, process in some} == {os.getpid()}
