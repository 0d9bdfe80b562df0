from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from onrecord.model import Capture, Problem, RecordError
from onrecord.record.captures import (
    CaptureStore,
    body_path,
    find_strays,
    find_torn_line,
    load_capture,
    load_source_problems,
    write_source_problems,
)


def make_capture(body: bytes = b"words", source: str = "a.txt") -> Capture:
    return Capture(
        body=body,
        media_type="text/plain",
        source=source,
        met_at=datetime(2026, 9, 30, tzinfo=UTC),
        url="https://example.org/a",
        hints=(("title", "Él"),),
    )


def test_a_capture_comes_back_as_it_was(tmp_path: Path) -> None:
    CaptureStore(tmp_path).add(make_capture())
    (entry,) = CaptureStore(tmp_path).entries()
    assert load_capture(tmp_path, entry) == make_capture()


def test_a_capture_is_kept_once(tmp_path: Path) -> None:
    store = CaptureStore(tmp_path)
    assert store.add(make_capture())
    assert not store.add(make_capture())
    assert store.add(make_capture(source="b.txt")), "the same bytes elsewhere are met again"
    assert [entry.source for entry in store.entries()] == ["a.txt"]
    assert len(store) == 1


def test_a_file_name_that_is_no_utf8_is_kept(tmp_path: Path) -> None:
    CaptureStore(tmp_path).add(make_capture(source="caf\udce9.txt"))
    (entry,) = CaptureStore(tmp_path).entries()
    assert entry.source == "caf\udce9.txt"


def test_half_a_line_of_a_killed_build_is_passed_over(tmp_path: Path) -> None:
    CaptureStore(tmp_path).add(make_capture())
    with (tmp_path / "index.jsonl").open("ab") as file:
        file.write(b'{"sha256": "ab')
    store = CaptureStore(tmp_path)
    store.add(make_capture(b"more", "b.txt"))
    assert [e.source for e in CaptureStore(tmp_path).entries()] == ["a.txt", "b.txt"]
    assert (tmp_path / "index.torn").read_bytes() == b'{"sha256": "ab\n'


def test_half_a_line_is_told(tmp_path: Path) -> None:
    CaptureStore(tmp_path).add(make_capture())
    assert find_torn_line(tmp_path) == b""
    with (tmp_path / "index.jsonl").open("ab") as file:
        file.write(b'{"sha')
    assert find_torn_line(tmp_path) == b'{"sha'


def test_a_line_without_a_check_is_of_an_earlier_version_and_counts(tmp_path: Path) -> None:
    CaptureStore(tmp_path).add(make_capture())
    index = tmp_path / "index.jsonl"
    row = json.loads(index.read_bytes())
    del row["check"]
    index.write_text(json.dumps(row) + "\n", encoding="utf-8")
    (entry,) = CaptureStore(tmp_path).entries()
    assert load_capture(tmp_path, entry) == make_capture()


def test_a_changed_line_of_the_index_is_named(tmp_path: Path) -> None:
    CaptureStore(tmp_path).add(make_capture())
    index = tmp_path / "index.jsonl"
    index.write_bytes(index.read_bytes().replace(b"a.txt", b"c.txt"))
    with pytest.raises(RecordError, match=r"index.jsonl:1: .* it was changed"):
        CaptureStore(tmp_path)


def test_a_cut_capture_is_kept_anew_when_it_is_met_again(tmp_path: Path) -> None:
    store = CaptureStore(tmp_path)
    store.add(make_capture())
    (entry,) = store.entries()
    path = body_path(tmp_path, entry.sha256)
    path.write_bytes(path.read_bytes()[:-3])
    assert not store.add(make_capture()), "it is not a new one"
    assert load_capture(tmp_path, entry) == make_capture()


def test_a_line_whose_check_lost_its_name_is_named(tmp_path: Path) -> None:
    CaptureStore(tmp_path).add(make_capture())
    path = tmp_path / "index.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"check"', b'"c(eck"'))
    with pytest.raises(RecordError, match=r"index\.jsonl:1: .*'c\(eck' is no name"):
        CaptureStore(tmp_path)


def test_bytes_that_no_line_names_are_found(tmp_path: Path) -> None:
    store = CaptureStore(tmp_path)
    store.add(make_capture())
    assert find_strays(tmp_path, store.entries()) == []
    assert len(find_strays(tmp_path, [])) == 1


def test_what_the_index_was_is_known_by_how_much_it_listed(tmp_path: Path) -> None:
    store = CaptureStore(tmp_path)
    store.add(make_capture())
    known = store.meetings
    store.add(make_capture(b"more", "b.txt"))
    assert [entry.source for entry in store.entries(meetings=known)] == ["a.txt"]


def test_a_broken_line_of_the_index_is_named(tmp_path: Path) -> None:
    (tmp_path / "index.jsonl").write_text("{}\n", encoding="utf-8")
    with pytest.raises(RecordError, match=r"index.jsonl:1: .*sha256"):
        CaptureStore(tmp_path)


@pytest.mark.parametrize(
    ("body", "message"), [(None, "gone"), (b"no gzip", "damaged"), (b"", "another hash")]
)
def test_bytes_that_changed_are_named(tmp_path: Path, body: bytes | None, message: str) -> None:
    store = CaptureStore(tmp_path)
    store.add(make_capture())
    (entry,) = store.entries()
    path = body_path(tmp_path, entry.sha256)
    path.unlink()
    if body is not None:
        path.write_bytes(body)
    with pytest.raises(RecordError, match=message):
        load_capture(tmp_path, entry)


def test_problems_of_sources_are_kept(tmp_path: Path) -> None:
    problem = Problem(subject_id="x.bin", room="sources", message="no text", source="x.bin")
    write_source_problems(tmp_path, [problem])
    assert load_source_problems(tmp_path) == [problem]
