"""Time Onrecord beside others in one run: spaCy alone, trafilatura, textacy, CQE.

    python bench/peers.py --texts DIR [--pages DIR] [--statements FILE] [--figures FILE]
        [--peers-python PYTHON] [--limit N] [--rounds N] [--json]

Each is given the same documents and timed in CPU seconds after it was loaded, except the first:

the whole build   against spaCy's bare pass over the same texts (`bench/speed.py`: loading counts)
cleaning pages    against trafilatura (`bench/pages.py`); ours dates them and finds authors as well
statements        against textacy's direct quotations (`bench/statements.py`); ours finds indirect
                  ones too; parsing counts for both
quantities        against CQE (`bench/figure_peers.py`); parsing counts for both

What others need is not part of the program's environment: `make bench` makes one for them and names
it with `--peers-python`. One that is not there is told as NOT RUN, with the reason.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
OURS = "onrecord"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One comparison. Times are CPU seconds for the same work; None where it was not run."""

    task: str
    peer: str
    ours: float | None = None
    theirs: float | None = None
    unit: str = "CPU seconds"
    note: str = ""

    def tell(self) -> str:
        """Return it as a row of a table."""
        if self.ours is None or self.theirs is None:
            return f"| {self.task} | {self.peer} | NOT RUN: {self.note} | | |"
        times = f"{self.ours:.1f} | {self.theirs:.1f} | {self.ours / self.theirs:.2f}"
        return f"| {self.task} | {self.peer} | {times} |"


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Time Onrecord beside others.")
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--pages", type=Path, help="web pages in the layout of WCXB")
    parser.add_argument("--statements", type=Path, help="a set in the layout of PolNeAR")
    parser.add_argument("--figures", type=Path, help="a set in the layout of NewsQuant")
    parser.add_argument("--peers-python", default=sys.executable, help="interpreter that has them")
    parser.add_argument("--limit", type=int, default=0, help="only the first N texts")
    parser.add_argument("--rounds", type=int, default=1, help="builds and bare passes in turn")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    pairs = []
    if not args.json:
        print(
            "| | beside | onrecord, CPU seconds | the other | ratio |\n| --- | --- | --- | --- | --- |"
        )
    for pair in measure(args):
        pairs.append(pair)
        if not args.json:
            print(pair.tell(), flush=True)
    if args.json:
        print(json.dumps([asdict(pair) for pair in pairs], indent=1))
    return 0


def measure(args: argparse.Namespace) -> Iterator[Pair]:
    """Yield the comparisons that there is data for."""
    yield time_build(args)
    tasks = (
        ("cleaning pages", "trafilatura", args.pages, time_pages),
        ("statements", "textacy", args.statements, time_statements),
        ("quantities", "CQE", args.figures, time_figures),
    )
    for task, peer, data, compare in tasks:
        if data is None or not data.exists():
            yield Pair(task=task, peer=peer, note=f"no data: {data or 'none named'}")
        else:
            yield compare(data, args.peers_python)


def time_build(args: argparse.Namespace) -> Pair:
    """Compare the whole build with a bare pass of spaCy."""
    options = ["--limit", str(args.limit), "--rounds", str(args.rounds)]
    told = run(sys.executable, "speed.py", "--texts", str(args.texts), *options, "--json")
    return Pair(
        task=f"the whole build, {told['documents']} documents, {told['tokens']:,} tokens",
        peer="spaCy alone",
        ours=told["build CPU seconds"],
        theirs=told["bare spaCy CPU seconds"],
    )


def time_pages(pages: Path, _: str) -> Pair:
    """Compare the cleaning of pages."""
    told = run(sys.executable, "pages.py", "--pages", str(pages), "--json")
    rates = {name: row["pages a CPU second"] for name, row in told["extractors"].items()}
    return Pair(
        task=f"cleaning pages, {told['pages']}",
        peer="trafilatura",
        ours=told["pages"] / rates[OURS],
        theirs=told["pages"] / rates["trafilatura"],
    )


def time_statements(gold: Path, python: str) -> Pair:
    """Compare the reading of statements."""
    words = ["--gold", str(gold), "--peers", "--peers-python", python, "--json"]
    told = run(sys.executable, "statements.py", *words)
    count = len(gold.read_text("utf-8").splitlines())
    pair = Pair(task=f"statements, {count} documents", peer="textacy")
    if "textacy" not in told:
        return Pair(task=pair.task, peer=pair.peer, note=f"not installed for {python}")
    rate = "documents a CPU second"
    ours, theirs = told["kept as statements"][rate], told["textacy"][rate]
    return Pair(task=pair.task, peer=pair.peer, ours=count / ours, theirs=count / theirs)


def time_figures(data: Path, python: str) -> Pair:
    """Compare the reading of quantities."""
    told = run(sys.executable, "figures.py", "--data", str(data), "--json")
    task = f"quantities, {told['sentences']} sentences"
    other = run(python, "figure_peers.py", "--data", str(data))
    if other is None:
        return Pair(task=task, peer="CQE", note=f"not installed for {python}")
    ours = told["sentences"] / told["sentences/s"]
    return Pair(task=task, peer="CQE", ours=ours, theirs=other["seconds"])


def run(python: str, script: str, *words: str) -> Any:
    """Run another bench and return what it prints."""
    command = [python, "-W", "ignore", str(HERE / script), *words]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


if __name__ == "__main__":
    sys.exit(main())
