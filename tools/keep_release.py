"""Keep a tiny record as this release writes it: `python tools/keep_release.py tests/upgrade`.

To be run once for each release, before its number goes up. The next versions have to open it
(`tests/upgrade/test_upgrades.py`). It holds three texts, three decisions, and what was built of them.
"""

from __future__ import annotations

import gzip
import io
import os
import shutil
import sys
import tarfile
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from onrecord import __version__
from onrecord.model.reviews import Decision
from onrecord.record import open_record
from onrecord.record.queue import Wish, decide
from onrecord.run.build import BuildOptions, Progress, build_record

NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)
RECORD = Path("record")
TEXTS = {
    "arrests.txt": (
        "WASHINGTON, Sept. 22, 2023 - Border Patrol agents made 181,059 arrests on the southwest "
        "border in August 2023, the agency said on Friday.\n\nThe number rose for the second month "
        "in a row, the agency said.\n"
    ),
    "guard.txt": (
        "MEXICO CITY, Feb. 3, 2025 - Mexico's president, Claudia Sheinbaum, said on Monday that "
        "Mexico would send 10,000 members of the National Guard to the northern border.\n\nThe "
        "United States agreed to pause tariffs on Mexican goods for a month.\n"
    ),
    "tariffs.txt": (
        "WASHINGTON, March 4, 2025 - The United States imposed tariffs of 25 percent on imports "
        "from Mexico on Tuesday, the White House said.\n"
    ),
}


def make_record() -> list[str]:
    """Build the record `record` in the folder we are in; return the ids of what was decided on."""
    Path("pile").mkdir()
    for name, text in TEXTS.items():
        (Path("pile") / name).write_text(text, encoding="utf-8")
    options = BuildOptions(record=RECORD, patterns=("pile",))
    build_record(options, now=NOW, progress=Progress())
    decided = []
    with open_record(RECORD) as record:
        for table in ("figure", "statement", "event"):
            rows = sorted(record.rows(table), key=lambda row: (row["source"], row["start"]))
            wish = Wish(
                by="Ada", subject=rows[0]["id"], decision=Decision.ACCEPT, reason="read rightly"
            )
            decided.append(decide(record, wish, at=NOW.isoformat()).subject)
    build_record(options, now=NOW, progress=Progress())
    return decided


def pack_record() -> bytes:
    """Return the record and its pile, packed; only the build that is read, for the others are old."""
    current = (RECORD / "CURRENT").read_text(encoding="utf-8").strip()
    for build in (RECORD / "built").iterdir():
        if build.name != current:
            shutil.rmtree(build)
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        for top in ("pile", str(RECORD)):
            archive.add(top, filter=_leave_out_who)
    return gzip.compress(held.getvalue(), 9, mtime=0)


def _leave_out_who(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
    if member.name.endswith(".sheets"):  # what parts come to as rows: a cache of a cache
        return None
    member.uid = member.gid = member.mtime = 0
    member.uname = member.gname = ""
    return member


def main() -> None:
    """Write `record-VERSION.tar.gz` into the folder that is named."""
    folder = Path(sys.argv[1]).absolute()
    with tempfile.TemporaryDirectory() as place:
        os.chdir(place)
        make_record()
        body = pack_record()
        os.chdir(folder)
    path = folder / f"record-{__version__}.tar.gz"
    path.write_bytes(body)
    print(f"{path.name}: {len(body) // 1024} kB")


if __name__ == "__main__":
    main()
