"""Find labelled words, given by their offsets in a file, among the events of a record.

Labels name a file and the characters [start, end) of the file as it is: no text of it is kept. The
words between are looked for in the clean text, whatever markup stood between them.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from onrecord.record import Record, open_record

Row = dict[str, Any]
HALF = 0.5  # of the words of a clause: what shares less is another
# What is no word of the text: tags, the addresses of links, escapes.
MARKUP = re.compile(r"<[^<>]{0,500}>|\]\([^()\s]{0,500}\)|&[a-z]{1,8};|&#\d{1,6};|\\[nrt]")


def list_words(text: str) -> list[str]:
    """Return the words of a stretch of a file, its markup left out."""
    return re.findall(r"\w+", MARKUP.sub(" ", text))


def find_words(text: str, words: list[str], occurrence: int = 0) -> tuple[int, int] | None:
    """Return where the words stand in a clean text, the nth time they do."""
    pattern = r"\b" + r"[\W_]+".join(map(re.escape, words)) + r"\b"
    places = [match.span() for match in re.finditer(pattern, text)]
    return places[min(occurrence, len(places) - 1)] if places else None


class Texts:
    """The labelled files, the documents of the record made of them, and their events."""

    def __init__(self, record: Record, texts: Path) -> None:
        self.texts = texts
        self.documents = {Path(row["source"]).name: row for row in record.rows("document")}
        self.events: dict[str, list[Row]] = {}
        for row in record.rows("event"):
            self.events.setdefault(Path(row["source"]).name, []).append(row)

    def find_span(self, file: str, start: int, end: int) -> tuple[int, int] | None:
        """Return where the words at [start, end) of a file stand in its clean text."""
        raw = (self.texts / file).read_text(encoding="utf-8")
        words = list_words(raw[start:end])
        before = raw[:start]
        seen = len(re.findall(r"[\W_]+".join(map(re.escape, words)), MARKUP.sub(" ", before)))
        return find_words(self.documents[file]["text"], words, seen)

    def find_events(self, file: str, start: int, end: int) -> list[Row]:
        """Return the events read at the words, the one that shares most of them first."""
        span = self.find_span(file, start, end)
        if span is None or file not in self.documents:
            return []
        shared = [(_overlap(span, row), row) for row in self.events.get(file, [])]
        shared = [pair for pair in shared if pair[0] > HALF]
        return [row for _, row in sorted(shared, key=lambda pair: -pair[0])]


def _overlap(span: tuple[int, int], row: Row) -> float:
    common = min(span[1], row["end"]) - max(span[0], row["start"])
    longest = max(span[1] - span[0], row["end"] - row["start"])
    return common / longest


def read_arguments(about: str | None, labels: Path) -> argparse.Namespace:
    """Return the command line's options; `labels` are the labels where no others are named."""
    parser = argparse.ArgumentParser(description=(about or "").splitlines()[0])
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--record", type=Path, help="a record of the texts; else one is built")
    parser.add_argument("--labels", type=Path, default=labels)
    parser.add_argument("--misses", action="store_true", help="print what is wrong")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


@contextmanager
def open_texts(texts: Path, record: Path | None) -> Iterator[Texts]:
    """Yield the labelled files with a record of them: the one given, or one built for it."""
    with tempfile.TemporaryDirectory(prefix="onrecord-events-") as folder:
        place = record or Path(folder) / "record"
        if record is None:
            command = [sys.executable, "-m", "onrecord", "build", str(texts), "-r", str(place)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode not in {0, 3}:  # 3: some input could not be read
                sys.exit(done.stderr)
        with open_record(place) as opened:
            yield Texts(opened, texts)
