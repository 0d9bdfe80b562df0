"""Shards with their bytes: for workers of other machines, which see neither captures nor parts.

The captures go out as they are kept, the part comes back as it is written: the step between is the
same, in a folder of the worker's own.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.knowledge import Knowledge
from onrecord.model import OnrecordError, RecordError
from onrecord.record.captures import body_path
from onrecord.record.folder import write_beside
from onrecord.run.parts import PartFolder
from onrecord.run.runners import Runner
from onrecord.run.shards import OpenStep, ReadStep, Shard, ShardDone, limit_shard

MARK = ".done"


class OtherMethodError(OnrecordError):
    """A worker would read otherwise than the machine that asks it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A shard with the bytes of its captures, as they are kept; None for bytes that are gone."""

    shard: Shard
    bodies: tuple[bytes | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What a parcel comes to: the files of its part by their names, the done mark last."""

    done: ShardDone
    files: tuple[tuple[str, bytes], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenChecked:
    """Opens a step where code, tables and models are those of the machine that asks: `method`."""

    knowledge: Knowledge
    method: str
    open_step: Callable[[], ReadStep]

    def __call__(self) -> ReadStep:
        """Return the step. Raises OtherMethodError."""
        check_method(self.knowledge, self.method)
        return self.open_step()


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCarried:
    """Opens the step of a worker that gets parcels."""

    knowledge: Knowledge
    method: str
    open_step: OpenStep

    def __call__(self) -> Callable[[Parcel], Delivery]:
        """Return the step. Raises OtherMethodError."""
        check_method(self.knowledge, self.method)
        place = Path(tempfile.mkdtemp(prefix="onrecord-"))
        place.rmdir()
        return _Carried(place, self)


class _Carried:
    """Unpacks a parcel, does its shard, and packs what came of it.

    Its folder is there only meanwhile: workers of a cluster are ended without being asked.
    """

    def __init__(self, place: Path, opened: OpenCarried) -> None:
        self._place = place
        self._captures = place / "captures"
        self._parts = PartFolder(path=place / "parts")
        self._read = opened.open_step(opened.knowledge, self._captures, self._parts)

    def __call__(self, parcel: Parcel) -> Delivery:
        self._place.mkdir(mode=0o700)
        try:
            self._unpack(parcel)
            done = self._read(parcel.shard)
            files = sorted(self._parts.path.iterdir(), key=lambda p: (p.suffix == MARK, p.name))
            return Delivery(done=done, files=tuple((p.name, p.read_bytes()) for p in files))
        finally:
            shutil.rmtree(self._place, ignore_errors=True)

    def _unpack(self, parcel: Parcel) -> None:
        for entry, body in zip(parcel.shard.entries, parcel.bodies, strict=True):
            if body is not None:
                path = body_path(self._captures, entry.sha256)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(body)


def limit_parcel(parcel: Parcel) -> float:
    """Return how many seconds of a processor a parcel may take."""
    return limit_shard(parcel.shard)


def check_method(knowledge: Knowledge, method: str) -> None:
    """Raise OtherMethodError where this machine's code, tables or models are others."""
    import platform

    from onrecord import __version__
    from onrecord.run.build import name_method

    if name_method(knowledge) != method:
        raise OtherMethodError(
            f"{platform.node()}: onrecord {__version__} there has other code or language models "
            "than the machine that asks; install the same on all machines"
        )


def read_carried(
    runner: Runner,
    opened: OpenCarried,
    shards: Iterable[Shard],
    *,
    record: tuple[Path, PartFolder],
    give_up: Callable[[Shard], ShardDone],
) -> Iterator[ShardDone]:
    """Yield what the shards come to, read elsewhere; `record` is where captures and parts are here."""
    captures, parts = record
    parcels = (_pack(captures, shard) for shard in shards)

    def lose(parcel: Parcel) -> Delivery:
        return Delivery(done=give_up(parcel.shard))

    for delivery in runner.run(opened, parcels, give_up=lose):
        for name, body in delivery.files:
            _keep(parts.path, name, body)
        yield delivery.done


def _pack(captures: Path, shard: Shard) -> Parcel:
    paths = (body_path(captures, entry.sha256) for entry in shard.entries)
    return Parcel(shard=shard, bodies=tuple(p.read_bytes() if p.is_file() else None for p in paths))


def _keep(folder: Path, name: str, body: bytes) -> None:
    if Path(name).name != name:
        raise RecordError(f"{name!r} is no name of a part; a worker sent it")
    folder.mkdir(parents=True, exist_ok=True)
    write_beside(folder / name, body)
