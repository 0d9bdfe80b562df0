"""Look at files again and again, and say which were written to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

State = tuple[int, int] | None  # time of the last write in ns, size in bytes; None: not there


def watch_files(files: Sequence[str], *, wait: Callable[[], None]) -> Iterator[list[str]]:
    """Yield all files at once, and from then on those that changed since the last look.

    Editors that write beside the file and move it over leave it missing for a moment: a file that
    is not there is passed over until it is back. Ends when `wait` raises KeyboardInterrupt.
    """
    seen = {file: _look(file) for file in files}
    yield list(files)
    while True:
        try:
            wait()
        except KeyboardInterrupt:
            return
        now = {file: _look(file) for file in files}
        changed = [file for file in files if now[file] and now[file] != seen[file]]
        seen |= {file: now[file] for file in changed}
        if changed:
            yield changed


def _look(file: str) -> State:
    try:
        state = Path(file).stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size
