"""Make a large record from a built one, to time pages, exports and searches on.

    python bench/wide_record.py RECORD WIDE [--findings 200000] [--documents 10000]

Every document and every finding of RECORD comes many times: with other ids, and with earlier days
of publication, so that lists have something to sort. Words and offsets are those of the real
documents. What is of the tables (actors, series, programmes) is there once. Documents are told
again until both numbers are reached; findings above the number asked are left out by a seed.
"""

from __future__ import annotations

import argparse
import random
import shutil
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from onrecord.model import make_id
from onrecord.record import open_record
from onrecord.record.folder import RecordFolder
from onrecord.record.write import RecordWriter

Row = dict[str, Any]
# What is told again; all other tables are there once.
TOLD = (
    "document", "origin", "turn", "statement", "event", "happening", "commitment", "move",
    "figure", "position", "naming", "belonging", "verdict", "judgement", "problem",
)  # fmt: skip
FINDINGS = ("statement", "event", "commitment", "figure")
STEP_DAYS = 3


def main() -> int:
    """Make it and say what it holds."""
    parser = argparse.ArgumentParser(description="Make a large record from a built one.")
    parser.add_argument("record", type=Path)
    parser.add_argument("wide", type=Path)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--findings", type=int, default=200_000)
    args = parser.parse_args()
    counts = widen(args.record, args.wide, documents=args.documents, findings=args.findings)
    for table, number in counts.items():
        print(f"{table:<12}{number:>9}")
    return 0


def widen(record: Path, wide: Path, *, documents: int, findings: int) -> dict[str, int]:
    """Write `wide` and return how many rows each table got."""
    counts: dict[str, int] = {}
    with open_record(record) as opened:
        rows = {table: opened.rows(table) for table in opened.columns}
        facts = opened.facts
        folder = _begin(record, wide)
        with RecordWriter(folder, "wide") as writer:
            for table, row in _tell(rows, documents=documents, findings=findings):
                counts[table] = counts.get(table, 0) + writer.add(table, row)
            writer.finish(dict(facts))
    return counts


def _begin(record: Path, wide: Path) -> RecordFolder:
    folder = RecordFolder(wide)
    folder.built.mkdir(parents=True)
    before = RecordFolder(record)
    shutil.copy(before.settings_path, folder.settings_path)
    for name in ("captures", "series"):
        source = before.path / name
        if source.is_dir():
            shutil.copytree(source, folder.path / name)
    folder.reviews.touch()
    return folder


def _tell(
    rows: dict[str, list[Row]], *, documents: int, findings: int
) -> Iterator[tuple[str, Row]]:
    own = {row["id"] for table in TOLD for row in rows.get(table, ())}
    times = -(-documents // max(1, len(rows["document"])))
    there = sum(len(rows[table]) for table in FINDINGS)
    times = max(times, -(-findings // max(1, there)))
    share = min(1.0, findings / (times * there))
    chance = random.Random(1)
    for table, some in rows.items():
        if table not in TOLD and table != "build":
            yield from ((table, row) for row in some)
    for telling in range(times):
        names = {one: make_id(one.split("-")[0], one, str(telling)) for one in own}
        left = {r["id"] for t in FINDINGS for r in rows[t] if chance.random() > share}
        for table in TOLD:
            for row in _keep(rows.get(table, ()), left):
                yield table, _tell_again(row, names, telling)


def _keep(rows: Iterable[Row], left: set[str]) -> Iterator[Row]:
    for row in rows:
        of = (row["id"], row.get("document"), row.get("finding"), row.get("commitment"))
        if not left.intersection(of):
            yield row


def _tell_again(row: Row, names: dict[str, str], telling: int) -> Row:
    told = {key: _rename(value, names) for key, value in row.items()}
    for key in ("published", "published_latest"):
        if isinstance(told.get(key), date):
            told[key] -= timedelta(days=STEP_DAYS * telling)
    return told


def _rename(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, list):
        return [_rename(one, names) for one in value]
    if isinstance(value, dict):
        return {key: _rename(one, names) for key, one in value.items()}
    return value


if __name__ == "__main__":
    raise SystemExit(main())
