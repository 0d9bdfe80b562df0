"""Time the whole build against a bare spaCy pass over the same clean text, in one run.

    python bench/speed.py --texts DIR [--workers N] [--limit N] [--json]

Both are timed from a cold start of the model to the last document, with one thread per process.
The build is everything a user gets: reading, cleaning, findings, verdicts, origins, the database
and the search index. Memory is the largest resident size of any one process.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

BARE = """
import json, resource, sys, time
from onrecord.annotate import find_model
from importlib import import_module
texts = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
by_language = {}
for row in texts:
    by_language.setdefault(row["language"], []).append(row["text"])
began, words = time.perf_counter(), 0
for language, some in sorted(by_language.items()):
    found = find_model(language)
    if found is None:
        continue
    nlp = import_module(found.package).load()
    for doc in nlp.pipe(some, batch_size=8):
        words += sum(not t.is_space for t in doc)
print(json.dumps({"seconds": time.perf_counter() - began, "tokens": words,
    "mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
"""


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Time the build against a bare spaCy pass.")
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--limit", type=int, default=0, help="only the first N files")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    result = measure(args.texts, workers=args.workers, limit=args.limit)
    if args.json:
        print(json.dumps(result, indent=1))
    else:
        for key, value in result.items():
            print(f"{key:28} {value}")
    return 0


def measure(texts: Path, *, workers: int, limit: int) -> dict[str, float | int]:
    """Return seconds of both, their ratio, and the memory of the largest process."""
    files = sorted(p for p in texts.iterdir() if p.suffix in {".txt", ".md", ".html"})
    files = files[:limit] if limit else files
    with tempfile.TemporaryDirectory(prefix="onrecord-speed-") as folder:
        record, export = Path(folder, "record"), Path(folder, "export")
        began = time.perf_counter()
        onrecord("build", *map(str, files), "-r", str(record), "--workers", str(workers), "--json")
        built = time.perf_counter() - began
        mib = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        onrecord("export", "jsonl", str(export), "-r", str(record), "--with-text")
        done = subprocess.run(
            [sys.executable, "-c", BARE, str(export / "documents.jsonl")],
            capture_output=True,
            text=True,
            check=True,
        )
    bare = json.loads(done.stdout)
    return {
        "documents": len(files),
        "tokens": bare["tokens"],
        "workers": workers,
        "bare spaCy seconds": round(bare["seconds"], 1),
        "build seconds": round(built, 1),
        "ratio": round(built / bare["seconds"], 2),
        "documents per second": round(len(files) / built, 2),
        "bare spaCy MiB": round(bare["mib"]),
        "largest process MiB": round(mib),
    }


def onrecord(*words: str) -> None:
    """Run a command of the program; 3 means that some input could not be read."""
    done = subprocess.run(
        [sys.executable, "-m", "onrecord", *words], capture_output=True, text=True, check=False
    )
    if done.returncode not in {0, 3}:
        sys.exit(f"onrecord {words[0]} failed with {done.returncode}:\n{done.stderr}")


if __name__ == "__main__":
    sys.exit(main())
