"""Check changes: worked out from the series, not looked up.

`up 37 percent from July`: 181,059 against 132,648 is 36.5 percent more.
"""

from __future__ import annotations

from decimal import Decimal

from onrecord.model import Direction, Figure, Outcome, Period
from onrecord.model.periods import add_months
from onrecord.verify.comparing import ORDER, best, compare, make_stated
from onrecord.verify.diagnoses import diagnose_change
from onrecord.verify.findings import Check, Diagnosis, leave_open
from onrecord.verify.lookups import Official, Source, cut_months, pair_series
from onrecord.verify.timeless import LAG_MONTHS
from onrecord.verify.wording import say_number, say_period, say_stated

PERCENT = "percent"
FEWEST_MONTHS = 2  # of a stretch with a first and a last month
YEAR_MONTHS = 12  # a whole year is told against the year before it
RECENT_MONTHS = 12  # a provisional year is told of within this time after its end


def check_change(figure: Figure, source: Source) -> Check:
    """Return how a change compares with what the series gives for its two periods."""
    if figure.period is None and source.indicator.without_period == "yearly":
        return check_last_year(figure, source)
    if figure.period is None:
        return leave_open("no-period", "The text does not say which period the change ends in.")
    base = figure.base or find_extreme(figure, source)
    if base is None:
        return check_stretch(figure, source)
    after, before = source.find(figure.period), source.find(base)
    pairs = pair_series(after, before)
    if not pairs:
        return leave_open(
            "no-series",
            f"No official values for both {say_period(base)} and "
            f"{say_period(figure.period)} are held in {source.indicator.name}.",
        )
    checks = [judge_change(figure, a, b, source) for a, b in pairs]
    return min(checks, key=lambda c: ORDER[c.outcome])


def check_stretch(figure: Figure, source: Source) -> Check:
    """Return whether a change over a stretch of months fits its last month against its first.

    "Fell by half from October to January" means that, but a stretch may also be meant against the
    one before it, so it can only confirm; else the reason says what the months give.
    """
    unsaid = "The text does not say what the change is measured from"
    months = cut_months(figure.period) if figure.period is not None else []
    if len(months) < FEWEST_MONTHS or len(months) == YEAR_MONTHS:
        return leave_open("no-period", f"{unsaid}.")
    pairs = pair_series(source.find(months[-1]), source.find(months[0]))
    checks = [judge_change(figure, a, b, source) for a, b in pairs]
    best_check = min(checks, key=lambda c: ORDER[c.outcome], default=None)
    if best_check is None:
        return leave_open("no-period", f"{unsaid}.")
    if best_check.outcome in (Outcome.HOLDS, Outcome.CLOSE):
        return best_check
    return leave_open("no-period", f"{unsaid}. {best_check.reason}", best_check.reference)


def check_last_year(figure: Figure, source: Source) -> Check:
    """Return whether a change without a period fits a twelve-month window known of late.

    Which window is meant is open, so only a match decides.
    """
    day = source.day
    windows = [
        p for p in source.periods()
        if day is None or add_months(day, -RECENT_MONTHS) <= p.after <= add_months(day, -LAG_MONTHS)
    ]  # fmt: skip
    checks = []
    for window in windows[-RECENT_MONTHS:]:
        before = Period(add_months(window.first, -12), window.first)
        for a, b in pair_series(source.find(window), source.find(before)):
            checks.append(judge_change(figure, a, b, source))
    fitting = [c for c in checks if c.outcome in (Outcome.HOLDS, Outcome.CLOSE)]
    if not fitting or day is None:
        return leave_open("no-period", "The text does not say which period the change ends in.")
    return min(fitting, key=lambda c: ORDER[c.outcome])


def find_extreme(figure: Figure, source: Source) -> Period | None:
    """Return the period of the record, before the figure's own, that a change is measured from."""
    if figure.base_extreme is None or figure.period is None:
        return None
    own = figure.period
    earlier = [
        o
        for p in source.periods()
        if p.after <= own.first and abs(p.days - own.days) <= 3 and (o := source.first(p))
    ]
    pick = max if figure.base_extreme is Direction.UP else min
    return pick(earlier, key=lambda o: o.value).period if earlier else None


def judge_change(figure: Figure, after: Official, before: Official, source: Source) -> Check:
    """Return the comparison for one pair of series, the kindest over their vintages."""
    percent = figure.unit == PERCENT
    points = source.indicator.change_tolerance if percent else Decimal(0)
    tolerance = Decimal(0) if percent else Decimal("0.02")
    stated = make_stated(figure, tolerance=tolerance, points=points)
    amounts = [amount_of(a, b, percent=percent) for a, b in pair_vintages(after, before)]
    best_outcome = best([compare(stated, amount) for amount in amounts])
    amount = amount_of(after.value, before.value, percent=percent)
    wrong_way = is_wrong_way(figure, after.value, before.value)
    unit = " percent" if percent else ""
    way = "more" if after.value >= before.value else "less"
    text = (
        f"{source.indicator.agency} reported {say_number(after.value)} for "
        f"{say_period(after.period)} against {say_number(before.value)} for "
        f"{say_period(before.period)}: {amount:,.1f}{unit} {way}"
    )
    reference = after.refer()
    if best_outcome is not Outcome.FAILS and not wrong_way:
        word = "holds" if best_outcome is Outcome.HOLDS else "is close"
        return Check(
            outcome=best_outcome, reason=f"{text}; {say_stated(figure)}{unit} {word}.",
            reference=reference, compared=amount,
        )  # fmt: skip
    diagnosis = diagnose_change(figure, after, source)
    if wrong_way and best_outcome is not Outcome.FAILS:
        diagnosis = Diagnosis("wrong-way", f"it is {way}", f"{amount:,.1f}{unit} {way}")
    return Check(
        outcome=Outcome.FAILS,
        diagnosis=diagnosis.name,
        reason=f"{text}, not {say_stated(figure)}{unit}"
        + (f"; {diagnosis.detail}." if diagnosis.detail else "."),
        reference=reference,
        nearest=diagnosis.nearest or f"{amount:,.1f}{unit} {way}",
        compared=amount,
        true=None if wrong_way else amount,
    )


def pair_vintages(after: Official, before: Official) -> list[tuple[Decimal, Decimal]]:
    """Return the values that may have been set against each other: of one day, or revised bases.

    Values of two days are not mixed: a ratio of a first value to a later one was never published.
    """
    pairs = [(after.value, before.value), (after.latest, before.latest)]
    pairs += [(after.value, old) for old in before.superseded]
    return [(a, b) for a, b in dict.fromkeys(pairs) if b]


def amount_of(after: Decimal, before: Decimal, *, percent: bool) -> Decimal:
    """Return by how much it changed, without its direction."""
    return abs(after / before - 1) * 100 if percent else abs(after - before)


def is_wrong_way(figure: Figure, after: Decimal, before: Decimal) -> bool:
    """Does the text say up where the series went down, or the other way round?"""
    if figure.direction is None or after == before:
        return False
    return (figure.direction is Direction.UP) != (after > before)
