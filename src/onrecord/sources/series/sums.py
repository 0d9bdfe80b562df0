"""The checksums of imported series: a value that changes on the disk is seen, and not counted with.

`snapshots/SHA256SUMS`, as `sha256sum -c` reads it from the folder above. A file has two lines while it
is being written: of what it was, and of what it will be. Files without a line are not checked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SUMS = "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class SeriesSums:
    """The checksums of the files of one folder of series."""

    folder: Path

    @property
    def path(self) -> Path:
        """Return the file that holds them."""
        return self.folder / "snapshots" / SUMS

    @contextmanager
    def expect(self, bodies: Mapping[Path, bytes]) -> Iterator[None]:
        """Let the block write these bodies. A file that is not as it was stays named as such."""
        held = self._load()
        news = {
            path.relative_to(self.folder).as_posix(): hashlib.sha256(body).hexdigest()
            for path, body in bodies.items()
        }
        changed = set(self._list_changed(held))
        news = {name: new for name, new in news.items() if name not in changed}
        both = dict(held)
        for name, new in news.items():
            both[name] = tuple(dict.fromkeys((*self._sum(name), new)))
        self._write(both)
        yield
        self._write({**held, **{name: (new,) for name, new in news.items()}})

    def find_changed(self) -> list[str]:
        """Return what is not as it was written, a sentence each."""
        return [
            f"{self.folder / name}: not as it was imported; put it back from a copy, or, where it was "
            f"changed on purpose, take its line out of {self.path}"
            for name in self._list_changed(self._load())
        ]

    def _list_changed(self, held: Mapping[str, tuple[str, ...]]) -> list[str]:
        return [name for name, sums in sorted(held.items()) if {*self._sum(name)}.isdisjoint(sums)]

    def _sum(self, name: str) -> tuple[str, ...]:
        """Return the checksum of a file, nothing where there is none."""
        path = self.folder / name
        if ".." in Path(name).parts or not path.is_relative_to(self.folder):
            return ()
        try:
            return (hashlib.sha256(path.read_bytes()).hexdigest(),)
        except OSError:
            return ()

    def _load(self) -> dict[str, tuple[str, ...]]:
        try:
            lines = self.path.read_bytes().decode("utf-8", "replace").splitlines()
        except FileNotFoundError:
            return {}
        held: dict[str, tuple[str, ...]] = {}
        for line in lines:
            said, _, name = line.partition("  ")
            held[name] = (*held.get(name, ()), said)
        return held

    def _write(self, held: Mapping[str, tuple[str, ...]]) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        beside = self.path.with_name(f".{SUMS}.new")
        lines = [f"{one}  {name}\n" for name, sums in sorted(held.items()) for one in sums]
        beside.write_text("".join(lines), encoding="utf-8")
        beside.replace(self.path)
