"""`onrecord mirror`: two governments' accounts of one meeting, side by side."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.exits import USAGE, Exit
from onrecord.cli.looking import load_names_of, load_tables_of
from onrecord.cli.options import DAY, json_option, open_given, record_option
from onrecord.cli.output import warn
from onrecord.model.errors import NotFoundError
from onrecord.model.wording import count

if TYPE_CHECKING:
    from onrecord.knowledge import Knowledge

PAIR = 2


@click.command("mirror")
@record_option
@click.option("--dyad", metavar="ONE:OTHER", help="Only these two states: USA:MEX.")
@click.option("--on", type=DAY, help="Only accounts published that day.")
@click.option("--happening", metavar="ID", help="Only accounts of this happening.")
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
def command(
    record: Path | None,
    *,
    dyad: str | None,
    on: date | None,
    happening: str | None,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Print two governments' accounts of the same meeting or call side by side.

    What both say, what only one says, and where they do not go together, each with its words.
    """
    if as_json and as_csv:
        raise click.UsageError("Either --json or --csv.")
    from onrecord.cli.output import print_json
    from onrecord.publish.exports import write_csv_rows
    from onrecord.publish.mirror import COLUMNS, list_rows, make_json, write_text
    from onrecord.run.mirror_pages import list_pages

    with open_given(record) as opened:
        tables = load_tables_of(opened)
        languages = load_names_of(opened).languages
        if happening and not opened.rows_with("happening", "id", happening):
            raise NotFoundError(
                f'no happening has the id "{happening}"; `onrecord list happenings` names them'
            )
        states = find_states(dyad, tables) if dyad else None
        pages = list_pages(opened, tables, states=states, on=on, happening=happening)
    if as_json:
        print_json({"count": len(pages), "pairs": [make_json(page) for page in pages]})
        return
    if as_csv:
        write_csv_rows(sys.stdout, list(COLUMNS), list_rows(pages))
        return
    for page in pages:
        print(*write_text(page, languages), sep="\n")
        print()
    print(count(len(pages), "pair") + " of accounts")


def find_states(dyad: str, tables: Knowledge) -> frozenset[str]:
    """Return the alpha-2 codes of two states; ends with 2 where they are none."""
    codes = {c.alpha3: code for code, c in tables.countries.items()} | {
        code: code for code in tables.countries
    }
    parts = [part.strip().upper() for part in dyad.split(":")]
    if len(parts) != PAIR or any(part not in codes for part in parts):
        warn(f'"{dyad}" names no two states; write their codes as USA:MEX')
        raise Exit(USAGE)
    return frozenset(codes[part] for part in parts)
