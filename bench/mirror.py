"""Score which documents are taken for two governments' accounts of one meeting.

    python bench/mirror.py --record RECORD [--labels FILE] [--json]

The labels name pairs of documents by their files' names: 1 where both tell of one meeting, call or
joint paper, 0 where two papers of nearly the same days do not. Pairs found that are not labelled
count as wrong.
"""

from __future__ import annotations

import argparse
import csv
import json
from pathlib import Path

from onrecord.cli.looking import load_tables_of
from onrecord.record import open_record
from onrecord.run.mirror import list_mirrors

LABELS = Path(__file__).parent / "mirror.csv"


def main() -> int:
    """Find the pairs of a record, compare, print."""
    parser = argparse.ArgumentParser(description="Score pairs of accounts.")
    parser.add_argument("--record", type=Path, required=True)
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    with args.labels.open(encoding="utf-8") as file:
        labels = {
            frozenset((row["one"], row["other"])): row["label"] == "1"
            for row in csv.DictReader(file)
        }
    found = find_pairs(args.record)
    wanted = {pair for pair, is_one in labels.items() if is_one}
    result = {
        "labelled": len(labels),
        "pairs": len(wanted),
        "found": len(found & wanted),
        "wrong": len(found - wanted),
        "missed": sorted(" ".join(sorted(pair)) for pair in wanted - found),
    }
    print(json.dumps(result) if args.json else "\n".join(f"{k:9} {v}" for k, v in result.items()))
    return 0


def find_pairs(folder: Path) -> set[frozenset[str]]:
    """Return the pairs of a record by the names of their files."""
    with open_record(folder) as record:
        mirrors = list_mirrors(record, load_tables_of(record))
    return {frozenset((Path(m.one["source"]).stem, Path(m.other["source"]).stem)) for m in mirrors}


if __name__ == "__main__":
    raise SystemExit(main())
