"""`onrecord problems`: what could not be read or understood."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from onrecord.cli.options import json_option, open_given, record_option


@click.command("problems")
@record_option
@json_option
def command(record: Path | None, *, as_json: bool) -> None:
    """List what could not be read or understood, each with what to do about it."""
    from onrecord.cli.list_command import print_json_rows

    with open_given(record) as opened:
        rows = list(opened.problems.dicts())
        if as_json:
            print_json_rows(opened.problems, rows, len(rows))
            return
    if not rows:
        print("no problems", file=sys.stderr)
    for row in rows:
        place = "" if row["source"] is None or row["source"] in row["message"] else row["source"]
        print(f"{row['room']}: {place}{': ' if place else ''}{row['message']}")
