"""Take a picture of every screen, light and dark, on a desk and on a phone.

    python tools/screenshots.py RECORD FOLDER

Needs an installed Chromium (or the one that ONRECORD_BROWSER names).
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import socket
import threading
import time
import urllib.request
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from onrecord.cli.options import read_clock
from onrecord.web import Options, make_app
from onrecord.web.views import VIEWS

SIZES = {"desk": (1280, 900), "phone": (360, 780)}
SCHEMES = ("light", "dark")
SHOWN = (
    "figures",
    "statements",
    "events",
    "ledger",
    "actors",
    "programmes",
    "series",
    "happenings",
)
OTHERS = (
    "/", "/changes", "/brief", "/timeline", "/timeline?one=USA&other=MEX", "/dyads", "/dyads/USA:MEX",
    "/standing", "/issues", "/mirror", "/variants", "/families", "/search?q=fentanyl",
    "/figures?outcome=fails", "/figures?outcme=fails", "/review", "/review/methods",
    "/review/disagreements", "/review/orphans", "/cite?at=/figures",
)  # fmt: skip
MOST_WAITS = 120  # seconds
TALLEST = 4000  # of a page, what is below is more of the same


def main() -> int:
    """Take them and say where they are."""
    parser = argparse.ArgumentParser(description="Take a picture of every screen.")
    parser.add_argument("record", type=Path)
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    home = serve(args.record)
    named = os.environ.get("ONRECORD_BROWSER") or shutil.which("chromium") or "chromium-browser"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=named, args=["--no-sandbox"])
        count = sum(
            take(browser, home, args.folder, (size, scheme)) for size in SIZES for scheme in SCHEMES
        )
        browser.close()
    print(f"{count} pictures in {args.folder}")
    return 0


def serve(record: Path) -> str:
    """Serve the record in a thread and return its address."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    app = make_app(Options(record=record, port=port, clock=read_clock, reviewer="reader"))
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", lifespan="off"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.02)
    return f"http://127.0.0.1:{port}"


def take(browser: Browser, home: str, folder: Path, look: tuple[str, str]) -> int:
    """Take all screens in one size and scheme; return how many."""
    size, scheme = look
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    addresses = list_addresses(home)
    for address in addresses:
        open_whole(page, home + address)
        name = re.sub(r"[^a-z0-9]+", "-", address.lower()).strip("-") or "home"
        tall = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
        part = {"x": 0, "y": 0, "width": width, "height": tall}
        path = folder / f"{name}.{size}.{scheme}.png"
        page.screenshot(path=path, full_page=True, clip=part)  # type: ignore[arg-type]
    context.close()
    return len(addresses)


def open_whole(page: Page, address: str) -> None:
    """Open a page, and wait while it is being put together."""
    page.goto(address)
    for _ in range(MOST_WAITS):
        if page.locator("h1").first.inner_text() != "One moment":
            return
        page.wait_for_timeout(1000)
        page.goto(address)


def list_addresses(home: str) -> list[str]:
    """Return the addresses of all screens, of one row of several tables among them."""
    firsts = {name: find_first(home, name) for name in (*SHOWN, "documents")}
    rows = [f"/show/{firsts[name]}" for name in SHOWN if firsts[name]]
    document, figure = (
        f"/documents/{firsts['documents']}",
        find_first(home, "figures", "outcome=fails"),
    )
    failing = [f"/show/{figure}", f"/review?id={figure}"] if figure else []
    readers = [document, f"{document}?furniture=1", f"{document}/capture"]
    issue = find_first(home, "positions", column="issue")
    issues = [f"/issues/{issue}"] if issue else []
    return [*OTHERS, *issues, *(f"/{name}" for name in VIEWS), *rows, *failing, *readers]


def find_first(home: str, name: str, query: str = "", *, column: str = "id") -> str:
    """Return the id, or another column, of the first row of a list, "" without one."""
    with urllib.request.urlopen(f"{home}/{name}.json?{query}") as answer:
        rows = json.load(answer)["rows"]
    return str(rows[0][column]) if rows else ""


if __name__ == "__main__":
    raise SystemExit(main())
