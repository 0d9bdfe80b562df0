"""A process that damages a record at random, file kind by file kind: `python -m tests.faults.sweeping PLACE COUNT SEED`.

The record holds all that a record can: what was watched, official files, decisions, results that steps and
pages keep. After each damage `verify`, some readers and a build are asked in children. Prints JSON.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import sys
import tempfile
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from onrecord.cli import commands
from onrecord.model.reviews import Decision
from onrecord.record import open_record
from onrecord.record.queue import Wish, decide
from onrecord.record.records import PLURALS
from onrecord.run import build as builds
from onrecord.run.series import ImportOptions, import_file, load_tables
from onrecord.sources.series import OfficialFile, SeriesFolder
from onrecord.web.ahead import make_ahead
from onrecord.web.shelf import Shelf
from tests.faults.conftest import add_texts, lay_out
from tests.faults.killing import NOW, ask, build
from tests.faults.watching import serve, watch
from tests.unit.run.fake_reading import open_fake_step
from tests.unit.run.test_series import KINDS, SERIES
from tests.unit.sources.publisher import open_publisher
from tests.unit.sources.series.importing import write_stops

WHOLE = "as it was"
NAME = re.compile(r"[0-9a-f]{16,}|part-\w+|(?<=captures/)[0-9a-f]{2}(?=/)")
WAYS = ("flipped",) * 6 + ("cut", "zeroed", "emptied", "gone", "longer")
READERS = (
    ("list", "figures"), ("search", "trucks"), ("list", "statements"), ("ledger",), ("brief",),
    ("problems",), ("quotes",), ("series", "list"), ("show", "doc-"),
)  # fmt: skip


def lay_out_all(place: Path) -> None:
    """Build a record in which each kind of file lies that a record can have."""
    lay_out(place)
    build(place)
    own = SeriesFolder(place / "record" / "series", stands_on=str(place / "pack"))
    own.make()
    (own.path / "series.yml").write_text(SERIES.splitlines(keepends=True)[0], encoding="utf-8")
    (own.path / "kinds.yml").write_text(KINDS, encoding="utf-8")
    file = OfficialFile(name="stops.csv", body=write_stops().encode())
    options = ImportOptions(kind="stops-file", as_of=date(2024, 10, 20))
    import_file(file, options, own, load_tables(own.path), now=NOW)
    with open_publisher() as publisher:
        serve(publisher)
        watch(place, publisher.url)
    with open_record(place / "record") as record:
        for row in record.rows("figure")[:4]:
            wish = Wish(by="Ada", subject=row["id"], decision=Decision.ACCEPT, reason="seen")
            decide(record, wish, at=NOW.isoformat())
    add_texts(place, 20, 22)
    build(place)
    build(place)
    ask(lambda: make_ahead(Shelf(place / "record"), lambda: NOW))


def name_kind(path: str) -> str:
    """Return the name of a file without what tells it from others of its kind."""
    return NAME.sub("*", path)


def list_kinds(record: Path) -> dict[str, list[str]]:
    """Return the files of a record by kind, each named from the record's folder."""
    kinds: dict[str, list[str]] = {}
    for path in sorted(record.rglob("*")):
        if path.is_file():
            name = path.relative_to(record).as_posix()
            kinds.setdefault(name_kind(name), []).append(name)
    return kinds


def damage(path: Path, chance: random.Random) -> str:
    """Damage a file in one of some ways; say how."""
    body = bytearray(path.read_bytes())
    way = chance.choice(WAYS) if body else chance.choice(("gone", "longer"))
    at = chance.randrange(len(body) or 1)
    match way:
        case "flipped":
            bit = chance.randrange(8)
            body[at] ^= 1 << bit
            way = f"flipped at {at}.{bit}"
        case "cut":
            del body[at:]
        case "zeroed":
            body[at : at + 512] = bytes(len(body[at : at + 512]))
        case "emptied":
            body.clear()
        case "longer":
            body += chance.randbytes(20)
        case _:
            path.unlink()
            return way
    path.write_bytes(body)
    return way if " " in way else f"{way} at {at} of {path.stat().st_size}"


def say(*words: str) -> dict[str, Any]:
    """Return how a command ended, and all that it said: also what libraries say past Python."""
    with tempfile.TemporaryFile() as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
        code = commands.run(list(words))
        sys.stdout.flush()
        sys.stderr.flush()
        file.seek(0)
        return {"code": code, "said": file.read().decode("utf-8", "replace")}


def dump_all(record: Path) -> dict[str, Any]:
    """Return all rows of a record."""
    with open_record(record) as opened:
        return {table: opened.rows(table) for table in PLURALS}


def try_damage(place: Path, name: str, chance: random.Random) -> dict[str, Any]:
    """Damage a file of the record, and tell what becomes of it."""
    record = place / "record"
    shutil.rmtree(record)
    shutil.copytree(place / WHOLE, record)
    how = damage(record / name, chance)
    folder = ("-r", str(record))
    reader = chance.choice(READERS)
    told: dict[str, Any] = {"file": name, "how": how, "reader": reader}
    told["verified"] = ask(lambda: say("verify", *folder))
    told["read"] = ask(lambda: say(*reader, *folder))
    told["built"] = ask(lambda: say("build", *folder, "--workers", "1"))
    told["after"] = ask(lambda: say("verify", *folder))
    if told["built"]["code"] == 0:
        told["rows"] = ask(lambda: dump_all(record))
    return told


def sweep(place: Path, count: int, seed: int, only: str = "") -> dict[str, Any]:
    """Damage files of each kind, `count` of them, and tell what becomes of the record."""
    lay_out_all(place)
    record = place / "record"
    shutil.copytree(record, place / WHOLE)
    folder = ("-r", str(record))
    real = builds.BuildOptions
    builds.BuildOptions = partial(real, open_step=open_fake_step)  # type: ignore[misc,assignment]
    whole = {
        "rows": ask(lambda: dump_all(record)),
        "verified": ask(lambda: say("verify", *folder)),
        "read": {" ".join(words): ask(partial(say, *words, *folder)) for words in READERS},
    }
    found = []
    for kind, names in list_kinds(place / WHOLE).items():
        if only in kind:
            chance = random.Random(f"{seed} {kind}")
            found += [
                {"kind": kind, **try_damage(place, chance.choice(names), chance)}
                for _ in range(count)
            ]
    return {"whole": whole, "found": found}


if __name__ == "__main__":
    where, how_many, begin, *only = sys.argv[1:]
    print(json.dumps(sweep(Path(where), int(how_many), int(begin), *only), default=str))
