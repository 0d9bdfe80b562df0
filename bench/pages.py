"""Clean text, titles, authors and dates of article pages, beside other extractors.

    python bench/pages.py --pages DIR [--flat] [--peers] [--peers-python PYTHON] [--fold-models DIR]
                          [--json]

The pages lie as WCXB has them. `--flat` takes their tags away first and asks which lines are the
article. `--peers` adds readability-lxml, newspaper4k and resiliparse where they can be imported;
trafilatura alone is always measured in the same run. The line models that come with the program have
seen WCXB's development pages: on those give `--fold-models`, the folder that
`tools/train_lines.py --folds` writes, and each page is read with models that never saw its site.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from page_folds import FoldModels
from page_lines import flatten_page
from page_truth import (
    Page,
    count_quotations,
    count_shared,
    cut_words,
    mark_lines,
    read_pages,
    score_words,
)

from onrecord.knowledge import Knowledge, load_knowledge
from onrecord.model import Capture, Document
from onrecord.text import make_document

MET = datetime(
    2027, 1, 1, tzinfo=UTC
)  # after all pages of the set: no date is refused for being late
PEERS = ("trafilatura", "readability", "newspaper", "resiliparse")
POOR, GOOD = 0.3, 0.8  # a page under the one that a peer gets over the other is a failure of ours
Row = dict[str, Any]
Same = Callable[[str, str], bool]


def main() -> int:
    """Measure and print."""
    args = read_arguments()
    pages = list(read_pages(args.pages))
    models = FoldModels(load_knowledge(), args.fold_models)
    if models.knows_too_much(pages):
        print(
            "some of these pages taught the line models: the scores flatter; see --fold-models",
            file=sys.stderr,
        )
    result = measure_flat(pages, models) if args.flat else measure_pages(pages, models, args)
    if args.json:
        print(json.dumps(result, indent=1))
    else:
        print_rows(result)
    return 0


def read_arguments() -> argparse.Namespace:
    """Return what was asked."""
    parser = argparse.ArgumentParser(description="Score clean text, titles, authors and dates.")
    parser.add_argument("--pages", type=Path, required=True, help="folder in the layout of WCXB")
    parser.add_argument("--flat", action="store_true", help="take the tags away first")
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--peers-python", default=sys.executable, help="interpreter that has them")
    parser.add_argument("--fold-models", type=Path, help="models that have not seen the page")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def measure_pages(pages: list[Page], models: FoldModels, args: argparse.Namespace) -> Row:
    """Return the scores of our own reading and of the others'."""
    found: dict[str, dict[str, Row]] = {}
    seconds: dict[str, float] = {}
    for knowledge in models.list_all():  # what is loaded once is loaded
        read_one(pages[0], knowledge, pages[0].html, "text/html")
    began = time.process_time()
    ours = {p.name: read_one(p, models.find(p), p.html, "text/html") for p in pages}
    seconds["onrecord"] = time.process_time() - began
    found["onrecord"] = {name: show(document) for name, document in ours.items()}
    for name in ("htmldate", *(PEERS if args.peers else PEERS[:1])):
        python = args.peers_python if name not in {"trafilatura", "htmldate"} else sys.executable
        got = run_peer(name, args.pages, python)
        if got is not None:
            found[name], seconds[name] = got["found"], got["seconds"]
    rows = {
        name: score_all(pages, some) | {"pages a CPU second": round(len(pages) / seconds[name], 1)}
        for name, some in found.items()
    }
    return {"pages": len(pages), "extractors": rows, "failures": find_failures(pages, found)}


def read_one(page: Page, knowledge: Knowledge, body: bytes, media_type: str) -> Document | None:
    """Return our document of a page."""
    capture = Capture(
        body=body,
        media_type=media_type,
        source=f"{page.name}.html",
        met_at=MET,
        url=page.url or None,
    )
    return make_document(capture, knowledge)[0]


def show(document: Document | None) -> Row:
    """Return what is compared of a document; a day counts only when it is one day."""
    if document is None:
        return {"text": ""}
    known = document.publication
    exact = known is not None and known.is_exact and known.earliest is not None
    return {
        "text": document.text,
        "title": document.title,
        "author": "; ".join(document.authors),
        "published": known.earliest.isoformat() if exact and known and known.earliest else None,
    }


