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
from playwright.sync_api import Browser, sync_playwright

from onrecord.cli.options import read_clock
from onrecord.web import Options, make_app
from onrecord.web.views import VIEWS

SIZES = {"desk": (1280, 900), "phone": (390, 844)}
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
    "/", "/timeline", "/timeline?one=USA&other=MEX", "/dyads", "/dyads/USA:MEX",
    "/search?q=fentanyl", "/figures?outcome=fails", "/review", "/review/decisions", "/cite?at=/figures",
)  # fmt: skip


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
        page.goto(home + address)
        name = re.sub(r"[^a-z0-9]+", "-", address.lower()).strip("-") or "home"
        page.screenshot(path=folder / f"{name}.{size}.{scheme}.png")
    context.close()
    return len(addresses)


def list_addresses(home: str) -> list[str]:
    """Return the addresses of all screens, of one row of several tables among them."""
    firsts = {name: find_first(home, name) for name in (*SHOWN, "documents")}
    rows = [f"/show/{firsts[name]}" for name in SHOWN if firsts[name]]
    return [*OTHERS, *(f"/{name}" for name in VIEWS), *rows, f"/documents/{firsts['documents']}"]


def find_first(home: str, name: str) -> str:
    """Return the id of the first row of a list, "" without one."""
    with urllib.request.urlopen(f"{home}/{name}.json") as answer:
        rows = json.load(answer)["rows"]
    return str(rows[0]["id"]) if rows else ""


if __name__ == "__main__":
    raise SystemExit(main())
