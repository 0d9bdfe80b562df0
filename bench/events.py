"""Score events: their types, event or not, a behaviour suite.

    python bench/events.py [--plv FILE] [--multicoder FILE] [--petrarch FILE] [--actors FILE]
                           [--misses] [--json]

--plv         sentences with actor and target marked (tab-separated: marked_sentence, root, quad).
              The reading's own frames say what passes between the two (`find_dealing`).
--multicoder  news sentences that several people coded (JSON Lines: text, majority_penta). Is there
              an event at all? Sentences whose coders have no majority are left out. Read twice:
              between political actors, as a record keeps them, and between parties of any kind.
--petrarch    behaviour records (JSON Lines: text, events with codes). Codes are mapped to PLOVER
              as its manual says for CAMEO, and a second time as those of WEIS, which most of them
              are (`event_codes.py`); comments, which PLOVER drops, ask for nothing. Fictional
              states are given the names of real ones. Any party may be a side.

--actors      words that name somebody, with a date and sometimes a context (JSON Lines: text, date,
              context, expect): which country and which sector (bench/event_actors.py).

Nothing is trained on these files: they measure.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from event_actors import score_actors
from event_codes import QUAD_OF, QUADS, YIELD, map_cameo, map_weis, rename
from spacy.language import Language

from onrecord.annotate import Annotated, NameIndex, annotate, load_model_for
from onrecord.extract import read_events, read_events_of_anybody, read_statements
from onrecord.extract.events.between import Dealing, find_dealing, find_rule_dealing
from onrecord.knowledge import Knowledge, load_knowledge
from onrecord.model import (
    DateBasis,
    Document,
    Event,
    EventStatus,
    EventType,
    Publication,
)
from onrecord.resolve import keep_settled_events, resolve_mentions

Row = dict[str, Any]
DAY = date(2024, 6, 10)  # of documents that tell none
NOTHING = "-"
TOOK_PLACE = (EventStatus.HAPPENED, EventStatus.ONGOING)
SIDES = ("political", "anybody")
SCHEMES: dict[str, tuple[Callable[[str], str | None], ...]] = {
    "CAMEO": (map_cameo,),
    "WEIS": (map_weis,),
    "either": (map_cameo, map_weis),
}


class Reading:
    """The steps of a build that events need, for single sentences."""

    def __init__(self, *, rules_alone: bool = False) -> None:
        self.rules_alone = rules_alone
        self.knowledge: Knowledge = load_knowledge()
        self.nlp: Language = load_model_for("en", self.knowledge.parsers)
        self.index = NameIndex(self.knowledge, "en")

    def annotate(self, text: str, day: date = DAY) -> Annotated:
        """Return an annotated document of one text."""
        document = Document(
            capture_id="cap-bench",
            source="bench.txt",
            text=text,
            language="en",
            publication=Publication(earliest=day, latest=day, basis=DateBasis.GIVEN),
        )
        return annotate(document, self.nlp, self.index)

    def read(self, text: str, *, sides: str) -> list[Event]:
        """Return the events of a text: between anybody, or the settled ones a build would keep."""
        annotated = self.annotate(text)
        statements = read_statements(annotated, self.knowledge)
        if sides == "anybody":
            return read_events_of_anybody(annotated, self.knowledge, statements)
        events = read_events(annotated, self.knowledge, statements)
        mentions = {m.id: m for e in events for m in (*e.actors, *e.targets)}
        judgements, actors = resolve_mentions(annotated, list(mentions.values()), self.knowledge)
        known = {**self.knowledge.actors, **{a.id: a for a in actors}}
        return keep_settled_events(events, judgements, known)


def main() -> int:
    """Measure what is asked, print it."""
    args = read_arguments()
    reading = Reading(rules_alone=args.rules)
    suites: dict[str, Callable[[Reading, Path], tuple[Row, list[str]]]] = {
        "plv": measure_types,
        "multicoder": measure_presence,
        "petrarch": measure_behaviour,
        "actors": measure_actors,
    }
    scores: Row = {}
    for name, measure in suites.items():
        path = getattr(args, name)
        if path is None:
            continue
        scores[name], misses = measure(reading, path)
        if not args.json:
            print_score(name, scores[name])
        if args.misses:
            print("\n".join(misses))
    if args.json:
        json.dump(scores, sys.stdout, indent=1)
    return 0


def read_arguments() -> argparse.Namespace:
    """Return what was asked."""
    parser = argparse.ArgumentParser(description="Score types and presence of events.")
    for name in ("plv", "multicoder", "petrarch", "actors"):
        parser.add_argument(f"--{name}", type=Path)
    parser.add_argument("--rules", action="store_true", help="without the learned reader")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def print_score(name: str, score: Row) -> None:
    """Print one suite as a table."""
    print(f"\n{name}")
    for key, value in score.items():
        print_value(key, value, indent=2)


def print_value(key: str, value: object, *, indent: int) -> None:
    """Print a number, or what a row of numbers holds, one step further in."""
    if isinstance(value, dict):
        print(" " * indent + key)
        for inner, each in value.items():
            print_value(inner, each, indent=indent + 2)
    else:
        print(" " * indent + f"{key:34} {value}")


def read_lines(path: Path) -> Iterator[Row]:
    """Yield the objects of a JSON Lines file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


