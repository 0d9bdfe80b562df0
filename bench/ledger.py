"""Measure whether the ledger says where promises and threats stood on given days.

    python bench/ledger.py [--chains FILE] [--half seen|kept] [--misses] [--json]

Builds one record of all texts of the chains, as a user would, and looks at the line of each chain
on its days. A state counts when it is read, computed or proposed. What must never be is a promise
called broken or overdue that was not.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml

from onrecord.model import Standing
from onrecord.publish.ledger import LedgerLine, list_lines
from onrecord.record import Record, open_record
from onrecord.run.build import BuildOptions, Progress, build_record

MET = datetime(2030, 1, 1, tzinfo=UTC)
CHAINS = Path(__file__).with_name("ledger_chains.yml")
ADDRESS = "https://news.example/{id}/{day}"
ACCUSING = {Standing.BROKEN, Standing.OVERDUE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A chain on a day: what is right, and what the ledger says."""

    chain: str
    day: date
    expected: tuple[str, ...]
    state: str | None
    reason: str

    @property
    def is_right(self) -> bool:
        """Does the ledger say one of the right states?"""
        return self.state in self.expected


def main() -> int:
    """Print the score."""
    options = read_options()
    chains = yaml.safe_load(options.chains.read_text(encoding="utf-8"))
    chains = [c for c in chains if options.half in (None, c["half"])]
    with tempfile.TemporaryDirectory() as place:
        record = build(chains, Path(place))
        with record:
            looks = [look for chain in chains for look in look_at(chain, record)]
            wrong = find_accusing(chains, record)
    report(looks, wrong, chains=len(chains), options=options)
    return 0


def read_options() -> argparse.Namespace:
    """Return the command line's options."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--chains", type=Path, default=CHAINS)
    parser.add_argument(
        "--half", choices=("seen", "kept", "new", "later"), help="only one half of the chains"
    )
    parser.add_argument("--misses", action="store_true", help="print what is wrong")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def build(chains: list[dict[str, Any]], place: Path) -> Record:
    """Return the record of all texts of the chains."""
    pile = place / "pile.jsonl"
    with pile.open("w", encoding="utf-8") as out:
        for chain in chains:
            for day, text in chain["texts"].items():
                url = ADDRESS.format(id=chain["id"], day=day)
                line = {"published": str(day), "url": url, "text": text}
                out.write(json.dumps(line, ensure_ascii=False) + "\n")
    options = BuildOptions(record=place / "record", patterns=(str(pile),))
    build_record(options, now=MET, progress=Progress())
    return open_record(place / "record")


def look_at(chain: dict[str, Any], record: Record) -> list[Look]:
    """Return what the ledger says of a chain on its days."""
    return [look_on(chain, record, day) for day in chain["states"]]


def look_on(chain: dict[str, Any], record: Record, day: date) -> Look:
    """Return what the ledger says of a chain on one day."""
    lines = [line for line in list_lines(record, on=day) if is_followed(line, chain)]
    line = lines[0] if lines else None
    return Look(
        chain=chain["id"],
        day=day,
        expected=tuple(chain["states"][day]),
        state=line.stand.state.value if line else None,
        reason=line.stand.reason if line else "no such commitment was read",
    )


def is_followed(line: LedgerLine, chain: dict[str, Any]) -> bool:
    """Is it the line that the chain is about?"""
    follow = chain["follow"]
    if f"/{chain['id']}/" not in (line.url or ""):
        return False
    return follow["by"] in line.by and follow["word"].lower() in line.deed.lower()


def find_accusing(chains: list[dict[str, Any]], record: Record) -> list[Look]:
    """Return the lines called broken or overdue on a day of their chain that does not say so."""
    found = []
    for chain in chains:
        for day, expected in chain["states"].items():
            for line in list_lines(record, on=day):
                of_chain = f"/{chain['id']}/" in (line.url or "")
                if of_chain and line.stand.state in ACCUSING and line.stand.state not in expected:
                    found.append(
                        Look(
                            chain=chain["id"], day=day, expected=tuple(expected),
                            state=line.stand.state.value, reason=line.stand.reason,
                        )
                    )  # fmt: skip
    return found


def report(
    looks: list[Look], wrong: list[Look], *, chains: int, options: argparse.Namespace
) -> None:
    """Print what came out."""
    right = sum(look.is_right for look in looks)
    said = sum(look.state is not None for look in looks)
    scores = {
        "chains": chains,
        "looks": len(looks),
        "right": right,
        "share": round(right / len(looks), 3),
        "no line": len(looks) - said,
        "wrongly broken or overdue": len(wrong),
    }
    if options.json:
        json.dump(scores, sys.stdout, indent=1)
        print()
        return
    for name, value in scores.items():
        print(f"{name:28}{value}")
    if options.misses:
        for look in (*wrong, *(look for look in looks if not look.is_right)):
            print(f"{look.chain:26}{look.day}  {look.state} for {' or '.join(look.expected)}")
            print(f"{'':26}{look.reason}")


if __name__ == "__main__":
    sys.exit(main())
