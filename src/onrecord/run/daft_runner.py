"""The steps on Daft: natively on this machine, or on a Ray cluster. Needs `onrecord[cluster]`.

An item travels as a pickled row of a table, one row a batch; a `Host` in the engine's process passes it
to a child process. The engine spreads the rows and brings the results back, and knows nothing of them.
"""

from __future__ import annotations

import logging
import os
import pickle
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from onrecord.model import OnrecordError
from onrecord.run.crews import Work
from onrecord.run.hosts import Given, Host, Lost
from onrecord.run.runners import Item, Result, Step, WorkerDiedError

log = logging.getLogger(__name__)

# Nothing is sent to anybody, nothing is drawn and no page is served.
SILENT: Mapping[str, str] = {
    "DAFT_ANALYTICS_ENABLED": "0",
    "DO_NOT_TRACK": "1",
    "DAFT_PROGRESS_BAR": "0",
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_TQDM": "0",
    "RAY_DISABLE_DASHBOARD": "1",
}
# What the processes of a cluster get: the same, and one thread each (kernels get slower with more).
OF_WORKERS = {**SILENT, "OMP_NUM_THREADS": "1"}
# Ray binds a cluster of one machine to 127.0.0.1 where it takes clusters of several for impossible.
LOOPBACK = {"RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0"}
# Items of a query: few enough that their bytes are held by the one who asks, enough that starting
# the workers anew (seconds, the models) is little against the work (0.1 s a document of 6 kB).
WAVE_BYTES = 32_000_000  # for each worker
# Partitions for each worker: they end together, and little is done again when a machine is lost.
PARTITIONS = 8
# Queries one after the other in which machines were lost and nothing was done.
MOST_TRIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """A Ray cluster: `address` as Ray takes it, None for one of our own on this machine."""

    address: str | None = None


Fetch = Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Stored:
    """Work that lies with the head of a Ray cluster, under a key."""

    key: bytes

    def __call__(self) -> bytes:
        """Return it."""
        from ray.experimental import internal_kv

        return zlib.decompress(internal_kv._internal_kv_get(self.key))


class DaftRunner:
    """Rows of a Daft table, on this machine or on a cluster.

    `workers` is how many items are done at a time; `limit` as for `PoolRunner`.
    """

    def __init__(
        self,
        workers: int | None = None,
        limit: Callable[[Any], float] | None = None,
        *,
        cluster: Cluster | None = None,
    ) -> None:
        os.environ.update(SILENT)
        self._is_native = cluster is None
        self._limit = limit
        self.workers = _start_native(workers) if cluster is None else _start_ray(cluster, workers)

    def run(
        self,
        open_step: Callable[[], Step[Item, Result]],
        items: Iterable[Item],
        *,
        give_up: Callable[[Item], Result],
    ) -> Iterator[Result]:
        """Yield the results in the order of the items."""
        waves = _cut_waves(map(pickle.dumps, items), self.workers * WAVE_BYTES)
        with self._hand_out(pickle.dumps(Work(open_step, self._limit))) as work:
            for wave in waves:
                for number, result in self._insist(work, wave):
                    if isinstance(result, OnrecordError):
                        raise result
                    yield give_up(_load(wave[number])) if isinstance(result, Lost) else result

    @contextmanager
    def _hand_out(self, work: bytes) -> Iterator[Fetch]:
        """Give how a host gets the step: on a cluster from its head.

        What starts a process of Ray is kept small: with more than 100 kB none can be started anew.
        """
        if self._is_native:
            yield Given(work)
            return
        from ray.experimental import internal_kv

        key = f"onrecord {uuid4()}".encode()
        internal_kv._internal_kv_put(key, zlib.compress(work, 1))
        try:
            yield Stored(key)
        finally:
            internal_kv._internal_kv_del(key)

    def _insist(self, work: Fetch, wave: list[bytes]) -> Iterator[tuple[int, Any]]:
        """Yield number and result of each item, in their order; ask again where machines were lost."""
        done = 0
        tries = 0
        while done < len(wave):
            try:
                for number, result in self._ask(work, wave, done):
                    yield number, _load(result)
                    done, tries = number + 1, 0
            except _list_faults() as error:
                tries += 1
                if tries >= MOST_TRIES:
                    raise WorkerDiedError(
                        f"workers were lost {tries} times and nothing was done "
                        f"({_first_line(error)}); what was read before is kept: look at the "
                        "cluster, then build again"
                    ) from error
                log.warning(
                    "a worker was lost (%s); %d of %d items are done, the others are asked for again",
                    _first_line(error),
                    done,
                    len(wave),
                )

    def _ask(self, work: Fetch, wave: list[bytes], first: int) -> Iterator[tuple[int, bytes]]:
        """Yield number and pickled result of the items from `first` on, in their order."""
        import daft

        frame = daft.from_pydict({"number": list(range(first, len(wave))), "item": wave[first:]})
        if not self._is_native:
            frame = frame.into_partitions(min(len(wave) - first, self.workers * PARTITIONS))
        do = daft.method.batch(return_dtype=daft.DataType.binary(), batch_size=1)(Host.do)
        assert do is Host.do
        # On a cluster each host is a process of its own; here they are threads of this one.
        options = {"use_process": False} if self._is_native else {"max_concurrency": self.workers}
        host = daft.cls(Host, **options)(work)
        rows = frame.select(frame["number"], host.do(frame["item"]).alias("result"))
        with closing(rows.iter_rows()) as found:
            for row in found:
                yield row["number"], row["result"]


def _start_native(workers: int | None) -> int:
    import daft

    count = workers or os.cpu_count() or 1
    _set_runner("native", lambda: daft.set_runner_native(num_threads=count))
    return count


def _start_ray(cluster: Cluster, workers: int | None) -> int:
    """Connect to the cluster, or start one of this machine; return how many items it takes."""
    import daft
    import ray

    if not ray.is_initialized():
        own = {"num_cpus": workers or os.cpu_count(), "include_dashboard": False}
        if cluster.address is None:
            os.environ.update(LOOPBACK)
        ray.init(
            address=cluster.address or "local",
            runtime_env={"env_vars": OF_WORKERS},
            logging_level=logging.ERROR,
            **(own if cluster.address is None else {}),
        )
    _set_runner("ray", lambda: daft.set_runner_ray(noop_if_initialized=True))
    cores = max(1, int(ray.cluster_resources().get("CPU", 1)))
    return min(workers, cores) if workers else cores


def _set_runner(kind: str, set_: Callable[[], object]) -> None:
    """Set Daft's runner, which a process can do once."""
    import daft

    held = daft.runners._get_runner()
    if held is None:
        set_()
    elif held.name != kind:
        raise OnrecordError(
            f"this process runs Daft on {held.name} and cannot change; start another"
        )


def _list_faults() -> tuple[type[Exception], ...]:
    """Return what Daft and Ray raise when they lose a worker."""
    from daft.exceptions import DaftCoreException

    try:
        from ray.exceptions import RayError
    except ImportError:
        return DaftCoreException, RuntimeError
    return DaftCoreException, RuntimeError, RayError


def _cut_waves(items: Iterable[bytes], most: int) -> Iterator[list[bytes]]:
    wave: list[bytes] = []
    size = 0
    for item in items:
        if wave and size + len(item) > most:
            yield wave
            wave, size = [], 0
        wave.append(item)
        size += len(item)
    if wave:
        yield wave


def _load(some: bytes) -> Any:
    # Our own processes made it, on this machine or on the cluster.
    return pickle.loads(some)  # noqa: S301


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__
