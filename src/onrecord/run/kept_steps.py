"""What steps per key came to, kept beside the parts: a key whose things did not change is not done again.

Each result is addressed by a hash of all that went in; the folder's name says by which code and
tables (as for parts), the file's by which code of the build. A cache: a file that is missing or
damaged holds nothing, and what it held is worked out again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from onrecord.model import Origin
from onrecord.record.arrays import make_array, make_strings
from onrecord.record.codec import from_plain, to_plain
from onrecord.run.packed import KEPT, load_packed, name_ending, write_packed
from onrecord.verify.quotes import MappedArrays

NAME = "steps.json.gz"  # as a part is named, beside which it would lie
VERSIONS, MATCHES, COPIES = "versions", "matches", "copies"
SPOKEN, QUOTES, PLACES = "spoken", "quotes", "places"
KINDS = (VERSIONS, MATCHES, COPIES, SPOKEN, QUOTES, PLACES)
MOST_PLACES = 100  # that are remembered for a document with quotes; some forty are looked at
AT_A_TIME = 5_000  # results that are packed together
# What the results are made by, beside the code that parts are keyed by.
CODE = (
    "record/codec.py", "record/names.py", "run/filling.py", "run/gists.py", "run/kept_steps.py",
    "run/names.py", "run/packed.py", "run/sheets.py", "run/speeches.py", "run/together.py",
)  # fmt: skip
_COLUMNS = pa.schema([("key", pa.string()), ("value", pa.string())])


class KeptSteps:
    """The results of earlier builds, and those that this one came to. Without a folder none are kept."""

    def __init__(self, folder: Path | None) -> None:
        self._part = folder / NAME if folder is not None else None
        self._before = {kind: _Held() for kind in KINDS}
        self._now = {kind: _Results() for kind in KINDS}
        self._stood: set[str] = set()  # kinds of which a result came from an earlier build
        if self._part is not None:
            for kind in KINDS:
                table = load_packed(self._part, _name(kind), (), _COLUMNS)
                if table is not None:
                    self._before[kind] = _Held(table)

    def find(self, kind: str, key: str) -> Any:
        """Return a result and keep it for the builds to come; None where none is kept."""
        found = self.look(kind, key)
        if found is not None:
            self.move(kind, key, key)
        return found

    def look(self, kind: str, key: str) -> Any:
        """Return a result, None where none is kept."""
        plain = self._before[kind].find(key)
        return None if plain is None else from_plain(_shape(kind))(json.loads(plain))

    def move(self, kind: str, old: str, new: str) -> None:
        """Keep an earlier result for the builds to come, under the key `new`."""
        plain = self._before[kind].find(old)
        if plain is None:
            raise KeyError(old)
        self._now[kind].add(new, plain)
        self._stood.add(kind)

    def holds(self, kind: str, key: str) -> bool:
        """Is a result kept under this key?"""
        return self._before[kind].holds(key)

    def keep(self, kind: str, key: str, result: Any) -> None:
        """Keep a result for the builds to come."""
        if self._part is not None:
            plain = to_plain(_shape(kind))(result)
            self._now[kind].add(key, json.dumps(plain, separators=(",", ":")))

    def save(self) -> None:
        """Write what this build used; what it did not is forgotten."""
        if self._part is None:
            return
        with suppress(OSError):  # a cache: where nothing can be written it is made each time
            for old in self._part.parent.glob(f"steps.*{KEPT}"):
                if old.name.removeprefix("steps") not in map(_name, KINDS):
                    old.unlink(missing_ok=True)
            quotes = len(self._now[QUOTES].read().table)
            for kind in KINDS:
                before, held = self._before[kind].table, self._now[kind].read()
                if kind == PLACES and QUOTES in self._stood:
                    both = _Held(pa.concat_tables([before, held.table]))
                    if len(both.table) <= MOST_PLACES * quotes:
                        held = both  # quotes that were not looked for again may be the next
                if held.table != before:
                    write_packed(self._part, _name(kind), held.table)


class _Results:
    """Results by key, packed as they come: as Python has them they would take four times the memory."""

    def __init__(self) -> None:
        self._keys: list[str] = []
        self._values: list[str] = []
        self._packed: list[pa.Table] = []

    def add(self, key: str, value: str) -> None:
        self._keys.append(key)
        self._values.append(value)
        if len(self._keys) >= AT_A_TIME:
            self._packed.append(_make_table(self._keys, self._values))
            self._keys, self._values = [], []

    def read(self) -> _Held:
        """Return all of them; of those with one key the last."""
        return _Held(pa.concat_tables([*self._packed, _make_table(self._keys, self._values)]))


class _Held:
    """Results in the order of their keys, packed; of some with one key the last."""

    def __init__(self, table: pa.Table | None = None) -> None:
        table = table if table is not None else _make_table([], [])
        keys = np.array([key.encode() for key in table.column("key").to_pylist()], dtype=np.bytes_)
        order = np.argsort(keys, kind="stable")
        keys = keys[order]
        is_last = np.r_[keys[1:] != keys[:-1], np.ones(min(len(keys), 1), dtype=np.bool_)]
        self.table = table.take(make_array(order[is_last].tolist(), pa.int32()))
        self._keys = keys[is_last]

    def find(self, key: str) -> str | None:
        """Return the result of a key, None where there is none."""
        at = self._place(key)
        found: str | None = self.table.column("value")[at].as_py() if at is not None else None
        return found

    def holds(self, key: str) -> bool:
        """Is there a result of this key?"""
        return self._place(key) is not None

    def _place(self, key: str) -> int | None:
        raw = key.encode()
        at = int(np.searchsorted(self._keys, np.bytes_(raw)))
        return at if at < len(self._keys) and self._keys[at] == raw else None


class KeptPlaces:
    """Remembers where words of quotes were found: `verify.quotes.index.Memory`."""

    def __init__(self, kept: KeptSteps, mapped: MappedArrays) -> None:
        self._kept = kept
        self.mapped = mapped

    def find(self, key: str) -> tuple[int, ...] | None:
        """Return what was found, () for no place; None where it was not looked for."""
        found: tuple[int, ...] | None = self._kept.find(PLACES, key)
        return found

    def keep(self, key: str, found: tuple[int, ...]) -> None:
        """Remember what was found."""
        self._kept.keep(PLACES, key, found)


def hash_all(*parts: str | bytes) -> str:
    """Return a hash of some texts, told apart by their lengths."""
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(raw).to_bytes(8, "little"))
        digest.update(raw)
    return digest.hexdigest()


def _shape(kind: str) -> Any:
    from onrecord.text.origins_matches import Judged
    from onrecord.verify.quotes import Answer

    shapes: dict[str, Any] = {
        VERSIONS: tuple[tuple[str, str], ...],
        MATCHES: Judged,
        COPIES: tuple[Origin, ...],
        SPOKEN: tuple[tuple[str, str], ...],
        QUOTES: tuple[Answer, ...],
        PLACES: tuple[int, ...],
    }
    return shapes[kind]


def _name(kind: str) -> str:
    return f".{kind}{name_ending(KEPT, CODE)}"


def _make_table(keys: Sequence[str], values: Sequence[str]) -> pa.Table:
    return pa.Table.from_arrays([make_strings(keys), make_strings(values)], schema=_COLUMNS)
