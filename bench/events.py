"""Score events: their types, event or not, a behaviour suite.

    python bench/events.py [--plv FILE] [--multicoder FILE] [--petrarch FILE] [--misses] [--json]

--plv         sentences with actor and target marked (tab-separated: marked_sentence, root, quad).
              The reading's own frames say what passes between the two (`find_dealing`).
--multicoder  news sentences that several people coded (JSON Lines: text, majority_penta). Is there
              an event at all? Sentences whose coders have no majority are left out.
--petrarch    behaviour records (JSON Lines: text, events with CAMEO codes). Codes are mapped to
              PLOVER as its manual says; codes that are no CAMEO, and CAMEO 01 and 02, which PLOVER
              drops, ask for nothing. Fictional states are given the names of real ones.

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

from spacy.language import Language

from onrecord.annotate import Annotated, NameIndex, annotate, load_model_for
from onrecord.extract import read_events, read_statements
from onrecord.extract.events.between import Dealing, find_dealing
from onrecord.knowledge import Knowledge, load_knowledge
from onrecord.model import (
    DateBasis,
    Document,
    Event,
    EventType,
    Publication,
)
from onrecord.resolve import keep_settled_events, resolve_mentions

Row = dict[str, Any]
DAY = date(2024, 6, 10)  # of documents that tell none
NOTHING = "-"
# The roots of PLV: CONCEDE and RETREAT are one there, and material.
YIELD = "YIELD"
QUADS = {
    "1": ("AGREE", "CONSULT", "SUPPORT"),
    "2": ("COOPERATE", "AID", YIELD),
    "3": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "4": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
QUAD_OF = {root: quad for quad, roots in QUADS.items() for root in roots}
# The manual's table "PLOVER equivalents to CAMEO cue categories".
CAMEO = {
    "03": "AGREE",
    "04": "CONSULT",
    "05": "SUPPORT",
    "06": "COOPERATE",
    "07": "AID",
    "08": YIELD,
    "09": "ACCUSE",
    "10": "REQUEST",
    "11": "ACCUSE",
    "12": "REJECT",
    "13": "THREATEN",
    "14": "PROTEST",
    "15": "MOBILIZE",
    "16": "SANCTION",
    "17": "COERCE",
    "18": "ASSAULT",
    "19": "ASSAULT",
    "20": "ASSAULT",
}
# Fictional places of the behaviour records → states of the tables, as nouns and adjectives.
FICTION = {
    "Dagolathi": "Norwegian",
    "Dagolath": "Norway",
    "Eriadorian": "Brazilian",
    "Eriadori": "Brazilian",
    "Eriador": "Brazil",
    "Arnorian": "Swedish",
    "Arnor": "Sweden",
    "Gondorian": "Japanese",
    "Gondor": "Japan",
    "Minas Tirith": "Tokyo",
    "Osgiliath": "Peru",
    "Calenardhon": "Kenya",
    "Ithilen": "Chile",
    "Fornost": "Austria",
    "Bree": "Poland",
    "Mordor": "Vietnam",
    "Cirith Ungol": "Hanoi",
    "Rohans": "Nepalese",
    "Rohan": "Nepal",
    "Lorien": "Finland",
    "Caras Galadhon": "Helsinki",
    "The Shire": "Ireland",
    "the Shire": "Ireland",
    "Dol Amroth": "Portugal",
    "Dol_Amroth": "Portugal",
}


class Reading:
    """The steps of a build that events need, for single sentences."""

    def __init__(self) -> None:
        self.knowledge: Knowledge = load_knowledge()
        self.nlp: Language = load_model_for("en")
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

    def read(self, text: str) -> list[Event]:
        """Return the settled events of a text, as a build would keep them."""
        annotated = self.annotate(text)
        statements = read_statements(annotated, self.knowledge)
        events = read_events(annotated, self.knowledge, statements)
        mentions = {m.id: m for e in events for m in (*e.actors, *e.targets)}
        judgements, actors = resolve_mentions(annotated, list(mentions.values()), self.knowledge)
        known = {**self.knowledge.actors, **{a.id: a for a in actors}}
        return keep_settled_events(events, judgements, known)


def main() -> int:
    """Measure what is asked, print it."""
    args = read_arguments()
    reading = Reading()
    suites: dict[str, Callable[[Reading, Path], tuple[Row, list[str]]]] = {
        "plv": measure_types,
        "multicoder": measure_presence,
        "petrarch": measure_behaviour,
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
    for name in ("plv", "multicoder", "petrarch"):
        parser.add_argument(f"--{name}", type=Path)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def print_score(name: str, score: Row) -> None:
    """Print one suite as a table."""
    print(f"\n{name}")
    for key, value in score.items():
        if isinstance(value, dict):
            print(f"  {key}")
            for inner, each in value.items():
                print(f"    {inner:32} {each}")
        else:
            print(f"  {key:34} {value}")


def read_lines(path: Path) -> Iterator[Row]:
    """Yield the objects of a JSON Lines file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


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
    return find_dealing(
        reading.annotate(plain), reading.knowledge, source=places["s"], target=places.get("t")
    )


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
    hits = Counter[str]()
    misses = []
    for row in read_lines(path):
        majority = row["majority_penta"]
        if majority is None:
            continue
        events = reading.read(row["text"].strip())
        is_event = majority in QUADS
        hits[f"{'event' if is_event else 'none'} {'found' if events else 'empty'}"] += 1
        if majority == "0":
            hits["statement coded" if events else "statement left"] += 1
        if is_event != bool(events):
            found = ", ".join(str(e.type) for e in events) or NOTHING
            misses.append(f"majority {majority}, read {found}: {row['text'].strip()}")
    true, missed, false = hits["event found"], hits["event empty"], hits["none found"]
    statements = hits["statement left"] + hits["statement coded"]
    score = {
        "sentences with a majority": true + missed + false + hits["none empty"],
        "with an event": true + missed,
        "precision": round(true / max(1, true + false), 3),
        "recall": round(true / max(1, true + missed), 3),
        "F1": round(2 * true / max(1, 2 * true + missed + false), 3),
        "statements left alone": f"{hits['statement left']} of {statements}",
    }
    return score, misses


