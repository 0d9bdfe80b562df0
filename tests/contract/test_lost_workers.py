"""A cluster that loses a process or a machine in the midst of a build gives the same record."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path
from typing import Any

import pytest

from onrecord.record import PLURALS, open_record
from onrecord.run.build import BuildOptions, Progress, build_record
from onrecord.run.engines import Engine, EngineKind, open_runner
from tests.contract.engines import SERIAL, WORKERS, resolve_engine
from tests.contract.toy_steps import open_telling
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


def _refuse(number: int) -> tuple[int, int]:
    return number, GIVE_UP
