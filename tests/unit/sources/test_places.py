"""Places: files and objects, each once; a listing of a crawl stands for what it lists."""

from __future__ import annotations

import gzip
from pathlib import Path

from onrecord.model import Problem
from onrecord.sources.places import Place, find_places

LISTED = "crawl-data/CC-NEWS/2025/03/a.warc.gz"


def split(*patterns: Path) -> tuple[list[str], list[str]]:
    found = list(find_places([str(path) for path in patterns]))
    return (
        [one.source for one in found if isinstance(one, Place)],
        [one.message for one in found if isinstance(one, Problem)],
    )


def make_listing(folder: Path, *paths: str) -> Path:
    listing = folder / "warc.paths.gz"
    listing.write_bytes(gzip.compress("".join(f"{path}\n" for path in paths).encode()))
    return listing


def test_a_listing_stands_for_the_files_it_lists(tmp_path: Path) -> None:
    file = tmp_path / LISTED
    file.parent.mkdir(parents=True)
    file.write_bytes(b"")
    assert split(make_listing(file.parent, LISTED)) == ([str(file)], [])
    assert split(make_listing(tmp_path, LISTED)) == ([str(file)], [])


def test_files_that_lie_beside_the_listing_are_found(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(b"")
    assert split(make_listing(tmp_path, LISTED))[0] == [str(tmp_path / "a.warc.gz")]


def test_a_folder_with_its_listing_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(b"")
    make_listing(tmp_path, LISTED)
    assert split(tmp_path) == ([str(tmp_path / "a.warc.gz")], [])


def test_a_listing_reaches_nothing_that_is_no_crawl(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("x")
    listing = make_listing(tmp_path, "secret.txt", "../a.warc.gz", "/etc/b.warc", "s3://o/c.warc")
    places, problems = split(listing)
    assert places == []
    assert len(problems) == 4
    assert all("is no path of a WARC below it" in message for message in problems)


def test_what_was_not_fetched_is_named(tmp_path: Path) -> None:
    listing = make_listing(tmp_path, LISTED)
    assert split(listing) == (
        [],
        [f"{listing}: {LISTED} was not fetched; put it beside the listing or above"],
    )


def test_a_damaged_listing_is_named(tmp_path: Path) -> None:
    listing = tmp_path / "warc.paths.gz"
    listing.write_bytes(b"\x1f\x8bnothing")
    ((problem,),) = [split(listing)[1]]
    assert "no listing" in problem
