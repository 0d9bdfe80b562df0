"""A damaged search index is named, also where the library that reads it panics."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from onrecord.model import RecordError
from onrecord.record.search import SearchWriter, search_index

SEEDS = range(60)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole") / "search"
    writer = SearchWriter(folder)
    for number in range(100):
        quote = f"They counted {number} trucks at the border in México."
        row = {"id": f"fig-{number}", "document": f"doc-{number % 7}", "quote": quote}
        writer.add("figure", row | {"measure": None})
    writer.finish()
    return folder


def test_a_flipped_bit_finds_or_is_named(index: Path, tmp_path: Path) -> None:
    named = 0
    for seed in SEEDS:
        chance, damaged = random.Random(seed), tmp_path / str(seed)
        shutil.copytree(index, damaged)
        path = chance.choice(sorted(p for p in damaged.iterdir() if p.stat().st_size))
        body = bytearray(path.read_bytes())
        body[chance.randrange(len(body))] ^= 1 << chance.randrange(8)
        path.write_bytes(body)
        try:
            search_index(damaged, "trucks border", tables=("figure",), limit=20, is_fuzzy=True)
        except RecordError as error:
            assert str(damaged) in str(error)
            named += 1
    assert named, "some bits matter"


def test_a_panic_is_an_error_of_ours_and_all_else_is_not(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class PanicException(BaseException):
        pass

    for raised, expected in ((PanicException, RecordError), (KeyboardInterrupt, KeyboardInterrupt)):

        def fail(*_: object, error: type[BaseException] = raised, **__: object) -> None:
            raise error

        monkeypatch.setattr("onrecord.record.search._search", fail)
        with pytest.raises(expected):
            search_index(index, "trucks", tables=(), limit=1)
