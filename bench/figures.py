"""Score the reading of quantities on sentences labelled with value, unit and comparator.

    python bench/figures.py --data FILE [--misses] [--json]

FILE is a list of {"text", "quantities": [{"change", "value", "unit", "normalized_unit"}]}
(NewsQuant's layout). Quantities are paired one to one within a sentence, by value first.

- value: equal numbers. A range has both its ends, in any order; a share in words ("a third",
  0.333…) is equal to its percentage, rounded to whole percents; an open-ended plural ("thousands",
  labelled 1,000 to 10,000) needs its lower end.
- unit: equal after the table of equivalents, or the same head noun. No unit is a unit too.
- comparator: =, ~ (about, nearly), > (more than, at least), < (fewer than, at most). A label "up" or
  "down" tells no comparator, so any is right; "with direction" takes the six as they are labelled.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from onrecord.annotate import NameIndex, load_model_for, make_annotated
from onrecord.extract.figures.quantities import Quantity, read_quantities
from onrecord.knowledge import Knowledge, load_knowledge
from onrecord.model import Comparator, Document

NOW = datetime(2026, 1, 1, tzinfo=UTC)
CLOSE = 1e-6
COMPARATORS = {
    Comparator.EXACT: "=", Comparator.BETWEEN: "=", Comparator.ABOUT: "~", Comparator.NEARLY: "~",
    Comparator.MORE_THAN: ">", Comparator.AT_LEAST: ">", Comparator.FEWER_THAN: "<",
    Comparator.AT_MOST: "<",
}  # fmt: skip
# What different writings of one unit become.
EQUIVALENTS = {
    "percent": "% percentage per-cent pct percentage-point percentage-points percent-owned",
    "usd": "$ us$ usd dollar dollars us-dollar us-dollars united-states-dollar",
    "eur": "€ eur euro euros",
    "gbp": "£ gbp ps pound-sterling pounds-sterling",
    "jpy": "¥ jpy y yen japanese-yen",
    "cny": "cny yuan chinese-yuan renminbi",
    "hkd": "hkd hk$ hong-kong-dollar",
    "inr": "₹ inr rupee rupees indian-rupee",
    "myr": "rm myr ringgit malaysian-ringgit",
    "ils": "ils shekel shekels",
    "metre": "m meter meters metre metres",
    "kilometre": "km kilometer kilometers kilometre kilometres",
    "centimetre": "cm centimeter centimeters centimetre centimetres",
    "millimetre": "mm millimeter millimeters millimetre millimetres",
    "nanometre": "nm nanometer nanometers nanometre nanometres",
    "mile": "mile miles mi", "foot": "foot feet ft '", "inch": "inch inches in",
    "yard": "yard yards yd", "kilogram": "kg kilo kilos kilogram kilograms",
    "gram": "g gram grams", "milligram": "mg milligram milligrams",
    "pound-mass": "lb lbs pound pounds", "litre": "l liter liters litre litres",
    "mile-per-hour": "mph m.p.h. mile-per-hour miles-per-hour",
    "kilometre-per-hour": "km/h kph kmh kilometre-per-hour kilometers-per-hour",
    "square-metre": "sqm sq-m square-metre square-meters square-metres m2",
    "square-foot": "sq-ft square-foot square-feet", "cubic-foot": "cubic-foot cubic-feet",
    "horsepower": "hp bhp ps-horsepower horsepower brake-horsepower horse horses",
    "watt": "w watt watts", "kilowatt": "kw kilowatt kilowatts", "megawatt": "mw megawatt megawatts",
    "gigawatt-hour": "gwh gigawatt-hour", "hertz": "hz hertz", "gigahertz": "ghz gigahertz",
    "degree": "degree degrees °", "celsius": "c °c celsius degrees-celsius degree-celsius",
    "fahrenheit": "f °f fahrenheit degrees-fahrenheit degree-fahrenheit",
    "year of age": "year-old years-old year-of-age", "gigabyte": "gb gigabyte gigabytes",
    "revolutions-per-minute": "rpm revolutions-per-minute", "volt": "v volt volts",
    "month of age": "month-old months-old month-of-age", "count": "times time x count",
    "miles-per-gallon": "mpg mile-per-gallon miles-per-gallon", "decibel": "db decibel decibels",
    "milliampere-hour": "mah milliampere-hour", "micrometre": "μm µm micrometre",
    "parts-per-billion": "ppb parts-per-billion part-per-billion",
    "part-per-million": "ppm part-per-million parts-per-million",
    "newton-metre": "nm-torque newton-metre", "basis-point": "bp bps basis-point basis-points",
    "megapascal": "mpa megapascal", "barrel-of-oil": "barrels-of-oil barrel-of-oil",
}  # fmt: skip
CANONICAL = {word: name for name, words in EQUIVALENTS.items() for word in words.split()}
IRREGULAR = {"people": "person", "men": "man", "women": "woman", "children": "child"}


@dataclass(frozen=True, slots=True)
class Labelled:
    """One label: its ends, comparator and the writings of its unit."""

    low: float
    high: float
    change: str
    units: tuple[str, ...]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Score the reading of quantities.")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--misses", action="store_true", help="print what is missed or extra")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    rows = json.loads(args.data.read_text(encoding="utf-8"))
    result, misses = measure(rows, load_knowledge())
    if args.json:
        print(json.dumps(result, indent=1))
    else:
        for name, value in result.items():
            print(f"{name:26} {show_scores(value)}")
    if args.misses:
        print("\n".join(misses))
    return 0


def show_scores(value: object) -> str:
    """Return scores in one line."""
    if not isinstance(value, dict):
        return str(value)
    return "  ".join(f"{name} {score:.3f}" for name, score in value.items())


def measure(rows: list[dict], knowledge: Knowledge) -> tuple[dict, list[str]]:
    """Return the scores and what was missed."""
    nlp, index = load_model_for("en", knowledge.parsers), NameIndex(knowledge, "en")
    words = knowledge.words["en"]
    count: Counter[str] = Counter()
    misses: list[str] = []
    began = time.process_time()
    for number, row in enumerate(rows):
        text = re.sub(r"\s+", " ", row["text"])
        document = Document(
            capture_id=f"cap-{number}", source=str(number), text=text, language="en",
            publication=None,
        )  # fmt: skip
        found = read_quantities(make_annotated(document, nlp(text), index), words)
        score(row, found, count, misses)
    seconds = time.process_time() - began
    result = {
        name: prf(count[name], count["gold"], count["found"])
        for name in (
            "value", "value and unit", "value and comparator", "with direction", "all of it",
        )
    }  # fmt: skip
    return {"sentences": len(rows), **result, "sentences/s": round(len(rows) / seconds, 1)}, misses


def score(row: dict, found: list[Quantity], count: Counter[str], misses: list[str]) -> None:
    """Pair the quantities of one sentence and count what agrees."""
    labels = [read_label(q) for q in row["quantities"]]
    count["gold"] += len(labels)
    count["found"] += len(found)
    pairs = sorted(
        ((rank(label, q), i, j) for i, label in enumerate(labels) for j, q in enumerate(found)),
        reverse=True,
    )
    used: set[int] = set()
    matched: set[int] = set()
    for value, i, j in pairs:
        if not value or i in matched or j in used:
            continue
        matched.add(i)
        used.add(j)
        label, quantity = labels[i], found[j]
        unit, comparator = same_unit(label, quantity), same_comparator(label, quantity)
        way = same_direction(label, quantity)
        count["value"] += 1
        count["value and unit"] += unit
        count["value and comparator"] += comparator
        count["with direction"] += way
        count["all of it"] += unit and comparator
        if not unit:
            misses.append(f"unit {name_unit(quantity)!r} for {label.units}: {row['text'][:200]}")
        if not comparator or not way:
            misses.append(
                f"comparator {show(quantity)} for {label.change} {label.low}: {row['text'][:200]}"
            )
    missed = [labels[i] for i in range(len(labels)) if i not in matched]
    extra = [found[j] for j in range(len(found)) if j not in used]
    if missed or extra:
        misses.append(
            f"missed {[(m.low, m.high, m.units[0]) for m in missed]} "
            f"extra {[show(q) for q in extra]}: {row['text'][:300]}"
        )


def read_label(quantity: dict) -> Labelled:
    """Return a label with its numbers."""
    written = quantity["value"].replace(" ", "")
    ends = re.fullmatch(r"(-?[\d.]+(?:E[+-]?\d+)?)(?:-(-?[\d.]+))?", written)
    assert ends, written
    low = float(ends[1])
    high = float(ends[2]) if ends[2] else low
    units = tuple(dict.fromkeys([quantity["normalized_unit"], quantity["unit"]]))
    if units[0].startswith("%") and high <= 1:
        low, high = low * 100, high * 100
    return Labelled(min(low, high), max(low, high), quantity["change"], units)


def rank(label: Labelled, quantity: Quantity) -> int:
    """Return how well two fit: 0 when the values differ."""
    if not same_value(label, quantity):
        return 0
    return 1 + 2 * same_unit(label, quantity) + same_comparator(label, quantity)


def same_value(label: Labelled, quantity: Quantity) -> bool:
    """Are the numbers equal?"""
    low, high = float(quantity.low), float(quantity.high)
    if quantity.unit == "percent" and label.units[0].startswith("%"):
        return round(label.low) == round(low) and round(label.high) == round(high)
    if low == high and label.high == 10 * label.low and quantity.comparator is Comparator.MORE_THAN:
        return is_close(low, label.low)
    low, high = min(low, high), max(low, high)
    return is_close(low, label.low) and is_close(high, label.high)


def is_close(left: float, right: float) -> bool:
    """Are two numbers equal but for what floating point does?"""
    return abs(left - right) <= CLOSE * max(1.0, abs(right))


def same_comparator(label: Labelled, quantity: Quantity) -> bool:
    """Is the comparator the same, changes being exact?"""
    said = "=" if label.change in ("up", "down") else label.change
    if label.high == 10 * label.low:
        return True  # "thousands": both say that it is open
    return said == COMPARATORS[quantity.comparator] or label.change in ("up", "down")


def same_direction(label: Labelled, quantity: Quantity) -> bool:
    """Is it the same of the six: =, ~, >, <, up, down?"""
    mine = COMPARATORS[quantity.comparator]
    if mine == "=" and quantity.direction is not None:
        mine = quantity.direction.value
    return mine == label.change or label.high == 10 * label.low


def same_unit(label: Labelled, quantity: Quantity) -> bool:
    """Do both have the same unit, or count the same noun?"""
    mine = name_unit(quantity)
    if label.units[0] in ("-", "% -"):
        return not mine or mine == "percent"
    return any(is_same_unit(mine, theirs) for theirs in label.units)


def is_same_unit(mine: str, theirs: str) -> bool:
    """Are two writings the same unit?"""
    left, right = canon(mine), canon(theirs)
    if left == right or (mine == "percent" and theirs.startswith("%")):
        return True
    if left in EQUIVALENTS or right in EQUIVALENTS or not mine:
        return False
    a, b = split(mine), split(theirs)
    return bool(a and b) and (a[-1] == b[-1] or a[-1] in b or b[-1] in a)


def name_unit(quantity: Quantity) -> str:
    """Return the unit with its rate: `usd per barrel`."""
    unit = quantity.unit or ""
    return f"{unit} per {quantity.rate}" if quantity.rate else unit


def canon(unit: str) -> str:
    """Return the canonical writing of a unit, each side of "per" by itself."""
    whole = CANONICAL.get("-".join(unit.lower().split()))
    if whole:
        return whole
    parts = re.split(r"\s+(?:per|a|an)\s+|/|-a-", unit.lower())
    return " per ".join(
        CANONICAL.get("-".join(part.split())) or " ".join(map(singular, part.split()))
        for part in parts
    )


def split(unit: str) -> list[str]:
    """Return the words of a noun in the singular."""
    return [singular(word) for word in re.findall(r"[\w']+", unit.lower()) if word not in ("of",)]


def singular(word: str) -> str:
    """Return a noun in the singular, roughly."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word.removesuffix("s")


def show(quantity: Quantity) -> str:
    """Return a quantity in short."""
    ends = f"{quantity.low}" if quantity.low == quantity.high else f"{quantity.low}-{quantity.high}"
    way = quantity.direction.value if quantity.direction else ""
    return f"{COMPARATORS[quantity.comparator]}{way} {ends} {name_unit(quantity)}"


def prf(hit: int, gold: int, found: int) -> dict[str, float]:
    """Return precision, recall and F1."""
    precision, recall = hit / max(found, 1), hit / max(gold, 1)
    f1 = 2 * precision * recall / (precision + recall) if hit else 0.0
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


if __name__ == "__main__":
    sys.exit(main())
