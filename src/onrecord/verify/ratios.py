"""Check ratios: ten times the level of another year, the share of a year that fell in three months."""

from __future__ import annotations

from decimal import Decimal

from onrecord.model import Figure, Outcome
from onrecord.verify.comparing import ORDER, compare, make_stated
from onrecord.verify.findings import Check, leave_open
from onrecord.verify.lookups import Official, Source, pair_series
from onrecord.verify.wording import say_number, say_period, say_stated

PERCENT = "percent"
MULTIPLE = "times"


def check_ratio(figure: Figure, source: Source) -> Check:
    """Return how a ratio compares with what the series gives for its two periods."""
    if figure.period is None or figure.base is None or figure.unit not in (PERCENT, MULTIPLE):
        return leave_open("no-series", "The text does not say what the ratio is measured by.")
    pairs = pair_values(source.find(figure.period), source.find(figure.base))
    if not pairs:
        return leave_open(
            "no-series",
            f"No official values for both {say_period(figure.period)} and "
            f"{say_period(figure.base)} are held in {source.indicator.name}.",
        )
    checks = [judge_ratio(figure, part, whole, source) for part, whole in pairs]
    return min(checks, key=lambda c: ORDER[c.outcome])


def pair_values(part: list[Official], whole: list[Official]) -> list[tuple[Official, Official]]:
    """Return the values of both periods, of one series where one has both.

    A part of a year is added up from months where the year itself has a series of its own.
    """
    pairs = pair_series(part, whole)
    return pairs or [(p, w) for p in part[:1] for w in whole[:1] if w.value]


def judge_ratio(figure: Figure, part: Official, whole: Official, source: Source) -> Check:
    """Return the comparison for one pair of values."""
    share = figure.unit == PERCENT
    ratio = part.value / whole.value * (100 if share else 1)
    stated = make_stated(figure, points=Decimal("0.5") if share else Decimal(0))
    outcome = compare(stated, ratio)
    text = (
        f"{source.indicator.agency} reported {say_number(part.value)} for "
        f"{say_period(part.period)} and {say_number(whole.value)} for {say_period(whole.period)}: "
        f"{say_number(ratio)} {figure.unit}"
    )
    said = f"{say_stated(figure)} {figure.unit}"
    fits = {Outcome.HOLDS: f"{said} holds", Outcome.CLOSE: f"{said} is close"}
    return Check(
        outcome=outcome,
        reason=f"{text}; {fits.get(outcome, f'not {said}')}.",
        reference=part.refer(),
        nearest=f"{say_number(ratio)} {figure.unit}" if outcome is Outcome.FAILS else None,
        compared=ratio,
    )
