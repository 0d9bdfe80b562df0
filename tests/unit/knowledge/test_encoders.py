"""Encoders: networks in a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy
import pytest

from onrecord.knowledge import WordInput
from onrecord.knowledge.encoders import load_encoder, load_encoders
from onrecord.model import TableError

WIDTH, INNER, PAIR = 24, 32, 4


def test_each_word_gets_a_row_and_each_pair_a_score(tmp_path: Path) -> None:
    encoder = load_encoder(write_model(tmp_path))
    rows = encoder.read(make_input([1, 2, 3]))
    assert rows.shape == (3, WIDTH)
    assert encoder.tag(rows).shape == (3, 9)
    assert encoder.pair(rows, [0, 2]).shape == (2, 2, 3)


def test_a_word_is_read_in_its_context(tmp_path: Path) -> None:
    encoder = load_encoder(write_model(tmp_path))
    first = encoder.read(make_input([1, 2, 3]))[0]
    other = encoder.read(make_input([1, 2, 2]))[0]
    assert not numpy.allclose(first, other)


def test_matrices_are_rounded_with_a_scale_for_each_row(tmp_path: Path) -> None:
    path = write_model(tmp_path)
    whole = numpy.load(path)
    encoder = load_encoder(path)
    wide = whole["tags.weight:whole"] * whole["tags.weight:scale"].astype("float32")
    assert numpy.allclose(encoder.arrays["tags.weight"], wide.T)


def test_its_name_tells_the_version(tmp_path: Path) -> None:
    assert load_encoder(write_model(tmp_path)).name == "made@7"


def test_encoders_are_found_by_language_and_name(tmp_path: Path) -> None:
    write_model(tmp_path)
    assert list(load_encoders([tmp_path])) == [("xx", "made")]


def test_a_file_that_is_no_encoder_is_named(tmp_path: Path) -> None:
    path = write_model(tmp_path)
    path.write_bytes(b"PK but no archive")
    with pytest.raises(TableError, match=r"made\.npz: is no encoder"):
        load_encoder(path)


def test_a_model_may_share_the_pieces_of_another(tmp_path: Path) -> None:
    path = write_model(tmp_path)
    with numpy.load(path) as data:
        own = {name: data[name] for name in data.files if not name.startswith("words")}
    other = path.with_name("small.npz")
    numpy.savez(other, **own)
    other.with_suffix(".json").write_text(json.dumps({"version": 1, "shares": "made"}))
    encoders = load_encoders([tmp_path])
    lender, sharer = encoders["xx", "made"], encoders["xx", "small"]
    assert sharer.pieces == lender.pieces
    assert numpy.array_equal(sharer.embed(numpy.array([1, 2])), lender.embed(numpy.array([1, 2])))


def make_input(pieces: list[int]) -> WordInput:
    count = len(pieces)
    return WordInput(
        pieces=numpy.array([0, *pieces, 0]),
        word_of=numpy.array([0, *range(1, count + 1), 0]),
        firsts=numpy.arange(1, count + 1),
        heads=numpy.zeros(count, dtype=numpy.intp),
        columns=numpy.ones((count, 1), dtype=numpy.intp),
    )


def write_model(folder: Path) -> Path:
    random = numpy.random.default_rng(1)
    shapes = {
        "words": (6, WIDTH),
        "head": (WIDTH, WIDTH),
        "layers.0.qkv": (3 * WIDTH, WIDTH),
        "layers.0.out": (WIDTH, WIDTH),
        "layers.0.up": (INNER, WIDTH),
        "layers.0.down": (WIDTH, INNER),
        "tags": (9, WIDTH),
        "pairs": (4 * PAIR, WIDTH),
    }
    arrays: dict[str, Any] = {}
    for name, shape in shapes.items():
        arrays[f"{name}.weight:whole"] = random.integers(-127, 128, shape).astype("int8")
        arrays[f"{name}.weight:scale"] = numpy.full((shape[0], 1), 0.01, "float16")
        if name not in {"words", "head"}:
            arrays[f"{name}.bias"] = numpy.zeros(shape[0], "float16")
    for name in ("norm", "layers.0.norm1", "layers.0.norm2"):
        arrays[f"{name}.weight"] = numpy.ones(WIDTH, "float16")
        arrays[f"{name}.bias"] = numpy.zeros(WIDTH, "float16")
    arrays["places.weight"] = random.normal(size=(16, WIDTH)).astype("float16")
    arrays["columns.0.weight"] = random.normal(size=(2, WIDTH)).astype("float16")
    arrays["near"], arrays["bias"] = numpy.zeros((2, 9), "float16"), numpy.zeros(2, "float16")
    path = folder / "models" / "xx" / "made.npz"
    path.parent.mkdir(parents=True, exist_ok=True)
    numpy.savez(path, **arrays)
    about = {"version": 7, "pieces": ["[UNK]", "a"], "columns": {"pos": ["", "X"]}}
    path.with_suffix(".json").write_text(json.dumps(about), encoding="utf-8")
    return path
