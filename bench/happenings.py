"""Measure whether reports of one event are put together, on labelled pairs of clauses.

    python bench/happenings.py --texts DIR [--record RECORD] [--labels FILE] [--misses] [--json]

Each pair was drawn from near candidates of different documents, by a seed, and labelled from the
texts before the merging was written: same event, other event, or debatable (not counted). A pair
whose clause is no event of the record counts as not put together. A record that exists is read as
it is (`--record`), otherwise one is built of the texts.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from event_spans import Row, Texts, open_texts, read_arguments

PAIRS = Path(__file__).with_name("happening_pairs.jsonl")


def main() -> int:
    """Print the score."""
    args = read_arguments(__doc__, PAIRS)
    pairs = [json.loads(line) for line in args.labels.read_text(encoding="utf-8").splitlines()]
    with open_texts(args.texts, args.record) as texts:
        counted, misses = score(texts, pairs)
    result = describe(counted)
    if args.json:
        print(json.dumps(result))
        return 0
    print(
        f"{result['pairs']} pairs, {result['same']} of one event: F1 {result['f1']:.3f}, "
        f"precision {result['precision']:.3f}, recall {result['recall']:.3f}; "
        f"put together wrongly: {result['wrong']}; no event of the record: {result['unread']}"
    )
    if args.misses:
        print("\n".join(misses), file=sys.stderr)
    return 0


def score(texts: Texts, pairs: list[Row]) -> tuple[Counter[str], list[str]]:
    """Return the counts, and a line for each pair that is judged wrongly."""
    counted: Counter[str] = Counter()
    misses = []
    for number, pair in enumerate(pairs):
        if pair["same"] is None:
            continue
        sides = [find_happenings(texts, pair[side]) for side in ("one", "other")]
        together = bool(sides[0] & sides[1])
        counted["unread"] += not all(sides)
        counted["same" if pair["same"] else "other"] += 1
        counted["right" if together and pair["same"] else "-"] += 1
        counted["wrong" if together and not pair["same"] else "-"] += 1
        if together != pair["same"]:
            said = "put together" if together else "kept apart" if all(sides) else "unread"
            where = " and ".join(f"{pair[s]['file']}:{pair[s]['start']}" for s in ("one", "other"))
            misses.append(f"[{number}] {where}: {said}")
    return counted, misses


def find_happenings(texts: Texts, side: Row) -> set[str]:
    """Return the happenings of the events read at the words of one side."""
    rows = texts.find_events(side["file"], side["start"], side["end"])
    return {row["happening"] for row in rows[:1] if row["happening"]}


def describe(counted: Counter[str]) -> dict[str, float | int]:
    """Return the numbers that are shown."""
    given = counted["right"] + counted["wrong"]
    precision = counted["right"] / given if given else 0.0
    recall = counted["right"] / counted["same"] if counted["same"] else 0.0
    both = precision + recall
    return {
        "pairs": counted["same"] + counted["other"],
        "same": counted["same"],
        "f1": round(2 * precision * recall / both, 3) if both else 0.0,
        "precision": round(precision, 3),
        "recall": round(recall, 3),
        "wrong": counted["wrong"],
        "unread": counted["unread"],
    }


if __name__ == "__main__":
    sys.exit(main())
