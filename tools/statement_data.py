"""Make what `train_statements.py` learns from: parsed texts, their pieces, and who said what.

    python tools/statement_data.py --train FILE --other FILE --base FOLDER --out FOLDER

`--train` and `--other` are PolNeAR sets as JSON Lines (`text`, `quotes` with `content`, `source`
and `cue` spans); `--base` holds the encoder's `model.safetensors` and `vocab.txt`. Writes
`train.npz`, `other.npz`, `vocabulary.json` and `base.npz` (the encoder with its pieces cut down
to the most useful). Nothing is random.
"""

from __future__ import annotations

import argparse
import json
import struct
from collections import Counter
from pathlib import Path
from typing import Any

import numpy

from onrecord.annotate import NameIndex, load_model_for, make_annotated
from onrecord.extract.statements.learned_pieces import PieceCutter
from onrecord.extract.statements.learned_words import COLUMNS, Words, read_words
from onrecord.knowledge import Knowledge, load_knowledge
from onrecord.model import Document
from onrecord.run.parsing import parse_text

LANGUAGE = "en"
PIECES = 16_000  # of 30,522: those met in the training texts, then by their place in the list
TAGS = ("content", "cue", "source")


def main() -> None:
    """Read, cut, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--train", "--other", "--base", "--out"):
        parser.add_argument(name, type=Path, required=True)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    knowledge = load_knowledge()
    sets = {name: read_set(getattr(args, name), knowledge) for name in ("train", "other")}
    all_pieces = (args.base / "vocab.txt").read_text(encoding="utf-8").splitlines()
    kept = choose_pieces(all_pieces, sets["train"])
    columns = {name: list_values(name, sets["train"]) for name in COLUMNS}
    pieces = [all_pieces[i] for i in kept]
    (args.out / "vocabulary.json").write_text(
        json.dumps({"pieces": pieces, "columns": columns}, ensure_ascii=False), encoding="utf-8"
    )
    write_base(args.base / "model.safetensors", kept, args.out / "base.npz")
    cutter = PieceCutter({piece: at for at, piece in enumerate(pieces)})
    for name, rows in sets.items():
        numpy.savez_compressed(args.out / f"{name}.npz", **number_set(rows, cutter, columns))


Row = tuple[dict[str, Any], Words]


def read_set(path: Path, knowledge: Knowledge) -> list[Row]:
    """Return the texts of a set with their words."""
    nlp, index = load_model_for(LANGUAGE, knowledge.parsers), NameIndex(knowledge, LANGUAGE)
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        document = Document(
            capture_id=label["doc"], source=label["doc"], text=label["text"], language=LANGUAGE
        )
        annotated = make_annotated(document, parse_text(document.text, nlp), index)
        rows.append((label, read_words(annotated, annotated.quotations())))
    return rows


def choose_pieces(pieces: list[str], rows: list[Row]) -> list[int]:
    """Return which pieces are kept, in the order of the list: it goes from frequent to rare."""
    cutter = PieceCutter({piece: at for at, piece in enumerate(pieces)})
    met = Counter(n for _, words in rows for text in words.texts for n in cutter.cut(text))
    special = [i for i, piece in enumerate(pieces) if piece in {"[PAD]", "[UNK]", "[CLS]", "[SEP]"}]
    letters = [
        i for i, piece in enumerate(pieces) if len(piece.removeprefix("##")) == 1 and i < 3000
    ]
    wanted = dict.fromkeys([*special, *letters, *(n for n, _ in met.most_common() if met[n] > 1)])
    for i, piece in enumerate(pieces):
        if len(wanted) >= PIECES:
            break
        if not piece.startswith("[unused"):
            wanted.setdefault(i)
    return sorted(list(wanted)[:PIECES])


def list_values(name: str, rows: list[Row]) -> list[str]:
    """Return the names met in a column; number 0 is for unknown ones."""
    met = Counter(value for _, words in rows for value in words.columns[name])
    return ["", *sorted(value for value, count in met.items() if value and count > 20)]


def write_base(path: Path, kept: list[int], out: Path) -> None:
    """Write the encoder's weights in half precision, with the kept pieces only."""
    data = path.read_bytes()
    size = struct.unpack("<Q", data[:8])[0]
    head = json.loads(data[8 : 8 + size])
    arrays = {}
    for name, entry in head.items():
        if name == "__metadata__" or "pooler" in name or "position_ids" in name:
            continue
        first, after = entry["data_offsets"]
        flat = numpy.frombuffer(data[8 + size + first : 8 + size + after], dtype=numpy.float32)
        array = flat.reshape(entry["shape"])
        if name.endswith("word_embeddings.weight"):
            array = array[kept]
        arrays[name] = array.astype(numpy.float16)
    numpy.savez(out, **arrays)


