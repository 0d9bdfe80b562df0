"""What a folder of Parquet files holds, as a Data Package: tables, columns, keys, sources, hashes.

Standard: https://datapackage.org (version 2). Its `datapackage.json` says of each file what a
program needs to read and to check it.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

from onrecord.model.judged import JUDGED_TABLES
from onrecord.model.wording import count
from onrecord.publish.dossier_rows import find_page
from onrecord.publish.exports import list_columns, writing_beside
from onrecord.record import PLURALS
from onrecord.record.selections import Selection

FILE = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
CHUNK = 1 << 20
FORMAT = {"format": "parquet", "mediatype": "application/vnd.apache.parquet"}
_TYPES = {"DOUBLE": "number", "INTEGER": "integer", "BIGINT": "integer", "BOOLEAN": "boolean",
          "DATE": "date"}  # fmt: skip
# Columns that hold the id of a row of another table.
_POINTS_AT = {
    "document": "document", "happening": "happening", "series": "series", "commitment": "commitment",
    "programme": "programme", "naming": "naming",
}  # fmt: skip
# What reviewers came to, beside the columns of a table that they may judge.
REVIEW_FIELDS: tuple[dict[str, Any], ...] = (
    {"name": "reviewed", "type": "string",
     "description": "What reviewers say of the row; empty where nobody judged it.",
     "constraints": {"enum": ["accepted", "rejected", "corrected", "disputed"]}},
    {"name": "reviewed_by", "type": "array", "description": "Who judged the row."},
    {"name": "corrected", "type": "array",
     "description": "What a reviewer says a field should hold: field, before, value, by. The "
     "column of that name holds what was read."},
)  # fmt: skip
# What licence the findings have is for the record's owner to say; nobody has said it here.
UNSAID = {
    "name": "notspecified",
    "title": "Not specified. Excerpts remain with those who wrote them and are quoted for the "
    "purpose of checking; official figures are facts of the publishers named.",
}


def write_package(
    selection: Selection, files: list[Path], out: Path, *, with_text: bool, licence: str | None
) -> Path:
    """Write the description of `files`, one for each table, to the folder `out`."""
    resources = [
        describe_table(selection, table, path, with_text=with_text)
        for table, path in zip(PLURALS, files, strict=True)
    ]
    return write_resources(selection, resources, out, licence=licence)


def write_resources(
    selection: Selection, resources: list[dict[str, Any]], out: Path, *, licence: str | None
) -> Path:
    """Write the description of a folder with these resources."""
    facts = selection.facts
    package = {
        "$schema": PROFILE,
        "name": f"onrecord-{facts.get('build', 'record')}".lower(),
        "title": facts.get("title") or "What is on record",
        "version": facts.get("onrecord", ""),
        "licenses": [{"name": licence} if licence else UNSAID],
        "sources": list_sources(selection),
        "resources": resources,
    }
    target = out / FILE
    with writing_beside(target) as beside:
        beside.write_text(
            json.dumps(package, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
    return target


def describe_table(
    selection: Selection, table: str, path: Path, *, with_text: bool
) -> dict[str, Any]:
    """Return a table's file as a resource."""
    return {
        "name": PLURALS[table],
        "type": "table",
        "path": path.name,
        **FORMAT,
        "bytes": path.stat().st_size,
        "hash": f"sha256:{hash_file(path)}",
        "schema": describe_schema(selection, table, with_text=with_text),
    }


def describe_schema(selection: Selection, table: str, *, with_text: bool) -> dict[str, Any]:
    """Return the columns of a table and what they point at."""
    columns = list_columns(selection, table, with_text=with_text)
    keys = [
        {"fields": [column], "reference": {"resource": PLURALS[to], "fields": ["id"]}}
        for column, to in _POINTS_AT.items()
        if column in columns
        and table != to
        and not selection.record.columns[table][column].endswith("]")
    ]
    schema: dict[str, Any] = {
        "fields": [
            *(_describe_field(name, selection.record.columns[table][name]) for name in columns),
            *(REVIEW_FIELDS if table in JUDGED_TABLES else ()),
        ],
        "primaryKey": ["id"],
    }
    if keys:
        schema["foreignKeys"] = keys
    return schema


def list_sources(selection: Selection) -> list[dict[str, str]]:
    """Return the outlets of the documents, with how many, and the publishers of the series."""
    outlets = Counter(row["outlet"] or "outlet not known" for row in selection.rows("document"))
    sources = [
        {"title": f"{name} ({count(number, 'document')})"}
        for name, number in sorted(outlets.items())
    ]
    for row in sorted(selection.needed("series"), key=lambda row: str(row["id"])):
        page = find_page(row["url"])
        source = {"title": f"{row['publisher']}: {row['name']}"}
        sources.append({**source, "path": page} if page else source)
    return sources


def _describe_field(name: str, kind: str) -> dict[str, Any]:
    field: dict[str, Any] = {"name": name, "type": _name_type(kind)}
    if name == "id":
        field["constraints"] = {"required": True, "unique": True}
    return field


def _name_type(kind: str) -> str:
    if kind.endswith("[]"):
        return "array"
    return "object" if kind.startswith("STRUCT") else _TYPES.get(kind, "string")


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
