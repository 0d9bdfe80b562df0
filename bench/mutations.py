"""Plant errors in sound figures and see whether `check` catches and names them.

    python bench/mutations.py --gold DIR [--gold DIR] --texts DIR [--texts DIR]
        [--language es] [--sentences N] [--seed N] [--misses] [--json]

Takes the labelled true, checkable figures (English) and N sound sentences made of official values,
plants one error at a time, and runs the whole check on the text. A planted number that is another true value,
or within the tolerance, is no error: it is left out and counted.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from mutation_cases import Case, find_total, make_cases, read_cases, state, values_by_period
from mutation_words import DEFINITIONS, PLACES, WORDINGS, write_number

from onrecord.knowledge import Indicator, Knowledge
from onrecord.model import Capture, Outcome, Period
from onrecord.model.periods import add_months
from onrecord.run.checks import Checked, Checker
from onrecord.sources import read_sources

NOW = datetime(2026, 9, 1, tzinfo=UTC)
ABOUT, THRESHOLD, POINTS = Decimal("0.1"), Decimal("0.005"), Decimal(2)
QUOTE_LINES = 3  # over so many lines of the source a figure's words may run
SHORTEST = 3  # digits of a number in which one can be dropped
# Which diagnoses name an error rightly. A change has no code of its own for a wrong percentage.
RIGHT = {
    "swap": {"swapped-digits"},
    "drop": {"dropped-digit", "scale"},
    "scale": {"scale"},
    "neighbour": {"other-period"},
    "other-series": {"other-series"},
    "fiscal-total": {"fiscal-year", "cumulative"},
    "comparator": {None, "wrong-way"},
    "percent": {None, "wrong-base"},
    # Only in languages whose words have them.
    "direction": {"wrong-way"},
    "year": {"other-period"},
    "definition": {"other-series"},
    "place": {"other-series"},
    "rate": {"whole-period"},
}


@dataclass(frozen=True, kw_only=True)
class Mutant:
    """A case with one planted error."""

    case: Case
    kind: str
    text: str
    at: int
    written: str


def main() -> int:
    """Measure and print."""
    args = read_arguments()
    checker = Checker()
    words = WORDINGS[args.language]
    cases = read_cases(args.gold, args.texts) if args.language == "en" else []
    cases += make_cases(checker.knowledge, count=args.sentences, seed=args.seed, words=words)
    result, misses = measure(checker, cases)
    if args.json:
        print(json.dumps(result, indent=1))
    else:
        print_table(result)
    if args.misses:
        print("\n".join(misses))
    return 0


def read_arguments() -> argparse.Namespace:
    """Return what was asked."""
    parser = argparse.ArgumentParser(description="Plant errors in sound figures.")
    parser.add_argument("--gold", type=Path, action="append", default=[])
    parser.add_argument("--texts", type=Path, action="append", default=[])
    parser.add_argument("--language", choices=sorted(WORDINGS), default="en")
    parser.add_argument("--sentences", type=int, default=120, help="made of official values")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--misses", action="store_true", help="print what was not caught or named")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def measure(checker: Checker, cases: list[Case]) -> tuple[dict, list[str]]:
    """Return the counts and what was missed."""
    count: Counter[str] = Counter()
    misses: list[str] = []
    for case in cases:
        count["sound"] += 1
        found = find_figure(case.text, check(checker, case, case.text), case.start, case.written)
        if found is not None and found.outcome is Outcome.FAILS:
            count["alarms"] += 1
            misses.append(f"false alarm: {case.name}: {found.verdict.reason}")
        if found is None or found.outcome is Outcome.OPEN:
            count["sound open"] += 1
            why = found.verdict.reason if found else "not read"
            misses.append(f"sound but open: {case.name}: {why}")
        for mutant in mutate(case, checker.knowledge, count):
            judge(checker, mutant, count, misses)
    return make_result(count), misses


def judge(checker: Checker, mutant: Mutant, count: Counter[str], misses: list[str]) -> None:
    """Count whether a planted error is caught and named."""
    kind, shown = mutant.kind, mutant.text[mutant.at : mutant.at + 16].split("\n")[0]
    count[f"{kind} planted"] += 1
    found = find_figure(
        mutant.text, check(checker, mutant.case, mutant.text), mutant.at, mutant.written
    )
    if found is None or found.outcome is not Outcome.FAILS:
        said = f"{found.outcome.value}: {found.verdict.reason}" if found else "not read"
        misses.append(f"{kind} not caught: {mutant.case.name} -> {shown!r}: {said}")
        return
    count[f"{kind} caught"] += 1
    if found.verdict.diagnosis in RIGHT[kind]:
        count[f"{kind} named"] += 1
    else:
        misses.append(
            f"{kind} named {found.verdict.diagnosis}: {mutant.case.name} -> {shown!r}: "
            f"{found.verdict.reason}"
        )


def check(checker: Checker, case: Case, text: str) -> list[Checked]:
    """Return what the whole check finds in a text."""
    source, media_type = "draft.txt", "text/plain"
    if case.file is not None:
        [met] = read_sources([str(case.file)], met_at=NOW)
        assert isinstance(met, Capture)
        source, media_type = met.source, met.media_type
    capture = Capture(body=text.encode(), media_type=media_type, source=source, met_at=NOW)
    return checker.check(capture, published=case.published)


def find_figure(text: str, found: list[Checked], at: int, written: str) -> Checked | None:
    """Return the figure whose number `written` stands at the place `at` of the text."""
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    before = [
        c for c in found
        if c.line is not None and c.column is not None and (c.line, c.column) <= (line, column)
        and written in c.quote and line - c.line <= QUOTE_LINES
    ]  # fmt: skip
    return max(before, key=lambda c: (c.line or 0, c.column or 0), default=None)


# ---- the errors -------------------------------------------------------------------------------
def mutate(case: Case, knowledge: Knowledge, count: Counter[str]) -> Iterator[Mutant]:
    """Yield the case with each error that can be planted in it."""
    for kind, digits in list_numbers(case, knowledge):
        value = Decimal(digits) * case.scale
        if is_still_true(case, value, case.comparator, knowledge):
            count["left out, still true"] += 1
            continue
        plain = case.style == "plain" and kind not in ("swap", "drop", "percent")
        style = "comma" if plain else case.style
        number = write_number(digits, style)
        text = case.text[: case.start] + number + case.text[case.end :]
        yield Mutant(case=case, kind=kind, text=text, at=case.start, written=number)
    yield from flip(case, knowledge, count)
    if case.wording.swaps:
        yield from swap_words(case)
        yield from name_other_year(case, knowledge, count)
        yield from name_other_measure(case, knowledge, count)


def list_numbers(case: Case, knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """Yield kind and plain digits for each error."""
    if case.kind == "level" and not case.is_percent:
        yield from list_digit_errors(case)
        yield from list_wrong_values(case, knowledge)
    if case.is_percent:
        for points in (3, 8, -5):
            if case.value + points > 0:
                yield "percent", f"{case.value + points:f}"


def list_digit_errors(case: Case) -> Iterator[tuple[str, str]]:
    """Yield swapped neighbours, dropped digits and other scales."""
    digits = case.digits
    swaps = [i for i in range(len(digits) - 1) if digits[i] != digits[i + 1]]
    for i in [i for i in swaps if i or digits[1] != "0"][:2]:
        swapped = digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]
        if "." not in digits[i : i + 2]:
            yield "swap", swapped
    if "." not in digits and len(digits) >= SHORTEST:
        for i in (1, len(digits) - 2):
            yield "drop", digits[:i] + digits[i + 1 :]
        yield "scale", digits + "0"
        yield "scale", digits + "000"
        if digits.endswith("0"):
            yield "scale", digits[:-1]


def list_wrong_values(case: Case, knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """Yield the neighbouring month, another series' value, the total of the fiscal year."""
    indicator = knowledge.indicators.get(case.indicator or "")
    if indicator is None or case.period is None or case.scale != 1:
        return
    months = values_by_period(knowledge, indicator, case.dimension, "month")
    if case.period.is_month():
        first = add_months(case.period.first, -1)
        if held := months.get(Period(first, case.period.first)):
            yield "neighbour", word(case, held[0].value)
    for name in indicator.confused_with:
        other = values_by_period(knowledge, knowledge.indicators[name], case.dimension, "month")
        if held := other.get(case.period):
            yield "other-series", word(case, held[0].value)
            break
    if total := find_total(knowledge, case):
        yield "fiscal-total", word(case, total)


