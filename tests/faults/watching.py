"""A process that watches in children and kills them: `python -m tests.faults.watching PLACE COUNT`.

The site that is followed runs in it. Prints JSON.
"""

from __future__ import annotations

import json
import shutil
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from onrecord.run.build import BuildOptions
from onrecord.run.watch import Watcher, WatchOptions
from onrecord.sources.fetching.polite import Clock
from tests.faults.conftest import lay_out
from tests.faults.killing import NOW, ask, count_changes, kill_at, look
from tests.unit.run.fake_reading import open_fake_step
from tests.unit.sources.publisher import Publisher, open_publisher

PAGES = 5


def serve(publisher: Publisher) -> None:
    """Publish some pages and a feed that names them."""
    items = "".join(f"<item><link>/{n}.txt</link></item>" for n in range(PAGES))
    publisher.serve("/feed.xml", f"<rss><channel>{items}</channel></rss>".encode(), ETag='"1"')
    for n in range(PAGES):
        text = f"They counted {n + 100} of them.\nHe said “we count {n} trucks” early.\n"
        publisher.serve(f"/{n}.txt", text.encode(), Content_Type="text/plain; charset=utf-8")


def watch(place: Path, url: str) -> None:
    """Watch for one round, with the reader that needs no model."""
    build = BuildOptions(
        record=place / "record", pack=str(place / "pack"), open_step=open_fake_step
    )
    options = WatchOptions(
        build=build, version="1", feeds=(f"{url}/feed.xml",), delay_seconds=0, allow_private=True
    )
    ticks = iter(range(100_000))
    clock = Clock(now=lambda: NOW + timedelta(seconds=next(ticks)), sleep=lambda _: None)
    Watcher(options=options, clock=clock).run_round()


def kill_rounds(place: Path, count: int) -> list[dict[str, Any]]:
    """Kill a round at `count` of the changes of files that it makes, and let the next one go on."""
    found = []
    with open_publisher() as publisher:
        serve(publisher)
        changes = count_changes(lambda: watch(place, publisher.url))
        for at in range(count):
            shutil.rmtree(place / "record")
            publisher.asked.clear()
            number = 1 + at * (changes - 1) // max(1, count - 1)
            killed = kill_at(number, lambda: watch(place, publisher.url))
            ask(lambda: watch(place, publisher.url))
            pages = [path for path, _ in publisher.asked if path[1:-4].isdecimal()]
            ask(lambda: watch(place, publisher.url))
            late = [path for path, _ in publisher.asked][-1:]
            lines = (place / "record" / "watch" / "fetched.jsonl").read_text("utf-8").splitlines()
            found.append(
                {
                    "moment": f"change {number} of {changes}",
                    "killed": killed,
                    "pages": pages,
                    "last": late,
                    "fetched": [json.loads(line)["url"] for line in lines],
                    "again": ask(lambda: look(place)),
                }
            )
    return found


def main() -> None:
    """Do what the command line says."""
    place = Path(sys.argv[1])
    lay_out(place)
    print(json.dumps(kill_rounds(place, int(sys.argv[2])), default=str))


if __name__ == "__main__":
    main()
