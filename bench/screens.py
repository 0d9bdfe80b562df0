"""Time every screen on a large record: seconds of server time, and bytes without the chart library.

    python bench/wide_record.py RECORD WIDE
    python bench/screens.py WIDE [--rounds 5] [--json]

Each address is asked for once cold, then `--rounds` times; the middle of these is its warm time.
Time is that of this process's processor, so that it can be compared on a machine that others use.
What a server makes ahead is made first, and told in lines of its own: after a build, and at a
later start. Other things made beside the requests are waited for, so cold is all that they cost.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
import warnings
from pathlib import Path

from onrecord.cli.options import read_clock
from onrecord.web import Options, make_app
from onrecord.web.ahead import make_ahead
from onrecord.web.views import VIEWS

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

HOME = "http://127.0.0.1:8000"
MOST_SECONDS = 0.2
PATIENT = 600.0
OTHERS = (
    "/changes", "/brief", "/brief?from=2025-01-01&to=2025-12-31", "/standing", "/issues",
    "/issues/{issue}", "/mirror", "/families", "/variants", "/review",
    "/review/disagreements", "/review/orphans", "/review/methods", "/cite?at=/figures",
)  # fmt: skip
SEARCHES = ("/search?q=fentanyl", "/search?q=border+patrol+arrests", '/search?q="national+guard"')


def main() -> int:
    """Measure and print; 1 when a page is slower than asked."""
    parser = argparse.ArgumentParser(description="Time every screen on a large record.")
    parser.add_argument("record", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    options = Options(record=args.record, clock=read_clock, patience=PATIENT)
    rows = [
        start(options, "made ahead, after a build"),
        start(options, "made ahead, a later start"),
    ]
    app = make_app(options)
    make_ahead(app.state.shelf, read_clock)
    client = TestClient(app, base_url=HOME)
    client.get("/")  # opens the record
    rows += [measure(client, address, args.rounds) for address in list_addresses(client)]
    if args.json:
        print(json.dumps(rows, indent=1))
    else:
        for row in rows:
            print(f"{row['cold']:8.3f} {row['warm']:8.3f} {row['bytes']:9,}  {row['address']}")
    return int(any(float(str(row["warm"])) > MOST_SECONDS for row in rows if row["status"]))


def start(options: Options, name: str) -> dict[str, object]:
    """Return what a server makes before anybody asks."""
    began = time.process_time()
    shelf = make_app(options).state.shelf
    make_ahead(shelf, read_clock)
    seconds = round(time.process_time() - began, 3)
    shelf.close()
    return {"address": name, "status": 0, "cold": seconds, "warm": seconds, "bytes": 0}


def list_addresses(client: TestClient) -> list[str]:
    """Return the addresses of all screens, of one row of each table among them."""
    lists = [f"/{name}" for name in VIEWS]
    rows = [
        f"/show/{found[0]['id']}"
        for name in VIEWS
        if (found := client.get(f"/{name}.json?page=1").json().get("rows"))
    ]
    stands = client.get("/positions.json").json()["rows"]
    issue = stands[0]["issue"] if stands else ""
    waiting = client.get("/review.json").json()["rows"]
    document = f"/documents/{client.get('/documents.json').json()['rows'][0]['id']}"
    return [
        "/", *lists, "/figures?outcome=fails&q=arrests", "/figures?sort=reason&page=100",
        "/statements?where=published>=2025-01-01", "/timeline", "/timeline?one=USA&other=MEX",
        "/dyads", "/dyads/USA:MEX", *SEARCHES, *rows, document, f"{document}/capture",
        *(address.format(issue=issue) for address in OTHERS if issue or "{" not in address),
        *(f"/review?id={one['id']}" for one in waiting[:1]),
    ]  # fmt: skip


def measure(client: TestClient, address: str, rounds: int) -> dict[str, object]:
    """Return the cold and the warm time of one address, and the size of its page."""
    times = []
    for _ in range(rounds + 1):
        began = time.process_time()
        answer = client.get(address)
        times.append(time.process_time() - began)
    return {
        "address": address,
        "status": answer.status_code,
        "cold": round(times[0], 3),
        "warm": round(statistics.median(times[1:]), 3),
        "bytes": len(answer.content),
    }


if __name__ == "__main__":
    raise SystemExit(main())
