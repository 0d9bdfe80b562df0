"""`onrecord dyad`: how two sides treat each other, month by month."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.looking import check_sides, load_tables_of, read_side
from onrecord.cli.options import json_option, open_given, record_option

if TYPE_CHECKING:
    from onrecord.publish.dyads import Dyad

COLUMNS = (
    "month", "who", "material cooperation", "verbal cooperation", "verbal conflict",
    "material conflict", "balance", "said",
)  # fmt: skip


@click.command("dyad")
@click.argument("one")
@click.argument("other")
@record_option
@json_option
def command(one: str, other: str, record: Path | None, *, as_json: bool) -> None:
    """Print the monthly balance of cooperation and conflict between ONE and OTHER: USA MEX.

    Happenings are counted once, in both directions apart. Statements in which a speaker of one
    side names the other are a column of their own: said.
    """
    refuse_twice(one, other)
    from onrecord.cli.output import print_json, print_table
    from onrecord.model.judged import Counted
    from onrecord.publish.dyads import make_dyad, say_uncounted

    with open_given(record) as opened:
        knowledge = load_tables_of(opened)
        one, other = (read_side(word, knowledge.countries.values()) for word in (one, other))
        refuse_twice(one, other)
        quads = {str(t): str(row.quad) for t, row in knowledge.codebook.types.items()}
        codes = {c.alpha3: code for code, c in knowledge.countries.items()}
        dyad = make_dyad(Counted(opened, opened.judged), (one, other), quads, codes)
    if not (dyad.months or dyad.undated or dyad.unclassed):
        check_sides((one, other), codes)
    if as_json:
        months = [{**asdict(m), "balance": m.balance} for m in dyad.months]
        print_json({**asdict(dyad), "months": months})
        return
    print_table(COLUMNS, list_rows(dyad))
    print(f"{say_uncounted(dyad)}; an act of both counts in both directions")


def refuse_twice(one: str, other: str) -> None:
    """Raise UsageError where both sides are one."""
    if one == other:
        raise click.UsageError(f"{one} twice is no pair; name two sides, as in USA MEX")


def list_rows(dyad: Dyad) -> list[tuple[str, ...]]:
    """Return a row for each month and direction, and the sums below."""
    from onrecord.publish.dyads import sum_up

    rows = [
        (
            f"{m.month:%Y-%m}",
            f"{m.actor} → {m.target}",
            *(str(n) if n else "" for n in m.quads),
            say_balance(m.balance) if any(m.quads) else "",
            str(m.statements or ""),
        )
        for m in dyad.months
    ]
    for actor, target in ((dyad.one, dyad.other), (dyad.other, dyad.one)):
        quads, statements = sum_up(dyad.months, actor)
        balance = quads[0] + quads[1] - quads[2] - quads[3]
        rows.append(
            ("all", f"{actor} → {target}", *map(str, quads), say_balance(balance), str(statements))
        )
    return rows


def say_balance(balance: int) -> str:
    """Return a balance with its sign; nought has none."""
    return f"{balance:+d}" if balance else "0"
