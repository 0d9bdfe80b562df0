"""What is long in the making is made once, beside the requests, and belongs to its build."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from onrecord.model import NotFoundError
from onrecord.model.reviews import Decision, Review
from onrecord.record import Record
from onrecord.record.folder import RecordFolder
from onrecord.record.reviews import append_reviews
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


def test_many_read_while_one_is_slow(tmp_path: Path) -> None:
    shelf = Shelf(write_rows(tmp_path / "record", BEFORE), patience=60)
    inside, go = threading.Event(), threading.Event()
    counts: list[int] = []

    def read_slowly() -> None:
        with shelf.use() as record:
            inside.set()
            assert go.wait(60)
            counts.append(len(record.table("document")))

    def read() -> None:
        for _ in range(5):
            with shelf.use() as record:
                counts.append(len(record.table("document")))

    slow = threading.Thread(target=read_slowly)
    slow.start()
    assert inside.wait(60)
    others = [threading.Thread(target=read) for _ in range(8)]
    for one in others:
        one.start()
    for one in others:
        one.join(60)
    assert counts == [2] * 40  # and the slow one is not done yet
    go.set()
    slow.join(60)
    assert counts == [2] * 41
    shelf.close()


def test_a_request_reads_its_build_to_the_end(tmp_path: Path) -> None:
    folder = write_rows(tmp_path / "record", BEFORE, "b1")
    shelf = Shelf(folder, patience=60)
    with shelf.use() as record:
        write_rows(folder, NOW, "b2")
        assert count_elsewhere(shelf) == 1
        assert count_documents(record) == 0
    with shelf.use() as record:
        assert count_documents(record) == 1
    shelf.close()


def count_elsewhere(shelf: Shelf) -> int:
    """Return what another request counts now."""
    seen: list[int] = []

    def read() -> None:
        with shelf.use() as record:
            seen.append(count_documents(record))

    other = threading.Thread(target=read)
    other.start()
    other.join(60)
    return seen[0]


def test_a_decision_makes_again_only_what_depends_on_it(tmp_path: Path) -> None:
    folder = write_rows(tmp_path / "record", BEFORE)
    shelf = Shelf(folder, patience=60)
    made: list[str] = []

    def show() -> None:
        with shelf.use():
            shelf.keep(("drawn",), lambda: made.append("drawn"))
        shelf.work(("long",), lambda _own: made.append("long"), by_reviews=False)

    show()
    review = Review(at="2025-03-04T10:00:00+00:00", by="Ada", subject="fig-1", table="figure",
                    decision=Decision.REJECT)  # fmt: skip
    append_reviews(RecordFolder(folder).reviews, [review])
    show()
    show()
    assert made == ["drawn", "long", "drawn"]
    shelf.close()


def test_the_next_start_finds_what_was_kept_with_the_build(tmp_path: Path) -> None:
    folder = write_rows(tmp_path / "record", BEFORE, "b1")
    made: list[str] = []

    def start(*, read_only: bool = False) -> str:
        shelf = Shelf(folder, patience=60, read_only=read_only)

        def make(_own: Record) -> str:
            made.append("made")
            return "long"

        found = shelf.work(("x",), make, kind=str)
        shelf.close()
        return found

    assert start(read_only=True) == start() == start() == "long"
    assert len(made) == 2
    write_rows(folder, NOW, "b2")
    assert start() == "long"
    assert len(made) == 3


def test_what_fails_says_why(tmp_path: Path) -> None:
    shelf = Shelf(write_rows(tmp_path / "record", BEFORE), patience=60)

    def make(_record: Record) -> int:
        raise NotFoundError("nothing of it")

    with pytest.raises(NotFoundError, match="nothing of it"):
        shelf.work(("x",), make)
    shelf.close()
