"""Time the whole build against a bare spaCy pass over the same clean text, in one run.

    python bench/speed.py --texts DIR [--workers N] [--limit N] [--rounds N] [--json]
    python bench/speed.py --texts DIR [--stories DIR] --against N [--count N] [--rounds N] [--json]

Both are timed from a cold start of the model to the last document, with one thread per process.
The build is everything a user gets: reading, cleaning, findings, verdicts, origins, the database
and the search index, and the start of Python; the bare pass begins once spaCy is imported.

Both are told in seconds on the clock and in seconds of CPU, child processes included: other programs
change the second little. Builds and bare passes take turns, and the median of each is told. Byte code is
kept, as for a program that is installed: a first, small build makes it. Memory is the largest
resident size of any one process of a build, and that of the bare pass.

With `--against N`, builds with N workers are timed against builds with one, in turn, on the same
documents: with `--count`, on so many of the length of news, made of the real ones (`bench/piles.py`).
Wall-clock time on a machine that does nothing else is what counts there.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from piles import add_originals, list_options
from usage import run_measured

WARM = 8  # files of the build before, which makes the byte code
Numbers = dict[str, float]

BARE = """
import json, resource, sys, time
from onrecord.annotate import find_model
from onrecord.knowledge.packs import list_folders
from onrecord.knowledge.parsers import load_parsers
from importlib import import_module
parsers = load_parsers(list_folders("base"))
texts = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
by_language = {}
for row in texts:
    by_language.setdefault(row["language"], []).append(row["text"])
began, cpu, words = time.perf_counter(), time.process_time(), 0
for language, some in sorted(by_language.items()):
    found = find_model(language, parsers)
    if found is None:
        continue
    nlp = import_module(found.package).load()
    for doc in nlp.pipe(some, batch_size=8):
        words += sum(not t.is_space for t in doc)
print(json.dumps({"seconds": time.perf_counter() - began, "tokens": words,
    "cpu": time.process_time() - cpu,
    "mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
"""


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Time the build against a bare spaCy pass.")
    add_originals(parser)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--against", type=int, help="time so many workers against one instead")
    parser.add_argument("--limit", type=int, default=0, help="only the first N files")
    parser.add_argument("--count", type=int, default=0, help="N documents made of the real ones")
    parser.add_argument("--rounds", type=int, default=1, help="builds and bare passes in turn")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    with open_pile(args) as (files, folder):
        build(files[:WARM], folder / "warm", workers=args.against or args.workers)
        measured = compare(args, files, folder) if args.against else measure(args, files, folder)
    result = {"documents": len(files), **measured}
    if args.json:
        print(json.dumps(result, indent=1))
    else:
        for key, value in result.items():
            print(f"{key:28} {value}")
    return 0


@contextmanager
def open_pile(args: argparse.Namespace) -> Iterator[tuple[list[Path], Path]]:
    """Yield the files to build from and a folder for what is made; keep byte code there."""
    with tempfile.TemporaryDirectory(prefix="onrecord-speed-") as place:
        folder = Path(place)
        os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "code")
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        texts: Path = args.texts
        if args.count:
            texts = folder / "pile"
            maker = [str(Path(__file__).parent / "piles.py"), str(texts), *list_options(args)]
            run_measured([*maker, "--kind", "full", "--count", str(args.count)])
        files = sorted(p for p in texts.rglob("*") if p.suffix in {".txt", ".md", ".html"})
        yield files[: args.limit] if args.limit else files, folder


def measure(args: argparse.Namespace, files: list[Path], folder: Path) -> Numbers:
    """Return seconds of both, their ratios, and the memory of the largest process."""
    builds: list[Numbers] = []
    passes: list[Numbers] = []
    export = folder / "export"
    for number in range(args.rounds):
        record = folder / f"record-{number}"
        builds.append(build(files, record, workers=args.workers))
        if not number:
            onrecord("export", "jsonl", str(export), "-r", str(record), "--with-text")
        passes.append(read_bare(export / "documents.jsonl"))
    built, bare = take_medians(builds), take_medians(passes)
    return {
        "tokens": round(bare["tokens"]),
        "workers": args.workers,
        "bare spaCy seconds": round(bare["seconds"], 1),
        "build seconds": round(built["seconds"], 1),
        "ratio": round(built["seconds"] / bare["seconds"], 2),
        "bare spaCy CPU seconds": round(bare["cpu"], 1),
        "build CPU seconds": round(built["cpu"], 1),
        "ratio of CPU seconds": round(built["cpu"] / bare["cpu"], 2),
        "documents per second": round(len(files) / built["seconds"], 2),
        "bare spaCy MiB": round(bare["mib"]),
        "largest process MiB": round(built["mib"]),
    }


def compare(args: argparse.Namespace, files: list[Path], folder: Path) -> Numbers:
    """Return what builds with several workers and with one take."""
    load = os.getloadavg()[0]
    runs: dict[int, list[Numbers]] = {1: [], args.against: []}
    for number in range(args.rounds):
        for workers, some in runs.items():
            record = folder / f"record-{workers}-{number}"
            some.append(build(files, record, workers=workers))
    one, many = take_medians(runs[1]), take_medians(runs[args.against])
    return {
        "load of the machine before": round(load, 2),
        "workers": args.against,
        "seconds, one worker": round(one["seconds"], 1),
        "seconds, workers": round(many["seconds"], 1),
        "times faster": round(one["seconds"] / many["seconds"], 2),
        "CPU seconds, one worker": round(one["cpu"], 1),
        "CPU seconds, workers": round(many["cpu"], 1),
        "largest process MiB": round(many["mib"]),
    }


def build(files: list[Path], record: Path, *, workers: int) -> Numbers:
    """Build a record and return what it took."""
    where = ["-r", str(record), "--workers", str(workers)]
    return onrecord("build", *map(str, files), *where, "--json")


def read_bare(documents: Path) -> Numbers:
    """Let spaCy alone parse the texts and return what it took."""
    told: Numbers = json.loads(run_measured(["-c", BARE, str(documents)]).stdout)
    return told


def take_medians(runs: list[Numbers]) -> Numbers:
    """Return the median of each number over some runs."""
    return {key: statistics.median(run[key] for run in runs) for key in runs[0]}


def onrecord(*words: str) -> Numbers:
    """Run a command of the program and return what it took."""
    used = run_measured(["-m", "onrecord", *words])
    return {"seconds": used.seconds, "cpu": used.cpu, "mib": used.largest_mib}


if __name__ == "__main__":
    sys.exit(main())
