"""Score the class of cues (say, promise, deny, …) on labelled statements of real documents.

    python bench/cue_classes.py --texts DIR [--labels FILE] [--json]

Each line of the labels names a document, where the content of a statement stands in its clean text
(`start`, `end`), and its class; null where the words are no statement. A statement that is found
counts when its class is the label's.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from onrecord.knowledge import load_knowledge
from onrecord.model import Capture, Statement
from onrecord.run.steps import Reader
from onrecord.sources import read_sources

LABELS = Path(__file__).parent / "cue_classes.jsonl"
SAME = 0.5  # share of the longer content that both have


def main() -> int:
    """Read the labelled documents, compare, print."""
    args = read_arguments()
    labels: dict[str, list[dict[str, Any]]] = {}
    for line in args.labels.read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        labels.setdefault(label["document"], []).append(label)
    counts, confused = score(labels, args.texts)
    if args.json:
        print(json.dumps({**counts, "confused": {" -> ".join(k): n for k, n in confused.items()}}))
        return 0
    found = counts["right"] + counts["wrong"]
    print(f"class right of found statements   {counts['right'] / max(found, 1):.3f} of {found}")
    print(f"labelled statements not found     {counts['missed']}")
    print(f"labelled as none, but found       {counts['none']}")
    for (label, given), number in confused.most_common():
        print(f"  {label} -> {given}: {number}")
    return 0


def read_arguments() -> argparse.Namespace:
    """Return what was asked."""
    parser = argparse.ArgumentParser(description="Score the class of cues on labelled documents.")
    parser.add_argument("--texts", type=Path, action="append", required=True)
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def score(
    labels: dict[str, list[dict[str, Any]]], folders: list[Path]
) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """Return how many classes are right, wrong, missed, and which were taken for which."""
    reader = Reader(knowledge=load_knowledge())
    counts, confused = Counter[str](), Counter[tuple[str, str]]()
    for name, rows in sorted(labels.items()):
        paths = [folder / f"{name}.txt" for folder in folders]
        path = next((p for p in paths if p.exists()), None)
        if path is None:
            print(f"no text for {name}", file=sys.stderr)
            continue
        statements = read_statements(path, reader)
        for row in rows:
            found = max(statements, key=lambda s: share(s, row), default=None)
            is_found = found is not None and share(found, row) >= SAME
            if row["class"] is None:
                counts["none"] += is_found
            elif found is None or not is_found:
                counts["missed"] += 1
            elif found.cue_class.value == row["class"]:
                counts["right"] += 1
            else:
                counts["wrong"] += 1
                confused[row["class"], found.cue_class.value] += 1
    return counts, confused


def read_statements(path: Path, reader: Reader) -> list[Statement]:
    """Return the statements of one document."""
    now = datetime(2026, 11, 1, tzinfo=UTC)  # any day: no class depends on it
    found: list[Statement] = []
    for capture in read_sources([str(path)], met_at=now):
        if isinstance(capture, Capture):
            found.extend(reader.read(capture).statements)
    return found


def share(statement: Statement, row: dict[str, Any]) -> float:
    """Return how much of the longer of two contents both have."""
    content = statement.content
    both = min(content.end, row["end"]) - max(content.start, row["start"])
    return max(both, 0) / max(content.end - content.start, row["end"] - row["start"])


if __name__ == "__main__":
    sys.exit(main())
