"""How long does the server compute for each page of a record? CPU milliseconds, first time and then.

    python bench/web.py --record RECORD [--json]

The application is called in this process, without a network; the tables are loaded beforehand.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from onrecord.web import Options, make_app

PORT = 8400
TIMES = 3
PAGES = (
    "/", "/changes", "/documents", "/documents?kind=news", "/statements", "/quotes", "/figures",
    "/figures?outcome=fails&q=arrests", "/figures?sort=reason&page=300", "/events", "/happenings",
    "/ledger", "/positions", "/shifts", "/programmes", "/actors", "/origins", "/series",
    "/problems", "/timeline", "/timeline?one=USA&other=MEX", "/dyads", "/dyads/USA:MEX",
    "/standing", "/issues", "/brief", "/variants", "/families", "/search?q=fentanyl",
    "/search?q=border+patrol+arrests&from=2025-01-01", "/search?q=fentanil&near=1", "/review",
)  # fmt: skip


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record", type=Path, required=True)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    clock = datetime(2026, 9, 30, tzinfo=UTC)
    app = make_app(Options(record=given.record, port=PORT, patience=600.0, clock=lambda: clock))
    app.state.shelf.knowledge  # noqa: B018
    rows = [measure(app, page) for page in (*PAGES, *find_rows(app))]
    if given.json:
        print(json.dumps(rows, indent=1))
        return
    print(f"{'page':50} {'status':>6} {'first ms':>9} {'then ms':>8} {'kB':>6}")
    for row in rows:
        print(
            f"{row['page']:50} {row['status']:6} {row['first']:9.0f} {row['then']:8.0f} "
            f"{row['bytes'] / 1000:6.0f}"
        )


def find_rows(app: Any) -> list[str]:
    """Return the addresses of a document, a figure, an event and a series of the record."""
    with app.state.shelf.use() as record:
        figure = next(record.table("figure").where("outcome=fails").dicts(limit=1), None)
        event = next(record.table("event").where("happening!=").dicts(limit=1), None)
        series = next(record.table("series").dicts(limit=1), None)
    found = [f"/documents/{figure['document']}"] if figure else []
    return [*found, *(f"/show/{row['id']}" for row in (figure, event, series) if row)]


def measure(app: Any, page: str) -> dict[str, Any]:
    """Return the CPU milliseconds of a page."""
    times = []
    for _ in range(TIMES):
        start = time.process_time()
        status, body = asyncio.run(call(app, page))
        times.append((time.process_time() - start) * 1000)
    return {
        "page": page,
        "status": status,
        "first": times[0],
        "then": min(times[1:]),
        "bytes": len(body),
    }


async def call(app: Any, page: str) -> tuple[int, bytes]:
    """Ask the application for a page."""
    path, _, query = page.partition("?")
    scope = {
        "type": "http", "http_version": "1.1", "method": "GET", "scheme": "http", "path": path,
        "raw_path": path.encode(), "query_string": query.encode(), "root_path": "",
        "headers": [(b"host", f"127.0.0.1:{PORT}".encode())],
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", PORT),
    }  # fmt: skip
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    await app(scope, receive, send)
    return sent[0]["status"], b"".join(m.get("body", b"") for m in sent[1:])


if __name__ == "__main__":
    main()
