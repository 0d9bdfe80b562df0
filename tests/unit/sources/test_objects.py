"""Objects of a store: found by key, folder and glob, read as streams; a store that fails is named."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from onrecord.model import Capture, Problem
from onrecord.sources import read_sources
from onrecord.sources.objects import compile_glob, find_objects, open_object, read_store_settings
from tests.unit.sources.crawls import pack_warc
from tests.unit.sources.packaged_store import SERVER, serve_packaged
from tests.unit.sources.store import serve

MET = datetime(2025, 4, 2, tzinfo=UTC)
DAYS = "crawl/CC-NEWS/2025/03"
OBJECTS = {
    f"news/{DAYS}/CC-NEWS-1.warc.gz": pack_warc({"https://www.example.org/a": "Ten people met."}),
    f"news/{DAYS}/CC-NEWS-2.warc.gz": pack_warc({"https://www.example.org/b": "Two people met."}),
    "news/crawl/warc.paths.gz": gzip.compress(
        f"{DAYS}/CC-NEWS-2.warc.gz\n../secret.warc.gz\n".encode()
    ),
    "news/lines.jsonl": b'{"text": "One line of news."}\n',
    "news/.hidden": b"not read",
}


PACKAGED = pytest.mark.skipif(
    not SERVER.exists(), reason="`make store-ready` brings the store of a package"
)


@pytest.fixture(scope="module")
def ours() -> Iterator[tuple[str, list[str]]]:
    """A small store of ours: its address, and what it was asked for."""
    with serve(OBJECTS) as served:
        yield served


@pytest.fixture(scope="module")
def packaged() -> Iterator[str]:
    with serve_packaged(OBJECTS) as address:
        yield address


def name_store(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the environment name a store and the keys to it."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", address)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "name")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")


@pytest.fixture
def asked(ours: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    address, asked = ours
    name_store(address, monkeypatch)
    return asked


@pytest.fixture(params=["ours", pytest.param("packaged", marks=[PACKAGED, pytest.mark.slow])])
def store(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    held = request.getfixturevalue(request.param)
    name_store(held if isinstance(held, str) else held[0], monkeypatch)


def read(pattern: str) -> tuple[list[Capture], list[str]]:
    found = list(read_sources([pattern], met_at=MET))
    return (
        [one for one in found if isinstance(one, Capture)],
        [one.message for one in found if isinstance(one, Problem)],
    )


@pytest.mark.usefixtures("store")
def test_a_glob_finds_objects_within_a_folder() -> None:
    captures, problems = read(f"s3://news/{DAYS}/*.warc.gz")
    assert [c.url for c in captures] == ["https://www.example.org/a", "https://www.example.org/b"]
    assert captures[0].source == f"s3://news/{DAYS}/CC-NEWS-1.warc.gz#1"
    assert problems == []


@pytest.mark.usefixtures("store")
def test_a_folder_and_a_single_key_are_read() -> None:
    assert len(list(find_objects("s3://news/crawl/CC-NEWS/"))) == 2
    assert [c.body for c in read("s3://news/lines.jsonl")[0]] == [b"One line of news."]
    assert "s3://news/.hidden" not in list(find_objects("s3://news"))


@pytest.mark.usefixtures("store")
def test_a_listing_stands_for_what_it_lists_in_its_bucket() -> None:
    captures, problems = read("s3://news/crawl/warc.paths.gz")
    assert [c.url for c in captures] == ["https://www.example.org/b"]
    assert problems == [
        "s3://news/crawl/warc.paths.gz: ../secret.warc.gz is no path of a WARC below it; it was skipped"
    ]


def test_only_what_is_asked_for_is_fetched(asked: list[str]) -> None:
    asked.clear()
    with open_object("s3://news/lines.jsonl") as stream:
        stream.seek(20)
        assert stream.read(4) == OBJECTS["news/lines.jsonl"][20:24]
    assert len(asked) == 1


@pytest.mark.usefixtures("store")
def test_what_is_not_there_is_named() -> None:
    assert read("s3://news/none.warc.gz")[1] == [
        "nothing matches s3://news/none.warc.gz; check the address"
    ]


def test_keys_to_the_store_do_not_belong_into_addresses() -> None:
    (problem,) = find_objects("s3://name:secret@news/a")
    assert isinstance(problem, Problem)
    assert "secret" not in problem.message
    assert "environment" in problem.message


def test_a_store_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    (problem,) = find_objects("s3://gone/a")
    assert isinstance(problem, Problem)
    assert "cannot be looked at" in problem.message
    assert "AWS_ENDPOINT_URL" in problem.message


def test_settings_come_from_the_environment() -> None:
    assert read_store_settings({}) == (None, None, False)
    given = {"AWS_ENDPOINT_URL": "http://a", "AWS_REGION": "x", "AWS_NO_SIGN_REQUEST": "1"}
    assert read_store_settings(given) == ("http://a", "x", True)


def test_globs_stay_within_a_folder_unless_they_say_otherwise() -> None:
    assert compile_glob("b/*.gz").fullmatch("b/a.gz")
    assert not compile_glob("b/*.gz").fullmatch("b/c/a.gz")
    assert compile_glob("b/**/*.gz").fullmatch("b/c/d/a.gz")
    assert compile_glob("b/**/*.gz").fullmatch("b/a.gz")
    assert compile_glob("b/[!a]?.gz").fullmatch("b/bc.gz")
    assert not compile_glob("b/[!a]?.gz").fullmatch("b/ac.gz")
