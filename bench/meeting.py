"""How long it takes to meet sources for the first time, when they look as before, and read again.

    python bench/meeting.py [--pages 12000] [--files 10000] [--page-bytes 60000] [--json]

A WARC and a folder are made up; each is met as a build meets it, and nothing of it is read as a text.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from onrecord.knowledge import Knowledge
from onrecord.knowledge.packs import load_knowledge
from onrecord.record.captures import CaptureStore
from onrecord.record.folder import RecordFolder, RecordSettings
from onrecord.run.meeting import Sources, meet_sources

NOW = datetime(2026, 1, 2, tzinfo=UTC)
LONG_AGO = 1_700_000_000
FILE_BYTES = 2_500
WORDS = 4_000  # of which pages are put together: they pack as pages do


def main() -> None:
    """Print a table, or the same as JSON."""
    options = read_options()
    with tempfile.TemporaryDirectory(prefix="onrecord-meeting-") as place:
        crawl, folder = Path(place) / "crawl.warc.gz", Path(place) / "files"
        write_crawl(crawl, options.pages, options.page_bytes)
        write_files(folder, options.files)
        pack = Path(place) / "pack"
        pack.mkdir()
        (pack / "pack.yml").write_text('name: none\ntitle: None\nversion: "1"\n', encoding="utf-8")
        knowledge = load_knowledge(str(pack))
        rows = [
            measure(name, path, knowledge) for name, path in (("WARC", crawl), ("files", folder))
        ]
    if options.json:
        print(json.dumps(rows, indent=2))
        return
    print("source  captures  first   same   read again   (CPU seconds; wall in brackets)")
    for row in rows:
        times = [f"{row[kind]['cpu']:.2f} ({row[kind]['wall']:.2f})" for kind in KINDS]
        print(f"{row['source']:<7} {row['captures']:>8}  {'  '.join(times)}")


KINDS = ("first", "same", "again")


def read_options() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=12_000)
    parser.add_argument("--page-bytes", type=int, default=60_000)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def measure(name: str, path: Path, knowledge: Knowledge) -> dict[str, object]:
    """Meet a source three times: new, as it was, and as it was but read all the same."""
    with tempfile.TemporaryDirectory(prefix="onrecord-meeting-") as place:
        record = RecordFolder(Path(place))
        record.captures.mkdir()
        settings = RecordSettings(sources=(str(path),), pack="none")
        told: dict[str, object] = {"source": name}
        for kind in KINDS:
            cpu, wall = time.process_time(), time.perf_counter()
            store = CaptureStore(record.captures)
            sources = Sources(
                patterns=settings.sources, settings=settings, now=NOW, again=kind == "again"
            )
            meet_sources(store, record, sources, knowledge, hear=lambda _: None)
            told[kind] = {
                "cpu": round(time.process_time() - cpu, 2),
                "wall": round(time.perf_counter() - wall, 2),
            }
            told["captures"] = len(store)
    return told


def write_crawl(path: Path, pages: int, size: int) -> None:
    """Write a WARC of pages, each record packed by itself."""
    chance = random.Random(1)
    words = make_words(chance)
    with path.open("wb") as file:
        for number in range(pages):
            text = " ".join(chance.choices(words, k=size // 7))
            page = f"<html><body><article><p>{number} {text}</p></article></body></html>".encode()
            answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
            head = (
                "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2025-03-31T06:00:00Z\r\n"
                f"WARC-Target-URI: https://www.example.org/{number}\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}"
                "\r\n\r\n"
            )
            file.write(gzip.compress(head.encode() + answer + b"\r\n\r\n", 6, mtime=0))
    os.utime(path, (LONG_AGO, LONG_AGO))


def write_files(folder: Path, count: int) -> None:
    """Write small texts into a hundred folders."""
    chance = random.Random(2)
    words = make_words(chance)
    for number in range(count):
        path = folder / f"{number % 100:02}" / f"{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(" ".join(chance.choices(words, k=FILE_BYTES // 7)), encoding="utf-8")
        os.utime(path, (LONG_AGO, LONG_AGO))


def make_words(chance: random.Random) -> list[str]:
    """Return made-up words of 3 to 9 letters."""
    letters = "etaoinshrdlucmfwygpb"
    return ["".join(chance.choices(letters, k=chance.randint(3, 9))) for _ in range(WORDS)]


if __name__ == "__main__":
    main()
