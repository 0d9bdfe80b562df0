"""`onrecord ledger`: where promises and threats stand."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.looking import find_day
from onrecord.cli.options import DAY, json_option, open_given, record_option
from onrecord.model.wording import NOBODY, count, shorten

if TYPE_CHECKING:
    from onrecord.publish.ledger import LedgerLine, MoveLine

UNCHECKED = "not checkable"  # nobody can say whether it was done: only counted


@click.command("ledger")
@record_option
@click.option("--by", metavar="WHO", help="Only of those whose code or name holds this: MEX.")
@click.option("--overdue", is_flag=True, help="Only what is overdue.")
@click.option("--all", "whole", is_flag=True, help="Also what cannot be checked.")
@click.option("--as-of", type=DAY, help="As it stood that day [that of the record, else today].")
@json_option
def command(
    record: Path | None,
    *,
    by: str | None,
    overdue: bool,
    whole: bool,
    as_of: date | None,
    as_json: bool,
) -> None:
    """Print where promises and threats stand, with the words that moved them.

    What is proposed counts until a person agrees or not. What was said again stands in the line
    in which it was said first.
    """
    from onrecord.cli.output import print_json
    from onrecord.model.judged import Counted
    from onrecord.publish.ledger import choose_lines, list_lines, make_json

    with open_given(record) as opened:
        day = find_day(opened, as_of)
        lines = choose_lines(
            list_lines(Counted(opened, opened.judged), on=day), by=by, overdue=overdue
        )
    if as_json:
        print_json({"as_of": day, "count": len(lines), "lines": [make_json(li) for li in lines]})
        return
    for line in lines:
        if whole or line.stand.state.value != UNCHECKED:
            print_line(line)
    states = Counter(line.stand.state.value for line in lines)
    shown = ", ".join(f"{number} {state}" for state, number in states.most_common())
    print(f"{count(len(lines), 'line')} on {day}{': ' if shown else ''}{shown}")


def print_line(line: LedgerLine) -> None:
    """Print a commitment and its moves."""
    from onrecord.model.ledger import NOTHING_TOLD
    from onrecord.publish.ledger import name_state

    sides = ", ".join(line.by) or NOBODY
    to = f" to {', '.join(line.to)}" if line.to else ""
    print(f"{name_state(line)}: {sides}{to}: {shorten(line.deed)}  {line.commitment}")
    facts = [
        f"{line.kind} of {line.announced}" if line.is_dated else f"{line.kind}, day unknown",
        f"due {line.stand.due}" if line.stand.due else "",
        f"on condition: {shorten(line.condition, 60)}" if line.condition else "",
        f"{count(line.documents, 'document')}, {count(line.origins, 'origin')}",
    ]
    print(f"    {'; '.join(fact for fact in facts if fact)}")
    print(f"    “{shorten(line.quote)}”  {line.outlet or Path(line.source).name}")
    told = any(move.move.reason == line.stand.reason for move in line.moves)
    if not told and line.stand.reason != NOTHING_TOLD:
        print(f"    {line.stand.reason}")
    for move in line.moves:
        print_move(move, line)


def print_move(line: MoveLine, of: LedgerLine) -> None:
    """Print one step with its words; what rests on official values, with these."""
    move = line.move
    state = "said again" if move.state.value == "announced" else move.state.value
    where = line.outlet or Path(line.source).name
    words = shorten(move.span.quote)
    day = move.day or "day unknown:"
    if move.state.value == UNCHECKED:
        print(f"    {state}: {move.reason}")
        return
    if move.span.quote == of.quote and move.span.document_id == of.document:
        print(f"    {day} {state}, {move.basis.value}: {move.reason}  {move.id}")
        return
    print(f"    {day} {state}, {move.basis.value}: “{words}”  {where}  {move.id}")
