"""Read captures: shards through an engine, and what ended a worker alone once more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Protocol

from onrecord.knowledge import Knowledge
from onrecord.record.captures import CaptureEntry
from onrecord.run.crews import Crew
from onrecord.run.engines import Engine, EngineKind, open_runner
from onrecord.run.parcels import OpenCarried, OpenChecked, limit_parcel, read_carried
from onrecord.run.parts import PartFolder
from onrecord.run.runners import PoolRunner, Runner
from onrecord.run.shards import (
    OpenStep,
    Shard,
    ShardDone,
    cut_shards,
    give_up_reading,
    limit_shard,
    lose_shard,
    open_shard_step,
    split_shard,
)


class Hearer(Protocol):
    """Hears how far the reading is."""

    def begin(self, captures: int, *, known: int) -> None:
        """Hear how many captures are to be read, and how many were read before."""

    def advance(self, captures: int) -> None:
        """Hear that some more were read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What captures are read with, where they lie and where their readings go."""

    knowledge: Knowledge
    captures: Path
    parts: PartFolder
    open_step: OpenStep = open_shard_step


def read_captures(
    entries: Sequence[CaptureEntry],
    desk: Desk,
    *,
    engine: Engine,
    progress: Hearer,
    crew: Crew | None = None,
) -> int:
    """Read what no part holds yet; return how many captures that were.

    The processes of a pool stay with `crew`.
    """
    done = desk.parts.find_done()
    waiting = [entry for entry in entries if entry.key not in done]
    progress.begin(len(waiting), known=len(entries) - len(waiting))
    if not waiting:
        return 0
    limit = limit_parcel if engine.carries_bytes else limit_shard
    runner = open_runner(engine, limit, crew=crew)
    # The largest first: then all processes have done the last ones at nearly the same time.
    cut = cut_shards(waiting, workers=runner.workers)
    shards = sorted(cut, key=attrgetter("size"), reverse=True)
    lost: list[Shard] = []
    for result in _read_with(runner, shards, desk, engine):
        progress.advance(result.captures)
        lost += [result.lost] if result.lost else []
    if not lost:
        return len(waiting)
    # One capture of a shard ended its process; each alone, so that the others are read, in a
    # process that has all memory to itself.
    if crew is not None:
        crew.close()
    alone = [single for shard in lost for single in split_shard(shard)]
    again = PoolRunner(1, limit_shard) if engine.kind is EngineKind.POOL else runner
    for result in _read_with(again, alone, desk, engine):
        progress.advance(1)
        if result.lost:
            (entry,) = result.lost.entries
            desk.parts.write([(entry.key, give_up_reading(entry))])
    return len(waiting)


def _read_with(
    runner: Runner, shards: Sequence[Shard], desk: Desk, engine: Engine
) -> Iterator[ShardDone]:
    """Yield what the shards come to."""
    place = desk.captures, desk.parts
    open_here = partial(desk.open_step, desk.knowledge, *place)
    method = desk.parts.path.name
    if engine.carries_bytes:
        opened = OpenCarried(knowledge=desk.knowledge, method=method, open_step=desk.open_step)
        yield from read_carried(runner, opened, shards, record=place, give_up=lose_shard)
    elif engine.kind is EngineKind.RAY:
        checked = OpenChecked(knowledge=desk.knowledge, method=method, open_step=open_here)
        yield from runner.run(checked, shards, give_up=lose_shard)
    else:
        yield from runner.run(open_here, shards, give_up=lose_shard)
