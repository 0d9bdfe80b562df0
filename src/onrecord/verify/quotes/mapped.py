"""Arrays that grow with the pile: in memory while they are small, then in files that are mapped.

What is mapped is read as an array is. Its pages are the system's, which takes them back when memory
is wanted elsewhere; `MappedArrays.rest` gives them back at once. The files have no names and are gone with
the process.
"""

from __future__ import annotations

import mmap
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedRandom
from pathlib import Path
from typing import Any, cast
from weakref import WeakSet

import numpy as np
import numpy.typing as npt

HELD_BYTES = 4_000_000  # of one array, before it goes to a file
_AT_ONCE = 1 << 16  # bytes that are written together
_GIVE_BACK = getattr(
    mmap, "MADV_DONTNEED", None
)  # not on Windows, which takes pages back by itself


class MappedArrays:
    """Keeps arrays in files of `folder`; all of them in memory where there is none.

    One of no more than `held` bytes is no file.
    """

    def __init__(self, folder: Path | None = None, *, held: int = HELD_BYTES) -> None:
        self._folder = folder
        self._held = held
        self._maps: WeakSet[mmap.mmap] = WeakSet()  # each as long as its array

    def open(self, kind: npt.DTypeLike, *, is_file: bool = False) -> Growing:
        """Return a new array, empty; `is_file`: there will be many beside it."""
        return Growing(self, np.dtype(kind), 0 if is_file else self._held)

    def rest(self) -> None:
        """Give back the memory of what was read of the files; it is read again when asked for."""
        if _GIVE_BACK is not None:
            for one in self._maps:
                one.madvise(_GIVE_BACK)

    def make_file(self) -> BufferedRandom | None:
        """Return a file without a name, None where arrays stay in memory."""
        if self._folder is None:
            return None
        try:
            made: Any = tempfile.TemporaryFile(dir=self._folder, buffering=_AT_ONCE)  # noqa: SIM115
        except OSError:  # a disk that is only read
            self._folder = None
            return None
        return cast("BufferedRandom", made)

    def map(self, file: BufferedRandom, kind: np.dtype[Any]) -> npt.NDArray[Any]:
        """Return what was written to a file as an array, for reading only. Raises OSError."""
        with self.name_failure():
            file.flush()
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        file.close()  # the map has a handle of its own
        self._maps.add(mapped)
        return np.frombuffer(mapped, kind)

    @contextmanager
    def name_failure(self) -> Iterator[None]:
        """Let an error say where: its file has no name."""
        try:
            yield
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(self._folder)) from error


class Growing:
    """An array to which values are added at its end."""

    def __init__(self, mapped: MappedArrays, kind: np.dtype[Any], held: int) -> None:
        self._mapped = mapped
        self._kind = kind
        self._most = held
        self._held = bytearray()
        self._file: BufferedRandom | None = None
        self._size = 0

    def __len__(self) -> int:
        """Return how many values it has."""
        return self._size // self._kind.itemsize

    def add(self, raw: bytes | memoryview) -> None:
        """Add values as their bytes. Raises OSError, with the folder, where the disk is full."""
        self._size += len(raw)
        if self._file is None:
            self._held += raw
            if len(self._held) <= self._most or (file := self._mapped.make_file()) is None:
                return
            raw, self._file, self._held = bytes(self._held), file, bytearray()
        with self._mapped.name_failure():
            self._file.write(raw)

    def finish(self) -> npt.NDArray[Any]:
        """Return all values; none are added any more. Raises OSError where the disk is full."""
        if self._file is None:
            return np.frombuffer(bytes(self._held), self._kind)
        file, self._file = self._file, None
        return self._mapped.map(file, self._kind)
