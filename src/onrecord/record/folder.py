"""The record folder: what lies where, and its onrecord.toml.

```
RECORD/
  onrecord.toml  captures/  series/  reviews.jsonl      truth
  parts/  built/<id>/  CURRENT                          built
```
"""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.model import RecordError

SETTINGS_FILE = "onrecord.toml"
DEFAULT_RECORD = "record"
KNOWN_KEYS = ("pack", "pins", "schema_version", "sources")


@dataclass(frozen=True, slots=True)
class RecordFolder:
    """The paths of a record."""

    path: Path

    @property
    def settings_path(self) -> Path:
        """Return where the sources, the pack and the pins are written."""
        return self.path / SETTINGS_FILE

    @property
    def captures(self) -> Path:
        """Return the folder of the captures."""
        return self.path / "captures"

    @property
    def series(self) -> Path:
        """Return the folder of the imported official files."""
        return self.path / "series"

    @property
    def reviews(self) -> Path:
        """Return the log of reviews."""
        return self.path / "reviews.jsonl"

    @property
    def parts(self) -> Path:
        """Return the folder of the parts."""
        return self.path / "parts"

    @property
    def built(self) -> Path:
        """Return the folder of the built databases."""
        return self.path / "built"

    @property
    def current(self) -> Path:
        """Return the file that names the build being read."""
        return self.path / "CURRENT"

    def find_build(self) -> Path | None:
        """Return the folder of the build that CURRENT names, None when nothing was built yet."""
        try:
            name = self.current.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return None
        folder = self.built / name
        return folder if name and (folder / "record.duckdb").is_file() else None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSettings:
    """What onrecord.toml says: what the record is made of, and what it was last built with."""

    sources: tuple[str, ...] = ()
    pack: str
    pins: Mapping[str, str] = field(default_factory=dict)


def find_record(given: Path | None, *, environment: Mapping[str, str], start: Path) -> Path:
    """Return the record folder meant: `given`, else ONRECORD, else the nearest upward, else ./record."""
    if given is not None:
        return given
    named = environment.get("ONRECORD")
    if named:
        return Path(named)
    here = start.absolute()
    for folder in (here, *here.parents):
        if (folder / SETTINGS_FILE).is_file():
            return folder
    return start / DEFAULT_RECORD


def load_settings(folder: RecordFolder) -> RecordSettings | None:
    """Return what onrecord.toml says, None when there is none. Raises RecordError when it is wrong."""
    path = folder.settings_path
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RecordError(f"{path}: {error}; correct it or delete it and build again") from error
    for key in data:
        if key not in KNOWN_KEYS:
            raise RecordError(f'{path}: unknown key "{key}"; known: {", ".join(KNOWN_KEYS)}')
    sources, pack, pins = data.get("sources", []), data.get("pack"), data.get("pins", {})
    if not isinstance(sources, list) or not isinstance(pack, str) or not isinstance(pins, dict):
        raise RecordError(f"{path}: sources is a list, pack a name, pins a table; correct it")
    return RecordSettings(
        sources=tuple(map(str, sources)),
        pack=pack,
        pins={str(key): str(value) for key, value in pins.items()},
    )


def write_settings(folder: RecordFolder, settings: RecordSettings) -> None:
    """Write onrecord.toml anew."""
    lines = [
        "# What this record is made of. `onrecord build` reads it and writes the pins.",
        "schema_version = 1",
        f"pack = {_quote(settings.pack)}",
        "sources = [",
        *(f"    {_quote(source)}," for source in settings.sources),
        "]",
        "",
        "[pins]",
        *(f"{_quote(key)} = {_quote(value)}" for key, value in sorted(settings.pins.items())),
    ]
    write_beside(folder.settings_path, ("\n".join(lines) + "\n").encode())


def write_beside(path: Path, body: bytes, *, sync: bool = False) -> None:
    """Write `body` beside `path` and put it in its place: never half a file under the name."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with beside.open("wb") as file:
            file.write(body)
            if sync:
                file.flush()
                os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def _quote(text: str) -> str:
    """Return a TOML basic string: JSON's escapes are a subset of TOML's, surrogates aside."""
    return json.dumps(text, ensure_ascii=False)
