"""`onrecord programmes`: programmes that documents name, and what they are said to have come to."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.exits import USAGE, Exit
from onrecord.cli.looking import load_tables_of
from onrecord.cli.options import json_option, open_given, record_option
from onrecord.cli.output import warn
from onrecord.model.wording import count


@click.command("programmes")
@click.argument("programme", required=False)
@record_option
@json_option
def command(programme: str | None, record: Path | None, *, as_json: bool) -> None:
    """Print the programmes that documents name, with what they are said to have come to.

    PROGRAMME is a part of an id or a name. Counts that only grow stand in the order of the days
    up to which they are told; tellings that do not go together are named.
    """
    from onrecord.cli.output import print_json
    from onrecord.publish.tallies import make_json, write_programme
    from onrecord.run.tally_parts import list_parts

    with open_given(record) as opened:
        rows = [row for row in opened.rows("programme") if row["documents"]]
        parts = list_parts(opened, load_tables_of(opened))
    wanted = (programme or "").casefold()
    rows = [r for r in rows if wanted in r["id"].casefold() or wanted in r["name"].casefold()]
    if not rows and programme:
        warn(f'no programme that documents name is called "{programme}"')
        raise Exit(USAGE)
    rows.sort(key=lambda row: (row["id"] not in parts, -row["documents"], row["name"]))
    if as_json:
        held = [make_json(row, parts.get(row["id"], ())) for row in rows]
        print_json({"count": len(rows), "programmes": held})
        return
    for row in rows:
        print(*write_programme(row, parts.get(row["id"], ())), sep="\n")
    print(count(len(rows), "programme"))
