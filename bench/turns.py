"""Score whose turn it is in transcripts, at places drawn by chance and read by a person.

    python bench/turns.py --texts DIR [--labels FILE] [--misses] [--json]

A label is a stretch of a file (characters of the decoded file) with what a reader says of it: the
`kind` of turn and a digest of the words that label it, and for those who stand in the tables the
`name`. A stretch of a page's head belongs to no turn: its `kind` is null. It is right when all of
it is.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from speakers import MET_AT, find_place

from onrecord.knowledge import Knowledge, fold, load_knowledge
from onrecord.model import Capture, Document, Turn, list_labels
from onrecord.model.naming import name_mention
from onrecord.resolve import resolve_labels
from onrecord.sources import read_sources
from onrecord.text import make_document

LABELS = Path(__file__).with_suffix(".jsonl")
DIGEST = 12  # letters


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """What is known of a place: the kind of turn, its label's digest, who speaks."""

    kind: str | None = None
    label: str | None = None
    name: str | None = None


def main() -> int:
    """Read, compare, print."""
    parser = argparse.ArgumentParser(description="Score whose turn it is in transcripts.")
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    rows = [json.loads(line) for line in args.labels.read_text(encoding="utf-8").splitlines()]
    misses = list(compare(rows, args.texts))
    score = {"places": len(rows), "right": len(rows) - len(misses)}
    if args.json:
        print(json.dumps(score))
    else:
        print(f"{score['right']} of {score['places']} places right")
    if args.misses:
        print("\n".join(misses))
    return 0


def compare(rows: list[dict[str, Any]], texts: Path) -> list[str]:
    """Return a line for each label that the program does not agree with."""
    knowledge, misses = load_knowledge(), []
    for number in sorted({row["document"] for row in rows}):
        path = texts / f"{number}.txt"
        source = path.read_text(encoding="utf-8")
        document, names = read_transcript(path, knowledge)
        for row in (r for r in rows if r["document"] == number):
            said = Spoken(kind=row["kind"], label=row.get("label"), name=row.get("name"))
            found = find_spoken(row, source, document, names)
            if not agree(said, found):
                misses.append(f"{number} {row['start']}: {found} for {said}")
    return misses


def read_transcript(path: Path, knowledge: Knowledge) -> tuple[Document, dict[str, str | None]]:
    """Return the document of a file, and who is meant by each of its labels."""
    captures = (c for c in read_sources([str(path)], met_at=MET_AT) if isinstance(c, Capture))
    document, _ = make_document(next(captures), knowledge)
    if document is None:
        raise SystemExit(f"{path} is no document")
    judgements, made = resolve_labels(document, knowledge)
    actors = {**knowledge.actors, **{actor.id: actor for actor in made}}
    names = {
        label: name_mention(mention, [j for j in judgements if j.left == mention.id], actors).name
        for label, mention in list_labels(document).items()
    }
    return document, names


def find_spoken(
    row: dict[str, Any], source: str, document: Document, names: dict[str, str | None]
) -> Spoken:
    """Return what the program says of a place of the file."""
    place = find_place(source, row["start"], row["end"], document.text)
    turn = find_turn(place[0], document) if place is not None else None
    if turn is None:
        return Spoken()
    return Spoken(kind=turn.kind.value, label=digest(turn.label), name=names.get(turn.label))


def find_turn(place: int, document: Document) -> Turn | None:
    """Return the turn at a place of the text, its label taken in."""
    return next((t for t in document.turns if t.label_start <= place < max(t.end, t.start)), None)


def digest(label: str) -> str:
    """Return what stands for a label's words in the file of labels."""
    return hashlib.sha256(fold(label).encode()).hexdigest()[:DIGEST]


def agree(said: Spoken, found: Spoken) -> bool:
    """Does the program say what the reader says? A name counts where the reader gave one."""
    same = (said.kind, said.label) == (found.kind, found.label)
    return same and (said.name is None or said.name == found.name)


if __name__ == "__main__":
    sys.exit(main())
