"""Runners carry a step over items: one after the other, or in a pool of processes.

`SerialRunner` is the truth; `PoolRunner` gives the same results in the same order.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any, Generic, Protocol, TypeVar

from onrecord.model import OnrecordError

Item = TypeVar("Item")
Result = TypeVar("Result")
Step = Callable[[Item], Result]
# How long a worker that was asked to end may take before it is stopped.
GRACE_SECONDS = 5
# So many deaths and no result: it is not the items.
MOST_DEATHS = 4


class WorkerDiedError(OnrecordError):
    """A worker process ended in the middle of an item."""


class Runner(Protocol):
    """Carries a step over items."""

    def run(
        self,
        open_step: Callable[[], Step[Item, Result]],
        items: Iterable[Item],
        *,
        give_up: Callable[[Item], Result],
    ) -> Iterator[Result]:
        """Yield the results in the order of the items.

        `open_step` is called once in each process, where the step's models are loaded.
        `give_up` makes the result of an item in whose midst a process died.
        """
        ...


class SerialRunner:
    """One item after the other, in this process."""

    def run(
        self,
        open_step: Callable[[], Step[Item, Result]],
        items: Iterable[Item],
        *,
        give_up: Callable[[Item], Result],  # noqa: ARG002
    ) -> Iterator[Result]:
        """Yield the results in the order of the items."""
        step: Step[Item, Result] | None = None
        for item in items:
            step = step or open_step()
            yield step(item)


@dataclass
class _Worker(Generic[Item]):
    process: SpawnProcess
    pipe: Connection
    number: int | None = None  # of the item it works on


class PoolRunner:
    """Several processes, each fresh (no fork: models and threads do not survive one).

    `limit` says how many seconds of its processor an item may take: a process that takes more is
    ended, also when nobody is left to end it.
    """

    def __init__(self, workers: int, limit: Callable[[Any], float] | None = None) -> None:
        self._count = workers
        self._limit = limit

    def run(
        self,
        open_step: Callable[[], Step[Item, Result]],
        items: Iterable[Item],
        *,
        give_up: Callable[[Item], Result],
    ) -> Iterator[Result]:
        """Yield the results in the order of the items."""
        pool = _Pool(partial(_work, open_step, self._limit), list(items), give_up)
        try:
            yield from pool.run(self._count)
        finally:
            pool.close()


class _Pool(Generic[Item, Result]):
    """The processes of one run, what each works on, and the results that wait for their turn."""

    def __init__(
        self,
        work: Callable[[Connection], None],
        items: list[Item],
        give_up: Callable[[Item], Result],
    ) -> None:
        self._work = work
        self._items = items
        self._give_up = give_up
        self._next = deque(range(len(items)))
        self._done: dict[int, Result] = {}
        self._deaths = 0
        self._lives = 0
        self._workers: list[_Worker[Item]] = []

    def run(self, count: int) -> Iterator[Result]:
        for _ in range(min(count, len(self._items))):
            self._start_worker()
        for number in range(len(self._items)):
            while number not in self._done:
                self._wait()
            yield self._done.pop(number)

    def close(self) -> None:
        """End the processes: at once where they are in the midst of an item."""
        for worker in self._workers:
            worker.pipe.close()
            if worker.number is not None:
                worker.process.terminate()
        for worker in self._workers:
            worker.process.join(GRACE_SECONDS)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()

    def _start_worker(self) -> None:
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=self._work, args=(there,), daemon=True)
        process.start()
        there.close()
        worker: _Worker[Item] = _Worker(process=process, pipe=here)
        self._workers.append(worker)
        self._give_item(worker)

    def _give_item(self, worker: _Worker[Item]) -> None:
        worker.number = self._next.popleft() if self._next else None
        if worker.number is not None:
            with suppress(BrokenPipeError):  # it has died: _wait hears of it
                worker.pipe.send(self._items[worker.number])

    def _wait(self) -> None:
        """Take what some worker has, or take note that it died."""
        by_pipe = {worker.pipe: worker for worker in self._workers if worker.number is not None}
        for pipe in wait(list(by_pipe)):
            worker = by_pipe[pipe]  # type: ignore[index]
            number = worker.number
            try:
                result = worker.pipe.recv()
            except (EOFError, ConnectionResetError):
                self._replace(worker)
                continue
            if isinstance(result, OnrecordError):
                raise result
            if number is not None:
                self._done[number] = result
                self._lives += 1
            self._give_item(worker)

    def _replace(self, worker: _Worker[Item]) -> None:
        """Give up the item in whose midst the worker died, and start another worker."""
        worker.process.join()
        worker.pipe.close()
        self._workers.remove(worker)
        self._deaths += 1
        if not self._lives and self._deaths >= MOST_DEATHS:
            raise WorkerDiedError(
                f"{self._deaths} processes ended without a result (exit code "
                f"{worker.process.exitcode}); what they said stands above; `onrecord doctor` looks "
                "at the installation"
            )
        if worker.number is not None:
            self._done[worker.number] = self._give_up(self._items[worker.number])
        if self._next:
            self._start_worker()


def relax_garbage_collection() -> None:
    """Look for garbage in cycles less often: 5 % of the time of a reading, and nearly none there."""
    gc.set_threshold(100_000, 50, 50)


def _work(
    open_step: Callable[[], Step[Item, Result]],
    limit: Callable[[Item], float] | None,
    pipe: Connection,
) -> None:
    """Do items until the other end is closed, also because its process is gone."""
    # Ctrl-C goes to all processes of a terminal; the one that started this ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The kernel ends the process: a regular expression that runs away hears no Python signal.
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    relax_garbage_collection()
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        try:
            step = open_step()
        except OnrecordError as error:
            pipe.recv()
            pipe.send(error)
            return
        while True:
            item = pipe.recv()
            signal.setitimer(signal.ITIMER_PROF, limit(item) if limit else 0)
            try:
                result: Result | OnrecordError = step(item)
            except OnrecordError as error:
                result = error
            signal.setitimer(signal.ITIMER_PROF, 0)
            pipe.send(result)
