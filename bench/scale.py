"""Measure cleaning and origin on a large pile: documents per second, and memory of all processes.

    python bench/scale.py --texts DIR [--pages DIR] [--stories DIR] [--count N] [--workers N] [--json]

The pile is made of real documents: texts (`NAME.txt`), web pages (WCXB layout) and reports (BASIL
layout). Each comes many times, every time with other long words, so that no two are copies; one in
twenty is a copy that was cut short. What is timed is what a build does without parsing: the files
are met and kept, two processes clean them, date them and write parts, and the origins of all are
found. CPU seconds count all processes, so that they can be compared on a machine that others use.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
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

from page_truth import read_pages

from onrecord.knowledge import Knowledge, load_knowledge
from onrecord.model import Capture, Origin, Relation
from onrecord.record.captures import CaptureStore
from onrecord.run.build import Progress
from onrecord.run.engines import Engine
from onrecord.run.parts import PartFolder
from onrecord.run.reading import Desk, read_captures
from onrecord.run.readings import Reading
from onrecord.run.shards import ReadShard
from onrecord.run.stored import Documents, Readings, hold_few
from onrecord.sources import read_sources
from onrecord.text import find_origins, find_roots, make_document

MET = datetime(2030, 1, 1, tzinfo=UTC)
COPIED = 0.05  # of the documents
LEAST_COPIED = 150  # words of a text of which a copy is made
LONG = 5  # letters of the words that are exchanged
STEP = 37  # places in the list of words from one telling to the next
TICK_SECONDS = 1.0  # looking takes time, the more the larger a process is
_WORD = re.compile(rf"(?<![\w&<])[^\W\d_]{{{LONG},}}(?![\w;>])")
_SHOWN = re.compile(r"(?<=>)[^<>]+(?=<)")
_SILENT = re.compile(r"(<(?:script|style)\b.*?</(?:script|style)\s*>)", re.I | re.S)


class Words:
    """The long words of all texts; each may stand for another one."""

    def __init__(self, texts: list[str]) -> None:
        self._list = sorted({w for text in texts for w in _WORD.findall(text) if w == w.lower()})
        random.Random(1).shuffle(self._list)
        self._places = {word: place for place, word in enumerate(self._list)}

    def exchange(self, text: str, telling: int) -> str:
        """Return `text` with other long words in each telling; the first is the text itself."""
        return _WORD.sub(lambda found: self._find(found.group(), telling), text)

    def exchange_in_page(self, page: str, telling: int) -> str:
        """Return a page with other long words in what it shows."""
        parts = _SILENT.split(page)
        for at in range(0, len(parts), 2):
            parts[at] = _SHOWN.sub(lambda m: self.exchange(m.group(), telling), parts[at])
        return "".join(parts)

    def _find(self, word: str, telling: int) -> str:
        place = self._places.get(word)
        if place is None:
            return word
        return self._list[(place + telling * STEP) % len(self._list)]


def make_pile(args: argparse.Namespace) -> None:
    """Write the files of the pile into `args.make`."""
    originals = list(load_originals(args))
    words = Words([text for _, text in originals])
    rng = random.Random(args.seed)
    number = telling = 0
    while number < args.count:
        for end, text in rng.sample(originals, len(originals)):
            if number >= args.count:
                return
            exchange = words.exchange if end == "txt" else words.exchange_in_page
            told = exchange(text, telling)
            write(args.make, number, f".{end}", told)
            number += 1
            if end == "txt" and rng.random() < 2 * COPIED and len(told.split()) > LEAST_COPIED:
                write(args.make, number, f"-copy-of-{number - 1:06}.txt", cut_short(told))
                number += 1
        telling += 1


def load_originals(args: argparse.Namespace) -> Iterator[tuple[str, str]]:
    """Yield the real documents, each with the ending of its file."""
    for path in sorted(args.texts.glob("*.txt")):
        yield "txt", path.read_text("utf-8", "replace")
    if args.pages:
        for page in read_pages(args.pages):
            yield "html", page.html.decode("utf-8", "replace")
    if args.stories:
        for path in sorted(args.stories.rglob("*.json")):
            row = json.loads(path.read_text("utf-8"))
            if "body-paragraphs" in row:
                told = "\n\n".join(" ".join(part) for part in row["body-paragraphs"])
                yield "txt", f"{row['title']}\n\n{row['date']}\n\n{told}\n"


def cut_short(text: str) -> str:
    """Return the beginning of a text, as another site shows it."""
    lines = text.split("\n")
    kept = "\n".join(lines[: max(1, len(lines) * 2 // 3)])
    return f"Home\nNews\nSubscribe\n\n{kept}\n\nLeave a Reply\n"


def write(folder: Path, number: int, name: str, text: str) -> None:
    """Write one file of the pile."""
    path = folder / f"{number // 1000:03}" / f"{number:06}{name}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


@dataclass
class Memory:
    """The largest memory that this process and its children took together, seen now and then."""

    peak: int = 0
    spent: float = 0.0  # CPU seconds of the looking itself
    stopped: threading.Event = field(default_factory=threading.Event)

    def watch(self) -> None:
        """Look until it is stopped."""
        while not self.stopped.wait(TICK_SECONDS):
            self.peak = max(self.peak, sum(read_resident(one) for one in list_tree(os.getpid())))
            self.spent = time.thread_time()


def list_tree(process: int) -> list[int]:
    """Return a process and those that it started."""
    try:
        told = Path(f"/proc/{process}/task/{process}/children").read_text()
    except OSError:
        return [process]
    return [process, *(one for child in told.split() for one in list_tree(int(child)))]


def read_resident(process: int) -> int:
    """Return the bytes of memory that a process alone takes, and its part of what several take."""
    try:
        told = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0
    found = re.search(r"^Pss:\s+(\d+) kB", told, re.M)
    return int(found[1]) * 1024 if found else 0


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


def read_cpu() -> float:
    """Return the CPU seconds of this process and of the children that ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


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


def load_documents(store: CaptureStore, parts: PartFolder) -> Documents:
    """Return the documents as a build goes through them."""
    readings = Readings(
        parts=parts,
        keys=[entry.key for entry in store.entries()],
        where=parts.find_done(),
        adapt=lambda reading: reading,
        knows=lambda _: True,
    )
    return hold_few(readings).documents


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
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--pages", type=Path, help="web pages in the layout of WCXB")
    parser.add_argument("--stories", type=Path, help="reports in the layout of BASIL")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--make", type=Path, help="only write the pile into this folder")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    if args.make:
        make_pile(args)
        return 0
    with tempfile.TemporaryDirectory(prefix="onrecord-pile-") as pile:
        # in a process of its own, so that its memory does not count
        subprocess.run([sys.executable, *sys.argv, "--make", pile], check=True)
        result = measure(Path(pile), workers=args.workers)
    if args.json:
        print(json.dumps(result, indent=1))
    else:
        for key, value in result.items():
            print(f"{key:32} {value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
