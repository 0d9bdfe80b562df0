"""What a build holds that the one before it did not: rows that came, went, or are judged otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from onrecord.record.folder import RecordFolder, is_build_name
from onrecord.record.records import FINDINGS, Record

COMPARED = ("document", *FINDINGS, "position", "shift", "problem")
_JUDGED = ("outcome", "diagnosis")


@dataclass(frozen=True, slots=True)
class _Fixed(RecordFolder):
    """A record's folder as it was with an earlier build."""

    build: Path = Path()

    def find_build(self) -> Path | None:
        """Return that build."""
        return self.build


@dataclass(frozen=True, slots=True, kw_only=True)
class TableChanges:
    """What differs in one table: ids in their order, and the judgement before and after."""

    before: int
    now: int
    came: tuple[str, ...]
    went: tuple[str, ...]
    judged: Mapping[str, tuple[str, str]]

    @property
    def is_any(self) -> bool:
        """Does anything differ?"""
        return bool(self.came or self.went or self.judged)


def open_earlier(folder: RecordFolder) -> Record | None:
    """Return the record as the build before the one being read left it, None when there is none.

    Raises RecordError when another version of the program made it.
    """
    now = folder.find_build()
    others = [
        path
        for path in (folder.built.iterdir() if folder.built.is_dir() else ())
        if path != now and not path.name.startswith(".") and (path / "record.duckdb").is_file()
    ]
    if now is None or not others:
        return None
    last = max(others, key=lambda path: (path.stat().st_mtime, path.name))
    return Record(_Fixed(folder.path, last))


def open_build(folder: RecordFolder, build_id: str) -> Record | None:
    """Return the record as a build left it, None when that is not kept any more.

    Raises RecordError when another version of the program made it.
    """
    build = folder.built / build_id
    is_there = is_build_name(build_id) and (build / "record.duckdb").is_file()
    return Record(_Fixed(folder.path, build)) if is_there else None


def compare_builds(
    before: Record, now: Record, tables: Sequence[str] = COMPARED
) -> Mapping[str, TableChanges]:
    """Return what differs, by table."""
    return MappingProxyType(
        {table: _compare(_read(before, table), _read(now, table)) for table in tables}
    )


def _read(record: Record, table: str) -> pa.Table:
    relation: Any = record.whole.table(table).relation()
    judged = [f"coalesce({name}, '')" for name in _JUDGED if name in record.columns[table]]
    said = " || ': ' || ".join(judged) or "''"
    rows: pa.Table = relation.project(f"id, {said} as judged").to_arrow_table()
    return rows


def _compare(before: pa.Table, now: pa.Table) -> TableChanges:
    fresh = pc.invert(pc.is_in(now["id"], value_set=pc.unique(before["id"])))
    gone = pc.invert(pc.is_in(before["id"], value_set=pc.unique(now["id"])))
    stayed = now.filter(pc.invert(fresh))
    both = stayed.join(before, keys="id", join_type="inner", right_suffix="_before")
    other = both.filter(pc.not_equal(both["judged"], both["judged_before"]))
    return TableChanges(
        before=len(before),
        now=len(now),
        came=tuple(now.filter(fresh)["id"].to_pylist()),
        went=tuple(before.filter(gone)["id"].to_pylist()),
        judged=MappingProxyType(
            {
                row["id"]: (_tidy(row["judged_before"]), _tidy(row["judged"]))
                for row in other.sort_by("id").to_pylist()
            }
        ),
    )


def _tidy(judged: str) -> str:
    return judged.removesuffix(": ") or "not judged"
