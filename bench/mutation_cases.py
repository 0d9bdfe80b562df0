"""Sound figures to plant errors in: from labelled texts, and from sentences made of official values.

A case is a text, the place of one number in it, and what is official there.
"""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from onrecord.knowledge import Indicator, Knowledge
from onrecord.model import Observation, Period
from onrecord.model.periods import add_months, fiscal_year

NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\w.,])\d+(?:\.\d+)?")
SCALE = re.compile(r"\s+(thousand|million|billion)")
SCALES = {"thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
# The labels name the series of the sheet of facts; the packs have ids of their own.
INDICATORS = {
    "CBP_SWB_USBP_M": "usbp-southwest-apprehensions",
    "CBP_SWB_USBP_FY": "usbp-southwest-apprehensions",
    "OHSS_USBP_M": "usbp-southwest-apprehensions",
    "USBP_SW_M_PDF": "usbp-southwest-apprehensions",
    "USBP_SW_FY_PDF": "usbp-southwest-apprehensions",
    "USBP_SW_FY_REPORTED": "usbp-southwest-apprehensions",
    "CBP_SWB_TOTAL_M": "cbp-southwest-encounters",
    "CBP_SWB_OFO_M": "ofo-southwest-encounters",
    "CDC_VSRR_OD_12M": "overdose-deaths",
}
RECENT = date(2019, 1, 1)


@dataclass(frozen=True, kw_only=True)
class Case:
    """A sound figure: [start, end) is its number in `text`, scale word excluded."""

    name: str
    text: str
    start: int
    end: int
    value: Decimal
    scale: int
    comparator: str
    kind: str
    official: tuple[Decimal, ...]
    period: Period | None
    indicator: str | None
    dimension: str | None = None
    published: date | None = None
    file: Path | None = None
    lead: tuple[int, int] | None = None  # where its comparator stands

    @property
    def written(self) -> str:
        """Return the number as the text writes it."""
        return self.text[self.start : self.end]

    @property
    def is_percent(self) -> bool:
        """Is it a percentage?"""
        tail = self.text[self.end : self.end + 10].lstrip(" -")
        return tail.startswith(("%", "percent", "per cent"))


def read_cases(gold: list[Path], texts: list[Path]) -> list[Case]:
    """Return the labelled figures that are true, checkable and written in digits."""
    cases = []
    for folder in gold:
        for path in sorted(folder.glob("*.json")):
            label = json.loads(path.read_text(encoding="utf-8"))
            found = next((f / label["file"] for f in texts if (f / label["file"]).exists()), None)
            if found is None:
                continue
            text = found.read_bytes().decode("utf-8", "replace")
            for figure in label["figures"]:
                if case := read_case(figure, found, text):
                    cases.append(case)
    return cases


def read_case(figure: dict, file: Path, text: str) -> Case | None:
    """Return a labelled figure as a case, None when it is not true, checkable and in digits."""
    at = text.find(figure["quote"])
    if figure["expect"] != "holds" or not figure["official"] or at < 0:
        return None
    if isinstance(figure["value"], list) or figure["kind"] == "rank":
        return None
    for number in NUMBER.finditer(figure["quote"]):
        value = Decimal(number[0].replace(",", ""))
        scale = SCALE.match(figure["quote"], number.end())
        factor = SCALES[scale[1]] if scale else 1
        if value * factor == Decimal(str(figure["value"])):
            break
    else:
        return None
    period = figure["period"] and Period(*(date.fromisoformat(d) for d in figure["period"]))
    return Case(
        name=f"{file.name}: {figure['quote']!r}", text=text, file=file,
        start=at + number.start(), end=at + number.end(), value=value, scale=factor,
        comparator=figure["comparator"], kind=figure["kind"],
        official=tuple(Decimal(str(v)) for v in figure["official"]), period=period or None,
        indicator=INDICATORS.get(figure["series"]), lead=(at, at + number.start()),
    )  # fmt: skip


# ---- sentences of official values -------------------------------------------------------------
# {n} the number, {c} its comparator, {m} month and year, {p} the month alone, {y} fiscal year.
LEVELS = {
    "usbp-southwest-apprehensions": [
        "Border Patrol agents made {c}{n} arrests along the southwest border in {m}.",
        "In {m}, the Border Patrol apprehended {c}{n} migrants between ports of entry on the "
        "southwest border.",
        "Apprehensions by the Border Patrol at the border with Mexico came to {c}{n} in {m}.",
        "There were {c}{n} illegal crossings at the southern border in {m}, government data show.",
    ],
    "cbp-southwest-encounters": [
        "CBP recorded {c}{n} encounters along the southwest border in {m}, ports of entry included.",
        "U.S. Customs and Border Protection counted {c}{n} total encounters at the southwest border "
        "in {m}.",
    ],
    "ofo-southwest-encounters": [
        "At ports of entry along the southwest border, officers encountered {c}{n} people in {m}.",
    ],
    "drug-seizures-nationwide": [
        "CBP seized {c}{n} pounds of {d} nationwide in {m}.",
        "Border officials nationwide intercepted {c}{n} pounds of {d} in {m}.",
    ],
    "drug-seizures-southwest": [
        "Along the southwest border, officers seized {c}{n} pounds of {d} in {m}.",
    ],
    "usbp-southwest-by-citizenship": [
        "The Border Patrol apprehended {c}{n} {d} migrants at the southwest border in {m}.",
    ],
}
CHANGES = {
    "usbp-southwest-apprehensions": [
        "Border Patrol apprehensions at the southwest border {w} {n} percent in {m} from {b}.",
        "The Border Patrol's arrests on the southern border in {m} were {u} {n}% compared with {b}.",
    ],
    "cbp-southwest-encounters": [
        "CBP encounters along the southwest border {w} {n}% in {m} from {b}.",
    ],
}
YEARS = {
    "usbp-southwest-apprehensions": [
        "In fiscal year {y}, the Border Patrol apprehended {c}{n} people at the southwest border.",
        "Border Patrol apprehensions on the southwest border reached {c}{n} in fiscal year {y}.",
    ],
}
DRUGS = ("fentanyl", "cocaine", "methamphetamine")
NATIONS = {"VE": "Venezuelan", "HN": "Honduran", "GT": "Guatemalan", "CU": "Cuban"}
COMPARATORS = {
    "exact": "", "more_than": "more than ", "fewer_than": "fewer than ", "nearly": "nearly ",
    "about": "about ",
}  # fmt: skip


def make_cases(knowledge: Knowledge, *, count: int, seed: int) -> list[Case]:
    """Return sound sentences about official values: levels, changes and fiscal years in turn."""
    pick = random.Random(seed)
    makers = [make_level, make_level, make_change, make_year]
    cases: list[Case] = []
    tries = 0
    while len(cases) < count and tries < count * 20:
        made = makers[tries % len(makers)](knowledge, pick)
        tries += 1
        if made is not None:
            cases.append(made)
    return cases


def make_level(knowledge: Knowledge, pick: random.Random) -> Case | None:
    """Return a sentence with the value of one month."""
    name = pick.choice(sorted(LEVELS))
    indicator = knowledge.indicators[name]
    dimension = word = None
    if indicator.dimension == "words":
        dimension = word = pick.choice(DRUGS)
    elif indicator.dimension == "countries":
        dimension = pick.choice(sorted(NATIONS))
        word = NATIONS[dimension]
    months = values_by_period(knowledge, indicator, dimension, "month")
    recent = [p for p in months if p.first >= RECENT and min(o.value for o in months[p]) >= 500]
    if not recent:
        return None
    month = pick.choice(recent)
    comparator = pick.choice(["exact", "exact", *COMPARATORS])
    value = months[month][0].value
    stated = state(value, comparator)
    template = pick.choice(LEVELS[name])
    text = template.format(c=COMPARATORS[comparator], n="{n}", m=f"{month.first:%B %Y}", d=word)
    return build(
        text, f"{stated:,}", comparator, months[month], indicator=name, dimension=dimension
    )


def make_change(knowledge: Knowledge, pick: random.Random) -> Case | None:
    """Return a sentence with a change in percent, against the month or the year before."""
    name = pick.choice(sorted(CHANGES))
    months = values_by_period(knowledge, knowledge.indicators[name], None, "month")
    month = pick.choice([p for p in months if p.first >= RECENT])
    first = add_months(month.first, pick.choice([-1, -12]))
    base = Period(first, add_months(first, 1))
    if base not in months:
        return None
    after, before = months[month][-1].value, months[base][-1].value
    change = (after / before - 1) * 100
    if abs(change) < 6 or abs(change) > 400:
        return None
    text = pick.choice(CHANGES[name]).format(
        w="rose" if change > 0 else "fell", u="up" if change > 0 else "down", n="{n}",
        m=f"{month.first:%B %Y}", b=f"{base.first:%B %Y}",
    )  # fmt: skip
    made = build(text, f"{abs(change):.0f}", "exact", months[month], kind="change", indicator=name)
    return replace_official(made, abs(change))


def make_year(knowledge: Knowledge, pick: random.Random) -> Case | None:
    """Return a sentence with the total of a fiscal year."""
    name = pick.choice(sorted(YEARS))
    years = values_by_period(knowledge, knowledge.indicators[name], None, "fiscal year")
    period = pick.choice(sorted(years))
    comparator = pick.choice(["exact", "more_than", "nearly"])
    stated = state(years[period][0].value, comparator)
    text = pick.choice(YEARS[name]).format(c=COMPARATORS[comparator], n="{n}", y=period.after.year)
    return build(text, f"{stated:,}", comparator, years[period], indicator=name)


def state(value: Decimal, comparator: str) -> int:
    """Return the value, rounded as its comparator wants it, to two digits."""
    whole = int(value)
    if comparator == "exact":
        return round(value)
    step = 10 ** (len(str(whole)) - 2)
    down = whole // step * step
    match comparator:
        case "more_than":
            return down if down < whole else down - step
        case "fewer_than" | "nearly":
            return down + step
        case _:
            return round(whole / step) * step


def build(
    text: str, number: str, comparator: str, observations: list[Observation], **given: object
) -> Case:
    """Return the sentence as a text of its own with a day of publication."""
    at, lead = text.index("{n}"), COMPARATORS[comparator]
    whole = text.format(n=number)
    period = observations[0].period
    released = [o.released for o in observations if o.released]
    published = max(max(released, default=period.after), period.after) + timedelta(days=20)
    fields = {
        "name": whole, "text": whole, "start": at, "end": at + len(number),
        "value": Decimal(number.replace(",", "")), "scale": 1, "comparator": comparator,
        "kind": "level", "official": tuple(dict.fromkeys(o.value for o in observations)),
        "period": period, "indicator": None, "published": published,
        "lead": (at - len(lead), at) if lead else None,
    }  # fmt: skip
    return Case(**(fields | given))  # type: ignore[arg-type]


def replace_official(case: Case, value: Decimal) -> Case:
    """Return the case with one official value, a worked-out one."""
    return Case(**{**case.__dict__, "official": (value,)})


def values_by_period(
    knowledge: Knowledge, indicator: Indicator, dimension: str | None, grain: str
) -> dict[Period, list[Observation]]:
    """Return the observations of an indicator's series of one grain, by period."""
    held: dict[Period, list[Observation]] = {}
    for stem in indicator.series:
        series = knowledge.series.get(f"{stem}.{dimension}" if dimension else stem)
        if series is not None and series.grain == grain:
            for observation in series.observations:
                held.setdefault(observation.period, []).append(observation)
    return held


def find_total(knowledge: Knowledge, case: Case) -> Decimal | None:
    """Return the total of the fiscal year that holds the case's month."""
    if case.indicator is None or case.period is None or not case.period.is_month():
        return None
    month = case.period.first
    year = fiscal_year(month.year + (month.month >= 10), 10)
    indicator = knowledge.indicators[case.indicator]
    years = values_by_period(knowledge, indicator, case.dimension, "fiscal year")
    if year in years:
        return years[year][0].value
    months = values_by_period(knowledge, indicator, case.dimension, "month")
    inside = [held[0].value for period, held in months.items() if year.holds(period)]
    return sum(inside, Decimal(0)) if len(inside) == 12 else None
