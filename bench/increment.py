"""Measure what adding documents to a record costs: CPU seconds by phase, for records of several sizes.

    python bench/increment.py RECORD [--sizes 500,2000,8000] [--adds 1,10,100] [--json]

The readings of RECORD are told many times, each time with other ids and with other long words (of
the same length, so that offsets stay), one in twenty as a copy of another telling. Nothing is read
anew: what is timed is what a build does behind the reading, with all documents' parts there. The
record of M documents is made from nothing first; then 1, 10 and 100 documents are added in turn.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from importlib import import_module
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from onrecord.knowledge import Knowledge
from onrecord.model import Document, make_id
from onrecord.record.captures import CaptureEntry, CaptureStore
from onrecord.record.folder import RecordFolder, load_settings
from onrecord.run.assemble import Assembly
from onrecord.run.beside import open_writer
from onrecord.run.gists import name_gists
from onrecord.run.packed import path_of
from onrecord.run.parts import PartFolder
from onrecord.run.readings import Reading
from onrecord.run.sheets import name_sheets
from onrecord.run.tables import load_record_tables

LEAST_TEXT = 30  # characters; names of kinds are shorter
LONG = 5  # letters of the words that are exchanged
COPIED = 0.05  # of the tellings
LEAST_TOLD = 0.05  # seconds
SHARD = 8  # documents of a part
ID = re.compile(r"\b(cap|doc|sta|eve|com|fig|men|pos|nam|bel|act|tur)-[0-9a-z]{10}\b")
WORD = re.compile(rf"(?<![\w&<\\])[a-z]{{{LONG},}}(?![\w;>])")
LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
DOCUMENT = [field.name for field in fields(Reading)].index("document")
URL = [field.name for field in fields(Document)].index("url")
# What is timed by itself, each without what stands below it in the list and is done within it.
PHASES = (
    ("onrecord.run.beside:Gists", "_load", "reading what documents tell"),
    ("onrecord.run.together", "_find_versions", "versions"),
    ("onrecord.run.together", "find_copies_of", "copies"),
    ("onrecord.run.together", "_tell_copies", "copies' words"),
    ("onrecord.run.together", "find_happenings", "happenings"),
    ("onrecord.run.together", "find_conflicts", "figures that differ"),
    ("onrecord.run.together:Tellings", "list_moves", "promises"),
    ("onrecord.run.together", "_index_speeches", "index of what was said"),
    ("onrecord.run.filling:Filler", "_check_quotes", "quotes"),
    ("onrecord.run.assemble", "put_together", "other steps per key"),
    ("onrecord.run.filling:Filler", "fill", "rows"),
    ("onrecord.run.filling:RecordWriter", "load", "tables"),
    ("onrecord.run.filling:RecordWriter", "note", "search index"),
    ("onrecord.run.filling:RecordWriter", "finish", "end of tables and index"),
    ("onrecord.run.filling:Filler", "list_repeated", "repeated ids"),
    ("onrecord.run.assemble", "write_knowledge", "rows of the packs"),
    ("onrecord.run.kept_steps:KeptSteps", "save", "keeping steps"),
    ("onrecord.run.kept_steps:KeptSteps", "__init__", "loading steps"),
    ("onrecord.run.assemble", "write_build", "rest"),
)


@dataclass(frozen=True, slots=True)
class Told:
    """One telling of a reading: its place among the captures and its part's text."""

    entry: CaptureEntry
    text: str


