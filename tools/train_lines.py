"""Learn which lines of a page are its article, and write the models as tables.

    uv run --with lightgbm,scipy tools/train_lines.py --pages DIR -o FOLDER [--folds 5]

The pages lie as WCXB has them. Without `--folds` two models are made of all pages: `page.json` for
HTML and `plain.json` for text without tags. With it, FOLDER gets a model of the other folds' sites for each
fold and `folds.json`, so that `bench/pages.py --fold-models` can score pages whose site no model has seen.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lightgbm
import numpy

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "bench"))

from page_folds import hash_site
from page_lines import flatten_page
from page_truth import Page, count_shared, cut_words, mark_lines, read_pages

from onrecord.knowledge import Knowledge, load_knowledge
from onrecord.text.readers.choices import (
    PAGE_MODEL,
    PLAIN_MODEL,
    find_replies,
    measure_page,
    measure_plain,
)
from onrecord.text.readers.columns import Matrix
from onrecord.text.readers.pages import cut_page
from onrecord.text.readers.plain import rule_lines

SETTINGS = {
    "objective": "binary", "learning_rate": 0.06, "num_leaves": 15, "max_depth": 7,
    "min_data_in_leaf": 50, "feature_fraction": 0.4, "bagging_fraction": 0.8, "bagging_freq": 1,
    "lambda_l2": 5, "verbose": -1, "num_threads": 1, "seed": 7, "deterministic": True,
    # thresholds drawn by chance: pages differ more than lines, and the best ones fit the pages seen
    "extra_trees": True,
}  # fmt: skip
ROUNDS = {PAGE_MODEL: 150, PLAIN_MODEL: 400}
# What can only speak for a block, and what only against it; of lines without tags nothing is sure.
RISING = ("kept", "kept near", "kept wide", "parent kept", "grand kept", "weight", "best", "stated",
          "near", "wide")  # fmt: skip
FALLING = ("linked", "parent linked", "grand linked", "after kept", "comment", "replies", "foot",
           "navigation", "related", "hidden", "prompt", "advert", "share", "side",
           "furniture near", "furniture wide", "clocks wide", "copies near")  # fmt: skip
# A truth that leaves out most of what a library keeps was cut short by its makers.
CUT_SHORT, FOUND = 0.5, 0.9
PAGE_WEIGHT = 100.0  # of all lines of a page together, however many there are


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The measured lines of one page and which of them are the article."""

    site: str
    matrix: Matrix
    names: tuple[str, ...]
    marks: list[bool]
    weights: numpy.ndarray


def main() -> int:
    """Train and write."""
    parser = argparse.ArgumentParser(description="Learn which lines are the article.")
    parser.add_argument("--pages", type=Path, required=True)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=0)
    args = parser.parse_args()
    knowledge = load_knowledge()
    pages = [page for page in read_pages(args.pages) if page.text]
    for name, measure in MEASURES.items():
        samples = [s for page in pages for s in measure(page, knowledge)]
        write_models(name, samples, args.output, folds=args.folds)
    return 0


def write_models(name: str, samples: list[Sample], folder: Path, *, folds: int) -> None:
    """Write one model, or one for each fold."""
    if not folds:
        write_model(folder / f"{name}.json", samples, ROUNDS[name])
        return
    sites = sorted({s.site for s in samples}, key=hash_site)
    fold_of = {hash_site(site): str(at % folds) for at, site in enumerate(sites)}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "folds.json").write_text(json.dumps(fold_of, indent=0), encoding="utf-8")
    for fold in sorted(set(fold_of.values())):
        others = [s for s in samples if fold_of[hash_site(s.site)] != fold]
        write_model(folder / fold / "models" / f"{name}.json", others, ROUNDS[name])


def measure_html(page: Page, knowledge: Knowledge) -> Iterator[Sample]:
    """Yield the blocks of a page, readers' comments left out."""
    cut = cut_page(page.html.decode("utf-8", "replace"))
    if cut is None or not cut.blocks or is_cut_short(page, "\n".join(cut.view.kept)):
        return
    measures = measure_page(cut.blocks, cut.view, knowledge)
    texts = [block.text for block in cut.blocks]
    weights = weigh(texts) * ~find_replies(measures)
    yield Sample(
        site=page.site, matrix=measures.matrix, names=measures.names,
        marks=mark_lines(texts, page.text), weights=weights,
    )  # fmt: skip


