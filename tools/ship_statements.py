"""Make the files of the learned reader that are shipped, with its scores calibrated.

    python tools/ship_statements.py --data FOLDER --weights FILE --train FILE --to FOLDER

`--data` is what `statement_data.py` wrote, `--weights` what `train_statements.py` did, `--train` the
set it learned from: on its every tenth text, which was kept aside, the scores are turned into
probabilities (Platt). Writes `statements.npz` and `statements.json` into `--to`, the folder of a
language under `models/`, and prints the table of the model card.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import numpy

from onrecord.annotate import NameIndex, load_model_for, make_annotated
from onrecord.extract.statements.cue_words import find_cues
from onrecord.extract.statements.learned import LearnedDraft, LearnedReader
from onrecord.knowledge import Encoder, Knowledge, References, load_knowledge
from onrecord.knowledge.encoders import load_encoder
from onrecord.model import Document
from onrecord.run.parsing import parse_text

LANGUAGE = "en"
VERSION = 1
LIMITS = {"cue": 0.4}  # best of 0.3, 0.4, 0.5 on the texts kept aside
KEPT_ASIDE = 10
STEPS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
Pairs = list[tuple[float, bool]]


def main() -> None:
    """Write the files without a calibration, measure, write the calibration."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--data", "--weights", "--train", "--to"):
        parser.add_argument(name, type=Path, required=True)
    args = parser.parse_args()
    vocabulary = json.loads((args.data / "vocabulary.json").read_text(encoding="utf-8"))
    about: dict[str, Any] = {
        "version": VERSION,
        "columns": vocabulary["columns"],
        "limits": LIMITS,
        "calibration": {},
        "pieces": vocabulary["pieces"],
    }
    args.to.mkdir(parents=True, exist_ok=True)
    shutil.copy(args.weights, args.to / "statements.npz")
    write_about(about, args.to)
    lines = args.train.read_text(encoding="utf-8").splitlines()[::KEPT_ASIDE]
    encoder = load_encoder(args.to / "statements.npz")
    contents, speakers = measure([json.loads(line) for line in lines], encoder)
    for name, pairs in (("content", contents), ("speaker", speakers)):
        about["calibration"][name] = fit(pairs)
        print(name, about["calibration"][name])
        print_table(pairs, *about["calibration"][name])
    write_about(about, args.to)


def write_about(about: dict[str, Any], folder: Path) -> None:
    """Write what the numbers of the model mean."""
    text = json.dumps(about, ensure_ascii=False, indent=0)
    (folder / "statements.json").write_text(text + "\n", encoding="utf-8")


def measure(labels: list[dict[str, Any]], encoder: Encoder) -> tuple[Pairs, Pairs]:
    """Return the raw scores of contents and speakers, each with whether it was right."""
    knowledge = load_knowledge()
    nlp, index = load_model_for(LANGUAGE, knowledge.parsers), NameIndex(knowledge, LANGUAGE)
    contents: Pairs = []
    speakers: Pairs = []
    for label in labels:
        document = Document(
            capture_id=label["doc"], source=label["doc"], text=label["text"], language=LANGUAGE
        )
        annotated = make_annotated(document, parse_text(document.text, nlp), index)
        for one in make_reader(annotated, encoder, knowledge).read():
            found = find_label(one, label)
            contents.append((one.score, found is not None))
            if found is not None and found["source"] and one.draft.speaker is not None:
                span = one.draft.speaker.span
                right = any(a < span.end and span.start < b for a, b in found["source"])
                speakers.append((one.speaker_score, right))
    return contents, speakers


def make_reader(annotated: Any, encoder: Encoder, knowledge: Knowledge) -> LearnedReader:
    """Return the reader of a document."""
    table = knowledge.cues[LANGUAGE]
    return LearnedReader(
        annotated,
        encoder,
        cues=find_cues(annotated.doc, table),
        table=table,
        references=knowledge.references.get(LANGUAGE, References()),
    )


def find_label(one: LearnedDraft, label: dict[str, Any]) -> dict[str, Any] | None:
    """Return the label in whose content most of the draft's words lie."""
    words = [m.start() for m in re.finditer(r"\w+", label["text"])]
    own = [at for at in words if one.draft.start <= at < one.draft.end]
    inside = Counter(
        number
        for number, quote in enumerate(label["quotes"])
        for at in own
        if any(a <= at < b for a, b in quote["content"])
    )
    best = inside.most_common(1)
    if not best or 2 * best[0][1] < len(own):
        return None
    found: dict[str, Any] = label["quotes"][best[0][0]]
    return found


def fit(pairs: Pairs) -> tuple[float, float]:
    """Return slope and offset of the log-odds that fit best (damped Newton steps)."""
    x, y = log_odds(pairs), numpy.array([right for _, right in pairs], dtype=float)
    both = numpy.stack([x, numpy.ones_like(x)])
    line = numpy.array([0.3, y.mean()])
    for _ in range(300):
        chance = 1 / (1 + numpy.exp(-line @ both))
        slope = both @ (chance - y)
        bend = (both * (chance * (1 - chance) + 1e-9)) @ both.T + 1e-6 * numpy.eye(2)
        line = line - 0.3 * numpy.linalg.solve(bend, slope)
    return round(float(line[0]), 3), round(float(line[1]), 3)


def log_odds(pairs: Pairs) -> Any:
    """Return the log-odds of the scores."""
    scores = numpy.clip(numpy.array([score for score, _ in pairs]), 1e-4, 1 - 1e-4)
    return numpy.log(scores / (1 - scores))


def print_table(pairs: Pairs, slope: float, offset: float) -> None:
    """Print how often what is said to be so sure was right."""
    chance = 1 / (1 + numpy.exp(-(slope * log_odds(pairs) + offset)))
    right = numpy.array([r for _, r in pairs])
    for low, high in zip(STEPS[:-1], STEPS[1:], strict=True):
        some = (chance >= low) & (chance < high)
        if some.any():
            print(
                f"| {low}-{high} | {some.sum()} | {chance[some].mean():.2f} | {right[some].mean():.2f} |"
            )


if __name__ == "__main__":
    main()
