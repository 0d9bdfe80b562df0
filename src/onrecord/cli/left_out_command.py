"""`onrecord left-out`: what was met and not taken."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import click

from onrecord.cli.options import find_folder, json_option, record_option
from onrecord.cli.output import print_json

REASONS = ("outlet", "date", "topic", "language", "text")


@click.command("left-out")
@record_option
@click.option("--reason", type=click.Choice(REASONS), help="Only what was left out for this.")
@click.option("--count", "counts_only", is_flag=True, help="Only how many, by reason.")
@json_option
def command(record: Path | None, *, reason: str | None, counts_only: bool, as_json: bool) -> None:
    """List what the last build met and did not take, with the reason and what was found instead."""
    from onrecord.model import RecordError
    from onrecord.record.folder import RecordFolder
    from onrecord.record.left_out import load_left_out

    folder = RecordFolder(find_folder(record))
    if not folder.captures.is_dir():
        raise RecordError(f"{folder.path}: no record here; name another with -r")
    found = load_left_out(folder.captures)
    rows = (one for one in found if reason is None or one.reason == reason)
    if counts_only:
        counts = dict(sorted(Counter(one.reason for one in rows).items()))
        if as_json:
            print_json({"left_out": counts})
            return
        for name, number in counts.items():
            print(f"{number:>9}  {name}")
        return
    if as_json:
        print_json({"left_out": [asdict(one) for one in rows]})
        return
    listed = False
    for one in rows:
        listed = True
        place = f"  {one.url}" if one.url else ""
        print(f"{one.reason}: {one.found or 'none'}  {one.source}{place}")
    if not listed:
        print("nothing was left out", file=sys.stderr)
