"""Watched files are looked at again when they were written to, and only then."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from onrecord.cli.watching import watch_files


def play(steps: list[Callable[[], object]]) -> Callable[[], None]:
    """Return a wait that does the next step each time, and ends when there is none."""
    left: Iterator[Callable[[], object]] = iter(steps)

    def wait() -> None:
        step = next(left, None)
        if step is None:
            raise KeyboardInterrupt
        step()

    return wait


def test_all_files_come_first_and_then_those_that_changed(tmp_path: Path) -> None:
    one, two = tmp_path / "one.md", tmp_path / "two.md"
    one.write_text("1")
    two.write_text("2")
    steps: list[Callable[[], object]] = [
        lambda: None,
        lambda: two.write_text("22"),
        lambda: one.write_text("111"),
    ]
    files = [str(one), str(two)]
    assert list(watch_files(files, wait=play(steps))) == [files, [str(two)], [str(one)]]


def test_a_file_that_an_editor_moves_away_and_back_is_met_once(tmp_path: Path) -> None:
    file = tmp_path / "draft.md"
    file.write_text("old")
    steps: list[Callable[[], object]] = [
        file.unlink,
        lambda: None,
        lambda: file.write_text("new text"),
        lambda: None,
    ]
    assert list(watch_files([str(file)], wait=play(steps))) == [[str(file)], [str(file)]]
