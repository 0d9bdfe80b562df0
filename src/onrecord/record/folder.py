"""The record folder: what lies where, and its onrecord.toml.

```
RECORD/
  onrecord.toml  captures/  series/  reviews.jsonl      truth
  parts/  built/<id>/  CURRENT                          built
```
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path

from onrecord.model import RecordError
from onrecord.record.only import Only, read_only
from onrecord.record.watched import Watched, read_watched

SETTINGS_FILE = "onrecord.toml"
DEFAULT_RECORD = "record"
KNOWN_KEYS = ("only", "pack", "pins", "schema_version", "sources", "watch")
SCHEMA_VERSION = 1
# A hash of all else that onrecord.toml says: what was changed since the last build is seen.
SEAL = "settings"
SAY_AGAIN = "say again what it said: `onrecord build SOURCES --pack PACK`"
_BUILD_NAME = re.compile(r"\w[\w-]{0,99}", re.ASCII)


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
    def watch(self) -> Path:
        """Return the folder of what watching has come to, and of the feeds it writes."""
        return self.path / "watch"

    @property
    def current(self) -> Path:
        """Return the file that names the build being read."""
        return self.path / "CURRENT"

    def find_build(self) -> Path | None:
        """Return the folder of the build that CURRENT names, None when there is none of that name."""
        name = self.read_current()
        if not is_build_name(name):
            return None
        folder = self.built / name
        return folder if (folder / "record.duckdb").is_file() else None

    def read_current(self) -> str:
        """Return what CURRENT says, "" when there is no such file."""
        try:
            return self.current.read_bytes().decode("utf-8", "replace").strip()
        except (FileNotFoundError, NotADirectoryError):
            return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSettings:
    """What onrecord.toml says: what the record is made of, and what it was last built with."""

    sources: tuple[str, ...] = ()
    pack: str
    pins: Mapping[str, str] = field(default_factory=dict)
    only: Only = Only()
    watch: Watched = Watched()


def is_build_name(name: str) -> bool:
    """Can a build have this name? Others might lead out of the folder."""
    return _BUILD_NAME.fullmatch(name) is not None


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
    except NotADirectoryError as error:
        raise RecordError(
            f"{folder.path}: a file, not a record's folder; name another with -r"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RecordError(f"{path}: {error}; correct it, or delete it and {SAY_AGAIN}") from error
    for key in data:
        if key not in KNOWN_KEYS:
            raise RecordError(f'{path}: unknown key "{key}"; known: {", ".join(KNOWN_KEYS)}')
    sources, pack, pins = data.get("sources", []), data.get("pack"), data.get("pins", {})
    version = data.get("schema_version", SCHEMA_VERSION)
    if version != SCHEMA_VERSION:
        raise RecordError(
            f"{path}: schema_version {version!r}, and this version of onrecord knows "
            f"{SCHEMA_VERSION}; update onrecord, or correct the number"
        )
    if not isinstance(sources, list) or not isinstance(pack, str) or not isinstance(pins, dict):
        raise RecordError(f"{path}: sources is a list, pack a name, pins a table; correct it")
    try:
        only = read_only(data.get("only", {}))
        watch = read_watched(data.get("watch", {}))
    except ValueError as error:
        raise RecordError(f"{path}: {error}") from error
    return RecordSettings(
        sources=tuple(map(str, sources)),
        pack=pack,
        pins={str(key): str(value) for key, value in pins.items()},
        only=only,
        watch=watch,
    )


def refuse_lost_settings(folder: RecordFolder, pack: str | None) -> None:
    """Raise RecordError where a record was built and says no more with what, and nobody names it."""
    if pack is None and folder.current.exists() and not folder.settings_path.exists():
        raise RecordError(f"{folder.settings_path}: gone; put it back from a copy, or {SAY_AGAIN}")


def write_settings(folder: RecordFolder, settings: RecordSettings) -> None:
    """Write onrecord.toml anew."""
    lines = [
        "# What this record is made of. `onrecord build` reads it and writes the pins.",
        f"schema_version = {SCHEMA_VERSION}",
        f"pack = {_quote(settings.pack)}",
        "sources = [",
        *(f"    {_quote(source)}," for source in settings.sources),
        "]",
        *_list_only(settings.only),
        *settings.watch.list_lines(),
        "",
        "[pins]",
        *(f"{_quote(key)} = {_quote(value)}" for key, value in sorted(settings.pins.items())),
    ]
    write_beside(folder.settings_path, ("\n".join(lines) + "\n").encode())


def seal_settings(settings: RecordSettings) -> RecordSettings:
    """Return the settings with a pin that holds a hash of all else that they say."""
    pins = {**settings.pins, SEAL: _hash_settings(settings)}
    return replace(settings, pins=pins)


def is_sealed(settings: RecordSettings) -> bool:
    """Are the settings those of the last build? Before the first one there is nothing to hold: yes."""
    return not settings.pins or settings.pins.get(SEAL) == _hash_settings(settings)


def _hash_settings(settings: RecordSettings) -> str:
    pins = sorted((k, v) for k, v in settings.pins.items() if k != SEAL)
    only = [settings.only.describe()] if settings.only else []
    watch = [settings.watch.list_lines()] if settings.watch != Watched() else []
    said = json.dumps([settings.pack, settings.sources, pins, *only, *watch])
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def remove_leftovers(*folders: Path) -> None:
    """Remove what `write_beside` was writing in these folders when its process was killed."""
    for folder in folders:
        for beside in folder.glob(".*.new") if folder.is_dir() else ():
            if beside.is_file():
                beside.unlink(missing_ok=True)


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


def _list_only(only: Only) -> list[str]:
    """Return the table of what is taken, nothing where everything is."""
    said = {key: value for key, value in asdict(only).items() if value}
    lines = [f"{key} = {_write_value(value)}" for key, value in said.items()]
    return ["", "[only]", *lines] if lines else []


def _write_value(value: tuple[str, ...] | date) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return f"[{', '.join(map(_quote, value))}]"


def _quote(text: str) -> str:
    """Return a TOML basic string: JSON's escapes are a subset of TOML's, surrogates aside."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        shown = os.fsencode(text)
        raise RecordError(
            f"{shown!r}: a name that is not UTF-8 cannot stand in {SETTINGS_FILE}; name the folder "
            "that it lies in, or give it another name"
        ) from error
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