def run_peer(name: str, pages: Path, python: str) -> Row | None:
    """Return what another extractor found, None when it is not installed."""
    script = Path(__file__).with_name("page_peers.py")
    command = [python, str(script), name, "--pages", str(pages)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    got: Row | None = json.loads(done.stdout.splitlines()[-1])
    return got


def score_all(pages: list[Page], found: dict[str, Row]) -> Row:
    """Return the scores of one extractor; None for what it does not look for."""
    scores = sorted(score_words(found[p.name]["text"], p.text) for p in pages)
    row: Row = {
        "word F1": round(statistics.fmean(scores), 4),
        "p10": round(scores[len(scores) // 10], 3),
    }
    for name, field, is_same in FIELDS:
        pairs = [(getattr(p, field), found[p.name].get(field)) for p in pages]
        row[name] = score_field([pair for pair in pairs if pair[0]], is_same)
    return row


def score_field(pairs: list[tuple[str, str | None]], is_same: Same) -> Row | None:
    """Return precision and recall over pairs of truth and found; None when nothing is ever found.

    Pages whose truth is not known count for neither: what stands there may be right.
    """
    said = [(truth, found) for truth, found in pairs if found]
    if not said:
        return None
    hit = sum(is_same(found, truth) for truth, found in said)
    return {
        "precision": round(hit / len(said), 3),
        "recall": round(hit / len(pairs), 3),
        "of": len(pairs),
    }


def is_same_title(ours: str, truth: str) -> bool:
    """Have both the same words?"""
    return cut_words(ours) == cut_words(truth)


def is_same_author(ours: str, truth: str) -> bool:
    """Are the names of one of them all among the other's?"""
    a, b = set(cut_words(ours)), set(cut_words(re.sub(r"\b(?:by|and)\b", " ", truth)))
    return bool(a & b) and (a <= b or b <= a)


FIELDS: tuple[tuple[str, str, Same], ...] = (
    ("title", "title", is_same_title),
    ("author", "author", is_same_author),
    ("date", "published", str.__eq__),
)


def find_failures(pages: list[Page], found: dict[str, dict[str, Row]]) -> list[str]:
    """Return the pages that we get far worse than another extractor does."""
    peers = [some for name, some in found.items() if name not in {"onrecord", "htmldate"}]
    return [
        page.name
        for page in pages
        if score_words(found["onrecord"][page.name]["text"], page.text) < POOR
        and any(score_words(some[page.name]["text"], page.text) > GOOD for some in peers)
    ]


@dataclass(slots=True)
class FlatScore:
    """Lines and quotations counted so far."""

    hit: int = 0
    extra: int = 0
    missed: int = 0
    quoted: int = 0
    quotations: int = 0
    shared: int = 0
    words: int = 0


def measure_flat(pages: list[Page], models: FoldModels) -> Row:
    """Return how well the article's lines are told from the others when there are no tags."""
    rows: dict[str, list[float]] = {"onrecord": [], "all lines": [], "true lines": []}
    score = FlatScore()
    seconds = 0.0
    pages = [page for page in pages if page.text]
    for page in pages:
        lines = flatten_page(page)
        body = "\n".join(lines).encode()
        began = time.process_time()
        document = read_one(replace(page, url=""), models.find(page), body, "text/plain")
        seconds += time.process_time() - began
        text = document.text if document is not None else ""
        shown = [line for line in lines if line]
        marks = mark_lines(shown, page.text)
        count_lines(lines, marks, document, score)
        count_text(text, page.text, score)
        rows["onrecord"].append(score_words(text, page.text))
        rows["all lines"].append(score_words("\n".join(shown), page.text))
        true = "\n".join(line for line, good in zip(shown, marks, strict=True) if good)
        rows["true lines"].append(score_words(true, page.text))
    return {
        "pages": len(pages),
        "line F1": round(2 * score.hit / (2 * score.hit + score.extra + score.missed), 4),
        "word F1": {name: round(statistics.fmean(some), 4) for name, some in rows.items()},
        "word F1 over all words": round(2 * score.shared / score.words, 4),
        "quotations kept": f"{score.quoted} of {score.quotations}",
        "pages a CPU second": round(len(pages) / seconds, 1),
    }


def count_lines(
    lines: list[str], marks: list[bool], document: Document | None, score: FlatScore
) -> None:
    """Count which lines of a page came through; of equal ones those that were not dropped."""
    left = Counter(document.text.split("\n") if document is not None else ())
    gone = {(d.line, d.text) for d in document.dropped} if document is not None else set()
    shown = [(number, " ".join(line.split())) for number, line in enumerate(lines, 1) if line]
    for (number, plain), good in zip(shown, marks, strict=True):
        came = left[plain] > 0 and (number, plain) not in gone
        left[plain] -= came
        score.hit += came and good
        score.extra += came and not good
        score.missed += good and not came


def count_text(text: str, truth: str, score: FlatScore) -> None:
    """Count the quotations and words that came through."""
    quoted, quotations = count_quotations(text, truth)
    score.quoted += quoted
    score.quotations += quotations
    shared, words = count_shared(text, truth)
    score.shared += shared
    score.words += words


def print_rows(result: Row) -> None:
    """Print a table."""
    rows = result.pop("extractors", {})
    for name, row in rows.items():
        cells = [f"{key} {show_cell(value)}" for key, value in row.items() if value is not None]
        print(f"{name:12} " + " · ".join(cells))
    for key, value in result.items():
        print(f"{key:24} {value}")


def show_cell(value: object) -> str:
    """Return precision and recall as P/R, anything else as it is."""
    if isinstance(value, dict):
        return f"{value['precision']:.3f}/{value['recall']:.3f}"
    return str(value)


if __name__ == "__main__":
    sys.exit(main())
