"""`onrecord timeline`: what happened when."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.looking import check_sides, load_tables_of, read_side
from onrecord.cli.options import DAY, check_days, json_option, open_given, record_option
from onrecord.model.wording import count, shorten

if TYPE_CHECKING:
    from onrecord.publish.timeline import TimelineLine


class DyadType(click.ParamType[tuple[str, str]]):
    """Two sides, written USA:MEX."""

    name = "dyad"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        """Return the two sides."""
        parts = str(value).split(":")
        if len(parts) != 2 or not all(parts) or parts[0] == parts[1]:
            self.fail(f'"{value}" is no pair; write two sides as USA:MEX', param, ctx)
        return parts[0], parts[1]


@click.command("timeline")
@record_option
@click.option("--dyad", type=DyadType(), help="Only what two sides do to each other: USA:MEX.")
@click.option("--from", "first", type=DAY, help="From this day on.")
@click.option("--to", "last", type=DAY, help="Up to this day.")
@json_option
def command(
    record: Path | None,
    *,
    dyad: tuple[str, str] | None,
    first: date | None,
    last: date | None,
    as_json: bool,
) -> None:
    """Print the events that have a date of their own, earliest first.

    Each with how well its date is known, its status, and in how many documents and independent
    origins it is told. Reports of one happening stand in one line.
    """
    check_days(first, last, names=("--from", "--to"))
    from onrecord.cli.output import print_json
    from onrecord.model.judged import Counted
    from onrecord.publish.timeline import Chosen, list_timeline_lines

    with open_given(record) as opened:
        if dyad:
            countries = load_tables_of(opened).countries.values()
            dyad = read_side(dyad[0], countries), read_side(dyad[1], countries)
        chosen = Chosen(dyad=dyad, first=first, last=last)
        lines, undated = list_timeline_lines(Counted(opened, opened.judged), chosen)
        if dyad and not (lines or undated):
            check_sides(dyad, {country.alpha3 for country in countries})
    if as_json:
        events = [asdict(line) for line in lines]
        print_json({"count": len(lines), "undated": undated, "events": events})
        return
    for line in lines:
        print_event(line)
    print(f"{count(len(lines), 'event')}; {count(undated, 'more has', 'more have')} no date")


def print_event(line: TimelineLine) -> None:
    """Print one event with its words."""
    when = say_when(line)
    sides = " → ".join(", ".join(s) for s in (line.actors, line.targets) if s)
    told = f"{count(line.documents, 'document')}, {count(line.origins, 'origin')}"
    outcome = f", {line.outcome}" if line.outcome else ""
    report = line.reports[0]
    print(f"{when}  {line.type}  {sides}  {line.status}{outcome} ({told})")
    print(
        f"    “{shorten(report.quote)}”  {report.outlet or Path(report.source).name}  {report.event}"
    )


def say_when(line: TimelineLine) -> str:
    """Return the day of an event, or the month, year or days within which it was."""
    if line.precision == "day":
        return str(line.first)
    if line.precision in ("month", "year"):
        return f"{line.first:%Y-%m}" if line.precision == "month" else f"{line.first:%Y}"
    return f"{line.first} to {line.after - timedelta(days=1)}"
