"""What a build holds that the one before it did not."""

from __future__ import annotations

from pathlib import Path

from onrecord.record import open_record
from onrecord.record.builds import compare_builds, open_earlier
from tests.unit.web.hostile import write_rows

BEFORE = {
    "document": [{"id": "doc-1"}, {"id": "doc-2"}],
    "figure": [
        {"id": "fig-1", "document": "doc-1", "outcome": "open", "diagnosis": "no-series"},
        {"id": "fig-2", "document": "doc-1", "outcome": "holds"},
        {"id": "fig-3", "document": "doc-2", "outcome": None},
    ],
}
NOW = {
    "document": [{"id": "doc-1"}, {"id": "doc-3"}],
    "figure": [
        {"id": "fig-1", "document": "doc-1", "outcome": "fails", "diagnosis": "swapped-digits"},
        {"id": "fig-2", "document": "doc-1", "outcome": "holds"},
        {"id": "fig-3", "document": "doc-2", "outcome": "holds"},
    ],
}


def write_two(folder: Path) -> Path:
    write_rows(folder, BEFORE, "b1")
    return write_rows(folder, NOW, "b2")


def test_rows_that_came_went_or_are_judged_otherwise_are_told(tmp_path: Path) -> None:
    folder = write_two(tmp_path / "record")
    with open_record(folder) as now:
        before = open_earlier(now.folder)
        assert before is not None
        with before:
            found = compare_builds(before, now)
    assert (found["document"].came, found["document"].went) == (("doc-3",), ("doc-2",))
    assert found["figure"].judged == {
        "fig-1": ("open: no-series", "fails: swapped-digits"),
        "fig-3": ("not judged", "holds"),
    }
    assert not found["event"].is_any


def test_a_first_build_has_none_before_it(tmp_path: Path) -> None:
    folder = write_rows(tmp_path / "record", BEFORE)
    with open_record(folder) as now:
        assert open_earlier(now.folder) is None
