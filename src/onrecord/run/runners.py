"""Runners carry a step over items: one after the other, or in a pool of processes.

`SerialRunner` is the truth; `PoolRunner` gives the same results in the same order.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
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
# A process may also wait for what never comes: so many times its limit by the clock.
BY_THE_CLOCK = 10
_BY_LIMIT = (-signal.SIGPROF, -signal.SIGALRM)  # exit codes of processes that took too long


class WorkerDiedError(OnrecordError):
    """A worker process ended in the middle of an item."""


class Runner(Protocol):
    """Carries a step over items."""

    @property
    def workers(self) -> int:
        """Return how many items are done at a time."""
        ...

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

    workers = 1

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
    task: tuple[int, Item] | None = None  # number and item it works on


class PoolRunner:
    """Several processes, each fresh (no fork: models and threads do not survive one).

    `limit` says how many seconds of its processor an item may take: a process that takes more is
    ended, also when nobody is left to end it.
    """

    def __init__(self, workers: int, limit: Callable[[Any], float] | None = None) -> None:
        self.workers = workers
        self._limit = limit

    def run(
        self,
        open_step: Callable[[], Step[Item, Result]],
        items: Iterable[Item],
        *,
        give_up: Callable[[Item], Result],
    ) -> Iterator[Result]:
        """Yield the results in the order of the items."""
        pool = _Pool(partial(serve_items, open_step, self._limit), items, give_up)
        try:
            yield from pool.run(self.workers)
        finally:
            pool.close()


class _Pool(Generic[Item, Result]):
    """The processes of one run, what each works on, and the results that wait for their turn."""

    def __init__(
        self,
        work: Callable[[Connection], None],
        items: Iterable[Item],
        give_up: Callable[[Item], Result],
    ) -> None:
        self._work = work
        self._items = enumerate(items)  # taken one by one: there may be many
        self._next = next(self._items, None)
        self._give_up = give_up
        self._done: dict[int, Result] = {}
        self._deaths = 0
        self._lives = 0
        self._workers: list[_Worker[Item]] = []

    def run(self, count: int) -> Iterator[Result]:
        for _ in range(count):
            if self._next is not None:
                self._start_worker()
        number = 0
        while number in self._done or any(worker.task is not None for worker in self._workers):
            if number not in self._done:
                self._wait()
                continue
            yield self._done.pop(number)
            number += 1

    def close(self) -> None:
        """End the processes: at once where they are in the midst of an item."""
        for worker in self._workers:
            worker.pipe.close()
            if worker.task is not None:
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
        worker.task = self._next
        if worker.task is not None:
            self._next = next(self._items, None)
            with suppress(BrokenPipeError):  # it has died: _wait hears of it
                worker.pipe.send(worker.task[1])

    def _wait(self) -> None:
        """Take what some worker has, or take note that it died."""
        by_pipe = {worker.pipe: worker for worker in self._workers if worker.task is not None}
        for pipe in wait(list(by_pipe)):
            worker = by_pipe[pipe]  # type: ignore[index]
            try:
                result = worker.pipe.recv()
            except (EOFError, ConnectionResetError):
                self._replace(worker)
                continue
            if isinstance(result, OnrecordError):
                raise result
            if worker.task is not None:
                self._done[worker.task[0]] = result
                self._lives += 1
            self._give_item(worker)

    def _replace(self, worker: _Worker[Item]) -> None:
        """Give up the item in whose midst the worker died, and start another worker."""
        worker.process.join()
        worker.pipe.close()
        self._workers.remove(worker)
        # What took too long was the item's fault, however many there are of its kind.
        self._deaths += worker.process.exitcode not in _BY_LIMIT
        if not self._lives and self._deaths >= MOST_DEATHS:
            raise WorkerDiedError(
                f"{self._deaths} processes ended without a result (exit code "
                f"{worker.process.exitcode}); what they said stands above; `onrecord doctor` looks "
                "at the installation"
            )
        if worker.task is not None:
            number, item = worker.task
            self._done[number] = self._give_up(item)
        if self._next is not None:
            self._start_worker()


def relax_garbage_collection() -> None:
    """Look for garbage in cycles less often: 5 % of the time of a reading, and nearly none there."""
    gc.set_threshold(100_000, 50, 50)


def serve_items(
    open_step: Callable[[], Step[Item, Result]],
    limit: Callable[[Item], float] | None,
    pipe: Connection,
) -> None:
    """Do items until the other end is closed, also because its process is gone."""
    # Ctrl-C goes to all processes of a terminal; the one that started this ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The kernel ends the process: a regular expression that runs away hears no Python signal.
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
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
            _set_limits(limit(item) if limit else 0)
            try:
                result: Result | OnrecordError = step(item)
            except OnrecordError as error:
                result = error
            _set_limits(0)
            pipe.send(result)


def _set_limits(seconds: float) -> None:
    """Let the kernel end this process after so many seconds of work, or ten times that; 0: never."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, seconds * BY_THE_CLOCK)
