"""Score where actors stand on issues, on labelled sentences of real documents.

    python bench/positions.py --texts DIR [--texts DIR] [--labels FILE] [--misses] [--json]

Each line of the labels names a document, a sentence of its clean text (`start`, `end`), an issue of
the pack, the stance (null where the sentence takes none) and the side (alpha-3) whose it is.
`optional` ones may be found or not: two readers could differ. Precision counts what is found in
labelled sentences; recall what is labelled and not optional.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from onrecord.knowledge import Knowledge, load_knowledge
from onrecord.model import Capture
from onrecord.run.names import name_reading
from onrecord.run.positions import list_positions
from onrecord.run.steps import Reader
from onrecord.sources import read_sources

Row = dict[str, Any]
LABELS = Path(__file__).parent / "positions.jsonl"


def main() -> int:
    """Read the labelled documents, compare, print."""
    args = read_arguments()
    labels: dict[str, list[Row]] = {}
    for line in args.labels.read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        labels.setdefault(label["source"], []).append(label)
    counts, misses = score(labels, args.texts)
    found, wanted = counts["right"] + counts["extra"], counts["wanted"]
    result = {
        "sentences": sum(map(len, labels.values())),
        "precision": counts["right"] / max(found, 1),
        "found": found,
        "recall": counts["met"] / max(wanted, 1),
        "wanted": wanted,
    }
    if args.json:
        print(json.dumps(result))
    else:
        for name, value in result.items():
            print(f"{name:12} {value:.3f}" if isinstance(value, float) else f"{name:12} {value}")
        print(*(misses if args.misses else ()), sep="\n")
    return 0


def read_arguments() -> argparse.Namespace:
    """Return what was asked."""
    parser = argparse.ArgumentParser(description="Score positions on labelled sentences.")
    parser.add_argument("--texts", type=Path, action="append", required=True)
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def score(labels: dict[str, list[Row]], folders: list[Path]) -> tuple[Counter[str], list[str]]:
    """Return the counts, and what was missed or extra."""
    knowledge = load_knowledge()
    reader = Reader(knowledge=knowledge)
    counts, misses = Counter[str](), []
    for name, rows in sorted(labels.items()):
        path = next((f / name for f in folders if (f / name).exists()), None)
        if path is None:
            print(f"no text for {name}", file=sys.stderr)
            continue
        found = read_found(path, reader, knowledge)
        for row in rows:
            inside = [f for f in found if f["issue"] == row["issue"] and _is_inside(f, row)]
            right = [f for f in inside if _is_right(f, row)]
            counts["right"] += bool(right)
            counts["extra"] += len(right) < len(inside)
            if row["stance"] is not None and not row.get("optional"):
                counts["wanted"] += 1
                counts["met"] += bool(right)
                if not right:
                    misses.append(f"missed {name} {row['start']} {row['issue']} {row['stance']}")
            misses += [
                f"extra {name} {f['start']} {f['issue']} {f['stance']} {f['sides']}"
                for f in inside
                if f not in right
            ]
    return counts, misses


def read_found(path: Path, reader: Reader, knowledge: Knowledge) -> list[Row]:
    """Return the positions of one document."""
    now = datetime(2026, 11, 1, tzinfo=UTC)  # any day: no stance depends on it
    found: list[Row] = []
    for capture in read_sources([str(path)], met_at=now):
        if isinstance(capture, Capture):
            reading = reader.read(capture)
            names = name_reading(reading, knowledge)
            for position, holder in list_positions(reading, names, knowledge):
                named = position.evidence.spans[2]
                found.append(
                    {
                        "issue": position.issue,
                        "stance": position.stance.value,
                        "start": named.start,
                        "sides": holder.side.split(", "),
                    }
                )
    return found


def _is_inside(found: Row, row: Row) -> bool:
    return bool(row["start"] <= found["start"] < row["end"])


def _is_right(found: Row, row: Row) -> bool:
    return found["stance"] == row["stance"] and row["side"] in found["sides"]


if __name__ == "__main__":
    sys.exit(main())
