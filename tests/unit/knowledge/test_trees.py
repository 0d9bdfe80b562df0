"""Learned models as tables."""

from __future__ import annotations

import json
from pathlib import Path

import numpy
import pytest

from onrecord.knowledge import Knowledge
from onrecord.knowledge.trees import load_models, load_trees
from onrecord.model import TableError

# two trees: one splits on the first measure at 1, the other is a single leaf
TABLE = {
    "features": ["words", "links"], "offset": 0.0, "depth": 1, "roots": [0, 3],
    "feature": [0, 0, 0, 0], "threshold": [1, 0, 0, 0], "left": [1, 1, 2, 3],
    "right": [2, 1, 2, 3], "value": [0, -2, 2, 0.5],
}  # fmt: skip


def write(folder: Path, table: dict[str, object], name: str = "some") -> Path:
    path = folder / "models" / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(table), encoding="utf-8")
    return path


def test_rows_go_left_where_the_measure_is_at_most_the_threshold(tmp_path: Path) -> None:
    model = load_trees(write(tmp_path, TABLE))
    low, high = model.score(numpy.array([[1, 9], [1.5, 9]], dtype=numpy.float32))
    assert low == pytest.approx(1 / (1 + numpy.exp(1.5)))
    assert high == pytest.approx(1 / (1 + numpy.exp(-2.5)))


def test_no_rows_have_no_scores(tmp_path: Path) -> None:
    model = load_trees(write(tmp_path, TABLE))
    assert len(model.score(numpy.zeros((0, 2), dtype=numpy.float32))) == 0


def test_a_model_without_its_fields_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, {"features": []})
    with pytest.raises(TableError, match=r"some\.json: lacks offset"):
        load_trees(path)


def test_a_later_packs_model_takes_the_place_of_an_earlier_ones(tmp_path: Path) -> None:
    write(tmp_path / "one", TABLE)
    write(tmp_path / "two", TABLE | {"offset": 3.0})
    models = load_models([tmp_path / "one", tmp_path / "two"])
    assert models["some"].offset == pytest.approx(3.0)


def test_the_packs_models_fit_in_a_megabyte(knowledge: Knowledge) -> None:
    files = [p for folder in knowledge.folders for p in folder.glob("models/*.json")]
    assert {"page", "plain"} <= set(knowledge.models)
    assert sum(path.stat().st_size for path in files) < 1_000_000
