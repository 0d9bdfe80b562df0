from __future__ import annotations

from pathlib import Path

from onrecord.record.sums import SUMS, find_changed, write_sums


def lay_out(build: Path) -> None:
    (build / "search").mkdir()
    (build / "record.duckdb").write_bytes(b"rows")
    (build / "search" / "meta.json").write_bytes(b"{}")
    write_sums(build)


def test_what_is_as_it_was_written_is_said_nothing_of(tmp_path: Path) -> None:
    lay_out(tmp_path)
    (tmp_path / "search" / ".lock").write_bytes(b"a reader's")
    (tmp_path / ".kept").write_bytes(b"a page's")
    assert find_changed(tmp_path) == []


def test_changed_and_lost_files_are_named(tmp_path: Path) -> None:
    lay_out(tmp_path)
    (tmp_path / "record.duckdb").write_bytes(b"rows!")
    (tmp_path / "search" / "meta.json").unlink()
    changed = find_changed(tmp_path)
    assert [line.rpartition("/")[2] for line in changed] == [
        "record.duckdb: its bytes are not those that were written",
        "meta.json: gone",
    ]


def test_a_line_that_leads_elsewhere_is_not_followed(tmp_path: Path) -> None:
    build = tmp_path / "build"
    build.mkdir()
    lay_out(build)
    (tmp_path / "secret").write_bytes(b"")
    (build / SUMS).write_text("00  ../secret\n", encoding="utf-8")
    assert "is no line of it" in find_changed(build)[0]


def test_a_list_that_was_cut_names_what_it_does_not_hold(tmp_path: Path) -> None:
    lay_out(tmp_path)
    path = tmp_path / SUMS
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    (changed,) = find_changed(tmp_path)
    assert changed.endswith("search/meta.json: SHA256SUMS does not name it")
    path.unlink()
    assert find_changed(tmp_path) == [f"{path}: gone"]
