"""Worker processes: each does the items that come by its pipe, and waits for more until it is ended.

A process is sent a step once, as `Work`, and then its items. A `Crew` keeps the processes of a run for
the next one, which so spares their start.
"""

from __future__ import annotations

import gc
import multiprocessing
import pickle
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any, Self

from onrecord.model import OnrecordError

# How long a worker that was asked to end may take before it is stopped.
GRACE_SECONDS = 5
# A process may also wait for what never comes: so many times its limit by the clock.
BY_THE_CLOCK = 10


class LostErrandError(OnrecordError):
    """A process that was sent on an errand did not come back."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a process does with its items: how the step is opened, and how long an item may take."""

    open_step: Callable[[], Callable[[Any], Any]]
    limit: Callable[[Any], float] | None = None


@dataclass(eq=False, slots=True)
class Worker:
    """A process, what it was sent to do (pickled), and the number and the item it works on."""

    process: SpawnProcess
    pipe: Connection
    work: bytes = b""
    task: tuple[int, Any] | None = None
    waited: float = 0.0  # seconds for its result
    is_stuck: bool = False  # it was ended, as nothing came of it

    def send(self, work: bytes) -> None:
        """Send the item, and the work before it where the process has other or none.

        Where the process has died, whoever waits for its result hears of it.
        """
        assert self.task is not None
        with suppress(BrokenPipeError, ConnectionResetError):
            if work != self.work:
                self.pipe.send_bytes(work)
                self.work = work
            self.pipe.send(self.task[1])

    def dismiss(self) -> None:
        """Let the process end: at once where it is in the midst of an item."""
        self.pipe.close()
        if self.task is not None:
            self.process.terminate()

    def join(self) -> None:
        """Wait for the end of a process that was dismissed; stop it where it does not come to one."""
        self.process.join(GRACE_SECONDS)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


class Crew:
    """The processes of a build that wait between two steps; at most so many."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._away = 0  # on errands
        self._idle: list[Worker] = []
        self._dismissed: list[Worker] = []

    def __enter__(self) -> Self:
        """Return the crew, which is ended behind the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """End all processes that wait."""
        self.close()

    def hire(self) -> Worker:
        """Return a process that waits, or a fresh one (no fork: models and threads do not survive one)."""
        while self._idle:
            worker = self._idle.pop()
            if worker.process.is_alive():
                return worker
            worker.pipe.close()
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=serve_items, args=(there,), daemon=True)
        process.start()
        there.close()
        return Worker(process=process, pipe=here)

    @property
    def size(self) -> int:
        """Return how many processes there is room for."""
        return self._size

    @property
    def away(self) -> int:
        """Return how many processes are on errands."""
        return self._away

    def send(self, work: Work, item: Any) -> Errand:
        """Let a process do one item while this one goes on."""
        worker = self.hire()
        worker.task = (0, item)
        worker.send(pickle.dumps(work))
        self._away += 1
        return Errand(self, worker)

    def take_back(self, worker: Worker) -> None:
        """Take a process back from its errand: it is kept where it has done it."""
        self._away -= 1
        self.keep(worker)

    def keep(self, worker: Worker) -> None:
        """Keep a process for another run, where it has nothing to do and room is left."""
        if worker.task is None and len(self._idle) < self._size:
            self._idle.append(worker)
        else:
            worker.dismiss()
            self._dismissed.append(worker)

    def dismiss(self) -> None:
        """Let all processes that wait end, and do not wait for them."""
        for worker in self._idle:
            worker.dismiss()
        self._dismissed += self._idle
        self._idle = []

    def close(self) -> None:
        """End all processes. Other ones can be hired afterwards."""
        self.dismiss()
        for worker in self._dismissed:
            worker.join()
        self._dismissed = []


class Errand:
    """One item that a process does while this one goes on; leaving the block ends what is not done."""

    def __init__(self, crew: Crew, worker: Worker) -> None:
        self._crew = crew
        self._worker = worker
        self._is_back = False

    def __enter__(self) -> Self:
        """Return the errand."""
        return self

    def __exit__(self, *_: object) -> None:
        """Give the process back."""
        self.close()

    def close(self) -> None:
        """Give the process back; in the midst of its item it is ended, and its end is waited for."""
        if self._is_back:
            return
        self._is_back = True
        self._crew.take_back(self._worker)
        if self._worker.task is not None:
            self._worker.join()

    @property
    def process_id(self) -> int:
        """Return the number of the process."""
        assert self._worker.process.pid is not None
        return self._worker.process.pid

    def wait(self, seconds: float) -> Any:
        """Return what came of it. Raises the OnrecordError that came instead.

        Raises LostErrandError when the process ended without a word, or gave none for so long.
        """
        try:
            if not self._worker.pipe.poll(seconds):
                raise LostErrandError(f"nothing came of it in {seconds:.0f} s")
            result = self._worker.pipe.recv()
        except (EOFError, ConnectionResetError) as error:
            raise LostErrandError("its process ended in the midst of it") from error
        self._worker.task = None
        if isinstance(result, OnrecordError):
            raise result
        return result


def relax_garbage_collection() -> None:
    """Look for garbage in cycles less often: 5 % of the time of a reading, and nearly none there."""
    gc.set_threshold(100_000, 50, 50)


def serve_items(pipe: Connection) -> None:
    """Do items until the other end is closed, also because its process is gone."""
    # Ctrl-C goes to all processes of a terminal; the one that started this ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The kernel ends the process: a regular expression that runs away hears no Python signal.
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    relax_garbage_collection()
    do: Callable[[Any], Any] | None = None
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            got = pipe.recv()
            if isinstance(got, Work):
                do = None  # what it holds goes before other models are loaded
                do = _open(got)
            elif do is not None:
                pipe.send(do(got))


def _open(work: Work) -> Callable[[Any], Any]:
    """Return what gives the result of an item, or the error that came instead."""
    try:
        step = work.open_step()
    except OnrecordError as error:
        fault = error
        return lambda _: fault

    def do(item: Any) -> Any:
        _set_limits(work.limit(item) if work.limit else 0)
        try:
            return step(item)
        except OnrecordError as error:
            return error
        finally:
            _set_limits(0)

    return do


def _set_limits(seconds: float) -> None:
    """Let the kernel end this process after so many seconds of work, or ten times that; 0: never."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, seconds * BY_THE_CLOCK)
