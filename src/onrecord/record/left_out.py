"""What a build met and did not take, by `[only]` of onrecord.toml: a line each, with the reason.

`captures/left_out.jsonl.gz`, written anew for the sources that are met; those of others stay.
"""

from __future__ import annotations

import gzip
import json
import os
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from onrecord.model import RecordError
from onrecord.record.captures import list_places

FILE = "left_out.jsonl.gz"
_LEVEL = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A document that was met and not taken: why, and what was found there instead."""

    source: str
    url: str | None
    reason: str  # language, outlet, topic, date, text
    found: str | None


class LeftOutWriter:
    """Takes what is left out; the list is put in place when the block ends without an error."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._beside = folder / f".{FILE}.{os.getpid()}.new"
        self._places: set[str] = set()
        self._counts: Counter[str] = Counter()

    def __enter__(self) -> Self:
        self._file = gzip.open(self._beside, "wt", _LEVEL, encoding="utf-8")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                self._keep_others()
        finally:
            self._file.close()
            if kind is None and self._counts:
                self._beside.replace(self._path)
            elif kind is None:
                self._path.unlink(missing_ok=True)
            self._beside.unlink(missing_ok=True)

    @property
    def counts(self) -> dict[str, int]:
        """Return how many are left out, by reason; those of sources not met now too, at the end."""
        return dict(sorted(self._counts.items()))

    def meet(self, place: str) -> None:
        """Hear that a file was met: what was said of it before does not count any more."""
        self._places.add(place)

    def add(self, one: LeftOut) -> None:
        """Take one."""
        self._counts[one.reason] += 1
        # Escapes, so that a file name that is no UTF-8 comes back as it was.
        self._file.write(json.dumps(asdict(one)) + "\n")

    def _keep_others(self) -> None:
        for one in load_left_out(self._path.parent):
            if self._places.isdisjoint(list_places(one.source)):
                self.add(one)


def load_left_out(folder: Path) -> Iterator[LeftOut]:
    """Yield what was left out when the sources were last met. Raises RecordError when it is damaged."""
    path = folder / FILE
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                yield LeftOut(**json.loads(line))
    except FileNotFoundError:
        return
    except (OSError, EOFError, zlib.error, ValueError, TypeError) as error:
        raise RecordError(
            f"{path}: damaged ({error}); delete it and build again: it is made anew"
        ) from error
