"""Sound figures to plant errors in: from labelled texts, and from sentences made of official values.

A case is a text, the place of one number in it, and what is official there.
"""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from mutation_words import ENGLISH, Wording, write_number

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
    style: str = "comma"  # how it writes numbers
    wording: Wording = ENGLISH
    filled: dict[str, str] = field(default_factory=dict)  # what a made sentence was filled with

    @property
    def written(self) -> str:
        """Return the number as the text writes it."""
        return self.text[self.start : self.end]

    @property
    def digits(self) -> str:
        """Return the plain digits of the number."""
        return f"{self.value:f}"

    @property
    def is_percent(self) -> bool:
        """Is it a percentage?"""
        tail = self.text[self.end : self.end + 12].lstrip(" -")
        return tail.startswith(self.wording.percent)


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
        style="comma" if "," in number[0] else "plain",
    )  # fmt: skip


# ---- sentences of official values -------------------------------------------------------------
@dataclass(frozen=True)
class Maker:
    """What sentences are made from: the series, the words of a language, and chance."""

    knowledge: Knowledge
    words: Wording
    pick: random.Random

    def style(self) -> str:
        """Return a way to write numbers."""
        styles = self.words.styles
        return styles[0] if len(styles) == 1 else self.pick.choice(styles)


def make_cases(
    knowledge: Knowledge, *, count: int, seed: int, words: Wording = ENGLISH
) -> list[Case]:
    """Return sound sentences about official values: levels, changes and fiscal years in turn."""
    maker = Maker(knowledge, words, random.Random(seed))
    makers = [make_level, make_level, make_change, make_year]
    cases: list[Case] = []
    tries = 0
    while len(cases) < count and tries < count * 20:
        made = makers[tries % len(makers)](maker)
        tries += 1
        if made is not None:
            cases.append(made)
    return cases


def make_level(maker: Maker) -> Case | None:
    """Return a sentence with the value of one month."""
    words, pick = maker.words, maker.pick
    name = pick.choice(sorted(words.levels))
    indicator = maker.knowledge.indicators[name]
    dimension = word = None
    if indicator.dimension == "words":
        dimension = pick.choice(tuple(words.drugs))
        word = words.drugs[dimension]
    elif indicator.dimension == "countries":
        dimension = pick.choice(sorted(words.nations))
        word = words.nations[dimension]
    months = values_by_period(maker.knowledge, indicator, dimension, "month")
    recent = [p for p in months if p.first >= RECENT and min(o.value for o in months[p]) >= 500]
    if not recent:
        return None
    month = pick.choice(recent)
    comparator = pick.choice(["exact", "exact", *words.comparators])
    filled = {
        "c": words.comparators[comparator],
        "m": words.name_month(month.first),
        "d": word or "",
    }
    template = pick.choice(words.levels[name])
    made = Filled(template, filled, str(state(months[month][0].value, comparator)))
    return build(made, maker, comparator, months[month], indicator=name, dimension=dimension)


def make_change(maker: Maker) -> Case | None:
    """Return a sentence with a change in percent, against the month or the year before."""
    words, pick = maker.words, maker.pick
    name = pick.choice(sorted(words.changes))
    months = values_by_period(maker.knowledge, maker.knowledge.indicators[name], None, "month")
    month = pick.choice([p for p in months if p.first >= RECENT])
    first = add_months(month.first, pick.choice([-1, -12]))
    base = Period(first, add_months(first, 1))
    if base not in months:
        return None
    after, before = months[month][-1].value, months[base][-1].value
    change = (after / before - 1) * 100
    if abs(change) < 6 or abs(change) > 400:
        return None
    moved, stands = words.ways[0] if change > 0 else words.ways[1]
    filled = {
        "w": moved, "u": stands, "m": words.name_month(month.first),
        "b": words.name_month(base.first),
    }  # fmt: skip
    made = Filled(pick.choice(words.changes[name]), filled, f"{abs(change):.0f}")
    case = build(made, maker, "exact", months[month], kind="change", indicator=name, style="plain")
    return replace_official(case, abs(change))


def make_year(maker: Maker) -> Case | None:
    """Return a sentence with the total of a fiscal year, or of a year."""
    words, pick = maker.words, maker.pick
    yearly = words.calendar_years and pick.choice((False, True))
    templates = words.calendar_years if yearly else words.years
    name = pick.choice(sorted(templates))
    years = values_by_period(
        maker.knowledge, maker.knowledge.indicators[name], None, "year" if yearly else "fiscal year"
    )
    period = pick.choice(sorted(years))
    comparator = pick.choice(["exact", "more_than", "nearly"])
    stated = state(years[period][0].value, comparator)
    named = period.first.year if yearly else period.after.year
    filled = {"c": words.comparators[comparator], "y": str(named)}
    made = Filled(pick.choice(templates[name]), filled, str(stated))
    return build(made, maker, comparator, years[period], indicator=name)


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


@dataclass(frozen=True)
class Filled:
    """A template, what it is filled with, and the plain digits of its number."""

    template: str
    words: dict[str, str]
    digits: str


def build(
    made: Filled, maker: Maker, comparator: str, observations: list[Observation], **given: object
) -> Case:
    """Return the sentence as a text of its own with a day of publication."""
    words = maker.words
    style = str(given.pop("style", "")) or maker.style()
    number = write_number(made.digits, style)
    text = made.template.format(n="{n}", **made.words)
    text = text[0].upper() + text[1:]
    at, lead = text.index("{n}"), made.words.get("c", "")
    whole = text.format(n=number)
    period = observations[0].period
    released = [o.released for o in observations if o.released]
    published = max(max(released, default=period.after), period.after) + timedelta(days=20)
    fields = {
        "name": whole, "text": whole, "start": at, "end": at + len(number),
        "value": Decimal(made.digits), "scale": 1, "comparator": comparator,
        "kind": "level", "official": tuple(dict.fromkeys(o.value for o in observations)),
        "period": period, "indicator": None, "published": published, "style": style,
        "wording": words, "filled": made.words, "lead": (at - len(lead), at) if lead else None,
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
