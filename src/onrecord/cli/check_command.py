"""`onrecord check`: a linter for facts."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.exits import FINDINGS, UNREADABLE, Exit
from onrecord.cli.options import DAY, json_option, read_clock

if TYPE_CHECKING:
    from onrecord.model import Capture, Problem
    from onrecord.run.checks import Checked

OUTCOMES = ("holds", "close", "fails", "open")


@click.command("check")
@click.argument("file")
@click.option("--published", type=DAY, help="The day on which the text comes or came out.")
@click.option("--pack", help="The tables to read with: a pack's name or its folder.")
@json_option
def command(file: str, published: date | None, pack: str | None, *, as_json: bool) -> None:
    """Check the figures in FILE (- is standard input) against official series.

    Prints each figure that fails or is close, with what it was compared with. Ends with 1 when a
    figure fails, 3 when the text cannot be read.
    """
    from onrecord.knowledge import DEFAULT_PACK
    from onrecord.model import Outcome, Problem
    from onrecord.run.checks import Checker

    checker = Checker(pack or DEFAULT_PACK)
    found: list[Checked] = []
    problems: list[Problem] = []
    for capture in meet(file):
        if isinstance(capture, Problem):
            problems.append(capture)
        else:
            checked = checker.check(capture, published=published)
            found += checked
            problems += checked.problems
    for problem in problems:
        print(f"onrecord: {problem.message}", file=sys.stderr)
    if as_json:
        print_as_json(file, found, problems)
    else:
        print_findings(found)
    if any(checked.outcome is Outcome.FAILS for checked in found):
        raise Exit(FINDINGS)
    if problems and not found:
        raise Exit(UNREADABLE)


def meet(file: str) -> Iterator[Capture | Problem]:
    """Yield what the file holds: one text, or each of a feed or of JSON Lines."""
    from onrecord.model import Capture
    from onrecord.sources import read_sources

    now = read_clock()
    if file == "-":
        body = sys.stdin.buffer.read()
        yield Capture(body=body, media_type="text/plain", source="<stdin>", met_at=now)
        return
    yield from read_sources([file], met_at=now)


def print_findings(found: list[Checked]) -> None:
    """Print what fails or is close, each with what it was compared with."""
    for checked in found:
        if checked.code is None:
            continue
        place = f"{checked.source}:{checked.line or 1}:{checked.column or 1}"
        print(f'{place} {checked.code} "{checked.quote}": {checked.verdict.reason}')
        if checked.verdict.nearest:
            print(f"    nearest true reading: {checked.verdict.nearest}")
        compared = describe_reference(checked)
        if compared:
            print(f"    compared with {compared}")
    counts = {o: sum(c.outcome.value == o for c in found) for o in OUTCOMES}
    shown = ", ".join(f"{number} {outcome}" for outcome, number in counts.items() if number)
    print(f"{len(found)} figures{': ' if shown else ''}{shown}", file=sys.stderr)


def describe_reference(checked: Checked) -> str | None:
    """Return the series, period and vintage that a figure was compared with."""
    reference = checked.verdict.reference
    if reference is None:
        return None
    name = checked.series.name if checked.series else reference.series_id
    read = "" if reference.carrier == reference.publisher else f", read from {reference.carrier}"
    return (
        f"{name} ({reference.series_id}), {reference.period}, as known on {reference.as_of}{read}"
    )


def print_as_json(file: str, found: list[Checked], problems: list[Problem]) -> None:
    """Print every figure with its verdict, those that hold or are open too."""
    from onrecord.cli.output import print_json

    print_json(
        {
            "file": file,
            "figures": [make_json(checked) for checked in found],
            "problems": [problem.message for problem in problems],
        }
    )


def make_json(checked: Checked) -> dict[str, Any]:
    """Return a figure and its verdict as JSON can hold them."""
    figure, verdict, reference = checked.figure, checked.verdict, checked.verdict.reference
    span = figure.evidence.span
    return {
        "source": checked.source,
        "line": checked.line,
        "column": checked.column,
        "code": checked.code,
        "quote": checked.quote,
        "start": span.start,
        "end": span.end,
        "value": float(figure.low)
        if not figure.is_range
        else [float(figure.low), float(figure.high)],
        "comparator": figure.comparator.value,
        "unit": figure.unit,
        "measure": figure.measure,
        "kind": figure.kind.value,
        "period": [figure.period.first, figure.period.after] if figure.period else None,
        "outcome": verdict.outcome.value,
        "diagnosis": verdict.diagnosis,
        "reason": verdict.reason,
        "nearest": verdict.nearest,
        "method": verdict.method,
        "reference": {
            "series": reference.series_id,
            "period": [reference.period.first, reference.period.after],
            "official": [float(value) for value in reference.values],
            "as_of": reference.as_of,
            "publisher": reference.publisher,
            "carrier": reference.carrier,
        }
        if reference
        else None,
    }
