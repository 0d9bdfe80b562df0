"""Check figures against official series, on the knowledge of the day.

`181,509 arrests … throughout August`: US Border Patrol reported 181,059 for August 2023
(published 22 September 2023); two digits are swapped in 181,509 (+450).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from onrecord.knowledge import Indicator, Knowledge, WordTable
from onrecord.model import Comparator, Document, Figure, FigureKind, Outcome, Verdict
from onrecord.verify.changes import check_change
from onrecord.verify.comparing import ORDER, fits, make_stated
from onrecord.verify.corrections import write_true
from onrecord.verify.findings import Check, leave_open
from onrecord.verify.levels import check_level
from onrecord.verify.lookups import Source, days_of, find_series, find_turn
from onrecord.verify.ranks import check_rank
from onrecord.verify.ratios import check_ratio
from onrecord.verify.timeless import is_unfinished

METHOD = "verify.figures@1"
LONG_VALUE = 1000  # as many significant digits as tell a value from all others
# Diagnoses that tell which reading was meant, where another one is merely too far off.
TELLING = ("swapped-digits", "dropped-digit", "other-period")
MISWRITTEN = ("swapped-digits", "dropped-digit", "scale")
PRELIMINARY = Decimal("0.05")  # so far a count called preliminary may lie from the final one
NOT_TOLD = (
    "It does not fit what the text tells of elsewhere, and its own sentence does not say more."
)
NOT_COMPARED = ("no-series", "too-far")


def check_figures(
    figures: list[Figure], document: Document, knowledge: Knowledge, *, as_of: date | None = None
) -> list[Verdict]:
    """Return one verdict for each figure."""
    verdicts = []
    words = knowledge.words.get(document.language)
    not_final = set(words.words("numbers", "not-final")) if words else set()
    threat = words.either("numbers", "threat") if words else r"(?!)"
    for figure in figures:
        if figure.kind is FigureKind.TARGET and re.search(threat, " ".join(figure.hedges)):
            check = leave_open("no-series", "It is threatened; what came of it is not compared.")
            verdicts.append(make_verdict(figure, check, words))
            continue
        days = days_of(document.publication, figure.period)
        changes = list_changes(figure, days, knowledge)
        checks = [check_on(figure, knowledge, day, as_of) for day in [*days[:1], *changes]]
        last = check_on(figure, knowledge, days[-1], as_of) if days[1:] else checks[0]
        check = agree_on_rate(checks, last) if changes else agree(figure, [checks[0], last])
        if check.outcome is Outcome.FAILS and rests_on_assumption(figure, check):
            check = leave_open("no-period", NOT_TOLD)
        if not_final.intersection(figure.hedges):
            check = allow_preliminary(figure, check)
        verdicts.append(make_verdict(figure, check, words))
    return verdicts


def rests_on_assumption(figure: Figure, check: Check) -> bool:
    """Is a figure only assumed to be of the period of which it fails?

    A place among others is looked up in the years that are held, whatever month was assumed.
    """
    if not figure.assumed or figure.sure:
        return False
    other = check.reference is not None and check.reference.period != figure.period
    return not (figure.kind is FigureKind.RANK and other)


def list_changes(figure: Figure, days: list[date | None], knowledge: Knowledge) -> list[date]:
    """Return the days within a wide publication interval on which a rate in force was changed."""
    indicator = knowledge.indicators.get(figure.indicator or "")
    if indicator is None or indicator.without_period != "in force" or len(days) == 1:
        return []
    first, last = days[0] or date.min, days[-1] or date.max
    series = find_series(knowledge, indicator, figure.dimension)
    periods = Source(indicator, series, None, None).periods()
    return sorted({p.first for p in periods if first < p.first < last})


def check_on(figure: Figure, knowledge: Knowledge, day: date | None, as_of: date | None) -> Check:
    """Return the kindest check over the readings of a figure, if published on `day`."""
    checks = [
        check_reading(figure, indicator, knowledge, (day, as_of))
        for indicator in list_readings(figure, knowledge)
    ]
    if not checks:
        return leave_open("no-series", "No official series here covers it.")
    return choose(figure, [checks[0], *(c for c in checks[1:] if may_be_meant(figure, c))])


def may_be_meant(figure: Figure, check: Check) -> bool:
    """May a related measure be meant? A bound is said of a value that lies near it."""
    if figure.kind is not FigureKind.LEVEL or check.outcome is not Outcome.HOLDS:
        return True
    return check.compared is None or fits(make_stated(figure), check.compared)


def list_readings(figure: Figure, knowledge: Knowledge) -> list[Indicator]:
    """Return the measures that a figure may be of, the best first.

    A related measure that the noun itself names ("apprehensions" are between ports of entry) is
    a fair reading besides one that the noun does not name.
    """
    named = [figure.indicator, *figure.other_indicators]
    readings = [knowledge.indicators[n] for n in named if n in knowledge.indicators]
    for reading in tuple(readings):
        if not names_measure(reading, figure.unit):
            related = (knowledge.indicators[n] for n in reading.confused_with)
            readings += [r for r in related if names_measure(r, figure.unit) and r not in readings]
    return readings


def names_measure(indicator: Indicator, noun: str) -> bool:
    """Does the noun alone name what the indicator measures, in any language?"""
    return any(patterns.names_measure(noun) for patterns in indicator.patterns.values())


def choose(figure: Figure, checks: list[Check]) -> Check:
    """Return the check that decides among the readings of a figure, the best reading first.

    The best reading wins where it holds, else another that fits. One that cannot be compared
    leaves the figure open, unless the best reading fails, or one fails in a way that tells which
    reading was meant.
    """
    if checks[0].outcome is Outcome.HOLDS:
        return checks[0]
    telling = [c for c in checks if c.outcome is Outcome.FAILS and c.diagnosis in TELLING]
    failing = [checks[0]] if checks[0].outcome is Outcome.FAILS else telling
    others = [c for c in checks if c not in failing and c.diagnosis not in NOT_COMPARED]
    if failing and all(c.outcome is Outcome.FAILS for c in others):
        fails = [c for c in checks if c.outcome is Outcome.FAILS]
        return min(fails, key=lambda c: (c.diagnosis is None, c.order(figure.low)))
    return min(checks, key=lambda c: c.order(figure.low))


def make_source(
    indicator: Indicator,
    figure: Figure,
    knowledge: Knowledge,
    days: tuple[date | None, date | None],
) -> Source:
    """Return the official values that a figure is compared with, in its unit."""
    series = find_series(knowledge, indicator, figure.dimension)
    return Source(indicator, series, *days, turn=find_turn(knowledge, figure.unit))


def check_reading(
    figure: Figure,
    indicator: Indicator,
    knowledge: Knowledge,
    days: tuple[date | None, date | None],
) -> Check:
    """Return the check of a figure read as one indicator."""
    day, _ = days
    source = make_source(indicator, figure, knowledge, days)
    if figure.kind is FigureKind.RANK:
        return check_rank(figure, source, knowledge)
    if (
        figure.period is not None
        and is_unfinished(figure.period, day)
        and indicator.kind == "count"
    ):
        return leave_open("cumulative", "The period was not over when the text was published.")
    match figure.kind:
        case FigureKind.CHANGE:
            return check_change(figure, source)
        case FigureKind.RATIO if not is_share_itself(figure, indicator):
            return check_ratio(figure, source)
        case FigureKind.TARGET if not indicator.confirms_only:
            return leave_open("no-series", "A planned number has no official value yet.")
        case _:
            confused = list(find_confused(indicator, figure, knowledge, days))
            return check_level(figure, source, confused)


def is_share_itself(figure: Figure, indicator: Indicator) -> bool:
    """Is what is measured a share or a rate: "74 percent of the traced firearms"?"""
    return figure.unit == "percent" and indicator.kind in ("share", "rate")


def find_confused(
    indicator: Indicator,
    figure: Figure,
    knowledge: Knowledge,
    days: tuple[date | None, date | None],
) -> Iterator[Source]:
    """Yield the sources of the indicators that are often taken for this one."""
    for name in indicator.confused_with:
        other = knowledge.indicators[name]
        source = make_source(other, figure, knowledge, days)
        if source.series:
            yield source


def allow_preliminary(figure: Figure, check: Check) -> Check:
    """Return `close` for a figure that its own text calls preliminary and that came out near."""
    if check.outcome is not Outcome.FAILS or check.diagnosis in MISWRITTEN or not check.compared:
        return check
    middle = (figure.low + figure.high) / 2
    if abs(middle - check.compared) > PRELIMINARY * abs(check.compared):
        return check
    return replace(check, outcome=Outcome.CLOSE, diagnosis="preliminary")


def agree_on_rate(checks: list[Check], last: Check) -> Check:
    """Return the check of a rate that holds whenever the rate was in force in a wide interval."""
    held = [check for check in [*checks, last] if check.reference is not None]
    for outcome in (Outcome.HOLDS, Outcome.FAILS):
        if held and all(check.outcome is outcome for check in held):
            return held[0]
    return leave_open("two-readings", say_readings([*checks, last]))


def say_readings(checks: list[Check]) -> str:
    """Return what the checks on several days came to."""
    return "It depends on when in its interval the text was published: " + " / ".join(
        dict.fromkeys(check.reason for check in checks)
    )


def agree(figure: Figure, checks: list[Check]) -> Check:
    """Return the check that holds over the whole publication interval, or an open one.

    A long exact value cannot have been printed before it was released: where it is an official
    one on the last possible day, that decides.
    """
    first, last = checks[0], checks[-1]
    if first.outcome is last.outcome:
        return last
    long = figure.comparator is Comparator.EXACT and figure.low / figure.step >= LONG_VALUE
    if long and last.outcome is Outcome.HOLDS:
        return last
    if {first.outcome, last.outcome} == {Outcome.HOLDS, Outcome.CLOSE}:
        return max(checks, key=lambda c: ORDER[c.outcome])
    return leave_open("two-readings", say_readings(checks))


def make_verdict(figure: Figure, check: Check, words: WordTable | None = None) -> Verdict:
    """Return the check as the verdict on `figure`."""
    return Verdict(
        finding_id=figure.id,
        outcome=check.outcome,
        diagnosis=check.diagnosis,
        reason=check.reason[:1].upper() + check.reason[1:],
        method=METHOD,
        reference=check.reference,
        nearest=check.nearest,
        replacement=(
            write_true(figure, check.true, words)
            if check.outcome is Outcome.FAILS and check.true is not None
            else None
        ),
    )
