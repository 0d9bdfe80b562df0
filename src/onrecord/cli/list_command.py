"""`onrecord list`: rows of one table."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.cells import say_value
from onrecord.cli.looking import say_codes
from onrecord.cli.options import json_option, open_given, record_option
from onrecord.model.judged import JUDGED_TABLES, say_reviewed
from onrecord.model.wording import count

if TYPE_CHECKING:
    from onrecord.record import Table

# What a terminal shows of each table; --json and --csv give every column.
SHOWN = {
    "document": ("id", "published", "outlet", "kind", "language", "title", "source"),
    "origin": ("id", "source", "relation", "of", "share", "reason"),
    "turn": ("id", "source", "number", "kind", "speaker", "role", "words"),
    "statement": ("id", "source", "speaker", "speaker_country", "manner", "diagnosis", "content"),
    "event": ("id", "actors", "type", "targets", "status", "date", "quote"),
    "happening": ("id", "outcome", "documents", "origins", "reports", "quote"),
    "commitment": ("id", "by", "to", "kind", "due", "outcome", "quote"),
    "move": ("id", "commitment", "day", "state", "basis", "quote"),
    "figure": ("id", "source", "quote", "period", "outcome", "diagnosis", "reason"),
    "position": ("id", "day", "side", "actor_name", "issue", "stance", "quote"),
    "shift": ("id", "issue", "kind", "reason"),
    "programme": ("id", "name", "parties", "status", "period", "documents", "findings"),
    "naming": ("id", "programme", "quote", "source"),
    "belonging": ("id", "programme", "kind", "finding", "reason", "source"),
    "verdict": ("id", "finding", "outcome", "diagnosis", "series", "reason", "difference"),
    "actor": ("id", "name", "kind", "country", "mentions", "role"),
    "judgement": ("id", "quote", "decision", "right", "score", "reason"),
    "series": ("id", "name", "publisher", "grain", "unit", "observations"),
    "observation": ("series", "period", "value", "released", "retrieved", "carrier"),
    "review": ("id", "at", "by", "subject", "decision"),
    "problem": ("id", "room", "source", "message"),
}
FIRST = {"actor": "-mentions"}  # what a terminal shows first; else rows stand as they were written
MOST_SHOWN = 50
MOST_VALUES = 12  # that are named where a condition fits none


@click.command("list")
@click.argument("table")
@record_option
@click.option(
    "--where",
    "conditions",
    multiple=True,
    metavar="CONDITION",
    help="Only rows that fit, such as outcome=fails or published>=2025-01; several must all fit.",
)
@click.option("--limit", type=click.IntRange(min=0), help="How many rows at most; 0 means all.")
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@click.option("--with-rejected", is_flag=True, help="Also what reviewers rejected.")
def command(
    table: str,
    record: Path | None,
    *,
    conditions: tuple[str, ...],
    limit: int | None,
    **flags: bool,
) -> None:
    """List the rows of TABLE: documents, statements, events, commitments, figures, actors, …

    A condition is a column, an operator (= != ~ !~ >= <= > <) and a value; ~ looks for words in
    any case; documents' published, outlet and language can be asked of findings too.
    """
    if flags["as_json"] and flags["as_csv"]:
        raise click.UsageError("Either --json or --csv.")
    with open_given(record) as opened:
        rows = opened.table(table).where(*conditions)
        if conditions and not len(rows):
            say_values(opened.table(table), conditions)
        print_rows(
            rows.with_rejected() if flags["with_rejected"] else rows,
            limit=limit,
            as_json=flags["as_json"],
            as_csv=flags["as_csv"],
        )


def say_values(table: Table, conditions: tuple[str, ...]) -> None:
    """Say on stderr which values there are, where no row has the one that is asked for."""
    from onrecord.record.filters import read_condition
    from onrecord.record.paging import count_values

    for asked in map(read_condition, conditions):
        if asked.operator != "=" or not asked.value or asked.column not in table.columns:
            continue
        if not len(table.where(f'{asked.column}="{asked.value}"')):
            held = [str(value) for value, _ in count_values(table, asked.column, limit=MOST_VALUES)]
            named = f"; there are: {', '.join(held)}" if held else ""
            print(f'no row has {asked.column} "{asked.value}"{named}', file=sys.stderr)


def print_rows(table: Table, *, limit: int | None, as_json: bool, as_csv: bool) -> None:
    """Print rows as a table, as JSON or as CSV."""
    total = len(table)
    most = limit if limit is not None else (0 if as_json or as_csv else MOST_SHOWN)
    is_read = not (as_json or as_csv)
    rows = take_first(table, most) if is_read else list(table.dicts(limit=most))
    if as_json:
        print_json_rows(table, rows, total)
    elif as_csv:
        from onrecord.publish.exports import add_review, write_csv_rows

        names, held = [n for n in table.columns if n not in ("text", "dropped")], iter(rows)
        if table.name in JUDGED_TABLES:
            names, held = add_review(names, held, table.judged)
        write_csv_rows(sys.stdout, names, held)
    else:
        print_as_table(table, rows, total)


def take_first(table: Table, most: int) -> list[dict[str, Any]]:
    """Return the rows that a reader wants first: actors by how often they are named."""
    from onrecord.record.paging import take_page

    order = FIRST.get(table.name)
    if order is None:
        return list(table.dicts(limit=most))
    return take_page(table, columns=list(table.columns), order=order, limit=most or len(table))


def print_json_rows(table: Table, rows: list[dict[str, Any]], total: int) -> None:
    """Print rows as JSON, whole texts left out."""
    from onrecord.cli.output import print_json

    for row in rows:
        row.pop("text", None)
        row.pop("dropped", None)
        if table.name in JUDGED_TABLES:
            row |= say_reviewed(table.judged, row["id"])
    origins = count_origins(table)
    counted = {"count": total} if origins is None else {"count": total, "origins": origins}
    print_json({"table": table.name, **counted, "rows": rows})


def print_as_table(table: Table, rows: list[dict[str, Any]], total: int) -> None:
    """Print the main columns of rows, and on stderr how many there are."""
    from onrecord.cli.output import print_table

    names = SHOWN[table.name]
    if table.name == "happening":
        add_words(table, rows)
    say_codes(table, table.name, rows)
    if rows:
        print_table(names, ([_show(name, row) for name in names] for row in rows))
    origins = count_origins(table)
    from_whom = f", from {count(origins, 'independent origin')}" if origins is not None else ""
    print(f"{len(rows):,} of {total:,}{from_whom}{say_later(table, total)}", file=sys.stderr)


def say_later(table: Table, listed: int) -> str:
    """Return how many decisions came after the build: lists heed them, and do not hold them yet."""
    if table.name != "review" or table.conditions:
        return ""
    from onrecord.record.reviews import read_log

    later = len(read_log(table.folder.reviews).reviews) - listed
    return (
        f"; {count(later, 'decision')} since the build: the next one lists them"
        if later > 0
        else ""
    )


def add_words(table: Table, rows: list[dict[str, Any]]) -> None:
    """Give happenings the words of their first report, and the number of reports."""
    first = [row["events"][0] for row in rows if row["events"]]
    found = table.rows_among("event", first, columns=("id", "quote"))
    words = {one["id"]: one["quote"] for one in found}
    for row in rows:
        row["reports"] = len(row["events"] or ())
        row["quote"] = words.get(row["events"][0]) if row["events"] else None


def count_origins(table: Table) -> int | None:
    """Return from how many independent origins the documents of a table come; None for others."""
    if "origin" not in table.columns:
        return None
    return len(set(table.arrow().column("origin").to_pylist()))


def _show(name: str, row: dict[str, Any]) -> str:
    if name == "published" and row[name] != row["published_latest"]:
        return " to ".join(str(day) for day in (row[name], row["published_latest"]) if day)
    if name == "source" and row[name] and "/" in row[name]:
        return Path(row[name]).name or str(row[name])
    return say_value(row[name])