def word(case: Case, value: Decimal) -> str:
    """Return a value as the case words its own: exact, or rounded for its comparator."""
    return str(state(value, case.comparator))


def flip(case: Case, knowledge: Knowledge, count: Counter[str]) -> Iterator[Mutant]:
    """Yield the case with its comparator turned round."""
    if case.lead is None:
        return
    start, end = case.lead
    lead = case.text[start:end]
    for word_, (other, comparator) in case.wording.flips.items():
        if not lead.lower().strip().endswith(word_):
            continue
        if is_still_true(case, case.value * case.scale, comparator, knowledge):
            count["left out, still true"] += 1
            return
        at = start + lead.lower().rindex(word_)
        text = case.text[:at] + other + case.text[at + len(word_) :]
        moved = case.start + len(other) - len(word_)
        yield Mutant(case=case, kind="comparator", text=text, at=moved, written=case.written)
        return


# ---- errors in words ----------------------------------------------------------------------------
def swap_words(case: Case) -> Iterator[Mutant]:
    """Yield the case with other words: the other way, as a rate."""
    for kind, pairs in case.wording.swaps.items():
        for old, new in pairs:
            at = case.text.find(old)
            if at < 0 or (kind == "rate" and not tells_rate(case)):
                continue
            text = case.text[:at] + new + case.text[at + len(old) :]
            moved = case.start + (len(new) - len(old) if at < case.start else 0)
            yield Mutant(case=case, kind=kind, text=text, at=moved, written=case.written)
            break


