"""`onrecord series import` and `update`: official files become observations."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.exits import UNREADABLE, Exit
from onrecord.cli.options import DAY, json_option, read_clock
from onrecord.cli.output import print_json, print_table
from onrecord.cli.series_folders import open_target, target_options
from onrecord.model.wording import count

if TYPE_CHECKING:
    from onrecord.run.series import Imports
    from onrecord.run.series_feeds import Fetcher, Updated
    from onrecord.sources.series import Change, OfficialFile

MOST_SHOWN = 20
ALLOW_PRIVATE = "ONRECORD_ALLOW_PRIVATE_ADDRESSES"
DATED = {"given": "as given", "file": "as the file says", "today": "today: the file names no day"}


@click.command("import", short_help="Add the values of a publisher's file as a vintage.")
@click.argument("source", metavar="FILE_OR_URL")
@click.option("--as", "kind", required=True, help="The kind of file, or a YAML file that says it.")
@target_options
@click.option("--as-of", type=DAY, help="The file's day: by then its values were known.")
@click.option("--released", type=DAY, help="The day on which the publisher released the values.")
@click.option("--series", "series_id", metavar="ID", help="The series, for kinds that are for any.")
@click.option("--where", "conditions", multiple=True, metavar="COLUMN=VALUE", help="Rows to take.")
@click.option("--dimension", metavar="COLUMN", help="The column that splits the series.")
@click.option("--value", metavar="COLUMN", help="The column of the value.")
@click.option("--accept-scale", is_flag=True, help="Take values far from those held as they are.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing.")
@json_option
def import_series(source: str, *, as_json: bool, **given: Any) -> None:
    """Read a publisher's file whole and add its values as a vintage; nothing held is changed.

    A file that is not as its kind says is refused, with the place and what to do.
    """
    from onrecord.run.series import ImportOptions, import_file, load_tables

    options = ImportOptions(
        kind=given["kind"],
        as_of=given["as_of"],
        released=given["released"],
        series=given["series_id"],
        where=read_conditions(given["conditions"]),
        dimension=given["dimension"],
        value=given["value"],
        accepts_scale=given["accept_scale"],
        is_trial=given["dry_run"],
    )
    file = meet(source)
    folder, reading = open_target(given["to"], given["pack"], given["record"])
    imports = import_file(file, options, folder, load_tables(reading), now=read_clock())
    if as_json:
        print_json(make_json(imports))
        return
    print_imports(imports, is_trial=options.is_trial)
    print(f"series: {folder.path}")


@click.command("update")
@click.argument("feeds", nargs=-1, metavar="[FEED]…")
@target_options
@json_option
def update_series(
    feeds: tuple[str, ...],
    to: Path | None,
    pack: str | None,
    record: Path | None,
    *,
    as_json: bool,
) -> None:
    """Fetch what the packs list in feeds.yml and import what is new.

    Ends with 3 when a feed cannot be fetched or read; its series stay as they are.
    """
    from onrecord.run.series_feeds import update_series as update

    folder, reading = open_target(to, pack, record)
    done = []
    for updated in update(folder, reading, feeds, make_fetcher()):
        done.append(updated)
        if not as_json:
            print_updated(updated)
    if as_json:
        print_json({"feeds": [make_update_json(updated) for updated in done]})
    if any(updated.fault for updated in done):
        raise Exit(UNREADABLE)


def meet(source: str) -> OfficialFile:
    """Return the file at a path or an address."""
    from onrecord.model import SourceError
    from onrecord.sources.series import OfficialFile, load_file

    if "://" in source:
        return make_fetcher().fetch_file(source)
    path = Path(source)
    if path.is_dir():
        raise SourceError(f"{source}: a folder; name the publisher's file in it")
    if not path.is_file():
        raise SourceError(f"{source}: no such file; check the path, or write https://…")
    return OfficialFile(name=source, body=load_file(path))


def make_fetcher() -> Fetcher:
    """Return the fetcher; the environment may allow addresses of one's own network."""
    from onrecord import __version__
    from onrecord.run.series_feeds import Fetcher
    from onrecord.sources.fetching import FetchLimits

    limits = FetchLimits(
        allow_private=os.environ.get(ALLOW_PRIVATE) == "1",
        user_agent=f"onrecord/{__version__} (checks figures against official series)",
    )
    return Fetcher(limits=limits, now=read_clock())


def read_conditions(conditions: tuple[str, ...]) -> dict[str, str]:
    """Return `COLUMN=VALUE` as a mapping."""
    split = [condition.partition("=") for condition in conditions]
    for name, sign, _ in split:
        if not sign or not name:
            raise click.UsageError(f'--where "{name}{sign}": write COLUMN=VALUE')
    return {name: value for name, _, value in split}


def print_imports(imports: Imports, *, is_trial: bool) -> None:
    """Print what an import did."""
    vintage = imports.vintage
    new = sum(change.old is None for change in vintage.changes)
    verb = "would be added" if is_trial else "added"
    print(
        f"{imports.source}: {count(imports.rows, 'value')} known by {imports.as_of} "
        f"({DATED[imports.dated]}); {new} new and {len(vintage.changes) - new} revised {verb}, "
        f"{vintage.unchanged} unchanged"
    )
    print_changes([change for change in vintage.changes if change.old is not None])


def print_changes(changes: list[Change]) -> None:
    """Print changes as a table, the first of them."""
    if not changes:
        return
    rows = [
        (c.series_id, str(c.period), _show(c.old), _show(c.new), _show_percent(c))
        for c in changes[:MOST_SHOWN]
    ]
    print_table(("series", "period", "before", "after", "change"), rows)
    if len(changes) > MOST_SHOWN:
        print(f"the first {MOST_SHOWN} of {len(changes)}; --json gives all")


def print_updated(updated: Updated) -> None:
    """Print what became of a feed."""
    if updated.fault:
        print(f"onrecord: {updated.feed}: {updated.fault}", file=sys.stderr)
    elif updated.imports is None:
        print(f"{updated.feed}: nothing new at {updated.url}")
    else:
        print(f"{updated.feed}: ", end="")
        print_imports(updated.imports, is_trial=False)


def make_json(imports: Imports) -> dict[str, Any]:
    """Return what an import did as JSON can hold it."""
    return {
        "source": imports.source,
        "kind": imports.kind,
        "as_of": imports.as_of,
        "dated": imports.dated,
        "values": imports.rows,
        "unchanged": imports.vintage.unchanged,
        "changes": [make_change_json(change) for change in imports.vintage.changes],
        "sha256": imports.snapshot.sha256 if imports.snapshot else None,
    }


def make_change_json(change: Change) -> dict[str, Any]:
    """Return a change as JSON can hold it."""
    return {
        "series": change.series_id,
        "period": [change.period.first, change.period.after],
        "before": None if change.old is None else float(change.old),
        "after": float(change.new),
    }


def make_update_json(updated: Updated) -> dict[str, Any]:
    """Return what became of a feed as JSON can hold it."""
    return {
        "feed": updated.feed,
        "url": updated.url,
        "fault": updated.fault,
        "import": make_json(updated.imports) if updated.imports else None,
    }


def _show(value: Any) -> str:
    return "" if value is None else f"{value:,}"


def _show_percent(change: Change) -> str:
    if not change.old:
        return "new" if change.old is None else ""
    percent = (change.new - change.old) / change.old * 100
    shown = f"{percent:+.2f} %"
    return f"{percent:+.1g} %" if percent and not shown.strip("+-0. %") else shown
