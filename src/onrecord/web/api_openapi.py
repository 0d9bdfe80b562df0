"""The API's operations, and their description as OpenAPI 3.1, made from the tables themselves."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from onrecord import __version__
from onrecord.model import EventStatus, EventType
from onrecord.model.judged import JUDGED_TABLES, LEFT_OUT_BY
from onrecord.model.reviews import Decision
from onrecord.publish.briefs import Brief
from onrecord.record.queue import QUEUES, REVIEWED
from onrecord.record.search import Hit
from onrecord.web import api
from onrecord.web.api_operations import (
    LIMIT,
    PAGE,
    Operation,
    Parameter,
    name_day,
    name_text,
)
from onrecord.web.api_problems import API, MEDIA_TYPE, SCHEMA
from onrecord.web.api_schemas import (
    Schema,
    list_orders,
    make_condition_pattern,
    make_list_schema,
    make_object,
    make_row_schema,
    make_shape,
    refer,
)

Columns = Mapping[str, Mapping[str, str]]
TEXT = {"type": "string"}
COUNT = {"type": "integer", "minimum": 0}
ID = Parameter(
    name="id", schema={"type": "string", "pattern": "^[A-Za-z0-9._-]{1,80}$"}, about="The whole id.",
    place="path", required=True,
)  # fmt: skip
ANY_WRITE = (403, 404, 409, 413, 415, 422, 429)


def list_operations(columns: Columns) -> list[Operation]:
    """Return all operations; `columns` are those of the tables."""
    found: list[Operation] = []
    for plural, table in api.list_tables().items():
        found += _list_table_operations(plural, table, columns[table])
    return [*found, *_list_views(), *_list_reviewing()]


def make_openapi(columns: Columns) -> dict[str, Any]:
    """Return the description."""
    paths: dict[str, Any] = {}
    for operation in list_operations(columns):
        paths.setdefault(operation.path, {})[operation.method.lower()] = _describe(operation)
    shapes: dict[str, Schema] = {
        table: make_row_schema(columns[table], is_judged=table in JUDGED_TABLES)
        for table in api.list_tables().values()
    }
    brief = make_shape(Brief)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Onrecord",
            "version": __version__,
            "summary": "A checked, sourced record: read it, and append decisions on it.",
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": {
                **shapes,
                **brief.pop("$defs", {}),
                "brief": brief,
                "problem": SCHEMA,
            },
            "securitySchemes": {
                "token": {"type": "apiKey", "in": "header", "name": "x-onrecord-token"}
            },
        },
    }


def _list_table_operations(plural: str, table: str, columns: Mapping[str, str]) -> list[Operation]:
    where = Parameter(
        name="where",
        schema={
            "type": "array",
            "items": {"type": "string", "pattern": make_condition_pattern(columns)},
            "maxItems": 8,
        },
        about="Conditions as of `onrecord list`: outcome=fails. All must hold.",
    )
    order = Parameter(
        name="order", schema={"type": "string", "enum": list_orders(columns)},
        about="The column to order by; -column turns it round.",
    )  # fmt: skip
    rejected = Parameter(
        name="rejected", schema={"type": "boolean"}, about="Also what reviewers rejected.",
    )  # fmt: skip
    more = (rejected,) if table in LEFT_OUT_BY else ()
    return [
        Operation(
            path=f"{API}/{plural}", name=f"list_{plural}", summary=f"A page of {plural}.",
            handler=partial(api.list_rows, table=table), answer=make_list_schema(table),
            parameters=(where, order, PAGE, LIMIT, *more),
        ),
        Operation(
            path=f"{API}/{plural}/{{id}}", name=f"give_{table}", summary=f"One {table}.",
            handler=partial(api.give_row, table=table), answer=refer(table), parameters=(ID,),
            problems=(404,),
        ),
    ]  # fmt: skip


def _list_views() -> list[Operation]:
    return [
        Operation(
            path=f"{API}/documents/{{id}}/text", name="give_text",
            summary="The clean text of a document. It belongs to those who published it.",
            handler=api.give_text, parameters=(ID,), problems=(404,),
            answer=make_object({"id": TEXT, "language": TEXT, "text": TEXT}),
        ),
        Operation(
            path=f"{API}/search", name="search", handler=api.search,
            summary="Documents and findings that hold all words, best first.",
            parameters=(
                name_text("q", "Words; in quotation marks a phrase.", required=True),
                Parameter(name="in", about="Only in these tables.", schema={
                    "type": "array", "maxItems": 5,
                    "items": {"type": "string", "enum": list(api.SEARCHED)},
                }),
                LIMIT,
            ),
            answer=make_object({"words": TEXT, "hits": {"type": "array", "items": make_shape(Hit)}}),
        ),
        Operation(
            path=f"{API}/ledger", name="ledger", handler=api.give_ledger,
            summary="Where promises and threats stand on a day.",
            parameters=(
                name_text("by", "Only of those whose code or name holds this."),
                Parameter(name="overdue", schema={"type": "boolean"}, about="Only what is overdue."),
                name_day("as_of", "The day; else that of the record, else today."), PAGE, LIMIT,
            ),
            answer=make_object({
                "as_of": {"type": "string", "format": "date"}, "count": COUNT, "page": COUNT,
                "limit": COUNT, "next": {"type": ["string", "null"]},
                "lines": {"type": "array", "items": LEDGER_LINE},
            }),
        ),
        Operation(
            path=f"{API}/timeline", name="timeline", handler=api.give_timeline,
            summary="The latest dated events, the reports of one happening together.",
            parameters=(
                name_text("one", "Only what this side does: USA."),
                name_text("other", "Only what is done to this one. Both: between them, either way."),
                Parameter(name="type", about="Only of this type.", schema={
                    "type": "string", "enum": [str(one) for one in EventType]}),
                Parameter(name="status", about="Only with this status.", schema={
                    "type": "string", "enum": [str(one) for one in EventStatus]}),
                name_day("from", "From this day on."), name_day("to", "Up to this day."), LIMIT,
            ),
            answer=make_object({
                "count": COUNT, "undated": COUNT, "moments": {"type": "array", "items": MOMENT},
            }),
        ),
        Operation(
            path=f"{API}/dyads/{{one}}/{{other}}", name="dyad", handler=api.give_dyad,
            summary="How two sides treat each other, month by month in both directions.",
            parameters=tuple(
                Parameter(name=name, place="path", required=True, about="A side: USA.",
                          schema={"type": "string", "minLength": 1, "maxLength": 60})
                for name in ("one", "other")
            ),
            answer=make_object({
                "one": TEXT, "other": TEXT, "undated": COUNT,
                "months": {"type": "array", "items": MONTH},
            }),
        ),
        Operation(
            path=f"{API}/brief", name="brief", handler=api.give_brief,
            summary="What became known in a stretch of days.",
            parameters=(
                name_day("since", "The first day; else a week back."),
                name_day("until", "The last day; else that of the record, else today."),
            ),
            answer=refer("brief"),
        ),
    ]  # fmt: skip


def _list_reviewing() -> list[Operation]:
    optional = {"type": ["string", "null"], "maxLength": 80}
    words = {"type": ["string", "null"], "maxLength": 4000}
    return [
        Operation(
            path=f"{API}/queue", name="queue", handler=api.give_queue,
            summary="What waits for review, the most valuable first.",
            parameters=(
                Parameter(name="queue", about="Only this queue.", schema={
                    "type": "string", "enum": list(QUEUES)}),
                Parameter(name="table", about="Only of this table.", schema={
                    "type": "string", "enum": list(REVIEWED)}),
                LIMIT,
            ),
            answer=make_object({"waiting": COUNT, "rows": {"type": "array", "items": make_object(
                {"queue": TEXT, "table": TEXT, "id": TEXT})}}),
        ),
        Operation(
            path=f"{API}/decisions", name="decide", handler=api.post_decision, method="POST",
            summary="Append a decision on a row; `undo` takes the last own one back.",
            body={
                "type": "object", "required": ["decision"], "additionalProperties": False,
                "properties": {
                    "decision": {"type": "string", "enum": [str(one) for one in Decision]},
                    "subject": {"type": "string", "maxLength": 80},
                    "field": optional, "expect": optional, "seen": optional,
                    "value": words, "reason": words, "sampled": {"type": "boolean"},
                },
            },
            answer=make_object({
                "review": TEXT, "subject": TEXT, "decision": TEXT, "by": TEXT, "at": TEXT,
                "value": {"type": ["string", "null"]},
            }),
            problems=ANY_WRITE,
        ),
    ]  # fmt: skip


def _describe(operation: Operation) -> dict[str, Any]:
    said: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.summary,
        "parameters": [_describe_parameter(one) for one in operation.parameters],
        "responses": {
            "201" if operation.method == "POST" else "200": {
                "description": "As asked.",
                "content": {"application/json": {"schema": operation.answer}},
            },
            **{
                str(status): {
                    "description": "A problem (RFC 9457).",
                    "content": {MEDIA_TYPE: {"schema": refer("problem")}},
                }
                for status in sorted({400, 401, 405, 421, 503, *operation.problems})
            },
        },
    }
    if operation.body is not None:
        said["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": operation.body}},
        }
        said["security"] = [{"token": []}]
    return said


def _describe_parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "in": parameter.place,
        "required": parameter.required,
        "description": parameter.about,
        "schema": parameter.schema,
    }


def _nullable(*names: str) -> dict[str, Schema]:
    return {name: {"type": ["string", "null"]} for name in names}


_NAMES: Schema = {"type": ["array", "null"], "items": TEXT}
MOMENT = make_object({
    **_nullable("mode", "place", "happening", "outcome"),
    **dict.fromkeys(("id", "type", "status", "precision", "words"), TEXT),
    "actors": _NAMES, "targets": _NAMES, "date": _NAMES, "origins": COUNT,
    "events": {"type": "array", "items": TEXT},
})  # fmt: skip
MONTH = make_object({
    "month": {"type": "string", "format": "date"}, "actor": TEXT, "target": TEXT,
    "balance": {"type": "integer"}, "statements": COUNT,
    **dict.fromkeys(("material cooperation", "verbal cooperation", "verbal conflict",
                     "material conflict"), COUNT),
})  # fmt: skip
LEDGER_LINE: Schema = {
    "type": "object",
    "required": ["commitment", "by", "to", "deed", "kind", "state", "outcome", "moves"],
    "properties": {
        **dict.fromkeys(("commitment", "deed", "kind", "state", "outcome", "quote"), TEXT),
        **_nullable("condition", "announced", "due", "since", "outlet", "url"),
        "by": {"type": "array", "items": TEXT}, "to": {"type": "array", "items": TEXT},
        "documents": COUNT, "origins": COUNT, "moves": {"type": "array"},
    },
}  # fmt: skip
