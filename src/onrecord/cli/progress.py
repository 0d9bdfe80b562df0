"""Show on stderr how far a build is: a bar on a terminal, else a line now and then."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from onrecord.model.wording import count
from onrecord.run.build import Progress

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

LINE_SECONDS = 10


@contextmanager
def open_progress() -> Iterator[Progress]:
    """Return what a build tells how far it is."""
    if not sys.stderr.isatty():
        yield LineProgress(time.monotonic)
        return
    with _make_bar() as bar:
        yield BarProgress(bar)


def _make_bar() -> Bar:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.progress import Progress as Bar

    return Bar(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[speed]}"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )


class BarProgress(Progress):
    """A bar with documents a second and the time left."""

    def __init__(self, bar: Bar) -> None:
        self._bar = bar
        self._task = bar.add_task("meeting sources", total=None, speed="")

    def met(self, captures: int) -> None:
        """Show how many captures were met so far."""
        self._bar.update(self._task, completed=captures)

    def begin(self, captures: int, *, known: int) -> None:
        """Show how many captures are to be read."""
        shown = f"reading ({known} known)" if known else "reading"
        self._bar.reset(self._task, total=captures, description=shown)

    def advance(self, captures: int) -> None:
        """Show that some more were read."""
        self._bar.advance(self._task, captures)
        task = self._bar.tasks[0]
        if task.speed:
            self._bar.update(self._task, speed=f"{task.speed:.1f} documents/s")

    def assemble(self) -> None:
        """Show that the database is being written."""
        self._bar.update(self._task, description="writing", speed="")


class LineProgress(Progress):
    """A plain line every ten seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._shown = clock()
        self._total = self._done = 0
        self._first: tuple[int, float] | None = (
            None  # read at first, with the model loaded, and when
        )

    def begin(self, captures: int, *, known: int) -> None:
        """Say how many captures are to be read."""
        self._total = captures
        print(f"reading {count(captures, 'capture')} ({known} known)", file=sys.stderr)

    def advance(self, captures: int) -> None:
        """Say now and then how many were read."""
        self._done += captures
        now = self._clock()
        self._first = self._first or (self._done, now)
        if now - self._shown < LINE_SECONDS:
            return
        self._shown = now
        done, began = self._first
        speed = (self._done - done) / max(now - began, 0.001)
        left = (self._total - self._done) / speed if speed else 0
        pace = f", {speed:.1f} documents/s, {left:.0f} s left" if speed else ""
        print(f"{self._done} of {self._total} read{pace}", file=sys.stderr)
