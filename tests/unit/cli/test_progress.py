from __future__ import annotations

import io

import pytest
from rich.console import Console
from rich.progress import Progress as Bar
from rich.progress import TextColumn

from onrecord.cli.progress import BarProgress, LineProgress, open_progress


def test_a_plain_line_comes_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    times = iter([0.0, 5.0, 13.0, 14.0])
    progress = LineProgress(lambda: next(times))
    progress.met(40)
    progress.begin(40, known=3)
    progress.advance(8)
    progress.advance(16)
    progress.advance(16)
    progress.assemble()
    assert capsys.readouterr().err.splitlines() == [
        "reading 40 captures (3 known)",
        "24 of 40 read, 2.0 documents/s, 8 s left",
    ]


def test_the_first_documents_tell_no_pace(capsys: pytest.CaptureFixture[str]) -> None:
    # The language model was loaded meanwhile.
    times = iter([0.0, 12.0])
    progress = LineProgress(lambda: next(times))
    progress.begin(40, known=0)
    progress.advance(2)
    assert capsys.readouterr().err.splitlines()[-1] == "2 of 40 read"


def test_a_bar_says_how_fast_it_goes() -> None:
    clock = iter(range(100))
    out = io.StringIO()
    bar = Bar(
        TextColumn("{task.description} {task.completed:.0f} {task.fields[speed]}"),
        console=Console(file=out, force_terminal=True, width=80),
        auto_refresh=False,
        get_time=lambda: float(next(clock)),
    )
    progress = BarProgress(bar)
    progress.met(7)
    progress.begin(40, known=2)
    progress.advance(8)
    progress.advance(8)
    assert bar.tasks[0].description == "reading (2 known)"
    assert "documents/s" in bar.tasks[0].fields["speed"]
    progress.assemble()
    assert bar.tasks[0].description == "writing"


def test_without_a_terminal_there_is_no_bar(capsys: pytest.CaptureFixture[str]) -> None:
    with open_progress() as progress:
        assert isinstance(progress, LineProgress)
    assert capsys.readouterr().err == ""