class Teller:
    """Tells the readings of a record again and again."""

    def __init__(self, record: Path) -> None:
        store = CaptureStore(RecordFolder(record).captures)
        held = _load_parts(record)
        self._known = [(e, held[e.key]) for e in store.entries() if e.key in held]
        words = {w for _, text in self._known for w in WORD.findall(text)}
        self._by_length: dict[int, list[str]] = {}
        for word in sorted(words):
            self._by_length.setdefault(len(word), []).append(word)
        for some in self._by_length.values():
            random.Random(1).shuffle(some)
        self._places = {w: at for some in self._by_length.values() for at, w in enumerate(some)}

    def tell(self, count: int) -> Iterator[Told]:
        """Yield `count` documents."""
        chance = random.Random(2)
        for number in range(count):
            telling, which = divmod(number, len(self._known))
            entry, text = self._known[which]
            said = telling if chance.random() > COPIED else max(0, telling - 1)
            yield self._tell(entry, telling, self._exchange(text, said))

    def _exchange(self, text: str, telling: int) -> str:
        """Exchange the words of whatever has a blank in it: texts and quotes, no names of kinds."""
        tree = json.loads(text)
        return json.dumps(_walk(tree, lambda one: self._words(one, telling)), separators=(",", ":"))

    def _words(self, text: str, telling: int) -> str:
        is_name = len(text) < LEAST_TEXT or " " not in text
        return text if is_name else WORD.sub(lambda m: self._other(m.group(), telling), text)

    def _other(self, word: str, telling: int) -> str:
        place = self._places.get(word)
        if place is None:
            return word
        some = self._by_length[len(word)]
        return some[(place + telling * 37) % len(some)]

    def _tell(self, entry: CaptureEntry, telling: int, said: str) -> Told:
        sha256 = hashlib.sha256(f"{entry.sha256}{telling}".encode()).hexdigest()
        name = entry.source.rsplit("/", 1)[-1]
        told = CaptureEntry(
            sha256=sha256,
            media_type=entry.media_type,
            source=f"{sha256[:4]}/{name}",
            met_at=entry.met_at,
            hints=entry.hints,
            size=entry.size,
        )
        before, now = make_id("cap", entry.sha256), make_id("cap", sha256)
        fixed = {before: now, make_id("doc", before): make_id("doc", now)}

        def rename(found: re.Match[str]) -> str:
            one = found.group()
            if one in fixed or found.group(1) == "act":
                return fixed.get(one, one)
            number = int.from_bytes(hashlib.sha256(f"{one}{telling}".encode()).digest()[:8], "big")
            letters = "".join(LETTERS[number >> (5 * at) & 31] for at in range(10))
            return f"{found.group(1)}-{letters}"

        body = ID.sub(rename, said).replace(json.dumps(entry.source)[1:-1], told.source)
        return Told(told, _move(body, sha256))


def _move(body: str, sha256: str) -> str:
    """Give a document another address: else it is a version of its other tellings."""
    tree = json.loads(body)
    document = tree[DOCUMENT]
    if document is not None and document[URL]:
        document[URL] = f"{document[URL].rstrip('/')}/{sha256[:8]}"
    return json.dumps(tree, separators=(",", ":"))


def _walk(tree: Any, change: Callable[[str], str]) -> Any:
    if isinstance(tree, str):
        return change(tree)
    return [_walk(one, change) for one in tree] if isinstance(tree, list) else tree


def _load_parts(record: Path) -> dict[str, str]:
    held: dict[str, str] = {}
    for part in sorted((record / "parts").glob("*/*.json.gz")):
        for key, reading in json.loads(gzip.decompress(part.read_bytes())):
            held[key] = json.dumps(reading, separators=(",", ":"))
    return held


def write_parts(told: list[Told], parts: PartFolder) -> None:
    """Write tellings as parts."""
    parts.path.mkdir(parents=True, exist_ok=True)
    for first in range(0, len(told), SHARD):
        some = told[first : first + SHARD]
        keys = [one.entry.key for one in some]
        body = "[" + ",".join(f'["{one.entry.key}",{one.text}]' for one in some) + "]"
        name = make_id("part", *keys)
        (parts.path / f"{name}.json.gz").write_bytes(gzip.compress(body.encode(), 1))
        (parts.path / f"{name}.done").write_text(json.dumps(keys), encoding="utf-8")


