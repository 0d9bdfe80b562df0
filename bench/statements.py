"""Score who said what on a set in the layout of PolNeAR.

    python bench/statements.py --gold FILE [--peers] [--peers-python PYTHON] [--rules] [--json]

The set is JSON Lines with `doc`, `text` and `quotes` (spans of `content`, `source`, `cue`), the
scorer `score_polnear.py` lies beside it. Two rows are ours: all that the learned reader
finds (the set marks thoughts, hopes and perceptions as well), and what the record keeps as statements. `--rules` adds
what the rules find without the learned reader, `--peers` textacy and the nearest name.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from statement_peers import PEERS, Quotes

from onrecord.annotate import Annotated, NameIndex, load_model_for, make_annotated
from onrecord.extract.statements.reading import read_drafts, read_learned, read_statements
from onrecord.extract.statements.reported import Draft
from onrecord.knowledge import Knowledge, load_knowledge
from onrecord.model import Document, Mention
from onrecord.run.parsing import parse_text

Row = dict[str, Any]
LANGUAGE = "en"
SHOWN = ("all", "all_e2e", "core", "core_e2e", "direct", "direct_e2e")
HEADS = ("ALL", "with speaker", "CORE", "with speaker", "DIRECT", "with speaker")


def main() -> int:
    """Read, score, print."""
    args = read_arguments()
    score = load_scorer(args.scorer or args.gold.with_name("score_polnear.py"))
    labels = [json.loads(line) for line in args.gold.read_text(encoding="utf-8").splitlines()]
    rows = measure_ours(labels, score, rules=args.rules)
    for name in PEERS if args.peers else ():
        got = run_peer(name, args.gold, args.peers_python if name == "textacy" else sys.executable)
        if got is not None:
            rows[name] = score_all(labels, got["found"], score, got["seconds"])
            rows[f"{name}, filtered"] = score_filtered(labels, got["found"], score, got["seconds"])
    print(json.dumps(rows, indent=1) if args.json else format_rows(rows))
    return 0


def read_arguments() -> argparse.Namespace:
    """Return what was asked."""
    parser = argparse.ArgumentParser(description="Score who said what.")
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, help="default: score_polnear.py beside the set")
    parser.add_argument("--rules", action="store_true", help="the rules alone, too")
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--peers-python", default=sys.executable, help="interpreter with textacy")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def load_scorer(path: Path) -> ModuleType:
    """Return the scorer, which is no part of the program."""
    spec = importlib.util.spec_from_file_location("score_polnear", path)
    if spec is None or spec.loader is None:
        sys.exit(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measure_ours(labels: list[Row], score: ModuleType, *, rules: bool) -> dict[str, Row]:
    """Return the scores of all that the model reads, of what is kept, and of the rules alone."""
    knowledge = load_knowledge()
    reader = Reader(knowledge)
    ways: dict[str, Callable[[Annotated], Quotes]] = {
        "learned reader": lambda a: write_drafts(a, read_learned(a, knowledge)),
        "kept as statements": lambda a: write_statements(a, knowledge),
    }
    if rules:
        ways["rules alone"] = lambda a: write_drafts(a, read_drafts(a, knowledge))
    rows = {}
    for name, way in ways.items():
        reader.read(labels[0], way)
        began = time.process_time()
        found = {label["doc"]: reader.read(label, way) for label in labels}
        seconds = time.process_time() - began
        rows[name] = score_all(labels, found, score, seconds)
        rows[f"{name}, filtered"] = score_filtered(labels, found, score, seconds)
    return rows


class Reader:
    """Parses a text and reads it in some way."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._nlp, self._index = (
            load_model_for(LANGUAGE, knowledge.parsers),
            NameIndex(knowledge, LANGUAGE),
        )

    def read(self, label: Row, way: Callable[[Annotated], Quotes]) -> Quotes:
        """Return the statements of a text."""
        document = Document(
            capture_id=label["doc"], source=label["doc"], text=label["text"], language=LANGUAGE
        )
        doc = parse_text(document.text, self._nlp)
        return way(make_annotated(document, doc, self._index))


def write_drafts(annotated: Annotated, drafts: list[Draft]) -> Quotes:
    """Return drafts as the scorer wants them."""
    quotes = []
    for draft in drafts:
        cue = annotated.cut(draft.cue.first, draft.cue.after) if draft.cue is not None else None
        quotes.append(
            {
                "content": [[draft.start, draft.end]],
                "source": span_of(draft.speaker),
                "cue": [[cue.start, cue.end]] if cue is not None else [],
            }
        )
    return quotes


def write_statements(annotated: Annotated, knowledge: Knowledge) -> Quotes:
    """Return statements as the scorer wants them."""
    return [
        {
            "content": [[s.content.start, s.content.end]],
            "source": span_of(s.speaker),
            "cue": [[s.cue.start, s.cue.end]] if s.cue is not None else [],
        }
        for s in read_statements(annotated, knowledge)
    ]


def span_of(mention: Mention | None) -> list[list[int]]:
    """Return where a speaker is named."""
    return [[mention.span.start, mention.span.end]] if mention is not None else []


def run_peer(name: str, gold: Path, python: str) -> Row | None:
    """Return what another reader found, None when it is not there."""
    script = Path(__file__).with_name("statement_peers.py")
    command = [python, str(script), name, "--gold", str(gold)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    got: Row | None = json.loads(done.stdout.splitlines()[-1])
    return got


def score_all(
    labels: list[Row], found: dict[str, Quotes], score: ModuleType, seconds: float
) -> Row:
    """Return precision, recall and F1 by what is asked, in percent."""
    report = score.report([score.score_doc(g, {"quotes": found[g["doc"]]}) for g in labels])
    row: Row = {name: [round(100 * x, 1) for x in report[name]] for name in SHOWN}
    row["speaker"] = round(100 * report["speaker_acc"][0], 1)
    row["recall"] = {k: round(100 * v, 1) for k, v in report["recall_by_type"].items()}
    row["documents a CPU second"] = round(len(labels) / seconds, 1)
    return row


def score_filtered(
    labels: list[Row], found: dict[str, Quotes], score: ModuleType, seconds: float
) -> Row:
    """Return the scores of what has a cue of communication or words in marks."""
    kept = {g["doc"]: [q for q in found[g["doc"]] if is_core(q, g["text"], score)] for g in labels}
    return score_all(labels, kept, score, seconds)


def is_core(quote: dict[str, list[list[int]]], text: str, score: ModuleType) -> bool:
    """Would the scorer take it for saying or writing?"""
    cue = " ".join(text[a:b] for a, b in quote["cue"]).lower()
    if cue.strip() == ":" or any(word in score.CORE for word in cue.split()):
        return True
    words = score.words(text)
    starts = [word[0] for word in words]
    segments = [score.wset(words, starts, [s]) for s in score.quote_segments(text)]
    quoted = set().union(*segments) if segments else set()
    return len(score.wset(words, starts, quote["content"]) & quoted) >= 3


def format_rows(rows: dict[str, Row]) -> str:
    """Return the scores as a table: F1 in percent."""
    lines = [
        "| | "
        + " | ".join(HEADS)
        + " | speaker | recall direct/mixed/indirect | documents a CPU second |",
        "| --- |" + " --- |" * (len(HEADS) + 3),
    ]
    for name, row in rows.items():
        cells = [str(row[key][2]) for key in SHOWN]
        recall = "/".join(f"{row['recall'][k]:.0f}" for k in ("direct", "mixed", "indirect"))
        cells += [str(row["speaker"]), recall, str(row["documents a CPU second"])]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
