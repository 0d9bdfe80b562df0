"""Engines: what carries the steps. Each gives the same results in the same order; serial is the truth.

serial   one thing after the other, in this process
pool     several processes of this machine
daft     Daft on this machine; needs `onrecord[cluster]`
ray      Daft on a Ray cluster; needs `onrecord[cluster]`
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata
from typing import Any

from onrecord.model import OnrecordError
from onrecord.run.crews import Crew
from onrecord.run.runners import PoolRunner, Runner, SerialRunner

EXTRA = 'pip install "onrecord[cluster]"'
# What the extra brings, by the engine that needs it.
PACKAGES = {"daft": ("daft",), "ray": ("daft", "ray")}


# Some thousand reports, or two hundred documents: done before a process of the pool has started.
LEAST_BYTES = 2_000_000


class EngineMissingError(OnrecordError):
    """What an engine needs is not installed."""


class EngineKind(StrEnum):
    """Which engine."""

    SERIAL = "serial"
    POOL = "pool"
    DAFT = "daft"
    RAY = "ray"


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """What carries the steps of a build. `workers` None: as many as the engine finds cores.

    `is_shared` says that all machines of a Ray cluster see the record's folder under its path.
    Steps per key whose things come to fewer than `least_bytes` are done where the record is written.
    """

    kind: EngineKind = EngineKind.POOL
    workers: int | None = 1
    ray_address: str | None = None
    is_shared: bool = False
    least_bytes: int = LEAST_BYTES

    @property
    def carries_bytes(self) -> bool:
        """Must captures be sent to the workers, and parts be sent back?"""
        return self.kind is EngineKind.RAY and self.ray_address is not None and not self.is_shared

    @property
    def is_of_extra(self) -> bool:
        """Does it need `onrecord[cluster]`?"""
        return self.kind in (EngineKind.DAFT, EngineKind.RAY)


def open_crew(engine: Engine) -> Crew:
    """Return what keeps the processes of a pool from one step of a build to the next."""
    return Crew(_count_processes(engine))


def _count_processes(engine: Engine) -> int:
    return engine.workers or os.cpu_count() or 1


def open_runner(
    engine: Engine, limit: Callable[[Any], float] | None = None, *, crew: Crew | None = None
) -> Runner:
    """Return the runner of an engine. Raises EngineMissingError; `limit` and `crew` as for `PoolRunner`."""
    match engine.kind:
        case EngineKind.SERIAL:
            return SerialRunner()
        case EngineKind.POOL:
            count = _count_processes(engine)
            # One process, too, is another one where it may have to be ended.
            is_apart = count > 1 or limit is not None
            return PoolRunner(count, limit, crew=crew) if is_apart else SerialRunner()
        case EngineKind.DAFT | EngineKind.RAY:
            refuse_missing(engine.kind)
            from onrecord.run.daft_runner import Cluster, DaftRunner

            is_native = engine.kind is EngineKind.DAFT
            cluster = None if is_native else Cluster(address=engine.ray_address)
            return DaftRunner(engine.workers, limit, cluster=cluster)


def find_versions(kind: EngineKind) -> dict[str, str | None]:
    """Return the versions of what an engine needs, None for what is not installed."""
    return {name: _find_version(name) for name in PACKAGES.get(kind.value, ())}


def refuse_missing(kind: EngineKind) -> None:
    """Raise EngineMissingError where what an engine needs is not installed."""
    missing = [name for name, version in find_versions(kind).items() if version is None]
    if missing:
        raise EngineMissingError(
            f"engine {kind.value} needs {' and '.join(missing)}, which is not installed: {EXTRA}"
        )


def _find_version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
