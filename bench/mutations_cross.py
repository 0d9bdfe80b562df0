"""A second planter of errors, built otherwise, to see whether the first one flatters the program.

    python bench/mutations_cross.py [--language es] [--drafts N] [--seed N] [--misses] [--json]

Writes drafts of several sentences about official values. An error is made before anything is
worded: the wrong value, period, series or bound is chosen, then the whole draft is written with it.
So errors stand in possessives, in millions, in averages a day, in second sentences, and beside
sound numbers of the same measure. What is still true after it was worded is left out.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from mutation_cases import values_by_period
from mutation_words import WORDINGS, write_number

from onrecord.knowledge import Knowledge
from onrecord.model import Capture, Outcome, Period
from onrecord.model.periods import add_months, fiscal_year
from onrecord.run.checks import Checker

NOW = datetime(2026, 9, 1, tzinfo=UTC)
PATROL, TOTAL = "usbp-southwest-apprehensions", "cbp-southwest-encounters"
FIRST_YEAR = 2021
LEAST = 5000
RIGHT = {
    "swap": {"swapped-digits"}, "drop": {"dropped-digit", "scale"}, "scale": {"scale"},
    "neighbour": {"other-period"}, "other-series": {"other-series"},
    "fiscal-total": {"fiscal-year", "cumulative"}, "comparator": {None, "wrong-way"},
    "percent": {None, "wrong-base"},
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Fact:
    """What a draft says: a number of a month, the change to it, and what is official."""

    month: Period
    value: Decimal
    change: Decimal
    bound: str = ""  # "more than", "fewer than" or nothing
    official: Decimal = Decimal(0)
    before: Decimal = Decimal(0)
    language: str = "en"
    style: str = "comma"

    @property
    def name(self) -> str:
        """Return `August 2023`."""
        return WORDINGS[self.language].name_month(self.month.first)

    @property
    def base(self) -> str:
        """Return the month before."""
        return WORDINGS[self.language].name_month(add_months(self.month.first, -1))

    def write(self, value: Decimal) -> str:
        """Return a number as the draft writes it."""
        return write_number(str(int(value)), self.style)


# A draft for each form and language; {number} is the number that counts.
FORMS = {
    "en": {
        # A possessive, then a sentence that goes on.
        "exact": "WASHINGTON — New border figures are out. {name} saw Border Patrol agents along "
        "the southwest border record {number} apprehensions. The month before it was {before}.",
        # The number behind its month, in a clause of its own.
        "split": "Officials gave few details. In {name}, according to data of the Border Patrol, "
        "agents made {number} arrests of people who crossed the southern border between ports of "
        "entry, and the numbers may change.",
        "more than": "More than {number} migrants were apprehended by the Border Patrol at the "
        "U.S.-Mexico border in {name}, the agency said.",
        "fewer than": "Fewer than {number} migrants were apprehended by the Border Patrol at the "
        "U.S.-Mexico border in {name}, the agency said.",
        "changed": "Border Patrol apprehensions at the southwest border came to {official} in "
        "{name}, {way} of {number} percent from {base}.",
    },
    "es": {
        "exact": "WASHINGTON.— Hay nuevas cifras de la frontera. En {name}, los agentes de la "
        "Patrulla Fronteriza sumaron {number} aprehensiones a lo largo de la frontera suroeste. El "
        "mes anterior fueron {before}.",
        "split": "Las autoridades dieron pocos detalles. De acuerdo con datos de la Patrulla "
        "Fronteriza, en {name} sus agentes hicieron {number} detenciones de personas que cruzaron "
        "la frontera con México entre los puertos de entrada, y las cifras pueden cambiar.",
        "more than": "Más de {number} migrantes fueron detenidos por la Patrulla Fronteriza en la "
        "frontera entre México y Estados Unidos en {name}, informó la dependencia.",
        "fewer than": "Menos de {number} migrantes fueron detenidos por la Patrulla Fronteriza en "
        "la frontera entre México y Estados Unidos en {name}, informó la dependencia.",
        "changed": "Las detenciones de la Patrulla Fronteriza en la frontera suroeste llegaron a "
        "{official} en {name}, {way} de {number} por ciento respecto a {base}.",
    },
}
WAYS = {"en": ("a rise", "a drop"), "es": ("un aumento", "una caída")}


def exact(fact: Fact) -> tuple[str, str]:
    """A possessive, then a sentence that goes on."""
    return word(fact, "exact", fact.write(fact.value))


def split_sentence(fact: Fact) -> tuple[str, str]:
    """The number behind its month, in a clause of its own."""
    return word(fact, "split", fact.write(fact.value))


def bounded(fact: Fact) -> tuple[str, str]:
    """A bound in thousands."""
    return word(fact, fact.bound, fact.write(fact.value))


def changed(fact: Fact) -> tuple[str, str]:
    """A change in percent between two months."""
    return word(fact, "changed", f"{abs(fact.change):.0f}")


def word(fact: Fact, form: str, number: str) -> tuple[str, str]:
    """Return the number and the draft around it."""
    rise, fall = WAYS[fact.language]
    filled = {
        "number": number, "name": fact.name, "base": fact.base, "before": fact.write(fact.before),
        "official": fact.write(fact.official), "way": rise if fact.change > 0 else fall,
    }  # fmt: skip
    return number, FORMS[fact.language][form].format(**filled)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Plant errors while writing drafts.")
    parser.add_argument("--language", choices=sorted(FORMS), default="en")
    parser.add_argument("--drafts", type=int, default=60)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    checker, count, misses = Checker(), Counter(), []
    for number, fact in enumerate(make_facts(checker.knowledge, args.drafts, args.seed)):
        styles = WORDINGS[args.language].styles
        fact = replace(fact, language=args.language, style=styles[number % len(styles)])
        measure(checker, fact, count, misses)
    result = make_result(count)
    print(json.dumps(result, indent=1) if args.json else as_table(result))
    if args.misses:
        print("\n".join(misses))
    return 0


def make_facts(knowledge: Knowledge, count: int, seed: int) -> list[Fact]:
    """Return months with their official value and that of the month before."""
    months = values_by_period(knowledge, knowledge.indicators[PATROL], None, "month")
    pick, facts = random.Random(seed), []
    able = [p for p in sorted(months) if p.first.year >= FIRST_YEAR and months[p][0].value > LEAST]
    while len(facts) < count:
        month = pick.choice(able)
        before = months.get(Period(add_months(month.first, -1), month.first))
        if before is None:
            continue
        value, old = months[month][0].value, before[0].value
        change = (value / old - 1) * 100
        facts.append(Fact(month=month, value=value, official=value, before=old, change=change))
    return facts


def measure(checker: Checker, fact: Fact, count: Counter[str], misses: list[str]) -> None:
    """Check the sound drafts of a fact, then each wrong one."""
    for form, sound in list_sound(fact):
        number, text = form(sound)
        count["sound"] += 1
        outcome, _, reason = find(checker, fact, text, number)
        if outcome is Outcome.FAILS:
            count["alarms"] += 1
            misses.append(f"false alarm: {text}: {reason}")
    for kind, form, wrong in list_wrong(checker.knowledge, fact):
        number, text = form(wrong)
        if is_true(kind, wrong):
            count["left out"] += 1
            continue
        count[f"{kind} planted"] += 1
        outcome, diagnosis, reason = find(checker, fact, text, number)
        if outcome is not Outcome.FAILS:
            misses.append(f"{kind} not caught ({outcome}): {text}: {reason}")
            continue
        count[f"{kind} caught"] += 1
        count[f"{kind} named"] += diagnosis in RIGHT[kind]
        if diagnosis not in RIGHT[kind]:
            misses.append(f"{kind} named {diagnosis}: {text}: {reason}")


def list_sound(fact: Fact) -> list[tuple[Callable[[Fact], tuple[str, str]], Fact]]:
    """Return each form with the fact that makes it true."""
    found = [(exact, fact), (split_sentence, fact)]
    found += [(bounded, bound_of(fact, "more than")), (bounded, bound_of(fact, "fewer than"))]
    return [*found, (changed, fact)] if 6 < abs(fact.change) < 300 else found


def bound_of(fact: Fact, bound: str) -> Fact:
    """Return the fact with a round bound below or above its value."""
    step = Decimal(10) ** (len(str(int(fact.value))) - 2)
    low = fact.value // step * step
    return replace(fact, bound=bound, value=low if bound == "more than" else low + step)


def list_wrong(
    knowledge: Knowledge, fact: Fact
) -> list[tuple[str, Callable[[Fact], tuple[str, str]], Fact]]:
    """Return kind of error, form and the wrong fact."""
    digits = str(int(fact.value))
    middle = len(digits) // 2
    swapped = digits[: middle - 1] + digits[middle] + digits[middle - 1] + digits[middle + 1 :]
    values = {
        "swap": int(swapped), "drop": int(digits[:middle] + digits[middle + 1 :]),
        "scale": int(digits) * 10, "neighbour": int(fact.before),
    }  # fmt: skip
    wrong = [
        (kind, form, replace(fact, value=Decimal(value), before=fact.before + 1111))
        for kind, value in values.items()
        for form in (exact, split_sentence)
    ]
    wrong.append(("scale", split_sentence, replace(fact, value=Decimal(int(digits) * 1000))))
    wrong += [
        (kind, split_sentence, replace(fact, value=value))
        for kind, value in other_values(knowledge, fact)
    ]
    for bound, other in (("more than", "fewer than"), ("fewer than", "more than")):
        wrong.append(("comparator", bounded, replace(bound_of(fact, bound), bound=other)))
    if 6 < abs(fact.change) < 300:
        wrong += [
            ("percent", changed, replace(fact, change=fact.change + points))
            for points in (4, -4, 12)
            if (fact.change + points > 0) is (fact.change > 0)
        ]
    return wrong


def other_values(knowledge: Knowledge, fact: Fact) -> list[tuple[str, Decimal]]:
    """Return the same month's value of another series, and the total of its fiscal year."""
    found = []
    totals = values_by_period(knowledge, knowledge.indicators[TOTAL], None, "month")
    if fact.month in totals:
        found.append(("other-series", totals[fact.month][0].value))
    year = fiscal_year(fact.month.first.year + (fact.month.first.month >= 10), 10)
    years = values_by_period(knowledge, knowledge.indicators[PATROL], None, "fiscal year")
    if year in years:
        found.append(("fiscal-total", years[year][0].value))
    return found


