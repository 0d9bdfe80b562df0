"""Parts: what one shard of captures came to. A cache that may be deleted.

A part is `parts/<method>/<shard>.json.gz`; `<shard>.done` beside it lists the captures in it and
is written last. `<method>` is a hash of code, tables and language models: another method, other
parts.
"""

from __future__ import annotations

import gzip
import json
import shutil
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from onrecord.model import Document, RecordError, make_id
from onrecord.record.codec import from_plain, to_plain
from onrecord.record.folder import write_beside
from onrecord.run.readings import Reading

ThingT = TypeVar("ThingT")
# Parts are written once and read at each build: speed counts for more than size.
LEVEL = 1
# What reading something else than a part raises.
_NO_PART = (
    ArithmeticError, AttributeError, EOFError, LookupError, OSError, RecordError, TypeError,
    ValueError, zlib.error,
)  # fmt: skip
_DOCUMENT = [field.name for field in fields(Reading)].index("document")


class DamagedPartError(RecordError):
    """A part cannot be read; its captures have to be read again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartFolder:
    """The parts of one method."""

    path: Path

    def write(self, readings: Sequence[tuple[str, Reading]]) -> Path:
        """Write the readings (each with the key of its capture) as one part, then its done mark."""
        self.path.mkdir(parents=True, exist_ok=True)
        keys = [key for key, _ in readings]
        name = make_id("part", *keys)
        encode = to_plain(Reading)
        plain = [[key, encode(reading)] for key, reading in readings]
        body = json.dumps(plain, separators=(",", ":")).encode()
        part = self.path / f"{name}.json.gz"
        write_beside(part, gzip.compress(body, LEVEL, mtime=0))
        write_beside(self.path / f"{name}.done", json.dumps(keys).encode())
        return part

    def find_done(self) -> dict[str, Path]:
        """Return the part that holds each capture's reading, by the capture's key."""
        found: dict[str, Path] = {}
        for mark in sorted(self.path.glob("*.done")):
            part = mark.with_name(mark.name.removesuffix(".done") + ".json.gz")
            if part.is_file():
                found.update(dict.fromkeys(_read_mark(mark), part))
        return found

    def read(self, part: Path) -> Iterator[tuple[str, Reading]]:
        """Return the readings of a part, each with the key of its capture.

        Raises DamagedPartError when it cannot be read; by then it counts as not done.
        """
        return self._read(part, from_plain(Reading))

    def read_documents(self, part: Path) -> Iterator[tuple[str, Document | None]]:
        """Return the documents of a part alone, as `read` does."""
        decode = from_plain(Document | None)
        return self._read(part, lambda reading: decode(reading[_DOCUMENT]))

    def _read(
        self, part: Path, decode: Callable[[list[Any]], ThingT]
    ) -> Iterator[tuple[str, ThingT]]:
        try:
            for key, plain in json.loads(gzip.decompress(part.read_bytes())):
                yield key, decode(plain)
        except _NO_PART as error:
            self.forget(part)
            raise DamagedPartError(
                f"{part}: damaged ({error}); it is a cache: build again and it is made anew"
            ) from error

    def forget(self, part: Path) -> None:
        """Take back the done mark of a part: its captures are read again."""
        mark_of(part).unlink(missing_ok=True)


def _read_mark(mark: Path) -> list[str]:
    """Return the keys that a done mark lists; a damaged one lists none: they are read again."""
    try:
        keys = json.loads(mark.read_bytes())
    except ValueError:
        return []
    return [key for key in keys if isinstance(key, str)] if isinstance(keys, list) else []


def mark_of(part: Path) -> Path:
    """Return the done mark of a part."""
    return part.with_name(part.name.removesuffix(".json.gz") + ".done")


def remove_other_methods(parts: Path, keep: PartFolder) -> None:
    """Remove the parts of methods that no build uses any more."""
    if not parts.exists():
        return
    for folder in parts.iterdir():
        if folder != keep.path and folder.is_dir():
            shutil.rmtree(folder, ignore_errors=True)
