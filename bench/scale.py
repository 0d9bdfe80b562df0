"""Measure cleaning and origin on a large pile: documents per second, and memory of all processes.

    python bench/scale.py --texts DIR [--pages DIR] [--stories DIR] [--count N] [--workers N] [--json]

The pile is the mixed one of `bench/piles.py`: real documents, told many times with other words. What is timed is what a build does without parsing: the files
are met and kept, two processes clean them, date them and write parts, and the origins of all are
found. CPU seconds count all processes, so that they can be compared on a machine that others use.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from piles import add_originals, list_options
from usage import Memory, read_cpu, run_measured

from onrecord.knowledge import Knowledge, load_knowledge
from onrecord.model import Capture, Document, Origin, Relation
from onrecord.record.captures import CaptureStore
from onrecord.run.build import Progress
from onrecord.run.engines import Engine
from onrecord.run.parts import PartFolder
from onrecord.run.reading import Desk, read_captures
from onrecord.run.readings import Reading
from onrecord.run.shards import ReadShard
from onrecord.run.stored import Readings, hold_few
from onrecord.sources import read_sources
from onrecord.text import find_origins, find_roots, make_document

MET = datetime(2030, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentReader:
    """Reads captures as far as their text."""

    knowledge: Knowledge

    def read(self, capture: Capture) -> Reading:
        """Return the document of a capture, with nothing found in it."""
        document, problems = make_document(capture, self.knowledge)
        return Reading(document=document, problems=tuple(problems))


def open_step(knowledge: Knowledge, captures: Path, parts: PartFolder) -> ReadShard:
    """Return the step of one process."""
    return ReadShard(reader=DocumentReader(knowledge=knowledge), captures=captures, parts=parts)


@dataclass
class Stages:
    """How long each stage took, and the memory that all processes took till its end."""

    memory: Memory
    told: dict[str, float | int] = field(default_factory=dict)

    def time(self, name: str, stage: Callable[[], object]) -> None:
        """Do a stage and note what it took."""
        self.memory.peak = 0
        wall, cpu = time.perf_counter(), read_cpu() - self.memory.spent
        stage()
        self.told[f"{name}: seconds"] = round(time.perf_counter() - wall, 1)
        self.told[f"{name}: CPU seconds"] = round(read_cpu() - self.memory.spent - cpu, 1)
        self.told[f"{name}: MiB"] = round(self.memory.peak / 2**20)


def measure(pile: Path, *, workers: int) -> dict[str, float | int]:
    """Return what cleaning and origins of a pile took."""
    memory = Memory()
    threading.Thread(target=memory.watch, daemon=True).start()
    stages = Stages(memory)
    load_before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="onrecord-scale-") as place:
        folder = Path(place)
        began, cpu = time.perf_counter(), read_cpu()
        counts = run_stages(pile, folder, workers, stages)
        seconds, cpu = time.perf_counter() - began, read_cpu() - cpu - memory.spent
    memory.stopped.set()
    documents = counts["documents"]
    return {
        **counts,
        **stages.told,
        "workers": workers,
        "load of the machine before": round(load_before, 2),
        "seconds": round(seconds, 1),
        "CPU seconds": round(cpu, 1),
        "documents per second": round(documents / seconds, 1),
        "documents per CPU second": round(documents / cpu, 1),
        "most MiB, all processes": max(v for k, v in stages.told.items() if k.endswith("MiB")),
    }


def run_stages(pile: Path, folder: Path, workers: int, stages: Stages) -> dict[str, int]:
    """Do what a build does, without parsing; return counts."""
    knowledge = load_knowledge()
    store = CaptureStore(folder / "captures")
    parts = PartFolder(path=folder / "parts")
    origins: list[Origin] = []

    def meet() -> None:
        for found in read_sources([str(pile)], met_at=MET):
            if isinstance(found, Capture):
                store.add(found)

    def read() -> None:
        desk = Desk(
            knowledge=knowledge, captures=folder / "captures", parts=parts, open_step=open_step
        )
        read_captures(store.entries(), desk, engine=Engine(workers=workers), progress=Progress())

    def find() -> None:
        origins.extend(find_origins(load_documents(store, parts), knowledge))

    stages.time("meeting", meet)
    stages.time("cleaning and dating", read)
    stages.time("origins", find)
    documents = load_documents(store, parts)
    roots = find_roots(documents, origins)
    return {
        "files": len(store),
        "documents": len(roots),
        "characters of clean text": sum(len(document.text) for document in documents),
        "independent origins": len(set(roots.values())),
        "copies": sum(origin.relation is Relation.COPY for origin in origins),
        **count_copies(documents, roots),
    }


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents of readings, as often as they are asked for."""

    readings: Readings

    def __iter__(self) -> Iterator[Document]:
        """Yield the documents in the order of their captures."""
        return (one.document for one in self.readings if one.document is not None)


def load_documents(store: CaptureStore, parts: PartFolder) -> Documents:
    """Return the documents as a build goes through them."""
    readings = Readings(
        parts=parts,
        keys=[entry.key for entry in store.entries()],
        where=parts.find_done(),
        adapt=lambda reading: reading,
    )
    return Documents(hold_few(readings))


def count_copies(documents: Documents, roots: dict[str, str]) -> dict[str, int]:
    """Return how many copies were made, and how many have a root in common with their original."""
    numbers = {Path(document.source).stem.split("-")[0]: document.id for document in documents}
    made = found = 0
    for document in documents:
        _, is_copy, number = Path(document.source).stem.partition("-copy-of-")
        if is_copy and number in numbers:
            made += 1
            found += roots[numbers[number]] == roots[document.id]
    return {"copies made": made, "copies found": found}


def main() -> int:
    """Make the pile, measure, print."""
    parser = argparse.ArgumentParser(description="Measure cleaning and origin of a large pile.")
    add_originals(parser)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="onrecord-pile-") as pile:
        # in a process of its own, so that its memory does not count
        maker = str(Path(__file__).parent / "piles.py")
        run_measured([maker, pile, *list_options(args), "--count", str(args.count)])
        result = measure(Path(pile), workers=args.workers)
    if args.json:
        print(json.dumps(result, indent=1))
    else:
        for key, value in result.items():
            print(f"{key:32} {value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
