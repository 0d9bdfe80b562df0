"""Runners carry a step over items: one after the other, or in a pool of processes.

`SerialRunner` is the truth; `PoolRunner` gives the same results in the same order.
"""

from __future__ import annotations

import pickle
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import wait
from typing import Any, Generic, Protocol, TypeVar

from onrecord.model import OnrecordError
from onrecord.run.crews import BY_THE_CLOCK, Crew, Work, Worker

Item = TypeVar("Item")
Result = TypeVar("Result")
Step = Callable[[Item], Result]
# So many deaths and no result: it is not the items.
MOST_DEATHS = 4
_BY_LIMIT = (-signal.SIGPROF, -signal.SIGALRM)  # exit codes of processes that took too long
# A process that is stopped, or waits inside the kernel, does not end itself: it is ended from here, so
# long after it should have. Time in which this process was stopped too does not count.
STUCK_SECONDS = 120.0
_LOOK_SECONDS = 5.0


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


class PoolRunner:
    """Several processes: those that wait in `crew`, and fresh ones.

    `limit` says how many seconds of its processor an item may take: a process that takes more is
    ended, also when nobody is left to end it. Without a crew the processes are ended with the run.
    """

    def __init__(
        self,
        workers: int,
        limit: Callable[[Any], float] | None = None,
        *,
        crew: Crew | None = None,
    ) -> None:
        self.workers = workers
        self._limit = limit
        self._crew = crew

    def run(
        self,
        open_step: Callable[[], Step[Item, Result]],
        items: Iterable[Item],
        *,
        give_up: Callable[[Item], Result],
    ) -> Iterator[Result]:
        """Yield the results in the order of the items."""
        crew = self._crew or Crew(self.workers)
        work = Work(open_step, self._limit)
        pool = _Pool(crew, work, items, give_up)
        try:
            yield from pool.run(max(1, self.workers - crew.away))
        finally:
            pool.close()
            if self._crew is None:
                crew.close()


class _Pool(Generic[Item, Result]):
    """The processes of one run, what each works on, and the results that wait for their turn."""

    def __init__(
        self,
        crew: Crew,
        work: Work,
        items: Iterable[Item],
        give_up: Callable[[Item], Result],
    ) -> None:
        self._crew = crew
        self._work = work
        self._pickled = b""
        self._items = enumerate(items)  # taken one by one: there may be many
        self._next = next(self._items, None)
        self._give_up = give_up
        self._done: dict[int, Result] = {}
        self._deaths = 0
        self._lives = 0
        self._workers: list[Worker] = []

    def run(self, count: int) -> Iterator[Result]:
        self._start(count)
        number = 0
        while number in self._done or any(worker.task is not None for worker in self._workers):
            if number not in self._done:
                self._wait()
                continue
            yield self._done.pop(number)
            number += 1

    def close(self) -> None:
        """Leave the processes to the crew, which ends those in the midst of an item."""
        for worker in self._workers:
            self._crew.keep(worker)

    def _start(self, count: int) -> None:
        """Start as many processes as there are items for, all before one is sent what it is to do."""
        for _ in range(count):
            if self._next is not None:
                self._workers.append(self._crew.hire())
                self._take_item(self._workers[-1])
        if self._workers:
            self._pickled = pickle.dumps(self._work)
        for worker in self._workers:
            worker.send(self._pickled)

    def _take_item(self, worker: Worker) -> None:
        worker.task, worker.waited = self._next, 0.0
        if worker.task is not None:
            self._next = next(self._items, None)

    def _wait(self) -> None:
        """Take what some worker has, or take note that it died."""
        by_pipe = {worker.pipe: worker for worker in self._workers if worker.task is not None}
        began = time.monotonic()
        ready = wait(list(by_pipe), _LOOK_SECONDS)
        self._end_stuck(by_pipe.values(), min(time.monotonic() - began, _LOOK_SECONDS))
        for pipe in ready:
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
            self._go_on(worker)

    def _end_stuck(self, workers: Iterable[Worker], seconds: float) -> None:
        """Count how long was waited for each, and end those that their limits do not end."""
        for worker in workers:
            worker.waited += seconds
            limit = self._work.limit(worker.task[1]) if self._work.limit and worker.task else 0
            if limit and worker.waited > limit * BY_THE_CLOCK + STUCK_SECONDS:
                worker.is_stuck = True
                worker.process.kill()

    def _go_on(self, worker: Worker) -> None:
        self._take_item(worker)
        if worker.task is not None:
            worker.send(self._pickled)

    def _replace(self, worker: Worker) -> None:
        """Give up the item in whose midst the worker died, and start another worker."""
        worker.process.join()
        worker.pipe.close()
        self._workers.remove(worker)
        # What took too long was the item's fault, however many there are of its kind.
        self._deaths += worker.process.exitcode not in _BY_LIMIT and not worker.is_stuck
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
            self._workers.append(self._crew.hire())
            self._go_on(self._workers[-1])
