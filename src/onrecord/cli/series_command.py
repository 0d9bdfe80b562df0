"""`onrecord series`: the official series that figures are checked against."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.options import json_option, open_given, record_option
from onrecord.cli.series_import import import_series, update_series
from onrecord.cli.series_state import diff_series, list_kinds, list_silent

if TYPE_CHECKING:
    from onrecord.record import Record

MOST_SHOWN = 24


@click.group("series")
def command() -> None:
    """List official series, show one, import files of publishers, say what changed or is overdue."""


command.add_command(import_series)
command.add_command(update_series)
command.add_command(list_kinds)
command.add_command(diff_series)
command.add_command(list_silent)


@command.command("list")
@record_option
@click.option("--where", "conditions", multiple=True, metavar="CONDITION", help="As of `list`.")
@json_option
def list_series(record: Path | None, *, conditions: tuple[str, ...], as_json: bool) -> None:
    """List the official series."""
    from onrecord.cli.list_command import print_rows

    with open_given(record) as opened:
        print_rows(opened.series.where(*conditions), limit=0, as_json=as_json, as_csv=False)


@command.command("show")
@click.argument("series_id", metavar="ID")
@record_option
@click.option("--all", "show_all", is_flag=True, help="Every observation, not only the last ones.")
@json_option
def show_series(series_id: str, record: Path | None, *, show_all: bool, as_json: bool) -> None:
    """Show a series: what it counts, its limits, and its values with their vintages."""
    with open_given(record) as opened:
        print_series(opened, find_series(opened, series_id), show_all=show_all, as_json=as_json)


def find_series(record: Record, beginning: str) -> dict[str, Any]:
    """Return the series of an id or of the unambiguous beginning of one."""
    from onrecord.model import NotFoundError

    rows = record.rows("series")
    hits = [row for row in rows if row["id"] == beginning] or [
        row for row in rows if row["id"].startswith(beginning)
    ]
    if len(hits) != 1:
        near = ", ".join(row["id"] for row in hits[:8]) or "`onrecord series list` names them"
        raise NotFoundError(f'{len(hits)} series begin with "{beginning}": {near}')
    return hits[0]


def print_series(record: Record, series: dict[str, Any], *, show_all: bool, as_json: bool) -> None:
    """Print a series and its observations."""
    from onrecord.cli.output import print_json, print_table
    from onrecord.publish.exports import to_cell

    observations = record.rows_with("observation", "series", series["id"])
    if as_json:
        print_json({**series, "observations": observations})
        return
    for name, value in series.items():
        if value is not None:
            print(f"{name + ':':14} {to_cell(value)}")
    shown = observations if show_all else observations[-MOST_SHOWN:]
    if shown:
        names = ("period", "value", "released", "retrieved", "carrier")
        print()
        print_table(names, [[to_cell(row[name]) for name in names] for row in shown])
    if len(shown) < len(observations):
        print(f"the last {len(shown)} of {len(observations)}; --all shows every one")
