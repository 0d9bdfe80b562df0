"""The checksums of a build: `SHA256SUMS` beside its files, as `sha256sum -c` reads it.

Databases and indexes find a changed byte only where they happen to read it, and some not even then.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

SUMS = "SHA256SUMS"


def write_sums(build: Path) -> None:
    """Write the checksums of all files that lie in the folder of a build."""
    lines = [
        f"{_sum_file(path)}  {path.relative_to(build).as_posix()}\n" for path in _list_files(build)
    ]
    (build / SUMS).write_text("".join(lines), encoding="utf-8")


def find_changed(build: Path) -> list[str]:
    """Return what is not as it was written, a sentence each."""
    try:
        lines = (build / SUMS).read_bytes().decode("utf-8", "replace").splitlines()
    except FileNotFoundError:
        return [f"{build / SUMS}: gone"]
    changed = []
    for line in lines:
        said, _, name = line.partition("  ")
        path = build / name
        if not name or not path.is_relative_to(build) or ".." in path.parts:
            changed.append(f"{build / SUMS}: {line[:100]!r} is no line of it")
        elif not path.is_file():
            changed.append(f"{path}: gone")
        elif _sum_file(path) != said:
            changed.append(f"{path}: its bytes are not those that were written")
    named = {line.partition("  ")[2] for line in lines}
    for path in _list_files(build):
        if path.relative_to(build).as_posix() not in named:
            changed.append(f"{path}: {SUMS} does not name it")
    return changed


def _list_files(build: Path) -> list[Path]:
    return sorted(path for path in build.rglob("*") if path.is_file() and not _is_left_out(path))


def _is_left_out(path: Path) -> bool:
    """Locks, which readers make too, are no part of what was written."""
    return path.name == SUMS or path.name.startswith(".")


def _sum_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
