"""One row of any table with all it rests on: its words in context, verdicts, moves, and how to cite it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from onrecord.model.judged import say_reviewed
from onrecord.publish.charts import Chart, draw_chart, make_point
from onrecord.publish.dossier_rows import make_excerpt
from onrecord.publish.exports import to_json
from onrecord.publish.ledger_charts import Drawing
from onrecord.publish.tallies import TallyPart
from onrecord.publish.tally_charts import draw_tallies
from onrecord.record import Record
from onrecord.record.paging import Row
from onrecord.run.tally_parts import list_parts as list_tally_parts
from onrecord.web.lists import find_documents
from onrecord.web.pages.charts import give_spec
from onrecord.web.rendering import render
from onrecord.web.row_parts import list_fields, list_parts, name_row
from onrecord.web.views import find_view_of

ACTOR_COLUMNS = ("speaker_id", "actor_ids", "target_ids", "by_ids", "to_ids", "said_by_id", "actor")
# Rows that are said of a finding: table, the column that names it.
ABOUT = (
    ("verdict", "finding"), ("move", "commitment"), ("belonging", "finding"),
    ("position", "finding"), ("review", "now"),
)  # fmt: skip
MOST = 30
PERIODS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Vintages:
    """The values of one period, the one known last first."""

    period: tuple[Any, ...]
    values: tuple[Row, ...]


def list_routes() -> list[BaseRoute]:
    """Return the address of a row."""
    return [
        Route("/show/{id}/chart.json", give_chart),
        Route("/show/{id}.json", give_row),
        Route("/show/{id}", show_row),
    ]


def show_row(request: Request) -> Response:
    """Show one row of any table."""
    with request.app.state.shelf.use() as record:
        table, row = record.find(request.path_params["id"])
        if table == "document":
            return RedirectResponse(f"/documents/{row['id']}", 303)
        document = _document_of(record, row)
        more = gather(_around(record, row), table, row)
        parts = request.app.state.shelf.keep(
            ("parts", row["id"]), lambda: list_parts(record, table, row)
        )
        ids = {one["document"]: one for part in parts for one in part.rows}
        more["documents"] |= find_documents(record, list(ids.values()))
        tallies = _list_tallies(request, record, table, row)
        chart = _draw_once(request, record, table, row)
        facts, judged = record.facts, record.judged
    values = {
        "title": f"{table} {row['id']}",
        "table": table,
        "row": row,
        "fields": list_fields(table, row, _list_shown(more)),
        "heading": name_row(table, row, more["members"]),
        "parts": parts,
        "document": document,
        "excerpt": _cut(document, row),
        "view": find_view_of(table),
        "facts": facts,
        "judged": judged,
        "chart": chart,
        "tallies": tallies,
        **more,
    }
    return render(request, "row.html.j2", values)


def _list_shown(more: dict[str, Any]) -> list[str]:
    """Return which parts of the page say things of their own."""
    held = {"verdict": more["about"].get("verdict"), "definition": more["definition"]}
    return [name for name, value in {**held, "actors": more["actors"]}.items() if value]


def give_row(request: Request) -> Response:
    """Give one row as JSON."""
    with request.app.state.shelf.use() as record:
        table, row = record.find(request.path_params["id"])
        more = {
            **gather(_around(record, row), table, row),
            **say_reviewed(record.judged, row["id"]),
        }
        more["parts"] = [asdict(part) for part in list_parts(record, table, row)]
        more["tallies"] = [asdict(t) for t in _list_tallies(request, record, table, row)]
    more["official"] = [asdict(one) for one in more["official"]]
    row.pop("text", None)
    return JSONResponse(to_json({"table": table, "row": row, **more}))


def give_chart(request: Request) -> Response:
    """Give the specification of the row's chart."""
    with request.app.state.shelf.use() as record:
        table, row = record.find(request.path_params["id"])
        return give_spec(_draw_once(request, record, table, row))


def _draw_once(request: Request, record: Record, table: str, row: Row) -> Chart | Drawing | None:
    def draw_row() -> Chart | Drawing | None:
        if table == "programme":
            return draw_tallies(row["name"], _list_tallies(request, record, table, row))
        return draw(record, table, row)

    chart: Chart | Drawing | None = request.app.state.shelf.keep(("chart", row["id"]), draw_row)
    return chart


