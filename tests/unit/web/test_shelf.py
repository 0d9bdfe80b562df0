"""What is long in the making is made once, beside the requests, and belongs to its build."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from onrecord.model import NotFoundError
from onrecord.record import Record
from onrecord.web.shelf import BeingMadeError, Shelf
from tests.unit.record.test_builds import BEFORE, NOW
from tests.unit.web.hostile import write_rows


def count_documents(record: Record) -> int:
    return len(record.table("document").where("id=doc-3"))


def test_it_is_made_once_for_each_build(tmp_path: Path) -> None:
    folder = write_rows(tmp_path / "record", BEFORE, "b1")
    shelf = Shelf(folder, patience=60)
    made: list[int] = []

    def make(record: Record) -> int:
        made.append(1)
        return count_documents(record)

    assert [shelf.work(("x",), make) for _ in range(3)] == [0, 0, 0]
    assert len(made) == 1
    write_rows(folder, NOW, "b2")
    assert shelf.work(("x",), make) == 1
    assert len(made) == 2
    shelf.close()


def test_others_are_served_while_it_is_made(tmp_path: Path) -> None:
    shelf = Shelf(write_rows(tmp_path / "record", BEFORE), patience=0.01)
    go = threading.Event()

    def make(record: Record) -> int:
        go.wait(60)
        return count_documents(record)

    with pytest.raises(BeingMadeError):
        shelf.work(("x",), make)
    with shelf.use() as record:
        assert len(record.table("document")) == 2
    go.set()
    assert shelf.work(("x",), make, patient=True) == 0
    shelf.close()


def test_what_fails_says_why(tmp_path: Path) -> None:
    shelf = Shelf(write_rows(tmp_path / "record", BEFORE), patience=60)

    def make(_record: Record) -> int:
        raise NotFoundError("nothing of it")

    with pytest.raises(NotFoundError, match="nothing of it"):
        shelf.work(("x",), make)
    shelf.close()
