"""Arrow arrays by their buffers, and the shapes of the tables: the same as Arrow and DuckDB make them."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from onrecord.record.arrays import make_array, make_list
from onrecord.record.schema import create_database
from onrecord.record.shapes import list_shapes

STRUCT = pa.struct([("text", pa.string()), ("line", pa.int32()), ("days", pa.list_(pa.date32()))])
CASES: list[tuple[pa.DataType, list[Any]]] = [
    (pa.string(), ["a", None, "", "México 🇲🇽"]),
    (pa.int32(), [1, None, -5]),
    (pa.float64(), [0.1, None, 1e300]),
    (pa.bool_(), [True, None, False] * 5),
    (pa.date32(), [date(2025, 3, 31), None, date(1899, 12, 31)]),
    (pa.list_(pa.string()), [["a", None], None, [], ["b"]]),
    (STRUCT, [{"text": "a", "line": 1, "days": [date(2025, 1, 1)]}, None,
              {"text": None, "line": None, "days": None}]),
    (pa.list_(STRUCT), [[], None, [{"text": "a", "line": 1, "days": []}]]),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "values"), CASES, ids=[str(kind)[:30] for kind, _ in CASES])
@pytest.mark.parametrize("empty", [False, True])
def test_values_come_back_as_they_were(kind: pa.DataType, values: list[Any], empty: bool) -> None:
    given = [] if empty else values
    made = make_array(given, kind)
    made.validate(full=True)
    assert made.type == kind
    assert made.to_pylist() == given
    assert made.null_count == sum(value is None for value in given)


def test_what_utf8_cannot_hold_becomes_a_question_mark() -> None:
    assert make_array(["a\udcff"], pa.string()).to_pylist() == ["a?"]


def test_other_types_are_refused() -> None:
    with pytest.raises(KeyError):
        make_array([1], pa.int8())


def test_items_are_cut_into_lists() -> None:
    made = make_list([2, 0, 1], make_array(["a", "b", "c"], pa.string()))
    made.validate(full=True)
    assert made.to_pylist() == [["a", "b"], [], ["c"]]


def test_pandas_is_not_needed() -> None:
    asked = (
        "import sys, pyarrow as pa; from onrecord.record.arrays import make_array;"
        "make_array(['a', None], pa.string()); sys.exit('pandas' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0


def test_shapes_are_those_of_the_database(tmp_path: Path) -> None:
    shapes = list_shapes()
    with create_database(tmp_path / "x.duckdb") as connection:
        tables = {
            name
            for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()
        }
        assert set(shapes) == tables
        for table, shape in shapes.items():
            schema = connection.table(table).to_arrow_table().schema
            assert [(f.name, f.type) for f in shape] == [(f.name, f.type) for f in schema], table