def measure_flat(page: Page, knowledge: Knowledge) -> Iterator[Sample]:
    """Yield the lines of a page without tags, once as a browser spaces them, once otherwise."""
    cut = cut_page(page.html.decode("utf-8", "replace"))
    if cut is None or is_cut_short(page, "\n".join(cut.view.kept)):
        return
    other = random.Random(page.name).choice([(False, True), (True, False)])
    for gaps, bullets in ((None, False), other):
        text = "\n".join(flatten_page(page, gaps=gaps, bullets=bullets))
        ruled = rule_lines(text, knowledge)
        measures = measure_plain(ruled.lines, ruled.reasons, ruled.head, knowledge)
        texts = [line.text for line in ruled.lines]
        yield Sample(
            site=page.site, matrix=measures.matrix, names=measures.names,
            marks=mark_lines(texts, page.text), weights=weigh(texts),
        )  # fmt: skip


MEASURES: dict[str, Callable[[Page, Knowledge], Iterator[Sample]]] = {
    PAGE_MODEL: measure_html,
    PLAIN_MODEL: measure_flat,
}


def is_cut_short(page: Page, kept: str) -> bool:
    """Does the true text leave out most of what a library keeps, which has all of it?"""
    shared = count_shared(kept, page.text)[0]
    return shared < CUT_SHORT * len(cut_words(kept)) and shared > FOUND * len(cut_words(page.text))


def weigh(texts: list[str]) -> numpy.ndarray:
    """Return the weights of a page's lines: long ones count more, pages the same."""
    weights = numpy.sqrt(numpy.array([len(cut_words(text)) + 1 for text in texts]))
    return weights / weights.sum() * PAGE_WEIGHT


def write_model(path: Path, samples: list[Sample], rounds: int) -> None:
    """Train a model and write it as a table."""
    names = samples[0].names
    data = lightgbm.Dataset(
        numpy.vstack([s.matrix for s in samples]),
        label=numpy.array([mark for s in samples for mark in s.marks], dtype=int),
        weight=numpy.concatenate([s.weights for s in samples]),
    )
    placed = "linked" in names
    one_way = [placed * ((name in RISING) - (name in FALLING)) for name in names]
    booster = lightgbm.train(SETTINGS | {"monotone_constraints": one_way}, data, rounds)
    table = flatten_trees(booster.dump_model()["tree_info"], names)
    table["sites"] = sorted({hash_site(s.site) for s in samples})
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(table, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{path}: {len(samples)} pages, {len(table['feature']):,} nodes", file=sys.stderr)


def flatten_trees(trees: list[dict[str, Any]], names: tuple[str, ...]) -> dict[str, Any]:
    """Return the nodes of all trees in one list; a leaf points at itself."""
    table: dict[str, Any] = {
        "features": list(names), "offset": 0.0, "depth": 0, "roots": [], "feature": [],
        "threshold": [], "left": [], "right": [], "value": [],
    }  # fmt: skip
    for tree in trees:
        table["roots"].append(add_node(tree["tree_structure"], table, 0))
    return table


def add_node(node: dict[str, Any], table: dict[str, Any], depth: int) -> int:
    """Add a node and what hangs below it; return its number."""
    number = len(table["feature"])
    leaf = "leaf_value" in node
    table["feature"].append(0 if leaf else node["split_feature"])
    # rounded up, so that a value on the border goes the same way
    table["threshold"].append(0 if leaf else float(f"{node['threshold'] + 1e-9:.7g}"))
    table["value"].append(float(f"{node['leaf_value']:.5g}") if leaf else 0)
    table["left"].append(number)
    table["right"].append(number)
    table["depth"] = max(table["depth"], depth)
    if not leaf:
        table["left"][number] = add_node(node["left_child"], table, depth + 1)
        table["right"][number] = add_node(node["right_child"], table, depth + 1)
    return number


if __name__ == "__main__":
    sys.exit(main())
