"""A process that reads the worst of each kind in children of bounded memory: `python -m tests.faults.worst`."""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from datetime import UTC, datetime
from typing import Any

from onrecord.knowledge import load_knowledge
from onrecord.model import Capture
from onrecord.run.steps import Reader

GIGABYTES = 4  # of address space; the libraries alone map one
SECONDS = 90  # of a processor
SAID = "The ministry said on Monday that 12,345 people had crossed, “up by half”, in May 2024. "
KNOWN_BY_WORDS = ("text/plain", "text/markdown")
WORST = {
    "long text": ("text/plain", SAID * 1_000),
    "one paragraph": ("text/plain", "and so they met again " * 5_000),
    "no blanks": ("text/plain", "a" * 250_000),
    "numbers": ("text/plain", "1,234 " * 8_000),
    "quotes": ("text/plain", "“a” " * 8_000),
    "open quotes": ("text/plain", "“a\n" * 5_000),
    "marks": ("text/plain", "Z\u0335\u0336\u0337" * 20_000),
    "turned words": ("text/plain", "\u202eabc\u202c\u200b " * 8_000),
    "dates": ("text/plain", "May 6, 2024 to " * 3_000),
    "names": ("text/plain", "President Smith of Mexico and " * 2_000),
    "labels": ("text/plain", "SECRETARY SMITH: Yes.\n" * 2_000),
    "deep page": ("text/html", "<div>" * 90_000 + SAID),
    "wide page": ("text/html", f"<p>{SAID}</p>" * 500),
    "wide table": ("text/html", "<table>" + "<tr><td>1<td>2" * 10_000),
    "links": ("text/html", f"<a href=/x>{SAID}</a>" * 500),
    "brackets": ("text/markdown", "[" * 10_000 + SAID),
    "stars": ("text/markdown", "**a* " * 5_000),
    "quoted lines": ("text/markdown", ">" * 3_000 + SAID),
    "headers": ("message/rfc822", "X: " + "=?utf-8?Q?a?= " * 20_000 + f"\n\n{SAID}"),
    "parts": (
        "message/rfc822",
        "Content-Type: multipart/mixed; boundary=b\n\n" + f"--b\n\n{SAID}\n" * 500,
    ),
    "entities": ("application/rss+xml", f"<item><description>{'&amp;' * 50_000}{SAID}"),
}


def read(reader: Reader, media_type: str, text: str) -> dict[str, Any]:
    """Return what reading a text took and gave."""
    before = time.process_time()
    capture = Capture(
        body=text.encode(), media_type=media_type, source="a", met_at=datetime(2026, 1, 2, tzinfo=UTC)
    )  # fmt: skip
    reading = reader.read(capture)
    return {
        "seconds": round(time.process_time() - before, 2),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "characters": len(reading.document.text) if reading.document else 0,
        "problems": [problem.message for problem in reading.problems],
    }


def read_bounded(reader: Reader, media_type: str, text: str) -> dict[str, Any]:
    """Return the same from a child that the kernel ends where it takes too much."""
    here, there = os.pipe()
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_AS, (GIGABYTES * 1024**3,) * 2)
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        try:
            with os.fdopen(there, "w") as pipe:
                json.dump(read(reader, media_type, text), pipe)
        finally:
            os._exit(0)
    os.close(there)
    with os.fdopen(here) as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    told: dict[str, Any] = json.loads(said or "{}")
    return {**told, "status": status}


def main() -> None:
    """Print what each took."""
    reader = Reader(knowledge=load_knowledge())
    read(reader, "text/plain", SAID)  # models are loaded here, for all
    found = {}
    for name, (media_type, text) in WORST.items():
        # Some sentences before, that its language can be told.
        text = f"{SAID * 6}\n\n{text}" if media_type in KNOWN_BY_WORDS else text
        found[name] = read_bounded(reader, media_type, text)
        print(name, found[name], file=sys.stderr, flush=True)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