def is_true(kind: str, fact: Fact) -> bool:
    """Is what was worded true after all, or within the tolerance?"""
    slack = fact.official / 1000
    if kind == "percent":
        return False
    if fact.bound == "more than":
        return fact.official >= fact.value * Decimal("0.995")
    if fact.bound == "fewer than":
        return fact.official <= fact.value * Decimal("1.005")
    return abs(fact.value - fact.official) <= slack


def find(
    checker: Checker, fact: Fact, text: str, number: str
) -> tuple[Outcome | None, str | None, str]:
    """Return the verdict on the figure that is written as `number`."""
    published: date = fact.month.after + timedelta(days=75)
    capture = Capture(body=text.encode(), media_type="text/plain", source="draft.txt", met_at=NOW)
    for found in checker.check(capture, published=published):
        if re.search(rf"(?<![\d,.]){re.escape(number)}(?![\d,])", found.quote):
            return found.outcome, found.verdict.diagnosis, found.verdict.reason
    return None, None, "not read"


def make_result(count: Counter[str]) -> dict:
    """Return the shares by kind and in all."""
    result: dict = {
        "sound": count["sound"],
        "alarms": count["alarms"],
        "left out": count["left out"],
    }
    for kind in [*RIGHT, "all"]:
        names = list(RIGHT) if kind == "all" else [kind]
        planted, caught, named = (
            sum(count[f"{n} {what}"] for n in names) for what in ("planted", "caught", "named")
        )
        result[kind] = [
            planted, round(caught / max(planted, 1), 3), round(named / max(caught, 1), 3)
        ]  # fmt: skip
    return result


def as_table(result: dict) -> str:
    """Return the shares as lines."""
    return "\n".join(f"{name:14} {value}" for name, value in result.items())


if __name__ == "__main__":
    sys.exit(main())
