"""A cluster that loses a process or a machine in the midst of a build gives the same record."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.record import PLURALS, open_record
from onrecord.run.build import BuildOptions, Progress, build_record
from onrecord.run.engines import Engine, EngineKind, open_runner
from onrecord.run.runners import WorkerDiedError
from tests.contract.engines import DAFT, SERIAL, WORKERS, resolve_engine
from tests.contract.toy_steps import open_doubling, open_telling
from tests.unit.run.conftest import NOW
from tests.unit.run.fake_reading import open_fake_step

pytestmark = pytest.mark.cluster
GIVE_UP = -1


@pytest.fixture
def ray_engine(request: pytest.FixtureRequest) -> Engine:
    return resolve_engine(EngineKind.RAY, request)


def find_workers() -> list[int]:
    """Return the processes of Ray in which hosts stand."""
    found = []
    for line in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            said = line.read_bytes()
        except OSError:
            continue
        if said.startswith(b"ray::") and b"UDFActor" in said:
            found.append(int(line.parent.name))
    return found


class Killer(Progress):
    """Ends a worker of the cluster when the first captures were read."""

    killed: int | None = None

    def advance(self, captures: int) -> None:  # noqa: ARG002
        if self.killed is None and (workers := find_workers()):
            self.killed = min(workers)
            os.kill(self.killed, signal.SIGKILL)


def test_a_ray_worker_that_is_killed_costs_nothing(tmp_path: Path, ray_engine: Engine) -> None:
    pile = tmp_path / "pile"
    pile.mkdir()
    for number in range(96):
        text = f"please be slow: it says {number},000 arrests. He said “we count {number} trucks”."
        (pile / f"{number:02}.txt").write_text(text, encoding="utf-8")
    killer = Killer()
    rows = []
    for engine, progress in ((SERIAL, Progress()), (ray_engine, killer)):
        record = tmp_path / engine.kind.value
        options = BuildOptions(
            record=record, patterns=(str(pile),), engine=engine, open_step=open_fake_step
        )
        build_record(options, now=NOW, progress=progress)
        with open_record(record) as opened:
            rows.append({table: opened.whole.rows(table) for table in PLURALS})
    assert killer.killed is not None
    assert rows[0] == rows[1]
    assert len(rows[1]["document"]) == 96


def test_a_machine_that_is_lost_costs_nothing(ray_engine: Engine, ray_cluster: Any) -> None:
    runner = open_runner(ray_engine)  # connected: the machine that comes now is one more
    lost = ray_cluster.add_node(num_cpus=1, object_store_memory=100_000_000)
    ray_cluster.wait_for_nodes()
    runner.workers = WORKERS + 1
    done = []
    removing = threading.Thread(target=ray_cluster.remove_node, args=(lost, False))
    for number, host in runner.run(open_telling, range(60), give_up=_refuse):
        done.append(number)
        if not removing.ident:
            removing.start()
        assert host > 0
    removing.join()
    assert done == list(range(60))


@pytest.fixture(params=[pytest.param(DAFT, id="daft")])
def daft_runner(request: pytest.FixtureRequest) -> Any:
    return open_runner(resolve_engine(request.param, request))


def test_rows_without_a_result_are_asked_for_again(
    daft_runner: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    asked: list[int] = []
    ask = daft_runner._ask

    def lose_once(work: Any, wave: list[bytes], first: int) -> Iterator[Any]:
        asked.append(first)
        for count, found in enumerate(ask(work, wave, first)):
            if len(asked) == 1 and count == 2:
                raise RuntimeError("the machine is gone")
            yield found

    monkeypatch.setattr(daft_runner, "_ask", lose_once)
    done = list(daft_runner.run(open_doubling, range(6), give_up=_refuse))
    assert done == [(n, 2 * n) for n in range(6)]
    assert asked == [0, 2]
    assert "the machine is gone); 2 of 6 items are done" in caplog.text


def test_a_cluster_that_does_nothing_any_more_is_given_up(
    daft_runner: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose(*_: Any) -> Iterator[Any]:
        raise RuntimeError("the machine is gone")

    monkeypatch.setattr(daft_runner, "_ask", lose)
    with pytest.raises(WorkerDiedError, match=r"lost 3 times .*the machine is gone.*build again"):
        list(daft_runner.run(open_doubling, range(6), give_up=_refuse))


def _refuse(number: int) -> tuple[int, int]:
    return number, GIVE_UP
