"""Make what `train_events.py` learns from: labelled clauses, cut into pieces.

    python tools/event_data.py --base FOLDER --out FOLDER [--dictionary FILE] [--measure FILE]

Reads the clauses of `tools/event_clauses`; `--base` holds the encoder's `model.safetensors`.
`--dictionary` is a verb pattern dictionary in PETRARCH's format (CAMEO codes): each of its patterns
becomes a short clause, from which the network learns first. `--measure` is a file of sentences with
actor and target marked, only to measure on. Writes `clauses.npz`, `patterns.npz`, `measure.npz`
and `base.npz`. The pieces are those of the shipped reader of statements. Nothing is random.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy
from statement_data import write_base

from onrecord.extract.events.learned_pieces import TYPES, cut_clause
from onrecord.extract.statements.learned_pieces import PieceCutter
from onrecord.knowledge import load_knowledge

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "bench"))
from event_codes import map_cameo  # noqa: E402
from events import unmark  # noqa: E402

LANGUAGE = "en"
FOLDS = 10
YIELD = ("CONCEDE", "RETREAT")  # one class where clauses are only measured
LINKS = (
    ", while",
    ", after",
    ". Earlier",
    ", days before",
    "and",
    ", as",
    ". On Monday",
    ", although",
)
NAMES = (
    ("the government", "the rebels"),
    ("Mexico", "Canada"),
    ("the foreign minister", "Turkey"),
    ("officials", "the company"),
)


@dataclass(frozen=True, kw_only=True)
class Clause:
    """A text with its marked sides, and what passes between them."""

    text: str
    actor: tuple[int, int]
    target: tuple[int, int] | None
    type: str

    @property
    def fold(self) -> int:
        """Return its fold: clauses about the same two stay together."""
        sides = [self.text[a:b].lower() for a, b in (self.actor, self.target or (0, 0))]
        return crc32(" ".join(sorted(sides)).encode()) % FOLDS


def main() -> None:
    """Read, cut, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--dictionary", type=Path)
    parser.add_argument("--measure", type=Path)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    encoder = load_knowledge().encoders[(LANGUAGE, "statements")]
    cutter = PieceCutter(encoder.pieces)
    sets = {"clauses": list(read_clauses(HERE / "event_clauses"))}
    if args.dictionary:
        sets["patterns"] = list(read_patterns(args.dictionary))
    if args.measure:
        sets["measure"] = list(read_measure(args.measure))
    for name, clauses in sets.items():
        print(name, len(clauses))
        numpy.savez_compressed(args.out / f"{name}.npz", **number_set(clauses, cutter))
    links = [
        [n for word in re.findall(r"\w+|,|\.", link) for n in cutter.cut(word)] for link in LINKS
    ]
    (args.out / "names.json").write_text(
        json.dumps({"types": TYPES, "links": links}), encoding="utf-8"
    )
    write_base(args.base / "model.safetensors", [0], args.out / "base.npz")
    words = encoder.embeddings * encoder.scales  # frozen: the two readers share them
    numpy.savez(args.out / "words.npz", words=words.astype("float32"))


def read_clauses(folder: Path) -> Iterator[Clause]:
    """Yield our own clauses."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            target = tuple(row["target"]) if row["target"] else None
            yield Clause(
                text=row["text"], actor=tuple(row["actor"]), target=target, type=row["type"]
            )


def read_measure(path: Path) -> Iterator[Clause]:
    """Yield marked sentences that are only measured on."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            text, places = unmark(row["marked_sentence"])
            if "s" in places:
                root = YIELD[0] if row["root"] == "YIELD" else row["root"]
                yield Clause(text=text, actor=places["s"], target=places.get("t"), type=root)


# ---- a dictionary of verb patterns ---------------------------------------------------------


def read_patterns(path: Path) -> Iterator[Clause]:
    """Yield a clause for each pattern whose code stands for a type of event."""
    verb = ""
    for at, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines()):
        if line.startswith("---"):
            verb = line.strip("- ").split("[")[0].strip()
        elif verb and line.startswith("- ") and "[" in line:
            pattern, code = line[2:].split("[", 1)
            known = map_cameo(code.split("]")[0].split(":")[0])
            told = re.findall(r"#\s*([A-Z_]+)", code)  # the verb that the pattern was met with
            if known is not None:
                yield from render(pattern, (told or [verb])[0], known, NAMES[at % len(NAMES)])


def render(pattern: str, verb: str, known: str, names: tuple[str, str]) -> Iterator[Clause]:
    """Yield the clause that a pattern stands for, unless its actor follows its verb."""
    known = YIELD[0] if known == "YIELD" else known
    words = re.sub(r"[&{}()]", " ", pattern.split("#")[0].replace("_", " ")).split()
    words = [past(verb) if w == "*" else w.lower() for w in words]
    if "$" in words and words.index("$") > 1 or "%" in words:
        return
    words = [w for w in words if w not in {"$", "^"}]
    if "+" not in words:
        words.append("+")
    before = names[0] + " " + " ".join(words[: words.index("+")])
    after = " ".join(words[words.index("+") + 1 :]).replace("+", "")
    start = len(before.strip()) + 1
    text = f"{before.strip()} {names[1]} {after}".strip() + "."
    yield Clause(
        text=text, actor=(0, len(names[0])), target=(start, start + len(names[1])), type=known
    )


def past(verb: str) -> str:
    """Return a verb's past as most verbs have it."""
    first, *rest = verb.lower().split("_")
    first = first + "d" if first.endswith("e") else first + "ed"
    return " ".join([first, *rest])


# ---- numbers -------------------------------------------------------------------------------


def number_set(clauses: list[Clause], cutter: PieceCutter) -> dict[str, Any]:
    """Return clauses as flat arrays."""
    cut = [cut_clause(c.text, c.actor, c.target, cutter) for c in clauses]
    return {
        "pieces": numpy.concatenate([numpy.array(c.pieces, "int32") for c in cut]),
        "marks": numpy.concatenate([numpy.array(c.marks, "uint8") for c in cut]),
        "sizes": numpy.array([len(c.pieces) for c in cut], "int32"),
        "types": numpy.array([TYPES.index(c.type) for c in clauses], "int32"),
        "folds": numpy.array([c.fold for c in clauses], "int32"),
    }


if __name__ == "__main__":
    main()
