"""Patterns → files: files, folders (recursive), globs; sorted, hidden files skipped.

>>> list(find_files(["pile", "notes/*.md"]))  # doctest: +SKIP
[PosixPath('pile/a.txt'), PosixPath('pile/b.html'), PosixPath('notes/c.md')]
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from onrecord.model import Problem

ROOM = "sources"
_GLOB_SIGNS = frozenset("*?[")


def find_files(patterns: Sequence[str]) -> Iterator[Path | Problem]:
    """Yield the files that `patterns` name, each once, a problem for each thing that cannot be read.

    A pattern is a file, a folder or a glob. Folders are walked in the order of names; what begins
    with a dot is skipped unless it was named itself.
    """
    seen: set[str] = set()
    for pattern in patterns:
        for found in _find(pattern):
            if isinstance(found, Problem):
                yield found
                continue
            real = os.path.realpath(found)
            if real not in seen:
                seen.add(real)
                yield found


def make_problem(source: str, message: str) -> Problem:
    """Return a problem of this room with one source."""
    return Problem(subject_id=source, room=ROOM, source=source, message=message)


def _find(pattern: str) -> Iterator[Path | Problem]:
    path = Path(pattern)
    if os.path.lexists(pattern):
        yield from _find_under(path)
        return
    if _GLOB_SIGNS & set(pattern):
        # Path.glob takes no absolute pattern
        matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207
        if not matches:
            yield make_problem(pattern, f"nothing matches {pattern}; check the pattern's spelling")
        for match in matches:
            yield from _find_under(Path(match))
        return
    yield make_problem(pattern, f"{pattern} does not exist; check the path")


def _find_under(path: Path) -> Iterator[Path | Problem]:
    try:
        is_folder, is_file = path.is_dir(), path.is_file()
    except OSError as error:
        yield make_problem(str(path), f"{path} cannot be looked at ({error.strerror})")
        return
    if is_folder:
        yield from _walk(path, ())
    elif is_file:
        yield path
    elif path.is_symlink():
        yield make_problem(str(path), f"{path} is a link that leads nowhere; mend or remove it")
    else:
        yield make_problem(str(path), f"{path} is neither a file nor a folder; it was skipped")


def _walk(folder: Path, above: tuple[tuple[int, int], ...]) -> Iterator[Path | Problem]:
    """Yield the files under `folder`; `above` are the folders that lead here, by device and node."""
    try:
        status = folder.stat()
        paths = sorted(folder.iterdir())
    except OSError as error:
        yield make_problem(
            str(folder),
            f"folder {folder} cannot be read ({error.strerror}); give read permission or leave it out",
        )
        return
    here = (status.st_dev, status.st_ino)
    if here in above:
        yield make_problem(str(folder), f"{folder} leads back to a folder above it; it was skipped")
        return
    for path in paths:
        if path.name.startswith("."):
            continue
        if path.is_dir():
            yield from _walk(path, (*above, here))
        else:
            yield from _find_under(path)
