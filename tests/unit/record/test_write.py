"""Rows loaded in bulk: in the database in their order; of two with one id, the first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from onrecord.record import open_record
from onrecord.record import write as module
from onrecord.record.folder import RecordFolder
from onrecord.record.shapes import list_shapes
from onrecord.record.write import RecordWriter, make_table


def problem(name: str, source: str = "a.txt") -> dict[str, Any]:
    return {"id": name, "subject": "x", "room": "run", "message": name, "source": source}


def write(folder: Path, *, bulk: list[list[dict[str, Any]]], more: list[dict[str, Any]]) -> Any:
    record = RecordFolder(folder)
    record.built.mkdir(parents=True)
    with RecordWriter(record, "one") as writer:
        for rows in bulk:
            writer.load("problem", make_table(rows, "problem"))
        writer.seek_repeated(["problem"])
        dropped = writer.drop_repeated()
        for row in more:
            writer.add("problem", row)
        writer.finish({"title": "T"})
    with open_record(folder) as opened:
        return dropped, [row["id"] for row in opened.rows("problem")]


def test_rows_stand_in_the_order_in_which_they_came(tmp_path: Path) -> None:
    bulk = [[problem("c"), problem("a")], [problem("b")]]
    assert write(tmp_path, bulk=bulk, more=[problem("0")]) == ([], ["c", "a", "b", "0"])


def test_many_small_loads_keep_their_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PIECES", 3)
    names = [f"p{number}" for number in range(11)]
    assert write(tmp_path, bulk=[[problem(name)] for name in names], more=[]) == ([], names)


def test_rows_taken_one_by_one_keep_their_order_however_many_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "HELD_ROWS", 2)
    monkeypatch.setattr(module, "BATCH", 5)
    names = [f"p{number}" for number in range(13)]
    assert write(tmp_path, bulk=[], more=[problem(name) for name in names]) == ([], names)


def test_of_two_rows_with_one_id_the_first_is_kept(tmp_path: Path) -> None:
    bulk = [[problem("a"), problem("b")], [problem("a", "later.txt"), problem("c")]]
    dropped, ids = write(tmp_path, bulk=bulk, more=[])
    assert dropped == [("problem", {"id": "a", "source": "later.txt"})]
    assert ids == ["a", "b", "c"]


def test_a_table_made_of_rows_has_the_shape_of_its_table() -> None:
    made = make_table([problem("a")], "problem")
    assert [(f.name, f.type) for f in made.schema] == [
        (f.name, f.type) for f in list_shapes()["problem"]
    ]


def test_what_killed_builds_left_goes_before_anything_is_written(tmp_path: Path) -> None:
    record = RecordFolder(tmp_path)
    left = [record.built / name for name in (".one.new", ".two.new", ".two.new.17")]
    for folder in left:
        folder.mkdir(parents=True)
        (folder / "meta.json").write_text("{}")
    with RecordWriter(record, "one") as writer:
        assert [path.name for path in record.built.iterdir()] == [".one.new"]
        assert not (left[0] / "meta.json").exists()
        writer.finish({"title": "T"})
    assert [path.name for path in record.built.iterdir()] == ["one"]


def test_documents_of_many_megabytes_are_written_while_memory_is_given_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "HELD_PAGES", "1MB")  # less than what cannot be given back
    record, text = RecordFolder(tmp_path), "It says 181,509 early.\n" * 1_300_000
    record.built.mkdir(parents=True)
    bare = dict.fromkeys(field.name for field in list_shapes()["document"])
    given = {"source": "a.txt", "language": "en", "kind": "news", "capture": "c", "text": text}
    names = [f"doc-{number}" for number in range(6)]
    with RecordWriter(record, "one", indexes=False) as writer:
        for name in names:
            writer.load("document", make_table([bare | given | {"id": name}], "document"))
        writer.finish({"title": "T"})
    with open_record(tmp_path) as opened:
        rows = opened.rows("document")
    assert [(row["id"], len(row["text"])) for row in rows] == [(name, len(text)) for name in names]