def number_set(
    rows: list[Row], cutter: PieceCutter, columns: dict[str, list[str]]
) -> dict[str, Any]:
    """Return a set as flat arrays: words and pieces of all documents behind each other."""
    tables = {name: {value: i for i, value in enumerate(columns[name])} for name in COLUMNS}
    parts: dict[str, list[Any]] = {}
    links: list[tuple[int, int, int, int]] = []  # anchor, kind, first, after: words of the set
    base = 0
    for label, words in rows:
        cut = [cutter.cut(text) for text in words.texts]
        numbers = [
            [tables[name].get(value, 0) for value in words.columns[name]] for name in COLUMNS
        ]
        tags, found = tag_words(label, words)
        links.extend(
            (a + base, kind, first + base, after + base) for a, kind, first, after in found
        )
        parts.setdefault("pieces", []).append(numpy.array([n for c in cut for n in c], "int32"))
        parts.setdefault("counts", []).append(numpy.array([len(c) for c in cut], "int32"))
        parts.setdefault("columns", []).append(numpy.array(numbers, "uint8").T)
        parts.setdefault("heads", []).append(numpy.array(words.heads, "int32"))
        parts.setdefault("paragraphs", []).append(numpy.array(words.paragraphs, "int32"))
        parts.setdefault("starts", []).append(numpy.array(words.starts, "int32"))
        parts.setdefault("ends", []).append(numpy.array(words.ends, "int32"))
        parts.setdefault("tags", []).append(tags)
        base += len(words)
    arrays = {name: numpy.concatenate(some) for name, some in parts.items()}
    arrays["sizes"] = numpy.array([len(words) for _, words in rows], "int32")
    arrays["links"] = numpy.array(links, "int32")
    arrays["names"] = numpy.array([label["doc"] for label, _ in rows])
    return arrays


def tag_words(label: dict[str, Any], words: Words) -> tuple[Any, list[tuple[int, int, int, int]]]:
    """Return the tags (outside 0, begins 1, goes on 2) and the links of a document."""
    tags = numpy.zeros((len(words), len(TAGS)), "uint8")
    links = []
    starts = numpy.array(words.starts)
    outer_first = sorted(label["quotes"], key=lambda q: -sum(b - a for a, b in q["content"]))
    for quote in outer_first:
        ranges = {name: find_ranges(quote[name], starts) for name in TAGS}
        for column, name in enumerate(TAGS):
            for first, after in ranges[name]:
                tags[first:after, column] = 2
                tags[first, column] = 1
        if ranges["cue"]:
            anchor = ranges["cue"][0][0]
            for kind, name in ((0, "content"), (1, "source")):
                links.extend((anchor, kind, first, after) for first, after in ranges[name])
    return tags, links


def find_ranges(spans: list[list[int]], starts: Any) -> list[tuple[int, int]]:
    """Return the ranges of words that begin within the spans."""
    found = []
    for a, b in sorted(spans):
        first, after = (int(n) for n in numpy.searchsorted(starts, [a, b]))
        if after > first:
            found.append((first, after))
    return found


if __name__ == "__main__":
    main()