class Clock:
    """CPU seconds by phase."""

    def __init__(self) -> None:
        self.told: Counter[str] = Counter()
        self._within: list[float] = []

    def wrap(self, module: str, name: str, told: str) -> None:
        """Time a function wherever it is called by this name."""
        module, _, owner = module.partition(":")
        place = import_module(module)
        if owner:
            place = getattr(place, owner)
        inner = getattr(place, name)

        def timed(*args: Any, **named: Any) -> Any:
            self._within.append(0.0)
            began = time.process_time()
            try:
                done = inner(*args, **named)
                return iter(list(done)) if isinstance(done, Iterator) else done
            finally:
                took = time.process_time() - began
                self.told[told] += took - self._within.pop()
                if self._within:
                    self._within[-1] += took

        setattr(place, name, timed)


def measure(record: Path, *, sizes: list[int], adds: list[int]) -> Iterator[dict[str, Any]]:
    """Yield what each build took."""
    settings = load_settings(RecordFolder(record))
    assert settings is not None
    knowledge = load_record_tables(RecordFolder(record), settings)
    clock = Clock()
    for module, name, told in PHASES:
        clock.wrap(module, name, told)
    teller = Teller(record)
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="onrecord-increment-") as place:
            folder = RecordFolder(Path(place))
            for path in (folder.captures, folder.series, folder.parts, folder.built):
                path.mkdir()
            folder.reviews.touch()
            yield from _measure_size(folder, knowledge, teller, clock, size=size, adds=adds)


def _measure_size(
    folder: RecordFolder,
    knowledge: Knowledge,
    teller: Teller,
    clock: Clock,
    *,
    size: int,
    adds: list[int],
) -> Iterator[dict[str, Any]]:
    told = list(teller.tell(size + sum(adds)))
    random.Random(3).shuffle(told)
    parts = PartFolder(path=folder.parts / "told")
    known = 0
    for more in (size, *adds):
        news = told[known : known + more]
        write_parts(sorted(news, key=lambda one: one.entry.source), parts)
        known += more
        entries = sorted((one.entry for one in told[:known]), key=lambda e: (e.source, e.sha256))
        assembly = Assembly(
            folder=folder,
            knowledge=knowledge,
            entries=tuple(entries),
            parts=parts,
            problems=(),
            as_of=None,
        )
        warm_sheets(assembly)
        clock.told.clear()
        began = time.process_time()
        build = import_module("onrecord.run.assemble")  # as the module has it: timed
        build.write_build(assembly, build.load_readings(assembly), f"of-{known}")
        whole = time.process_time() - began
        yield {
            "documents": known - more if more != size else 0,
            "added": more,
            "CPU seconds": round(whole, 2),
            "phases": {told: round(clock.told[told], 2) for _, _, told in PHASES},
        }


def warm_sheets(assembly: Assembly) -> None:
    """Make what readers write beside their parts."""
    where = assembly.parts.find_done()
    write = open_writer(assembly.knowledge)
    endings = name_sheets(), name_gists()
    for part in set(where.values()):
        if not all(path_of(part, ending).exists() for ending in endings):
            write(part, list(assembly.parts.read(part)))


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure what adding documents costs.")
    parser.add_argument("record", type=Path)
    parser.add_argument("--sizes", default="500,2000,8000")
    parser.add_argument("--adds", default="1,10,100")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    sizes, adds = ([int(one) for one in text.split(",")] for text in (args.sizes, args.adds))
    for row in measure(args.record, sizes=sizes, adds=adds):
        if args.json:
            print(json.dumps(row), flush=True)
        else:
            print(
                f"{row['documents']:>6} and {row['added']:>5}: {row['CPU seconds']} s", flush=True
            )
            for name, seconds in row["phases"].items():
                if seconds >= LEAST_TOLD:
                    print(f"    {name:28} {seconds}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
