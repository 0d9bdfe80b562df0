"""Score which documents are taken for two governments' accounts of one meeting.

    python bench/mirror.py (--record RECORD | --texts DIR) [--labels FILE] [--json]

The labels name pairs of documents by their files' names: 1 where both tell of one meeting, call or
joint paper, 0 where two papers of nearly the same days do not. Pairs found that are not labelled
count as wrong. With --texts a record is built of the files in DIR that the labels name: all that
tell of one meeting, and of the others those that are short (a press conference takes seconds).
"""

from __future__ import annotations

import argparse
import csv
import json
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from onrecord.cli.looking import load_tables_of
from onrecord.record import open_record
from onrecord.run.build import BuildOptions, Progress, build_record
from onrecord.run.mirror import list_mirrors

LABELS = Path(__file__).parent / "mirror.csv"
MET = datetime(2030, 1, 1, tzinfo=UTC)
SHORT = 12_000  # bytes of a text: one takes half a second to read, a press conference up to eight
Labels = dict[frozenset[str], bool]


def main() -> int:
    """Find the pairs of a record, compare, print."""
    parser = argparse.ArgumentParser(description="Score pairs of accounts.")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--record", type=Path)
    where.add_argument("--texts", type=Path)
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    with args.labels.open(encoding="utf-8") as file:
        labels: Labels = {
            frozenset((row["one"], row["other"])): row["label"] == "1"
            for row in csv.DictReader(file)
        }
    if args.texts:
        labels, files = choose_files(labels, args.texts)
        with tempfile.TemporaryDirectory(prefix="onrecord-mirror-") as place:
            options = BuildOptions(record=Path(place), patterns=tuple(map(str, files)))
            build_record(options, now=MET, progress=Progress())
            found = find_pairs(Path(place))
    else:
        found = find_pairs(args.record)
    wanted = {pair for pair, is_one in labels.items() if is_one}
    result = {
        "labelled": len(labels),
        "pairs": len(wanted),
        "found": len(found & wanted),
        "share found": round(len(found & wanted) / len(wanted), 3),
        "wrong": len(found - wanted),
        "missed": sorted(" ".join(sorted(pair)) for pair in wanted - found),
    }
    print(json.dumps(result) if args.json else "\n".join(f"{k:9} {v}" for k, v in result.items()))
    return 0


def choose_files(labels: Labels, texts: Path) -> tuple[Labels, list[Path]]:
    """Return the labelled pairs of which both files are read, and the files."""
    needed = {name for pair, is_one in labels.items() if is_one for name in pair}
    paths = {name: texts / f"{name}.txt" for pair in labels for name in pair}
    read = {name for name, path in paths.items() if name in needed or path.stat().st_size < SHORT}
    kept = {pair: is_one for pair, is_one in labels.items() if pair <= read}
    return kept, [paths[name] for name in sorted({name for pair in kept for name in pair})]


def find_pairs(folder: Path) -> set[frozenset[str]]:
    """Return the pairs of a record by the names of their files."""
    with open_record(folder) as record:
        mirrors = list_mirrors(record, load_tables_of(record))
    return {frozenset((Path(m.one["source"]).stem, Path(m.other["source"]).stem)) for m in mirrors}


if __name__ == "__main__":
    raise SystemExit(main())
