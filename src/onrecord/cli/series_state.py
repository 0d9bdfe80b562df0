"""`onrecord series kinds`, `diff` and `silent`: what can be read, what changed, what is overdue."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.exits import FINDINGS, Exit
from onrecord.cli.options import DAY, check_days, json_option, read_clock
from onrecord.cli.output import print_json, print_table
from onrecord.cli.series_folders import find_tables, pack_options
from onrecord.cli.series_import import make_change_json, print_changes

if TYPE_CHECKING:
    from onrecord.model import Period


@click.command("kinds", short_help="List what can be imported: kinds of files, and feeds.")
@pack_options
@json_option
def list_kinds(pack: str | None, record: Path | None, *, as_json: bool) -> None:
    """List the kinds of files that can be imported, and the feeds that `update` fetches."""
    from onrecord.run.series import load_tables

    tables = load_tables(find_tables(pack, record))
    kinds: list[dict[str, Any]] = [
        {
            "id": kind.id,
            "format": kind.format,
            "series": [target.series for target in kind.series],
            "title": kind.title,
            "url": kind.url,
            "feeds": [feed.id for feed in tables.feeds.values() if feed.kind == kind.id],
        }
        for kind in tables.kinds.values()
    ]
    if as_json:
        print_json({"kinds": kinds})
        return
    print_table(
        ("id", "format", "series", "feeds", "title"),
        [
            (k["id"], k["format"], _name_series(k["series"]), " ".join(k["feeds"]), k["title"])
            for k in kinds
        ],
    )


@click.command("diff", short_help="Show which values changed between two days.")
@click.argument("series_ids", nargs=-1, metavar="[ID]…")
@pack_options
@click.option(
    "--from", "first", type=DAY, help="The earlier day [the day before the last vintage]."
)
@click.option("--until", "second", type=DAY, help="The later day [that of the last vintage].")
@json_option
def diff_series(
    series_ids: tuple[str, ...],
    pack: str | None,
    record: Path | None,
    *,
    first: date | None,
    second: date | None,
    as_json: bool,
) -> None:
    """Show which values of series changed between two days: what a new vintage revised or added."""
    check_days(first, second, names=("--from", "--until"))
    from onrecord.run.series import load_tables
    from onrecord.run.series_state import list_changes

    held = load_tables(find_tables(pack, record)).held
    found = list_changes(held, series_ids, first=first, second=second)
    if as_json:
        print_json(
            {
                "series": [
                    {
                        "id": series_id,
                        "from": start,
                        "until": end,
                        "changes": [make_change_json(change) for change in changes],
                    }
                    for series_id, start, end, changes in found
                ]
            }
        )
        return
    for series_id, start, end, changes in found:
        revised = [change for change in changes if change.old is not None]
        if not series_ids and not revised:
            continue
        print(
            f"{series_id}: from {start} to {end} {len(revised)} revised, "
            f"{len(changes) - len(revised)} new"
        )
        print_changes(revised)


@click.command("silent", short_help="List the series that are overdue.")
@pack_options
@click.option("--as-of", type=DAY, help="The day to look from [today].")
@click.option("--grace", type=click.IntRange(min=0), default=0, help="Days to wait longer [0].")
@json_option
def list_silent(
    pack: str | None, record: Path | None, *, as_of: date | None, grace: int, as_json: bool
) -> None:
    """List the series of which a period is overdue by their publisher's rhythm.

    Ends with 1 when there is one.
    """
    from onrecord.run.series import load_tables
    from onrecord.run.series_state import find_silent

    tables = load_tables(find_tables(pack, record))
    today = as_of or read_clock().date()
    found = find_silent(tables.rows, tables.held, as_of=today, grace_days=grace)
    if as_json:
        rows = [
            {
                "series": s.series,
                "name": s.name,
                "publisher": s.publisher,
                "last": [s.last.first, s.last.after],
                "missing": [s.missing.first, s.missing.after],
                "due": s.due,
                "days": s.days,
                "retrieved": s.retrieved,
            }
            for s in found
        ]
        print_json({"as_of": today, "silent": rows})
    elif found:
        print_table(
            ("id", "held to", "missing", "due", "days", "publisher"),
            [
                (s.series, *map(str, (s.last.last, _name(s.missing), s.due, s.days)), s.publisher)
                for s in found
            ],
        )
    else:
        print(f"no series is overdue on {today}")
    if found:
        raise Exit(FINDINGS)


def _name(period: Period) -> str:
    """Return the name of a month or year, else the last day of a stretch."""
    return str(period) if period.is_month() or period.is_year() else f"to {period.last}"


def _name_series(names: list[str]) -> str:
    if not names:
        return "any: --series"
    more = len(set(names)) - 1
    return names[0] + (f" and {more} more" if more else "")
