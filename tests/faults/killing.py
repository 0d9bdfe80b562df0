"""A process that builds in children and kills them: `python -m tests.faults.killing JOB PLACE …`.

It imports everything once and forks, so that a killed build costs tenths of a second. It opens no
database itself: what has to be looked at is looked at by children too. Prints JSON.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from onrecord.model import OnrecordError
from onrecord.model.reviews import Decision
from onrecord.record import open_record
from onrecord.record.queue import Wish, decide
from onrecord.record.reviews import read_log, undo_last
from onrecord.run.build import BuildOptions, Progress, build_record
from onrecord.run.integrity import check_integrity
from tests.faults.conftest import lay_out
from tests.unit.run.fake_reading import open_fake_step

NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)
TABLES = ("document", "statement", "figure", "verdict", "judgement", "review", "problem")
# What the interpreter tells of, of all that changes files (PEP 578). DuckDB and tantivy tell nothing.
CHANGES = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.truncate")
SOONER = 3  # tries


def build(place: Path) -> Any:
    """Build PLACE/record from PLACE/pile with the reader that needs no model."""
    options = BuildOptions(
        record=place / "record",
        patterns=(str(place / "pile"),),
        pack=str(place / "pack"),
        open_step=open_fake_step,
    )
    return build_record(options, now=NOW, progress=Progress())


def dump(place: Path) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of the record."""
    with open_record(place / "record") as record:
        return {table: record.rows(table) for table in TABLES}


def look(place: Path) -> dict[str, Any]:
    """Return what a record holds, and what `verify` says of it."""
    try:
        rows = dump(place)
    except OnrecordError as error:
        return {"rows": None, "said": str(error), "faults": []}
    report = check_integrity(place / "record", reread=False)
    left = sorted(str(path.name) for path in (place / "record").rglob(".*.new"))
    return {"rows": rows, "faults": report.faults, "notes": report.notes, "left": left}


