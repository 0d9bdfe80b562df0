"""Packed files are read as streams; what swells beyond reason is given up, and the rest goes on."""

from __future__ import annotations

import gzip
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path

import pytest

from onrecord.model import Capture, Problem
from onrecord.sources import packed, read_sources
from tests.unit.text.readers.made_files import make_warc, make_word, make_zip, word_paragraph

MET = datetime(2026, 1, 2, tzinfo=UTC)
PAGE = b"<html><body><p>They met in the capital.</p></body></html>"


def read(*paths: Path) -> tuple[list[Capture], list[str]]:
    found = list(read_sources([str(path) for path in paths], met_at=MET))
    return (
        [x for x in found if isinstance(x, Capture)],
        [x.message for x in found if isinstance(x, Problem)],
    )


def write(path: Path, body: bytes) -> Path:
    path.write_bytes(body)
    return path


@pytest.mark.parametrize(
    ("name", "body", "media_type"),
    [
        ("a.txt.gz", b"They met.", "text/plain"),
        ("a.html.gz", PAGE, "text/html"),
        ("a.gz", PAGE, "text/html"),
        ("a.jsonl.gz", b'{"text": "They met."}\n', "text/plain"),
    ],
)
def test_what_is_in_a_gzip_file_is_read(
    tmp_path: Path, name: str, body: bytes, media_type: str
) -> None:
    captures, problems = read(write(tmp_path / name, gzip.compress(body)))
    assert not problems
    assert [c.media_type for c in captures] == [media_type]


def test_a_word_document_is_one_capture(tmp_path: Path) -> None:
    body = make_word(word_paragraph("They met."))
    captures, problems = read(write(tmp_path / "a.docx", body))
    assert not problems
    assert [(c.body, c.media_type[-8:]) for c in captures] == [(body, "document")]


def test_a_crawl_gives_its_pages_with_address_and_day(tmp_path: Path) -> None:
    warc = make_warc(
        [
            ("https://a.example/one", "text/html; charset=iso-8859-2", PAGE),
            ("https://a.example/style.css", "text/css", b"p {}"),
            ("https://a.example/robots.txt", "text/plain", b"User-agent: *"),
            ("https://a.example/r.pdf", "application/octet-stream", b"%PDF-1.7"),
            ("https://a.example/r2.pdf", "application/pdf", b"%PDF-1.7"),
        ]
    )
    path = write(tmp_path / "crawl.warc.gz", gzip.compress(warc))
    captures, problems = read(path)
    assert not problems
    assert [c.url for c in captures] == ["https://a.example/one", "https://a.example/r2.pdf"]
    assert captures[0].source == f"{path}#1"
    assert captures[0].met_at == datetime(2024, 5, 3, 10, tzinfo=UTC)
    assert dict(captures[0].hints) == {"charset": "iso-8859-2"}
    assert captures[0].body == PAGE


def test_a_packed_crawl_is_read(tmp_path: Path) -> None:
    warc = gzip.compress(make_warc([("https://a.example/one", "text/html", PAGE)]))
    body = make_zip([("datapackage.json", "{}"), ("archive/data.warc.gz", warc)])
    path = write(tmp_path / "a.wacz", body)
    captures, problems = read(path)
    assert not problems
    assert [(c.url, c.source) for c in captures] == [
        ("https://a.example/one", f"{path}#data.warc.gz#1")
    ]


def test_a_crawl_that_breaks_off_gives_what_stands_before(tmp_path: Path) -> None:
    whole = gzip.compress(make_warc([("https://a.example/one", "text/html", PAGE)]))
    captures, problems = read(write(tmp_path / "a.warc.gz", whole + whole[: len(whole) // 2]))
    assert [c.url for c in captures] == ["https://a.example/one"]
    assert "fetch it again" in problems[0]


@pytest.mark.parametrize(
    ("name", "shown"),
    [("xl/workbook.xml", "Excel workbook"), ("META-INF/container.xml", "EPUB"), ("a.txt", "ZIP")],
)
def test_other_zip_files_are_named(tmp_path: Path, name: str, shown: str) -> None:
    _, problems = read(write(tmp_path / "a.zip", make_zip([(name, "x")])))
    assert f"format {shown} is not read" in problems[0]


def test_a_damaged_file_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    write(tmp_path / "a.html.gz", gzip.compress(PAGE)[:-10])
    write(tmp_path / "b.docx", b"PK\x03\x04 and no more")
    write(tmp_path / "c.txt", b"They met.")
    captures, problems = read(tmp_path)
    assert len(captures) == 1
    assert ["is damaged" in message for message in problems] == [True, True]


@pytest.mark.parametrize("name", ["bomb.txt.gz", "bomb.jsonl.gz", "bomb.warc.gz", "bomb.wacz"])
def test_a_bomb_is_given_up_in_little_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(packed, "FREE_BYTES", 1_000_000)
    zeros = gzip.compress(b"0" * 20_000_000)
    if name.endswith(".warc.gz"):
        zeros = gzip.compress(make_warc([("https://a.example/", "text/html", b"0" * 20_000_000)]))
    if name.endswith(".wacz"):
        zeros = make_zip(
            [("datapackage.json", "{}"), ("archive/a.warc", "WARC/1.0\r\n" + " " * 9**8)]
        )
    path = write(tmp_path / name, zeros)
    del zeros
    write(tmp_path / "z.txt", b"They met.")
    tracemalloc.start()
    captures, problems = read(tmp_path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [c.body for c in captures] == [b"They met."]
    assert "swells" in problems[0]
    assert str(path) in problems[0]
    assert len(problems) == 1
    assert most < 24_000_000


def test_a_document_too_large_for_one_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packed, "MOST_BYTES", 1000)
    _, problems = read(write(tmp_path / "a.txt", b"word " * 300))
    assert "is larger than" in problems[0]


def test_a_bomb_in_a_packed_crawl_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packed, "FREE_BYTES", 1_000_000)
    page = make_warc([("https://a.example/one", "text/html", b"0" * 20_000_000)])
    members = [("datapackage.json", "{}"), ("archive/a.warc.gz", gzip.compress(page))]
    captures, problems = read(write(tmp_path / "a.wacz", make_zip(members)))
    assert not captures
    assert "swells" in problems[0]


def test_a_record_without_an_address_is_passed_over_and_the_rest_is_read(tmp_path: Path) -> None:
    pages = [(f"https://a.example/{name}", "text/html", PAGE) for name in ("one", "two")]
    broken = make_warc(pages).replace(b"WARC-Target-URI: https://a.example/one\r\n", b"")
    captures, problems = read(write(tmp_path / "a.warc", broken))
    assert not problems
    assert [c.url for c in captures] == ["https://a.example/two"]


def test_an_answer_without_its_head_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    pages = [(f"https://a.example/{name}", "text/html", PAGE) for name in ("one", "two")]
    broken = make_warc(pages).replace(b"HTTP/1.1 200 OK", b"HTXP/1.1 200 OK", 1)
    path = write(tmp_path / "a.warc", broken)
    captures, problems = read(path)
    assert problems == [f"{path}#1: an answer without its head; it was skipped"]
    assert [c.url for c in captures] == ["https://a.example/two"]
