"""The steps per key on an engine: many small things together, so that sending them costs little.

What goes to a worker is a batch of pickled things; what comes back are their results in order.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from onrecord.model.carry import Carry, carry_here
from onrecord.run.crews import Crew
from onrecord.run.engines import Engine, open_runner
from onrecord.run.runners import Runner, WorkerDiedError

Item = TypeVar("Item")
Result = TypeVar("Result")
# Of a batch: some forty documents, or a thousand reports.
BATCH_BYTES = 250_000
BATCH_ITEMS = 1_000
LEAST_FILES = 32  # parts of some documents: done before two processes have started


def open_carry(engine: Engine, crew: Crew | None = None) -> Carry:
    """Return what carries the steps per key; a pool takes the processes of `crew`, or lets them go."""
    runner = open_runner(engine, crew=crew)
    if runner.workers == 1 and not engine.is_of_extra:
        if crew is not None:
            crew.dismiss()
        return carry_here
    return EngineCarry(
        runner, least_bytes=engine.least_bytes, shares_folder=not engine.carries_bytes
    )


def carry_files(
    carry: Carry, step: Callable[[Path], Result], files: Sequence[Path]
) -> Iterator[Result]:
    """Yield what `step` comes to for each file of the record: where workers see them, they do it.

    Reading a file takes longer than sending its name, however short that is.
    """
    if isinstance(carry, EngineCarry) and len(files) >= LEAST_FILES:
        return carry.carry_files(step, files)
    return map(step, files)


class EngineCarry:
    """Carries steps on an engine. What comes to fewer than `least_bytes` is not worth the way."""

    def __init__(self, runner: Runner, *, least_bytes: int, shares_folder: bool = True) -> None:
        self._runner = runner
        self._least_bytes = least_bytes
        self._shares_folder = shares_folder

    def __call__(
        self, step: Callable[[Item], Result], items: Iterable[Item], /
    ) -> Iterator[Result]:
        """Yield the result for each item."""
        held: list[bytes] = []
        size = 0
        rest = map(pickle.dumps, items)
        for item in rest:
            held.append(item)
            size += len(item)
            if size >= self._least_bytes:
                return self._send(step, chain(held, rest))
        return map(step, map(_load, held))

    def carry_files(
        self, step: Callable[[Path], Result], files: Sequence[Path]
    ) -> Iterator[Result]:
        """Yield the result for each file; here, where the workers do not see the record's folder."""
        if not self._shares_folder:
            return map(step, files)
        return self._runner.run(partial(_open, step), files, give_up=partial(_refuse_file, step))

    def _send(self, step: Callable[[Item], Result], items: Iterable[bytes]) -> Iterator[Result]:
        opened = partial(_open_batch, step)
        refuse = partial(_refuse, step)
        for results in self._runner.run(opened, _cut_batches(items), give_up=refuse):
            yield from results


def _open(step: Callable[[Path], Result]) -> Callable[[Path], Result]:
    return step


def _refuse_file(step: Callable[..., Any], file: Path) -> Any:
    raise _name_death(step, str(file))


def _open_batch(step: Callable[[Any], Result]) -> Callable[[list[bytes]], list[Result]]:
    return partial(_do_batch, step)


def _do_batch(step: Callable[[Any], Result], items: list[bytes]) -> list[Result]:
    return [step(_load(item)) for item in items]


def _cut_batches(items: Iterable[bytes]) -> Iterator[list[bytes]]:
    batch: list[bytes] = []
    size = 0
    for item in items:
        batch.append(item)
        size += len(item)
        if size >= BATCH_BYTES or len(batch) >= BATCH_ITEMS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _refuse(step: Callable[..., Any], items: list[bytes]) -> Any:
    """Raise WorkerDiedError: without the results of some keys there is no record."""
    raise _name_death(step, f"{len(items)} keys")


def _name_death(step: Callable[..., Any], things: str) -> WorkerDiedError:
    inner = step.func if isinstance(step, partial) else step
    return WorkerDiedError(
        f"{inner.__module__}.{inner.__name__}: a process ended in the midst of {things}, "
        "for want of memory most likely; give it more, or build with --engine serial"
    )


def _load(some: bytes) -> Any:
    # Our own processes made it.
    return pickle.loads(some)  # noqa: S301