def fork(work: Callable[[], Any], *, out: int | None = None) -> int:
    """Do `work` in a child; return its number. With `out` what comes back is written there."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        done = work()
        if out is not None:
            with os.fdopen(out, "w") as pipe:
                json.dump(done, pipe, default=str)
        code = 0
    except BaseException:
        traceback.print_exc()
        raise
    finally:
        os._exit(code)


def ask(work: Callable[[], Any]) -> Any:
    """Return what `work` comes to in a child that ends by itself."""
    here, there = os.pipe()
    child = fork(work, out=there)
    os.close(there)
    with os.fdopen(here) as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    assert status == 0, f"a child ended with {status}"
    return json.loads(said)


def kill_after(seconds: float, work: Callable[[], Any], *, ready: Path | None = None) -> bool:
    """Kill a child that does `work` so many seconds after it began (after `ready` has words).

    False when it was through.
    """
    child = fork(work)
    while ready is not None and not ready.stat().st_size:
        time.sleep(0.001)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def kill_at(number: int, work: Callable[[], Any]) -> bool:
    """Let a child kill itself where it changes a file for the `number`th time."""

    def counted() -> None:
        left = [number]

        def hear(event: str, _words: tuple[Any, ...]) -> None:
            if event in CHANGES:
                left[0] -= 1
                if left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hear)
        work()

    child = fork(counted)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def count_changes(work: Callable[[], Any]) -> int:
    """Return how often `work` changes a file."""

    def counted() -> int:
        seen = [0]

        def hear(event: str, _words: tuple[Any, ...]) -> None:
            seen[0] += event in CHANGES

        sys.addaudithook(hear)
        work()
        return seen[0]

    return int(ask(counted))


def lay_out_record(place: Path) -> None:
    """Write a pile and a pack, and build."""
    lay_out(place)
    build(place)


def warm(place: Path) -> None:
    """Import here what a build and a look at it import, once for all children."""
    names = ask(lambda: build(place) and look(place) and sorted(sys.modules))
    for name in names:
        if name.partition(".")[0] not in ("__main__", "__mp_main__") and name not in sys.modules:
            with suppress(ImportError):
                import_module(name)


def restore(place: Path, kept: Path) -> None:
    """Put the record back as it was kept; nothing kept is no record."""
    shutil.rmtree(place / "record", ignore_errors=True)
    if kept.exists():
        shutil.copytree(kept, place / "record")


def kill_builds(place: Path, count: int, seed: int) -> list[dict[str, Any]]:
    """Kill a build at `count` moments spread over it, and at the changes of files at its end."""
    kept = place / "kept"
    warm(place)
    restore(place, kept)
    began = time.monotonic()
    ask(lambda: build(place) and None)
    took = time.monotonic() - began
    restore(place, kept)
    changes = count_changes(lambda: build(place))
    chance = random.Random(seed)
    moments = [took * 1.05 * (at + chance.random()) / count for at in range(count)]
    ways: list[tuple[str, Callable[[Callable[[], Any]], bool]]] = [
        (f"after {moment:.3f} s", lambda work, moment=moment: kill_in_time(place, moment, work))
        for moment in moments
    ]
    ways += [
        (f"at change {number} of {changes}", lambda work, number=number: kill_at(number, work))
        for number in range(max(1, changes - 9), changes + 1)
    ]
    found = []
    for name, kill in ways:
        restore(place, kept)
        killed = kill(lambda: build(place))
        then = ask(lambda: look(place))
        again = ask(lambda: build(place) and look(place))
        found.append({"moment": name, "killed": killed, "then": then, "again": again})
    return found


def kill_in_time(place: Path, seconds: float, work: Callable[[], Any]) -> bool:
    """Kill a build after so many seconds; sooner where it was through already, as the clock told more."""
    for _ in range(SOONER):
        if kill_after(seconds, work):
            return True
        restore(place, place / "kept")
        seconds *= 0.7
    return kill_after(seconds, work)


def kill_reviews(place: Path, count: int, seed: int) -> list[dict[str, Any]]:
    """Kill a session of decisions at `count` moments; tell what it had said was written."""
    warm(place)
    chance = random.Random(seed)
    found = []
    told = place / "told"
    for number in range(count):
        told.write_bytes(b"")
        killed = kill_after(
            chance.uniform(0, 0.1), partial(review, place, told, seed + number), ready=told
        )
        then = ask(partial(look_at_reviews, place, verifies=number % 5 == 0))
        found.append({"killed": killed, "told": told.read_text().split()[1:], "then": then})
    again = ask(lambda: build(place) and look(place))
    found.append(
        {
            "killed": False,
            "told": [],
            "then": ask(partial(look_at_reviews, place, verifies=True)),
            "again": again,
        }
    )
    return found


def review(place: Path, told: Path, seed: int) -> None:
    """Decide without end, and say of each decision that it stands once the log has taken it."""
    chance = random.Random(seed)
    record = open_record(place / "record")
    names = [row["id"] for row in record.whole.rows("figure")]
    told.write_text("ready\n", encoding="utf-8")
    while True:
        wish = Wish(
            by="Ada",
            subject=chance.choice(names),
            decision=chance.choice([Decision.ACCEPT, Decision.REJECT, Decision.COMMENT]),
            reason="seen",
        )
        done = decide(record, wish, at=NOW.isoformat())
        if chance.random() < 0.2:
            undo_last(place / "record" / "reviews.jsonl", by="Ada", at=NOW.isoformat())
        with told.open("a") as file:
            file.write(f"{done.id}\n")


def look_at_reviews(place: Path, *, verifies: bool) -> dict[str, Any]:
    """Return the decisions in the log, and what `verify` says."""
    log = read_log(place / "record" / "reviews.jsonl")
    faults = check_integrity(place / "record", reread=False).faults if verifies else []
    return {"ids": [one.id for one in log.reviews], "faults": [*log.faults, *faults]}


def build_and_look(place: Path, _count: int, _seed: int) -> list[dict[str, Any]]:
    """Build without an accident."""
    return [ask(lambda: build(place) and look(place))]


def open_and_look(place: Path, _count: int, _seed: int) -> list[dict[str, Any]]:
    """Look without a build."""
    seen = ask(lambda: look(place))
    return [{"rows": seen["rows"], "faults": seen["faults"]}]


JOBS = {
    "open": open_and_look,
    "look": build_and_look,
    "builds": kill_builds,
    "reviews": kill_reviews,
}

if __name__ == "__main__":
    job, where, how_many, begin = sys.argv[1:]
    print(json.dumps(JOBS[job](Path(where), int(how_many), int(begin)), default=str))
