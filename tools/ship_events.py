"""Make the files of the learned reader of events that are shipped, weighed with the rules.

    python tools/ship_events.py --out FOLDER --name six --to FOLDER

`--out` is where `train_events.py` wrote the weights (`NAME.npz`) and the scores of a fold that was
kept aside (`NAME.fold-N.npz`). The rules read all clauses: how often each of their readings is of
which type becomes a table; on the fold it is weighed against the network so that the probabilities
fit best. Writes `events.npz` and `events.json` into `--to`, the folder of a language under
`models/`, and prints the numbers of the model's card.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path
from typing import Any

import numpy
from event_data import HERE, LANGUAGE, Clause, read_clauses

from onrecord.annotate import NameIndex, annotate, load_model_for
from onrecord.extract.events.between import find_rule_dealing
from onrecord.extract.events.learned import RuleReading
from onrecord.extract.events.learned_pieces import NOTHING, TYPES
from onrecord.knowledge import load_knowledge
from onrecord.model import Document

VERSION = 1
SMOOTH = 12.0  # clauses that a row of the table has seen before any
SLOPES = (0.6, 0.8, 1.0, 1.2, 1.4, 1.7, 2.0)
NEAR = 0.01  # a surprise greater by so little is as good
WEIGHTS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
STEPS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)
FOLD = 0


def main() -> None:
    """Read, weigh, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument("--to", type=Path, required=True)
    args = parser.parse_args()
    clauses = list(read_clauses(HERE / "event_clauses"))
    keys = read_rules(clauses)
    types = numpy.array([TYPES.index(c.type) for c in clauses])
    kept = numpy.load(args.out / f"{args.name}.fold-{FOLD}.npz")
    aside, logits = kept["numbers"], kept["logits"]
    others = numpy.setdiff1d(numpy.arange(len(clauses)), aside)
    rows = as_rows(count_rules([keys[i] for i in others], types[others]), [keys[i] for i in aside])
    slope, weight = fit(logits, rows, types[aside])
    print("slope", slope, "weight of the rules", weight)
    print_scores("network", softmax(logits), types[aside])
    print_scores("rules", softmax(rows), types[aside])
    chances = softmax(slope * logits + weight * rows)
    print_scores("both", chances, types[aside])
    print_calibration(chances, types[aside])
    table = count_rules(keys, types)
    about = {
        "version": VERSION,
        "shares": "statements",
        "types": TYPES,
        "slope": slope,
        "rules": {k: [round(weight * float(x), 3) for x in row] for k, row in table.items()},
    }
    args.to.mkdir(parents=True, exist_ok=True)
    shutil.copy(args.out / f"{args.name}.npz", args.to / "events.npz")
    text = json.dumps(about, ensure_ascii=False, indent=0)
    (args.to / "events.json").write_text(text + "\n", encoding="utf-8")


def read_rules(clauses: list[Clause]) -> list[str]:
    """Return what the rules say of each clause, as the name of a row of the table."""
    knowledge = load_knowledge()
    nlp, index = load_model_for(LANGUAGE, knowledge.parsers), NameIndex(knowledge, LANGUAGE)
    keys = []
    for clause in clauses:
        document = Document(
            capture_id="clause", source="clause", text=clause.text, language=LANGUAGE
        )
        dealing, fit = find_rule_dealing(
            annotate(document, nlp, index), knowledge, source=clause.actor, target=clause.target
        )
        keys.append(RuleReading(type=dealing.coded if dealing else None, fit=fit).key)
    right = [k.split()[0] == c.type for k, c in zip(keys, clauses, strict=True)]
    print("rules alone are right on", round(sum(right) / len(right), 3))
    return keys


def count_rules(keys: list[str], types: Any) -> dict[str, Any]:
    """Return for each reading how much likelier it makes each type, as log-odds."""
    shares = numpy.bincount(types, minlength=len(TYPES)) / len(types)
    table = {}
    for key in {*keys, NOTHING}:
        met = numpy.bincount(
            [t for k, t in zip(keys, types, strict=True) if k == key], minlength=len(TYPES)
        )
        table[key] = numpy.log((met + SMOOTH * shares) / ((met.sum() + SMOOTH) * shares))
    return table


def as_rows(table: dict[str, Any], keys: list[str]) -> Any:
    """Return the table's rows for readings; zeros for one that it does not know."""
    return numpy.array([table.get(key, numpy.zeros(len(TYPES))) for key in keys])


def softmax(odds: Any) -> Any:
    """Return probabilities."""
    raised = numpy.exp(odds - odds.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)


def fit(logits: Any, rows: Any, types: Any) -> tuple[float, float]:
    """Return slope and weight under which the true types surprise least, and are found most."""
    found: list[tuple[float, float, float, float]] = []
    rows_of_all = numpy.arange(len(types))
    for slope in SLOPES:
        for weight in WEIGHTS:
            chances = softmax(slope * logits + weight * rows)
            surprise = -numpy.log(chances[rows_of_all, types].clip(1e-6)).mean()
            right = (chances.argmax(axis=1) == types).mean()
            found.append((float(surprise), float(right), slope, weight))
    least = min(found)[0]
    _, slope, weight = max(f[1:] for f in found if f[0] <= least + NEAR)
    return slope, weight


def print_scores(name: str, chances: Any, types: Any) -> None:
    """Print how often the likeliest type is right."""
    print(name, "right", round(float((chances.argmax(axis=1) == types).mean()), 3))


def print_calibration(chances: Any, types: Any) -> None:
    """Print how often what is said to be so sure was right."""
    said, right = chances.max(axis=1), chances.argmax(axis=1) == types
    for low, high in zip(STEPS[:-1], STEPS[1:], strict=True):
        some = (said >= low) & (said < high)
        if some.any():
            mean, share = said[some].mean(), right[some].mean()
            print(f"| {low} to {high} | {some.sum()} | {mean:.2f} | {share:.2f} |")


if __name__ == "__main__":
    main()
