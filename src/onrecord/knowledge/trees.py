"""Boosted trees: judgements learned from labelled lines, kept as plain arrays in a table.

A model is a table like others: a file in a pack that says what it was learned from. Scoring needs
nothing but numpy. How the files are made stands in `tools/train_lines.py`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy
from numpy.typing import NDArray

from onrecord.model import TableError

Matrix = NDArray[numpy.float32]
_FIELDS = ("features", "offset", "roots", "feature", "threshold", "left", "right", "value")
_ROWS_AT_ONCE = 2_000  # of a matrix: memory stays small with pages of any length


@dataclass(frozen=True, kw_only=True)
class Trees:
    """A sum of binary trees. A row goes left where its feature is at most the threshold.

    Nodes of all trees stand in one list; a leaf points at itself. `names` are the features'
    names in the order of the matrix's columns.
    """

    names: tuple[str, ...]
    offset: float
    roots: NDArray[numpy.intp]
    feature: NDArray[numpy.intp]
    threshold: NDArray[numpy.float32]
    children: NDArray[numpy.intp]  # of each node the right one, then the left one
    value: NDArray[numpy.float32]
    depth: int
    sites: tuple[str, ...] = ()  # hashes of the sites whose pages it has learned from

    def score(self, matrix: Matrix) -> NDArray[numpy.float64]:
        """Return for each row the probability that it is what the model looks for."""
        parts = [
            self._sum(matrix[at : at + _ROWS_AT_ONCE])
            for at in range(0, len(matrix), _ROWS_AT_ONCE)
        ]
        total = numpy.concatenate(parts) if parts else numpy.zeros(0)
        return 1 / (1 + numpy.exp(-(self.offset + total)))

    def _sum(self, matrix: Matrix) -> NDArray[numpy.float64]:
        flat = numpy.ascontiguousarray(matrix).ravel()
        starts = (numpy.arange(len(matrix)) * matrix.shape[1])[:, None]
        nodes = numpy.broadcast_to(self.roots, (len(matrix), len(self.roots)))
        for _ in range(self.depth):
            measured = flat.take(starts + self.feature.take(nodes))
            low = measured <= self.threshold.take(nodes)
            nodes = self.children.take(2 * nodes + low)
        summed: NDArray[numpy.float64] = self.value.take(nodes).sum(axis=1, dtype=numpy.float64)
        return summed


def load_trees(path: Path) -> Trees:
    """Return the model in a file; TableError when it is none."""
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise TableError(f"{path}: is no model in JSON: {error}") from error
    missing = [name for name in (*_FIELDS, "depth") if name not in data]
    if missing:
        raise TableError(f"{path}: lacks {', '.join(missing)}; make it with tools/train_lines.py")
    return Trees(
        names=tuple(data["features"]),
        offset=float(data["offset"]),
        roots=numpy.array(data["roots"], dtype=numpy.intp),
        feature=numpy.array(data["feature"], dtype=numpy.intp),
        threshold=numpy.array(data["threshold"], dtype=numpy.float32),
        children=numpy.array([data["right"], data["left"]], dtype=numpy.intp).T.ravel(),
        value=numpy.array(data["value"], dtype=numpy.float32),
        depth=int(data["depth"]),
        sites=tuple(data.get("sites", ())),
    )


def load_models(folders: list[Path]) -> dict[str, Trees]:
    """Return the models of all packs by file name; a later pack's takes the place of an earlier's."""
    return {
        path.stem: load_trees(path)
        for folder in folders
        for path in sorted(folder.glob("models/*.json"))
    }