# ---- countries and sectors ------------------------------------------------------------------


def measure_actors(reading: Reading, path: Path) -> tuple[Row, list[str]]:
    """Return the shares of countries and sectors that are right, and the misses."""
    return score_actors(read_lines(path), reading.knowledge, reading.index)


# ---- the type between two marked actors ----------------------------------------------------


def measure_types(reading: Reading, path: Path) -> tuple[Row, list[str]]:
    """Return macro-F1 of root and quad, and the misses."""
    pairs: list[tuple[str, str]] = []
    quads: list[tuple[str, str]] = []
    misses: list[str] = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            dealing = classify(reading, row["marked_sentence"])
            root = NOTHING if dealing is None else as_root(dealing.coded)
            pairs.append((row["root"], root))
            quads.append((row["quad"], QUAD_OF.get(root, NOTHING)))
            if root != row["root"]:
                misses.append(f"{row['root']} read as {root}: {row['marked_sentence']}")
    score = {
        "sentences": len(pairs),
        "nothing said": sum(found == NOTHING for _, found in pairs),
        "quad macro-F1": round(100 * macro_f1(quads), 1),
        "quad accuracy": round(100 * share(quads), 1),
        "root macro-F1": round(100 * macro_f1(pairs), 1),
        "root accuracy": round(100 * share(pairs), 1),
        "by root": {k: f"{v:.2f}" for k, v in f1_by_class(pairs).items()},
        "taken for": dict(confusions(pairs)),
    }
    return score, misses


def classify(reading: Reading, marked: str) -> Dealing | None:
    """Return what the reading says passes between the marked actor and target."""
    plain, places = unmark(marked)
    if "s" not in places:
        return None
    annotated, knowledge = reading.annotate(plain), reading.knowledge
    if reading.rules_alone:
        return find_rule_dealing(annotated, knowledge, source=places["s"], target=places.get("t"))[
            0
        ]
    return find_dealing(annotated, knowledge, source=places["s"], target=places.get("t"))


