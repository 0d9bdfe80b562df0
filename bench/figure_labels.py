"""Score the reading of figures on labelled sentences: own ones, and places in given texts.

    python bench/figure_labels.py --labels FILE --texts DIR [--part first|second|third] [--misses] [--json]

A row of FILE (see `figures_es.jsonl`) is a sentence of our own with its day of publication, or a place
in a file of DIR, of which the labels hold no words: offsets of the sentence, and of each number in
it. A label that is `optional` is neither asked for nor wrong. What a label leaves out (period,
indicator), or gives as `*` (comparator, unit), is not scored. A comparator is one of = ~ > < and
b (between).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from onrecord.annotate import NameIndex, load_model_for, make_annotated
from onrecord.extract import read_figures
from onrecord.knowledge import Knowledge, load_knowledge
from onrecord.model import (
    Capture,
    Comparator,
    DateBasis,
    Document,
    Figure,
    FigureKind,
    Publication,
)
from onrecord.run.parsing import parse_text
from onrecord.sources import read_sources
from onrecord.text import make_document

NOW = datetime(2026, 9, 1, tzinfo=UTC)
SIGNS = {
    Comparator.EXACT: "=", Comparator.BETWEEN: "b", Comparator.ABOUT: "~", Comparator.NEARLY: "~",
    Comparator.MORE_THAN: ">", Comparator.AT_LEAST: ">", Comparator.FEWER_THAN: "<",
    Comparator.AT_MOST: "<",
}  # fmt: skip
FIELDS = ("comparator", "unit", "period", "indicator")


@dataclass(frozen=True)
class Place:
    """A labelled sentence: where it begins and ends in the document, and its labels there."""

    document: Document
    figures: list[Figure]
    start: int
    end: int
    labels: list[dict]


def main() -> int:
    """Measure and print."""
    args = read_arguments()
    rows = [json.loads(line) for line in args.labels.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if args.part in (None, row["part"])]
    knowledge, parsers = load_knowledge("us-mexico"), {}
    count: Counter[str] = Counter()
    misses: list[str] = []
    for place in read_places(rows, args, knowledge, parsers):
        score(place, count, misses)
    result = make_result(count)
    print(json.dumps(result, indent=1) if args.json else as_table(result))
    if args.misses:
        print("\n".join(misses))
    return 0


def read_arguments() -> argparse.Namespace:
    """Return what was asked."""
    parser = argparse.ArgumentParser(description="Score the reading of figures on sentences.")
    parser.add_argument("--labels", type=Path, required=True)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--language", default="es", help="of the sentences of our own")
    parser.add_argument("--part", choices=["first", "second", "third"])
    parser.add_argument("--misses", action="store_true", help="print what is missed or wrong")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


# ---- what is read -----------------------------------------------------------------------------
def read_places(
    rows: list[dict], args: argparse.Namespace, knowledge: Knowledge, parsers: dict
) -> Iterator[Place]:
    """Yield the labelled sentences with the figures that the program reads in their documents."""
    by_file: dict[str, list[dict]] = {}
    for row in rows:
        by_file.setdefault(row.get("file", ""), []).append(row)
    for row in by_file.pop("", []):
        document = make_own(row, args.language)
        figures = read_all(document, knowledge, parsers)
        yield Place(document, figures, 0, len(row["text"]), row["figures"])
    for name, group in by_file.items():
        path = args.texts / name
        [met] = read_sources([str(path)], met_at=NOW)
        assert isinstance(met, Capture)
        made, _ = make_document(met, knowledge)
        assert made is not None
        figures, raw = read_all(made, knowledge, parsers), path.read_bytes().decode("utf-8")
        for row in group:
            if (found := find_place(made, figures, raw, row)) is not None:
                yield found


def make_own(row: dict, language: str) -> Document:
    """Return a sentence of our own as a document."""
    day = date.fromisoformat(row["published"])
    publication = Publication(earliest=day, latest=day, basis=DateBasis.GIVEN)
    return Document(
        capture_id="cap-1", source="a.txt", text=row["text"], language=language,
        publication=publication,
    )  # fmt: skip


def read_all(document: Document, knowledge: Knowledge, parsers: dict) -> list[Figure]:
    """Return the figures of a document."""
    language = document.language
    if language not in parsers:
        index = NameIndex(knowledge, language)
        parsers[language] = load_model_for(language, knowledge.parsers), index
    nlp, index = parsers[language]
    annotated = make_annotated(document, parse_text(document.text, nlp), index)
    return read_figures(annotated, knowledge, [])


def find_place(document: Document, figures: list[Figure], raw: str, row: dict) -> Place | None:
    """Return a sentence of a file where the clean text has it, None when it was left out."""
    start, end = row["at"]
    words = raw[start:end].strip()
    lead = raw[start:end].index(words)
    at = document.text.find(words)
    if at < 0:
        return None
    moved = at - start - lead
    labels = [row | {"at": [n + moved for n in row["at"]]} for row in row["figures"]]
    return Place(document, figures, at, at + len(words), labels)


# ---- the score --------------------------------------------------------------------------------
def score(place: Place, count: Counter[str], misses: list[str]) -> None:
    """Count what is found, missed and extra in a sentence, and what is right of what is found."""
    held = [f for f in place.figures if place.start <= f.evidence.span.start < place.end]
    words = " ".join(place.document.text[place.start : place.end].split())
    for label in place.labels:
        found = next((f for f in held if is_same(f, label)), None)
        if found is not None:
            held.remove(found)
        if label.get("optional"):
            continue
        count["labelled"] += 1
        if found is None:
            misses.append(f"missed {label['value']} ({label['unit']}): {words}")
            continue
        count["found"] += 1
        judge_fields(found, label, words, (count, misses))
    count["extra"] += len(held)
    misses += [f"extra {f.evidence.span.quote!r} ({f.low}, {f.unit}): {words}" for f in held]


def is_same(figure: Figure, label: dict) -> bool:
    """Is it the labelled number at its place?"""
    span, (start, end) = figure.evidence.span, label["at"]
    if span.end <= start or end <= span.start:
        return False
    if label.get("kind") == "rank":
        return figure.kind is FigureKind.RANK
    value = label["value"]
    low, high = value if isinstance(value, list) else (value, value)
    return figure.low == Decimal(str(low)) and figure.high == Decimal(str(high))


def judge_fields(
    figure: Figure, label: dict, words: str, tally: tuple[Counter[str], list[str]]
) -> None:
    """Count which of its fields are right."""
    count, misses = tally
    period = figure.period and [figure.period.first.isoformat(), figure.period.after.isoformat()]
    got = {
        "comparator": SIGNS[figure.comparator], "unit": figure.unit, "period": period,
        "indicator": figure.indicator,
    }  # fmt: skip
    for field in FIELDS:
        want = label.get(field, "*")
        if want == "*" or label.get("kind") == "rank" and field in ("unit", "comparator"):
            continue
        count[f"{field} asked"] += 1
        if is_right(field, got[field], want):
            count[f"{field} right"] += 1
        else:
            misses.append(f"{field} {got[field]!r}, not {want!r} of {label['value']}: {words}")


def is_right(field: str, got: object, want: object) -> bool:
    """Is a field right? A unit may be told with more words."""
    if field == "unit":
        return str(want).lower() in str(got).lower().split() or got == want
    if field == "comparator":
        return got == str(want)[0]
    return got == want


def make_result(count: Counter[str]) -> dict:
    """Return the shares."""
    found, extra, labelled = count["found"], count["extra"], count["labelled"]
    precision, recall = found / max(found + extra, 1), found / max(labelled, 1)
    total = precision + recall
    result: dict = {
        "labelled": labelled,
        "precision": round(precision, 3),
        "recall": round(recall, 3),
        "f1": round(2 * precision * recall / total, 3) if total else 0,
    }
    for field in FIELDS:
        asked = count[f"{field} asked"]
        result[field] = round(count[f"{field} right"] / asked, 3) if asked else None
        result[f"{field} asked"] = asked
    return result


def as_table(result: dict) -> str:
    """Return the shares as lines."""
    return "\n".join(f"{name:18} {value}" for name, value in result.items())


if __name__ == "__main__":
    sys.exit(main())
