"""Patterns → places: files and objects of a store, each once, opened as streams.

A listing of a crawl (`warc.paths.gz`: a path on each line) stands for the files it lists.
"""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from onrecord.model import Problem, SourceError
from onrecord.sources.files import find_files, make_problem
from onrecord.sources.objects import SCHEME, find_objects, is_object, open_object, read_etag

# A day of CC-NEWS has some 30 files, a whole month of Common Crawl 90,000.
MOST_LISTED = 200_000
_MOST_LINE = 4096
_LISTINGS = (".paths", ".paths.gz")
_CRAWLED = (".warc", ".warc.gz", ".wacz")


@dataclass(frozen=True, slots=True)
class Stamp:
    """How a place looks from outside. `written` is when it was written (ns), 0 where `text` says all."""

    text: str
    written: int = 0


def stamp_file(path: str) -> Stamp | None:
    """Return size and times of a file: the time of a write can be set back, that of a change cannot."""
    try:
        status = os.stat(path)  # noqa: PTH116
    except OSError:
        return None
    text = f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}"
    return Stamp(text, status.st_mtime_ns)


def stamp_object(address: str) -> Stamp | None:
    """Return what the store calls the bytes of an object (its etag)."""
    etag = read_etag(address)
    return Stamp(etag) if etag else None


@dataclass(frozen=True, slots=True)
class Place:
    """Where bytes lie: `source` is the path or address as given."""

    source: str

    @property
    def name(self) -> str:
        """Return the last piece of it."""
        return (
            self.source.rstrip("/").rpartition("/")[2] if self.is_remote else Path(self.source).name
        )

    @property
    def is_remote(self) -> bool:
        """Does it lie in a store?"""
        return is_object(self.source)

    @property
    def identity(self) -> str:
        """Return what is the same for two names of one place."""
        return self.source if self.is_remote else os.path.realpath(self.source)

    def stamp(self) -> Stamp | None:
        """Return how it looks without being read, None where that cannot be told."""
        return stamp_object(self.source) if self.is_remote else stamp_file(self.source)

    def open(self) -> BinaryIO:
        """Return its bytes as a stream. Raises OSError or SourceError."""
        return open_object(self.source) if self.is_remote else Path(self.source).open("rb")


def find_places(patterns: Sequence[str]) -> Iterator[Place | Problem]:
    """Yield the places that `patterns` name, each once, a problem for what cannot be read."""
    seen: set[str] = set()
    for pattern in patterns:
        for found in _find(pattern):
            if isinstance(found, Problem):
                yield found
            elif found.identity not in seen:
                seen.add(found.identity)
                yield found


def _find(pattern: str) -> Iterator[Place | Problem]:
    for found in find_objects(pattern) if is_object(pattern) else find_files([pattern]):
        if isinstance(found, Problem):
            yield found
            continue
        place = Place(str(found))
        if place.name.endswith(_LISTINGS):
            yield from _read_listing(place)
        else:
            yield place


def _read_listing(listing: Place) -> Iterator[Place | Problem]:
    source = listing.source
    try:
        paths = list(_read_paths(listing))
        find = _find_in_bucket if listing.is_remote else _find_beside
        for path in paths:
            if not path.endswith(_CRAWLED) or not _stays_below(path):
                yield make_problem(
                    source, f"{source}: {path[:200]} is no path of a WARC below it; it was skipped"
                )
                continue
            found = find(source, path)
            yield found or make_problem(
                source, f"{source}: {path} was not fetched; put it beside the listing or above"
            )
    except (SourceError, OSError, EOFError, zlib.error) as error:
        yield make_problem(source, f"{source}: no listing ({error}); fetch it again")


def _read_paths(listing: Place) -> Iterator[str]:
    with listing.open() as stream:
        is_packed = listing.name.endswith(".gz")
        lines = cast("BinaryIO", gzip.GzipFile(fileobj=stream)) if is_packed else stream
        number = 0
        while line := lines.readline(_MOST_LINE):
            number += 1
            if number > MOST_LISTED or len(line) == _MOST_LINE:
                raise SourceError(
                    f"line {number} is too long, or they are more than {MOST_LISTED:,}"
                )
            if path := line.decode("utf-8", "replace").strip():
                yield path


def _stays_below(path: str) -> bool:
    pure = PurePosixPath(path)
    return not pure.is_absolute() and ".." not in pure.parts and "://" not in path


def _find_in_bucket(source: str, path: str) -> Place:
    bucket = source.removeprefix(SCHEME).partition("/")[0]
    return Place(f"{SCHEME}{bucket}/{path}")


def _find_beside(source: str, path: str) -> Place | None:
    """Return the listed file: below the listing's folder or one above, else beside it by its name."""
    folder = Path(source).parent
    for above in (folder, *folder.absolute().parents):
        if (above / path).is_file():
            return Place(str(above / path))
    beside = folder / PurePosixPath(path).name
    return Place(str(beside)) if beside.is_file() else None
