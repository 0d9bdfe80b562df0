"""`onrecord series`: the official series that figures are checked against."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from onrecord.cli.cells import say_value, say_values
from onrecord.cli.options import find_folder, json_option, open_given, record_option
from onrecord.cli.series_folders import find_tables
from onrecord.cli.series_import import import_series, update_series
from onrecord.cli.series_state import diff_series, list_kinds, list_silent

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
@click.option("--pack", help="The series of a pack, without a record: its name or folder.")
@click.option("--where", "conditions", multiple=True, metavar="CONDITION", help="As of `list`.")
@json_option
def list_series(
    record: Path | None, *, pack: str | None, conditions: tuple[str, ...], as_json: bool
) -> None:
    """List the official series of a record, or of a pack."""
    from onrecord.cli.list_command import print_rows

    pack = pack or find_pack_alone(record)
    if pack is not None:
        if conditions:
            raise click.UsageError("--where asks a record: name one with -r, and leave --pack out")
        list_of_pack(pack, as_json=as_json)
        return
    with open_given(record) as opened:
        print_rows(opened.series.where(*conditions), limit=0, as_json=as_json, as_csv=False)


@command.command("show", short_help="Show a series with its limits and vintages.")
@click.argument("series_id", metavar="ID")
@record_option
@click.option("--pack", help="A series of a pack, without a record: its name or folder.")
@click.option("--all", "show_all", is_flag=True, help="Every observation, not only the last ones.")
@json_option
def show_series(
    series_id: str, record: Path | None, *, pack: str | None, show_all: bool, as_json: bool
) -> None:
    """Show a series: what it counts, its limits, and its values with their vintages."""
    pack = pack or find_pack_alone(record)
    if pack is not None:
        rows, held = load_rows(pack)
        series = find_series(rows, series_id)
        print_series(series, held[series["id"]], show_all=show_all, as_json=as_json)
        return
    with open_given(record) as opened:
        series = find_series(opened.rows("series"), series_id)
        observations = opened.rows_with("observation", "series", series["id"])
        print_series(series, observations, show_all=show_all, as_json=as_json)


def find_pack_alone(record: Path | None) -> str | None:
    """Return the tables to look into where no record is named and none is near, else None."""
    from onrecord.record.folder import RecordFolder

    if record is not None or RecordFolder(find_folder(None)).find_build() is not None:
        return None
    return find_tables(None, None)


def load_rows(pack: str) -> tuple[list[dict[str, Any]], dict[str, list[dict[str, Any]]]]:
    """Return the series of a pack as rows of a record, and their observations by series."""
    from onrecord.knowledge import load_knowledge
    from onrecord.record.table_rows import observation_row, series_row

    known = load_knowledge(pack).series
    held = {id_: [observation_row(o) for o in s.observations] for id_, s in known.items()}
    return [series_row(s, observations=len(held[id_])) for id_, s in known.items()], held


def list_of_pack(pack: str, *, as_json: bool) -> None:
    """Print the series of a pack."""
    from onrecord.cli.list_command import SHOWN
    from onrecord.cli.output import print_json, print_table

    rows, _ = load_rows(pack)
    if as_json:
        print_json({"table": "series", "count": len(rows), "rows": rows})
        return
    names = SHOWN["series"]
    print_table(names, [[str(row[name]) for name in names] for row in rows])


def find_series(rows: list[dict[str, Any]], beginning: str) -> dict[str, Any]:
    """Return the series of an id or of the unambiguous beginning of one."""
    from onrecord.model import NotFoundError

    hits = [row for row in rows if row["id"] == beginning] or [
        row for row in rows if row["id"].startswith(beginning)
    ]
    if len(hits) != 1:
        near = ", ".join(row["id"] for row in hits[:8]) or "`onrecord series list` names them"
        raise NotFoundError(f'{len(hits)} series begin with "{beginning}": {near}')
    return hits[0]


def print_series(
    series: dict[str, Any],
    observations: list[dict[str, Any]],
    *,
    show_all: bool,
    as_json: bool,
) -> None:
    """Print a series and its observations."""
    from onrecord.cli.output import print_json, print_table

    if as_json:
        print_json({**series, "observations": observations})
        return
    for name, value in series.items():
        if value is not None:
            print(f"{name + ':':14} {say_value(value)}")
    shown = observations if show_all else observations[-MOST_SHOWN:]
    if shown:
        names = ("period", "value", "released", "retrieved", "carrier")
        print()
        print_table(names, [say_values(row[name] for name in names) for row in shown])
    if len(shown) < len(observations):
        print(f"the last {len(shown)} of {len(observations)}; --all shows every one")
