"""The folder that imported series lie in: a pack whose observations and snapshots are written here.

```
FOLDER/pack.yml  series.yml  kinds.yml  feeds.yml     written by hand (pack.yml: made when missing)
FOLDER/series/<id>.csv                                observations, only ever added to
FOLDER/snapshots/<sha256>.gz  index.jsonl             the files as they came, and when
FOLDER/snapshots/SHA256SUMS                           what index and observations were when written
```
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from onrecord.knowledge.packs import DEFAULT_PACK, find_pack, load_pack_info
from onrecord.knowledge.series import COLUMNS
from onrecord.model import Observation, SourceError, hash_bytes
from onrecord.sources.series.sums import SeriesSums


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Bytes as they came: what was asked for, when, and what the server said of their age."""

    source: str
    kind: str
    sha256: str
    size: int
    at: str  # ISO time
    as_of: str  # ISO day
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class SeriesFolder:
    """A pack's folder, as far as series are concerned. `stands_on` is the pack it will require."""

    path: Path
    stands_on: str = DEFAULT_PACK

    @property
    def is_pack(self) -> bool:
        """Is there a pack.yml?"""
        return (self.path / "pack.yml").is_file()

    @property
    def holds_values(self) -> bool:
        """Were values imported? Then they count also where pack.yml is gone."""
        return self.index_path.is_file() or any(self.path.glob("series/*.csv"))

    @property
    def sums(self) -> SeriesSums:
        """Return the checksums of what was imported."""
        return SeriesSums(self.path)

    @property
    def index_path(self) -> Path:
        """Return the file that lists the snapshots."""
        return self.path / "snapshots" / "index.jsonl"

    def make(self) -> None:
        """Make the folder a pack that requires another and bears its title."""
        self.path.mkdir(parents=True, exist_ok=True)
        title = load_pack_info(find_pack(self.stands_on)).title
        lines = {
            "name": json.dumps(self.path.absolute().name, ensure_ascii=False),
            "title": json.dumps(title, ensure_ascii=False),
            "version": '"1"',
            "requires": f"[{json.dumps(self.stands_on, ensure_ascii=False)}]",
        }
        body = "".join(f"{key}: {value}\n" for key, value in lines.items())
        _put(self.path / "pack.yml", body.encode())

    def stand_on(self, pack: str) -> None:
        """Make the folder require `pack`, when it requires another."""
        if not self.is_pack or load_pack_info(self.path).requires != [pack]:
            replace(self, stands_on=pack).make()

    def add_observations(self, added: Sequence[Observation]) -> None:
        """Add observations to the series' files: all of them, or none when one cannot be written."""
        by_file: dict[str, list[tuple[str, ...]]] = {}
        for observation in added:
            stem, _, dimension = observation.series_id.partition(".")
            by_file.setdefault(stem, []).append(_make_row(observation, dimension))
        written: list[tuple[Path, Path]] = []
        bodies: dict[Path, bytes] = {}
        (self.path / "series").mkdir(parents=True, exist_ok=True)
        try:
            for stem, rows in by_file.items():
                path = self.path / "series" / f"{stem}.csv"
                beside = path.with_name(f".{stem}.new")
                written.append((beside, path))
                bodies[path] = _write_csv([*_load_rows(path), *rows])
                beside.write_bytes(bodies[path])
            with self.sums.expect(bodies):
                for beside, path in written:
                    beside.replace(path)
        finally:
            for beside, _ in written:
                beside.unlink(missing_ok=True)

    def add_snapshot(self, snapshot: Snapshot, body: bytes) -> Snapshot:
        """Keep the bytes under their hash, once, and note the snapshot."""
        kept = replace(snapshot, sha256=hash_bytes(body), size=len(body))
        self.index_path.parent.mkdir(parents=True, exist_ok=True)
        if not self._holds_whole(kept):
            _put(self._body_path(kept), gzip.compress(body, mtime=0))
        line = json.dumps(asdict(kept), ensure_ascii=False).encode() + b"\n"
        before = self.index_path.read_bytes() if self.index_path.exists() else b""
        with self.sums.expect({self.index_path: before + line}):
            _put(self.index_path, before + line)
        return kept

    def _holds_whole(self, snapshot: Snapshot) -> bool:
        try:
            self.load_body(snapshot)
        except SourceError:
            return False
        return True

    def _body_path(self, snapshot: Snapshot) -> Path:
        return self.index_path.parent / f"{snapshot.sha256}.gz"

    def load_snapshots(self) -> list[Snapshot]:
        """Return the snapshots in the order in which they came."""
        try:
            lines = self.index_path.read_bytes().split(b"\n")
        except FileNotFoundError:
            return []
        try:
            return [Snapshot(**json.loads(line)) for line in lines if line]
        except (ValueError, TypeError) as error:
            raise SourceError(f"{self.index_path}: is damaged ({error}); restore it") from error

    def load_body(self, snapshot: Snapshot) -> bytes:
        """Return the bytes of a snapshot. Raises SourceError when they are not those that came."""
        path = self._body_path(snapshot)
        try:
            body = gzip.decompress(path.read_bytes())
        except (OSError, EOFError, zlib.error) as error:
            raise SourceError(f"{path}: cannot be read ({error}); import the file again") from error
        if hash_bytes(body) != snapshot.sha256:
            raise SourceError(f"{path}: is not what came; import the file again")
        return body


def _put(path: Path, body: bytes) -> None:
    """Write beside a file and put it in its place: never half a file under the name."""
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_bytes(body)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _make_row(observation: Observation, dimension: str) -> tuple[str, ...]:
    return (
        observation.period.first.isoformat(),
        observation.period.after.isoformat(),
        dimension,
        format(observation.value, "f"),
        observation.released.isoformat() if observation.released else "",
        observation.retrieved.isoformat(),
        observation.carrier,
        observation.note,
    )


def _load_rows(path: Path) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a series' file as they stand."""
    if path.exists():
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            next(rows, None)
            yield from map(tuple, rows)


def _write_csv(rows: Iterable[tuple[str, ...]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(sorted(set(rows)))
    return text.getvalue().encode()