def tells_rate(case: Case) -> bool:
    """Would it be wrong as a number a day? Fewer than so many a day may be true."""
    return case.kind == "level" and case.comparator not in ("fewer_than", "at_most")


def name_other_year(case: Case, knowledge: Knowledge, count: Counter[str]) -> Iterator[Mutant]:
    """Yield the case with the same month of the year before."""
    indicator = knowledge.indicators.get(case.indicator or "")
    if indicator is None or case.period is None or case.kind != "level" or "m" not in case.filled:
        return
    first = add_months(case.period.first, -12)
    months = values_by_period(knowledge, indicator, case.dimension, "month")
    held = months.get(Period(first, add_months(first, 1)), [])
    named = case.wording.name_month(first)
    text = case.text.replace(case.filled["m"], named)
    yield from retell(case, ("year", text), (held, indicator), count)


def name_other_measure(case: Case, knowledge: Knowledge, count: Counter[str]) -> Iterator[Mutant]:
    """Yield the case's number told of a related measure, or of another place."""
    for kind, pairs in (("definition", DEFINITIONS), ("place", PLACES)):
        name = pairs.get(case.indicator or "")
        if name is None or case.kind != "level" or "m" not in case.filled or case.period is None:
            continue
        indicator = knowledge.indicators[name]
        held = values_by_period(knowledge, indicator, case.dimension, "month").get(case.period, [])
        template = case.wording.levels[name][0]
        text = template.format(n=case.written, **case.filled)
        yield from retell(case, (kind, text[0].upper() + text[1:]), (held, indicator), count)


def retell(
    case: Case, retold: tuple[str, str], about: tuple[list, Indicator], count: Counter[str]
) -> Iterator[Mutant]:
    """Yield a retold case (its kind, its text) unless it is true, or nothing official is held."""
    kind, text = retold
    held, indicator = about
    if not held:
        return
    told = replace(case, official=tuple(o.value for o in held), indicator=indicator.id)
    if any(
        is_near(told, case.value, case.comparator, (o, indicator.tolerance)) for o in told.official
    ):
        count["left out, still true"] += 1
        return
    at = text.index(case.written)
    yield Mutant(case=case, kind=kind, text=text, at=at, written=case.written)


def is_still_true(case: Case, value: Decimal, comparator: str, knowledge: Knowledge) -> bool:
    """Is the number true, or within the tolerance, of an official value?"""
    indicator = knowledge.indicators.get(case.indicator or "")
    tolerance = indicator.tolerance if indicator else Decimal("0.001")
    return any(is_near(case, value, comparator, (o, tolerance)) for o in case.official)


def is_near(case: Case, value: Decimal, comparator: str, held: tuple[Decimal, Decimal]) -> bool:
    """Is the number true of one official value, or within the tolerance?"""
    official, tolerance = held
    slack = max(tolerance * abs(official), THRESHOLD * value)
    if case.is_percent:
        slack = POINTS
    match comparator:
        case "more_than" | "at_least":
            return official >= value - slack
        case "fewer_than" | "at_most":
            return official <= value + slack
        case "about" | "nearly":
            return abs(official - value) <= max(ABOUT * value, slack)
        case _:
            own = POINTS if case.is_percent else tolerance * abs(official)
            return abs(official - value) <= own


# ---- the table --------------------------------------------------------------------------------
def make_result(count: Counter[str]) -> dict:
    """Return the shares by kind and in all."""
    kinds = {}
    planted_kinds = [kind for kind in RIGHT if count[f"{kind} planted"]]
    for kind in [*planted_kinds, "all"]:
        names = list(RIGHT) if kind == "all" else [kind]
        planted, caught, named = (
            sum(count[f"{name} {what}"] for name in names)
            for what in ("planted", "caught", "named")
        )
        kinds[kind] = {
            "planted": planted,
            "caught": round(caught / planted, 3) if planted else None,
            "rightly named": round(named / caught, 3) if caught else None,
        }
    return {
        "sound figures": count["sound"],
        "sound but open": count["sound open"],
        "alarms on sound figures": count["alarms"],
        "left out, still true": count["left out, still true"],
        "kinds": kinds,
    }


def print_table(result: dict) -> None:
    """Print the shares."""
    for name, value in result.items():
        if name != "kinds":
            print(f"{name:28} {value}")
    print(f"{'':14} {'planted':>8} {'caught':>8} {'named':>8}")
    for kind, row in result["kinds"].items():
        print(f"{kind:14} {row['planted']:>8} {row['caught']!s:>8} {row['rightly named']!s:>8}")


if __name__ == "__main__":
    sys.exit(main())
