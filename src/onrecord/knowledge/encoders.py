"""Encoders: networks that read words in their context, kept as plain arrays in a pack.

A model is two files in `models/<language>/`. The `.npz` holds its numbers: matrices rounded to 8 bits
with a scale for each row, everything else in half precision. The `.json` beside it says what they
mean: version, pieces and names in the order of their numbers, limits. Reading needs nothing but
numpy. How the files are made stands in `tools/train_statements.py`.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy
from numpy.typing import NDArray

from onrecord.model import TableError

Floats = NDArray[numpy.float32]
Numbers = NDArray[numpy.intp]
HEADS = 12  # of attention, in every layer
_TINY = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class WordInput:
    """Words to read: their pieces, with CLS first and SEP behind each paragraph.

    `word_of` tells of each piece its word, counted from 1, 0 for CLS and SEP. `firsts` are the
    places of the words' first pieces, `heads` the words that they hang on, `columns` what else is
    known of each.
    """

    pieces: Numbers
    word_of: Numbers
    firsts: Numbers
    heads: Numbers
    columns: Numbers  # a row for each word


@dataclass(frozen=True, kw_only=True)
class Encoder:
    """A network of words: `read` gives a vector for each, `tag` and `pair` say what it is."""

    name: str
    about: dict[str, Any]
    arrays: dict[str, Floats]
    embeddings: NDArray[numpy.int8]
    scales: Floats
    pieces: dict[str, int]  # their numbers
    columns: dict[str, dict[str, int]]  # by column the numbers of its names

    def read(self, words: WordInput) -> Floats:
        """Return a row for each word."""
        own = self.embed(words.pieces) + self._extra(words)[words.word_of]
        rows: Floats = self.run(own)[words.firsts]
        return rows

    def embed(self, pieces: Numbers) -> Floats:
        """Return the rows of pieces before anything is read."""
        rows: Floats = self.embeddings[pieces] * self.scales[pieces]
        return rows

    def run(self, rows: Floats) -> Floats:
        """Return what becomes of rows that are read one behind the other."""
        x = _norm(
            rows + self.arrays["places.weight"][: len(rows)],
            self.arrays["norm.weight"],
            self.arrays["norm.bias"],
        )
        for number in range(self.layers):
            x = self._layer(x, number)
        return x

    def sort(self, row: Floats) -> Floats:
        """Return the log-odds of the classes of what a row stands for."""
        return self._apply(row, "types")

    def tag(self, rows: Floats) -> Floats:
        """Return the log-odds of the tags of each word."""
        return self._apply(rows, "tags")

    def pair(self, rows: Floats, anchors: Iterable[int]) -> Floats:
        """Return for each anchor, each kind of link, and each word how well they fit."""
        at = list(anchors)
        parts = _bend(self._apply(rows, "pairs"))
        width, kinds = parts.shape[1] // 4, len(self.arrays["bias"])
        left = parts[at, : 2 * width].reshape(-1, kinds, width)
        right = parts[:, 2 * width :].reshape(-1, kinds, width)
        scores = numpy.einsum("akd,wkd->akw", left, right) / numpy.float32(width**0.5)
        near = self.arrays["near"]
        reach = near.shape[1] // 2
        gap = numpy.arange(len(rows))[None, :] - numpy.array(at, dtype=numpy.intp)[:, None]
        close = near[:, gap.clip(-reach, reach) + reach].transpose(1, 0, 2)
        found: Floats = scores + close + self.arrays["bias"][None, :, None]
        return found

    @cached_property
    def layers(self) -> int:
        """Return how many layers it has."""
        return sum(name.endswith("qkv.weight") for name in self.arrays)

    def _extra(self, words: WordInput) -> Floats:
        """Return what is added to the pieces of each word; the first row is for none."""
        heads = self.embed(words.pieces[words.firsts])[words.heads]
        extra = heads @ self.arrays["head.weight"]
        for column in range(words.columns.shape[1]):
            extra += self.arrays[f"columns.{column}.weight"][words.columns[:, column]]
        return numpy.concatenate([numpy.zeros_like(extra[:1]), extra])

    def _layer(self, x: Floats, number: int) -> Floats:
        at = f"layers.{number}."
        mixed = self._apply(_attend(self._apply(x, f"{at}qkv")), f"{at}out")
        x = _norm(x + mixed, self.arrays[f"{at}norm1.weight"], self.arrays[f"{at}norm1.bias"])
        raised = self._apply(_bend(self._apply(x, f"{at}up")), f"{at}down")
        return _norm(x + raised, self.arrays[f"{at}norm2.weight"], self.arrays[f"{at}norm2.bias"])

    def _apply(self, x: Floats, name: str) -> Floats:
        found: Floats = x @ self.arrays[f"{name}.weight"]
        found += self.arrays[f"{name}.bias"]
        return found


def _attend(parts: Floats) -> Floats:
    """Return each place's mix of all places, head by head."""
    length, width = len(parts), parts.shape[1] // 3
    query, key, value = parts.reshape(length, 3, HEADS, width // HEADS).transpose(1, 2, 0, 3)
    query = query * numpy.float32((width // HEADS) ** -0.5)
    weights = query @ key.transpose(0, 2, 1)
    weights -= weights.max(axis=2, keepdims=True)
    numpy.exp(weights, out=weights)
    mixed = (weights @ value) / weights.sum(axis=2, keepdims=True)
    found: Floats = mixed.transpose(1, 0, 2).reshape(length, width)
    return found


def _norm(x: Floats, weight: Floats, bias: Floats) -> Floats:
    x -= x.mean(axis=1, keepdims=True)
    x *= 1 / numpy.sqrt(numpy.einsum("ij,ij->i", x, x)[:, None] / x.shape[1] + _TINY)
    x *= weight
    x += bias
    return x


def _bend(x: Floats) -> Floats:
    """Return GELU of x, by its usual approximation."""
    inner = x * x
    inner *= numpy.float32(0.044715 * 0.7978845608)
    inner += numpy.float32(0.7978845608)
    inner *= x
    numpy.tanh(inner, out=inner)
    inner += 1
    inner *= x
    inner *= numpy.float32(0.5)
    return inner


def load_encoder(path: Path) -> Encoder:
    """Return the model in a file; TableError when it is none.

    A model that `shares` the pieces of another one in its folder keeps no own rows for them.
    """
    try:
        raw = _load_arrays(path)
        about: dict[str, Any] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        if "shares" in about:
            other = path.with_name(f"{about['shares']}.npz")
            raw.update(_load_arrays(other, only="words.weight"))
            lent = json.loads(other.with_suffix(".json").read_text(encoding="utf-8"))
            about["pieces"] = lent["pieces"]
        return Encoder(
            name=f"{path.stem}@{about['version']}",
            about=about,
            embeddings=raw.pop("words.weight:whole"),
            scales=raw.pop("words.weight:scale").astype(numpy.float32),
            arrays=dict(_widen(raw)),
            pieces=_number(about["pieces"]),
            columns={name: _number(values) for name, values in about.get("columns", {}).items()},
        )
    except (KeyError, ValueError, OSError, zipfile.BadZipFile) as error:
        raise TableError(
            f"{path}: is no encoder ({error}); make it with tools/train_statements.py"
        ) from error


def _load_arrays(path: Path, only: str = "") -> dict[str, Any]:
    """Return the arrays of a file whose names begin so."""
    with numpy.load(path, allow_pickle=False) as data:
        return {name: data[name] for name in data.files if name.startswith(only)}


def _number(names: list[str]) -> dict[str, int]:
    return {name: at for at, name in enumerate(names)}


def _widen(raw: dict[str, Any]) -> Iterable[tuple[str, Floats]]:
    """Yield the arrays as they are used; matrices that are applied stand with columns as outputs."""
    for name, array in raw.items():
        base, _, part = name.partition(":")
        if part == "scale":
            continue
        wide = array.astype(numpy.float32)
        if part == "whole":
            wide *= raw[f"{base}:scale"].astype(numpy.float32)
        is_table = base.startswith(("columns", "places", "marks")) or not base.endswith("weight")
        if wide.ndim == 2 and not is_table:
            wide = numpy.ascontiguousarray(wide.T)
        yield base, wide


class Encoders(Mapping[tuple[str, str], Encoder]):
    """The encoders of all packs by language and name; each is loaded when it is first asked for."""

    def __init__(self, paths: Mapping[tuple[str, str], Path]) -> None:
        self._paths = paths
        self._loaded: dict[tuple[str, str], Encoder] = {}

    def __getitem__(self, key: tuple[str, str]) -> Encoder:
        """Return an encoder; KeyError where no pack has it."""
        if key not in self._loaded:
            self._loaded[key] = load_encoder(self._paths[key])
        return self._loaded[key]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Return the languages and names that there are."""
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def load_encoders(folders: list[Path]) -> Encoders:
    """Return the encoders of all packs by language and name."""
    return Encoders(
        {
            (path.parent.name, path.stem): path
            for folder in folders
            for path in sorted(folder.glob("models/*/*.npz"))
        }
    )
