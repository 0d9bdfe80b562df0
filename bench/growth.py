"""Measure how a whole build grows with the number of documents: time, memory, size on disk.

    python bench/growth.py --texts DIR [--stories DIR] [--kind full|short]... [--count N]...
        [--workers N] [--more N] [--keep FOLDER] [--json]

For each kind and count a pile is made of real documents with other words and numbers
(`bench/piles.py`), and a record is built of it in a process of its own, with everything a user gets:
findings, verdicts, origins, happenings, ledger, database, search index. Told are the CPU seconds of
all processes (other programs change these little), by phase; the largest process; all processes
together; and what lies on the disk afterwards. Growth is even when seconds per document stay the same.
With `--more N`, N further documents are added to each record, which is built again.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from piles import add_originals, list_options
from usage import measure_folder, read_cpu, run_measured

HERE = Path(__file__).parent
COUNTS = (100, 1_000)
NOW = datetime(2030, 1, 1, tzinfo=UTC)
PHASES = ("start and meeting", "reading", "steps per key", "database")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure how a build grows.")
    add_originals(parser)
    parser.add_argument("--kind", action="append", choices=["full", "short"])
    parser.add_argument("--count", action="append", type=int)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--more", type=int, default=0, help="add so many documents afterwards")
    parser.add_argument("--keep", type=Path, help="leave piles and records here")
    parser.add_argument("--json", action="store_true", help="print one line of JSON for each")
    parser.add_argument("--build", nargs=2, type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.build:
        print(json.dumps(build(*args.build, workers=args.workers)))
        return 0
    for kind in args.kind or ["full", "short"]:
        for count in args.count or COUNTS:
            for result in measure(args, kind, count):
                tell(result, as_json=args.json)
    return 0


def tell(result: dict[str, Any], *, as_json: bool) -> None:
    """Print one result."""
    if as_json:
        print(json.dumps(result), flush=True)
        return
    print("\n".join(f"{key:40} {value}" for key, value in result.items()), end="\n\n", flush=True)


def measure(args: argparse.Namespace, kind: str, count: int) -> list[dict[str, Any]]:
    """Return what a build of `count` documents takes, and one with some more."""
    with tempfile.TemporaryDirectory(prefix="onrecord-growth-") as place:
        folder = (args.keep or Path(place)) / f"{kind}-{count}"
        pile, record = folder / "pile", folder / "record"
        run_measured([*name_maker(args, kind), str(pile), "--count", str(count + args.more)])
        later = sorted(path for path in pile.rglob("*") if path.is_file())[count:]
        hidden = [hide(path, pile, folder / "later") for path in later]
        results = [measure_build(args, pile, record, kind=kind, count=count)]
        if args.more:
            for path, place_before in hidden:
                path.rename(place_before)
            more = measure_build(args, pile, record, kind=kind, count=args.more)
            results.append({"added to": count, **more})
    return results


def hide(path: Path, pile: Path, later: Path) -> tuple[Path, Path]:
    """Move a file out of the pile; return where it is, and where it was."""
    there = later / path.relative_to(pile)
    there.parent.mkdir(parents=True, exist_ok=True)
    path.rename(there)
    return there, path


def name_maker(args: argparse.Namespace, kind: str) -> list[str]:
    """Return the command that makes a pile."""
    return [str(HERE / "piles.py"), *list_options(args), "--kind", kind]


def measure_build(
    args: argparse.Namespace, pile: Path, record: Path, *, kind: str, count: int
) -> dict[str, Any]:
    """Return what one build takes."""
    load = os.getloadavg()[0]
    words = [__file__, "--texts", ".", "--build", str(pile), str(record)]
    used = run_measured([*words, "--workers", str(args.workers)])
    phases: dict[str, float] = json.loads(used.stdout)
    findings = phases.pop("findings")
    return {
        "kind": kind,
        "documents": count,
        "workers": args.workers,
        "load of the machine before": round(load, 1),
        "seconds": round(used.seconds, 1),
        "CPU seconds": round(used.cpu, 1),
        "CPU ms per document": round(1000 * used.cpu / count, 1),
        **{f"{name}: ms per document": round(1000 * phases[name] / count, 1) for name in PHASES},
        "findings": findings,
        "largest process MiB": round(used.largest_mib),
        "all processes MiB": round(used.all_mib),
        "captures MB": round(measure_folder(record / "captures") / 1e6, 1),
        "parts MB": round(measure_folder(record / "parts") / 1e6, 1),
        "database and index MB": round(measure_folder(record / "built") / 1e6, 1),
    }


class Clock:
    """Hears how far a build is, and notes the CPU seconds of each phase."""

    def __init__(self) -> None:
        self.taken = dict.fromkeys(PHASES, 0.0)
        self._phase, self._since = PHASES[0], 0.0

    def turn(self, phase: str) -> None:
        """Begin another phase."""
        now = read_cpu()
        self.taken[self._phase] += now - self._since
        self._phase, self._since = phase, now

    def met(self, captures: int) -> None:
        """Hear how many captures were met so far."""

    def begin(self, captures: int, *, known: int) -> None:  # noqa: ARG002
        """Hear that reading begins."""
        self.turn("reading")

    def advance(self, captures: int) -> None:
        """Hear that some more were read."""

    def assemble(self) -> None:
        """Hear that all are read and the database is being written."""
        self.turn("database")

    def watch_keys(self, step: Callable[..., Any]) -> Callable[..., Any]:
        """Return the step, which counts as that of the steps per key."""

        @wraps(step)
        def watched(*things: Any, **named: Any) -> Any:
            self.turn("steps per key")
            try:
                return step(*things, **named)
            finally:
                self.turn("database")

        return watched


def build(pile: Path, record: Path, *, workers: int) -> dict[str, float]:
    """Build in this process; return the CPU seconds of each phase, and how much was found."""
    from onrecord.record import open_record
    from onrecord.run import assemble
    from onrecord.run.build import BuildOptions, build_record

    clock = Clock()
    assemble.put_together = clock.watch_keys(assemble.put_together)
    options = BuildOptions(record=record, patterns=(str(pile),), workers=workers)
    build_record(options, now=NOW, progress=clock)
    clock.turn("end")
    with open_record(record) as opened:
        tables = ("statements", "events", "commitments", "figures")
        findings = sum(len(opened.table(table)) for table in tables)
    return {**clock.taken, "findings": findings}


if __name__ == "__main__":
    sys.exit(main())