def _list_tallies(request: Request, record: Record, table: str, row: Row) -> list[TallyPart]:
    """Return what a programme is said to have come to."""
    if table != "programme":
        return []
    shelf = request.app.state.shelf
    parts: dict[str, list[TallyPart]] = shelf.keep(
        ("tallies",), lambda: list_tally_parts(record, shelf.knowledge)
    )
    return parts.get(row["id"], [])


def _around(record: Record, row: Row) -> Record:
    """Return what a row is shown with: with one that was rejected, what rests on it too."""
    return record.whole if row["id"] in record.judged.left_out else record


def gather(record: Record, table: str, row: Row) -> dict[str, Any]:
    """Return what belongs to a row."""
    about = {
        name: record.rows_with(name, column, row["id"])[:MOST]
        for name, column in ABOUT
        if name in record.columns
    }
    ids: set[str] = set()
    for column in ACTOR_COLUMNS:
        held = row.get(column)
        ids |= set(held) if isinstance(held, list) else {held} if held else set()
    members = _members(record, table, row)
    return {
        "about": {name: rows for name, rows in about.items() if rows},
        "actors": record.rows_among("actor", sorted(ids)),
        "members": members,
        "documents": find_documents(
            record, [*members, *about.get("move", []), *_compared(about.get("verdict", []))]
        ),
        "official": _official(record, row),
        "definition": row if table == "series" else _definition(record, table, row),
    }


def draw(record: Record, table: str, row: Row) -> Chart | None:
    """Return the chart of a figure, or of all figures of a series, over the official values."""
    name = row["id"] if table == "series" else row.get("series") if table == "figure" else None
    series = record.rows_among("series", [name]) if name else []
    if not series:
        return None
    figures = [row] if table == "figure" else record.rows_with("figure", "series", str(name))[:MOST]
    verdicts = {one["id"]: record.rows_with("verdict", "finding", one["id"]) for one in figures}
    points = [make_point(one, next(iter(verdicts[one["id"]]), None)) for one in figures]
    observations = record.rows_with("observation", "series", str(name))
    return draw_chart(series[0], observations, [point for point in points if point is not None])


def _document_of(record: Record, row: Row) -> Row | None:
    rows = record.rows_with("document", "id", row["document"]) if row.get("document") else []
    return rows[0] if rows else None


def _cut(document: Row | None, row: Row) -> Any:
    if document is None or row.get("start") is None:
        return None
    return make_excerpt(document["text"], row["start"], row["end"])


def _members(record: Record, table: str, row: Row) -> list[Row]:
    """Return the findings that a happening, a programme or a shift is made of."""
    if table == "happening":
        return record.rows_among("event", row["events"] or [])
    if table == "shift":
        return record.rows_among("position", [row["before"], row["after"]])
    if table == "programme":
        belongings = record.rows_with("belonging", "programme", row["id"])[:MOST]
        return _findings_of(record, belongings)
    if table == "event" and row.get("happening"):
        rows = record.rows_with("event", "happening", row["happening"])
        return [other for other in rows if other["id"] != row["id"]][:MOST]
    return []


def _compared(verdicts: list[Row]) -> list[Row]:
    """Return what verdicts compare a quote with."""
    return [said for verdict in verdicts for said in verdict["compared"] or []]


def _findings_of(record: Record, belongings: list[Row]) -> list[Row]:
    """Return the findings that belong to a programme, in the order of `belongings`."""
    ids: dict[str, list[str]] = {}
    for one in belongings:
        ids.setdefault(one["kind"], []).append(one["finding"])
    found = {
        row["id"]: row
        for table, some in ids.items()
        if table in record.columns
        for row in record.rows_among(table, some)
    }
    return [found[one["finding"]] for one in belongings if one["finding"] in found]


def _official(record: Record, row: Row) -> list[Vintages]:
    """Return the values of a series, of each period all that were published, the latest first."""
    if "grain" not in row:
        return []
    held: dict[tuple[Any, ...], list[Row]] = {}
    for observation in record.rows_with("observation", "series", row["id"]):
        held.setdefault(tuple(observation["period"]), []).append(observation)
    return [
        Vintages(period=key, values=tuple(sorted(held[key], key=_known, reverse=True)))
        for key in sorted(held, reverse=True)[:PERIODS]
    ]


def _known(observation: Row) -> tuple[Any, str]:
    return observation["released"] or observation["retrieved"], observation["id"]


def _definition(record: Record, table: str, row: Row) -> Row | None:
    """Return the series that a figure was compared with."""
    name = row.get("series") if table == "figure" else None
    rows = record.rows_among("series", [name]) if name else []
    return rows[0] if rows else None
