"""The shapes of the API: rows from the columns of the tables, conditions, answers, parameters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from onrecord.model.judged import CORRECTION_FIELDS

Schema = dict[str, Any]
WHOLE_TEXTS = ("text", "dropped")
MOST_ROWS = 500
MOST_PAGES = 1_000_000
DAY = r"[12]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])"
NUMBER = r"-?\d{1,9}(\.\d{1,3})?"
WORDS = r"[A-Za-z0-9][^\s\"'\x00-\x1f\x7f-\uffff]{0,60}"
_TYPES: dict[str, Schema] = {
    "DOUBLE": {"type": "number"},
    "INTEGER": {"type": "integer"},
    "BIGINT": {"type": "integer"},
    "BOOLEAN": {"type": "boolean"},
    "DATE": {"type": "string", "format": "date"},
}


# What reviewers came to, beside the columns of a table that they may judge.
REVIEWED: dict[str, Schema] = {
    "reviewed": {"type": ["string", "null"]},
    "reviewed_by": {"type": "array", "items": {"type": "string"}},
    "corrected": {
        "type": "array",
        "items": {
            "type": "object",
            "properties": dict.fromkeys(CORRECTION_FIELDS, {"type": "string"}),
        },
    },
}


def make_row_schema(columns: Mapping[str, str], *, is_judged: bool = False) -> Schema:
    """Return the shape of a table's rows; every column is there, empty ones are null."""
    shown = {name: kind for name, kind in columns.items() if name not in WHOLE_TEXTS}
    return {
        "type": "object",
        "required": [*shown, *(REVIEWED if is_judged else ())],
        "properties": {
            **{
                name: {"type": "string"} if name == "id" else _or_null(_make_cell(kind))
                for name, kind in shown.items()
            },
            **(REVIEWED if is_judged else {}),
        },
        "additionalProperties": False,
    }


def make_list_schema(table: str) -> Schema:
    """Return the shape of a page of rows."""
    return make_object(
        {
            "table": {"const": table},
            "record": {"type": "string"},
            "count": {"type": "integer", "minimum": 0},
            "page": {"type": "integer", "minimum": 1},
            "limit": {"type": "integer", "minimum": 1},
            "next": {"type": ["string", "null"]},
            "rows": {"type": "array", "items": refer(table)},
        }
    )


def make_object(properties: dict[str, Schema]) -> Schema:
    """Return the shape of an object that has exactly these properties."""
    return {
        "type": "object",
        "required": list(properties),
        "properties": properties,
        "additionalProperties": False,
    }


def make_shape(of: Any) -> Schema:
    """Return the shape of what one of our types comes to as JSON."""
    adapter: TypeAdapter[Any] = TypeAdapter(of)
    return adapter.json_schema(mode="serialization", ref_template="#/components/schemas/{model}")


def refer(name: str) -> Schema:
    """Return a reference to a shape."""
    return {"$ref": f"#/components/schemas/{name}"}


def make_condition_pattern(columns: Mapping[str, str]) -> str:
    """Return the pattern of a table's conditions (`outcome=fails`), as strict as JSON Schema can say it."""
    by_kind: dict[str, list[str]] = {}
    for name, kind in columns.items():
        if name not in WHOLE_TEXTS and not kind.startswith("STRUCT"):
            by_kind.setdefault(_name_kind(kind), []).append(name)
    forms = {
        "text": rf"(=|!=|~|!~){WORDS}",
        "day": rf"(=|!=|>=|<=|>|<){DAY}",
        "number": rf"(=|!=|>=|<=|>|<){NUMBER}",
        "truth": r"=(true|false)",
    }
    parts = [rf"({'|'.join(names)})({forms[kind]})" for kind, names in by_kind.items()]
    return rf"^({'|'.join(parts)})$"


def list_orders(columns: Mapping[str, str]) -> list[str]:
    """Return by what a table can be ordered: its columns, turned round with `-`."""
    names = [
        name
        for name, kind in columns.items()
        if name not in WHOLE_TEXTS and not kind.endswith("[]") and not kind.startswith("STRUCT")
    ]
    return [*names, *(f"-{name}" for name in names)]


def _name_kind(kind: str) -> str:
    if kind == "BOOLEAN":
        return "truth"
    item = kind.removesuffix("[]")
    if item == "DATE":
        return "day"
    return "number" if item in ("DOUBLE", "INTEGER", "BIGINT") else "text"


def _make_cell(kind: str) -> Schema:
    if kind.endswith("[]"):
        return {"type": "array", "items": _make_cell(kind.removesuffix("[]"))}
    if kind.startswith("STRUCT"):
        return {"type": "object"}
    return dict(_TYPES.get(kind, {"type": "string"}))


def _or_null(schema: Schema) -> Schema:
    return {**schema, "type": [schema["type"], "null"]}