# ---- behaviour -----------------------------------------------------------------------------


def measure_behaviour(reading: Reading, path: Path) -> tuple[Row, list[str]]:
    """Return the share of the records' events whose root is read, by category."""
    asked, right = Counter[str](), Counter[str]()
    codes_asked, codes_right = Counter[str](), Counter[str]()
    unasked = 0
    misses = []
    for row in read_lines(path):
        wanted = [map_cameo(e.get("eventcode", "")) for e in row["events"]]
        unasked += sum(w is None for w in wanted)
        roots = [w for w in wanted if w is not None]
        if not roots:
            continue
        found = {as_root(t) for t in read_coded(reading, rename(row["text"]))}
        for root in roots:
            asked[row["category"]] += 1
            codes_asked[root] += 1
            if root in found:
                right[row["category"]] += 1
                codes_right[root] += 1
        if not set(roots) <= found:
            misses.append(f"{row['category']} {set(roots)} read {found or NOTHING}: {row['text']}")
    score = {
        "events with a PLOVER root": sum(asked.values()),
        "without one (not asked)": unasked,
        "right root": round(sum(right.values()) / max(1, sum(asked.values())), 3),
        "by category": {k: f"{right[k]} of {n}" for k, n in asked.most_common()},
        "by root": {k: f"{codes_right[k]} of {n}" for k, n in codes_asked.most_common()},
    }
    return score, misses


def read_coded(reading: Reading, text: str) -> set[EventType]:
    """Return the types that are read in a text, as they are and as PLOVER codes the future."""
    codebook = reading.knowledge.codebook
    events = reading.read(text)
    return {t for e in events for t in (e.type, codebook.find_coded(e.type, e.status))}


def map_cameo(code: str) -> str | None:
    """Return the PLOVER root of a CAMEO code, None for codes that PLOVER drops or CAMEO lacks."""
    return CAMEO.get(code[:2])


def rename(text: str) -> str:
    """Return the text with fictional states named after real ones."""
    names = "|".join(sorted(map(re.escape, FICTION), key=len, reverse=True))
    return re.sub(rf"\b({names})\b", lambda found: FICTION[found[1]], text)


if __name__ == "__main__":
    sys.exit(main())
