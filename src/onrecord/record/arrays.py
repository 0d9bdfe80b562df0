"""Python's values as Arrow arrays, by their buffers.

`pyarrow.array` does the same, and imports pandas to do it: half a second of each process.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

_EPOCH = date(1970, 1, 1).toordinal()
_NUMBERS: dict[pa.DataType, Any] = {pa.int32(): np.int32, pa.float64(): np.float64}


def make_array(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    """Return the values as an array of this type; None is null. Raises KeyError for other types."""
    if pa.types.is_string(kind):
        return make_strings(values)
    if pa.types.is_list(kind):
        held = [value if value is not None else () for value in values]
        inner = make_array([item for value in held for item in value], kind.value_type)
        return _build(kind, values, [_offsets(map(len, held))], [inner])
    if pa.types.is_struct(kind):
        names = [field.name for field in kind]
        children = [
            make_array([value and value[name] for value in values], kind.field(name).type)
            for name in names
        ]
        return _build(kind, values, [], children)
    if pa.types.is_boolean(kind):
        return _build(kind, values, [_pack(map(bool, values), len(values))], [])
    if pa.types.is_date32(kind):
        days = [value.toordinal() - _EPOCH if value is not None else 0 for value in values]
        return _build(kind, values, [pa.py_buffer(np.array(days, np.int32))], [])
    numbers = np.array([value if value is not None else 0 for value in values], _NUMBERS[kind])
    return _build(kind, values, [pa.py_buffer(numbers)], [])


def make_strings(values: Sequence[str | None]) -> pa.Array:
    """Return texts as an array; what UTF-8 cannot hold becomes `?`."""
    raws = [value.encode("utf-8", "replace") if value is not None else b"" for value in values]
    buffers = [_offsets(map(len, raws)), pa.py_buffer(b"".join(raws))]
    return _build(pa.string(), values, buffers, [])


def make_bytes(values: Sequence[bytes]) -> pa.Array:
    """Return bytes as an array."""
    buffers = [None, _offsets(map(len, values)), pa.py_buffer(b"".join(values))]
    return pa.Array.from_buffers(pa.binary(), len(values), buffers)


def make_list(lengths: Iterable[int], inner: pa.Array) -> pa.Array:
    """Return the items of `inner` as lists of these lengths."""
    held = list(lengths)
    return pa.Array.from_buffers(
        pa.list_(inner.type), len(held), [None, _offsets(held)], children=[inner]
    )


def _build(
    kind: pa.DataType, values: Sequence[Any], buffers: list[Any], children: list[pa.Array]
) -> pa.Array:
    mask = None
    if None in values if not pa.types.is_struct(kind) else any(v is None for v in values):
        mask = _pack((value is not None for value in values), len(values))
    return pa.Array.from_buffers(kind, len(values), [mask, *buffers], children=children)


def _offsets(lengths: Iterable[int]) -> pa.Buffer:
    ends = np.cumsum(np.fromiter(lengths, np.int64))
    if len(ends) and ends[-1] > np.iinfo(np.int32).max:
        raise ValueError("more than 2 GB in one column of one part")
    return pa.py_buffer(np.concatenate(([0], ends)).astype(np.int32))


def _pack(flags: Iterable[bool], length: int) -> pa.Buffer:
    return pa.py_buffer(np.packbits(np.fromiter(flags, bool, length), bitorder="little"))
