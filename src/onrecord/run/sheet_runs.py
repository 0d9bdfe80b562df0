"""The sheets of a whole record in the order of its captures, some hundred documents at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import TypeVar, cast

import pyarrow as pa

from onrecord.knowledge import Knowledge
from onrecord.run.sheets import load_sheets, make_sheets, name_sheets
from onrecord.run.stored import OpenParts, Readings

Item = TypeVar("Item")
# Documents held at once: enough that Arrow works on long columns, few enough for memory (with 512
# a build of 2,000 took 180 MiB more, and no less time).
DOCUMENTS = 64
BYTES = 16_000_000


def make_ahead(items: Iterator[Item]) -> Iterator[Item]:
    """Yield the items; while one is looked at, another thread makes the next."""
    end = object()
    with ThreadPoolExecutor(max_workers=1) as maker:
        waiting = maker.submit(next, items, end)
        while (item := waiting.result()) is not end:
            waiting = maker.submit(next, items, end)
            yield cast("Item", item)


def iterate_sheets(
    readings: Readings, knowledge: Knowledge, *, is_whole: bool
) -> Iterator[pa.Table]:
    """Yield the sheets of all readings. Those of another day than the parts' are made of the readings.

    Raises DamagedPartError when a part must be read and cannot be; by then it counts as not done.
    """
    if is_whole:
        yield from gather_sheets(_iterate_slices(readings, knowledge))
        return
    numbered = iter(readings)
    while some := list(islice(numbered, DOCUMENTS)):
        yield make_sheets([("", reading) for reading in some], knowledge)


def gather_sheets(slices: Iterator[tuple[pa.Table, int]]) -> Iterator[pa.Table]:
    """Yield sheets together of which each has its size: so many that Arrow works on long columns."""
    held: list[pa.Table] = []
    documents, size = 0, 0
    for one, bytes_ in slices:
        held.append(one)
        documents, size = documents + len(one), size + bytes_
        if documents >= DOCUMENTS or size > BYTES:
            yield pa.concat_tables(held)
            held, documents, size = [], 0, 0
    if held:
        yield pa.concat_tables(held)


def _iterate_slices(readings: Readings, knowledge: Knowledge) -> Iterator[tuple[pa.Table, int]]:
    """Yield stretches of parts that stand in the order of the captures, each with its size."""
    # Loads the libraries that read pages: only now, when the workers have no more use of the cores.
    from onrecord.run.beside import make_again

    wanted = readings.list_keys()
    ending = name_sheets()

    def read(part: Path) -> pa.Table:
        table = load_sheets(part, ending, wanted[part])
        if table is None:
            table = make_sheets(make_again(readings.parts, part, knowledge), knowledge)
        return table

    opened = OpenParts(read)
    for part, keys in group_keys(readings):
        found = opened.find(part)
        if found is not None:
            yield from take_sheets(found, keys)
    opened.finish()


def take_sheets(table: pa.Table, keys: Sequence[str]) -> Iterator[tuple[pa.Table, int]]:
    """Yield the sheets of `keys` in their order, some together, each time with their size in bytes."""
    places = {key: at for at, key in enumerate(table.column("key").to_pylist())}
    size = table.nbytes // max(1, len(table))
    for one in _cut(table, [places[key] for key in keys]):
        yield one, len(one) * size


def group_keys(readings: Readings) -> Iterator[tuple[Path, list[str]]]:
    """Yield the keys in their order, those that lie in one part together."""
    part: Path | None = None
    held: list[str] = []
    for key in readings.keys:
        if readings.where[key] != part:
            if part is not None:
                yield part, held
            part, held = readings.where[key], []
        held.append(key)
    if part is not None:
        yield part, held


def _cut(table: pa.Table, places: Sequence[int]) -> Iterator[pa.Table]:
    start = 0
    for at in range(1, len(places) + 1):
        if at == len(places) or places[at] != places[at - 1] + 1:
            yield table.slice(places[start], at - start)
            start = at
