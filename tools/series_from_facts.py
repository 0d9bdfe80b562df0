"""Turn a sheet of official observations into the tidy series files of a pack.

    python tools/series_from_facts.py --facts FILE.csv --out src/onrecord/knowledge/data/us-mexico/series

FILE.csv has the columns series_id, measure, population, place, period_start, period_end (inclusive),
value, as_of, source, note. `series_map.csv` beside this script says which rows go into which file,
which column becomes the dimension, and whether `as_of` is the day of release or the day of the file
("vintage": released where the note says so). `series_names.csv` turns names of countries into codes.
The output is the same for the same input, so that a new sheet shows as a plain difference.
"""

from __future__ import annotations

import argparse
import calendar
import csv
import re
import sys
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).parent
COLUMNS = (
    "period_first",
    "period_after",
    "dimension",
    "value",
    "released",
    "retrieved",
    "carrier",
    "note",
)
MAP_FILTERS = ("measure", "population", "place")


def main() -> int:
    """Write one file for each target of the map; print what was written and what was left out."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--facts", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    codes = {row["name"]: row["code"] for row in read_csv(HERE / "series_names.csv")}
    mapping = read_csv(HERE / "series_map.csv")
    files: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    left_out = 0
    for fact in follow_same(read_csv(options.facts)):
        targets = [row for row in mapping if fits(row, fact)]
        left_out += not targets
        for row in targets:
            files[row["target"]].add(make_row(fact, row, codes))
    options.out.mkdir(parents=True, exist_ok=True)
    for target, rows in sorted(files.items()):
        write_csv(options.out / f"{target}.csv", sorted(rows))
    print(
        f"{sum(map(len, files.values()))} observations in {len(files)} files; {left_out} rows fit no target"
    )
    return 0


def read_csv(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_csv(path: Path, rows: list[tuple[str, ...]]) -> None:
    """Write a series file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)


def follow_same(facts: list[dict[str, str]]) -> list[dict[str, str]]:
    """Replace a source "same …" by the source of the row before it."""
    last = ""
    for fact in facts:
        if fact["source"].startswith("same"):
            fact["source"] = last
        last = fact["source"]
    return facts


def fits(row: dict[str, str], fact: dict[str, str]) -> bool:
    """Does the row of the map take this observation?"""
    return row["series"] == fact["series_id"] and all(
        not row[key] or fact[key].endswith(row[key]) for key in MAP_FILTERS
    )


def make_row(fact: dict[str, str], row: dict[str, str], codes: dict[str, str]) -> tuple[str, ...]:
    """Return the observation as a row of a series file."""
    dimension = ""
    if row["dimension"]:
        name = fact[row["dimension"]].split(":")[-1]
        dimension = codes.get(name, name)
    first, last = date.fromisoformat(fact["period_start"]), date.fromisoformat(fact["period_end"])
    known = last_day(fact["as_of"])
    released = row["dated"] == "released" or (
        row["dated"] == "vintage" and "official release" in fact["note"]
    )
    note = re.sub(r"^vintage(; secondary carrier of official release)?$", "", fact["note"])
    return (
        first.isoformat(),
        (last + timedelta(days=1)).isoformat(),
        dimension,
        fact["value"],
        known.isoformat() if released else "",
        known.isoformat(),
        clean_carrier(fact["source"]),
        note,
    )


def last_day(as_of: str) -> date:
    """Return the last day that `2014`, `2023-09` or `2023-09-22 …` may mean."""
    found = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", as_of)
    if found is None:
        sys.exit(f'as_of "{as_of}" is no date; write it as 2023, 2023-09 or 2023-09-22')
    year, month, day = int(found[1]), int(found[2] or 12), found[3]
    return date(year, month, int(day) if day else calendar.monthrange(year, month)[1])


def clean_carrier(source: str) -> str:
    """Return the carrier without notes on where it lay on somebody's disk."""
    return re.sub(r"\s*\[([^;\]]*)(?:;[^\]]*)?\]", r" (\1)", source).strip()


if __name__ == "__main__":
    sys.exit(main())