def unmark(marked: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """Return the sentence without its marks, and where the marked words stand."""
    plain, starts, places = "", {}, {}
    for part in re.split(r"(</?[st]>)", marked):
        if part in {"<s>", "<t>"}:
            starts[part[1]] = len(plain)
        elif part in {"</s>", "</t>"}:
            places[part[2]] = (starts[part[2]], len(plain))
        else:
            plain += part
    return plain, places


def as_root(event_type: EventType) -> str:
    """Return the root of PLV for a type."""
    if event_type in {EventType.CONCEDE, EventType.RETREAT}:
        return YIELD
    return str(event_type)


def f1_by_class(pairs: list[tuple[str, str]]) -> dict[str, float]:
    """Return the F1 of each true class."""
    scores = {}
    for each in sorted({true for true, _ in pairs}):
        hits = sum(true == found == each for true, found in pairs)
        of = sum(true == each for true, _ in pairs) + sum(found == each for _, found in pairs)
        scores[each] = 2 * hits / of if of else 0.0
    return scores


def macro_f1(pairs: list[tuple[str, str]]) -> float:
    """Return the mean of the classes' F1."""
    scores = f1_by_class(pairs)
    return sum(scores.values()) / max(1, len(scores))


def share(pairs: list[tuple[str, str]]) -> float:
    """Return the share of pairs that agree."""
    return sum(true == found for true, found in pairs) / max(1, len(pairs))


def confusions(pairs: list[tuple[str, str]], most: int = 15) -> Iterator[tuple[str, int]]:
    """Yield the most frequent mistakes."""
    counts = Counter(f"{true} as {found}" for true, found in pairs if true != found)
    yield from counts.most_common(most)


# ---- is there an event at all? -------------------------------------------------------------


def measure_presence(reading: Reading, path: Path) -> tuple[Row, list[str]]:
    """Return F1 of sentences with an event, and the share of statements left alone."""
    rows = [row for row in read_lines(path) if row["majority_penta"] is not None]
    score: Row = {
        "sentences with a majority": len(rows),
        "with an event": sum(row["majority_penta"] in QUADS for row in rows),
    }
    misses: list[str] = []
    for sides in SIDES:
        counts, misses = count_presence(reading, rows, sides)
        score[f"sides: {sides}"] = score_presence(counts)
    return score, misses


def count_presence(reading: Reading, rows: list[Row], sides: str) -> tuple[Counter[str], list[str]]:
    """Return how sentences with and without an event were read, and what went wrong."""
    hits = Counter[str]()
    misses = []
    for row in rows:
        majority = row["majority_penta"]
        events = [
            e for e in reading.read(row["text"].strip(), sides=sides) if e.status in TOOK_PLACE
        ]
        is_event = majority in QUADS
        hits[f"{'event' if is_event else 'none'} {'found' if events else 'empty'}"] += 1
        if majority == "0":
            hits["statement coded" if events else "statement left"] += 1
        if is_event != bool(events):
            found = ", ".join(str(e.type) for e in events) or NOTHING
            misses.append(f"majority {majority}, read {found}: {row['text'].strip()}")
    return hits, misses


def score_presence(hits: Counter[str]) -> Row:
    """Return precision, recall and F1 of counted sentences."""
    true, missed, false = hits["event found"], hits["event empty"], hits["none found"]
    statements = hits["statement left"] + hits["statement coded"]
    return {
        "precision": round(true / max(1, true + false), 3),
        "recall": round(true / max(1, true + missed), 3),
        "F1": round(2 * true / max(1, 2 * true + missed + false), 3),
        "statements left alone": f"{hits['statement left']} of {statements}",
    }


# ---- behaviour -----------------------------------------------------------------------------


def measure_behaviour(reading: Reading, path: Path) -> tuple[Row, list[str]]:
    """Return the share of the records' events whose root is read, by scheme and by category."""
    rows = list(read_lines(path))
    found = [read_coded(reading, rename(row["text"])) for row in rows]
    score: Row = {}
    for name, maps in SCHEMES.items():
        score[f"codes read as {name}"] = count_behaviour(rows, found, maps)
    misses = [
        f"{row['category']} {codes} read {roots or NOTHING}: {row['text']}"
        for row, roots in zip(rows, found, strict=True)
        if (codes := missing_codes(row, roots))
    ]
    return score, misses


def count_behaviour(
    rows: list[Row], found: list[set[str]], maps: tuple[Callable[[str], str | None], ...]
) -> Row:
    """Return how many events have a root that is right by one of the schemes."""
    asked, right = Counter[str](), Counter[str]()
    roots_asked, roots_right = Counter[str](), Counter[str]()
    unasked = 0
    for row, roots in zip(rows, found, strict=True):
        for event in row["events"]:
            wanted = {root for each in maps if (root := each(event.get("eventcode", "")))}
            if not wanted:
                unasked += 1
                continue
            asked[row["category"]] += 1
            roots_asked["/".join(sorted(wanted))] += 1
            if wanted & roots:
                right[row["category"]] += 1
                roots_right["/".join(sorted(wanted))] += 1
    return {
        "events with a PLOVER root": sum(asked.values()),
        "without one (not asked)": unasked,
        "right root": round(sum(right.values()) / max(1, sum(asked.values())), 3),
        "by category": {k: f"{right[k]} of {n}" for k, n in asked.most_common()},
        "by root": {k: f"{roots_right[k]} of {n}" for k, n in roots_asked.most_common()},
    }


def missing_codes(row: Row, roots: set[str]) -> list[str]:
    """Return the codes of a record that no scheme finds among the roots read."""
    codes = [event.get("eventcode") or "" for event in row["events"]]
    wanted = [(code, {map_cameo(code), map_weis(code)} - {None}) for code in codes]
    return [code for code, each in wanted if each and not each & roots]


def read_coded(reading: Reading, text: str) -> set[str]:
    """Return the roots that are read in a text, as they are and as PLOVER codes the future."""
    codebook = reading.knowledge.codebook
    events = reading.read(text, sides="anybody")
    types = {t for e in events for t in (e.type, codebook.find_coded(e.type, e.status))}
    return {as_root(each) for each in types}


if __name__ == "__main__":
    sys.exit(main())
