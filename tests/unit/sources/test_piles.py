"""Piles become captures; what cannot be read becomes a problem and the rest goes on."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from onrecord.model import Capture, Problem
from onrecord.sources import read_sources

MET = datetime(2026, 1, 2, tzinfo=UTC)


def read(*paths: Path) -> tuple[list[Capture], list[Problem]]:
    found = list(read_sources([str(path) for path in paths], met_at=MET))
    return (
        [x for x in found if isinstance(x, Capture)],
        [x for x in found if isinstance(x, Problem)],
    )


def write(path: Path, body: str | bytes) -> Path:
    path.write_bytes(body.encode() if isinstance(body, str) else body)
    return path


def test_a_capture_holds_the_files_bytes(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "They met.")
    captures, problems = read(path)
    assert not problems
    assert captures[0].body == b"They met."
    assert captures[0].source == str(path)
    assert captures[0].met_at == MET


def test_each_json_line_is_a_capture_with_what_came_along(tmp_path: Path) -> None:
    line = (
        '{"text": "They met.", "title": "T", "published": "2024-05-02", "url": "https://x.org/a"}'
    )
    path = write(tmp_path / "pile.jsonl", line + "\n\n" + '{"html": "<p>Again.</p>"}\n')
    captures, problems = read(path)
    assert not problems
    assert [c.source for c in captures] == [f"{path}#1", f"{path}#3"]
    assert [c.media_type for c in captures] == ["text/plain", "text/html"]
    assert dict(captures[0].hints)["published"] == "2024-05-02"
    assert captures[0].url == "https://x.org/a"


def test_a_json_line_that_does_not_parse_is_named(tmp_path: Path) -> None:
    path = write(tmp_path / "pile.jsonl", '{"text": "One."}\n{broken\n[1]\n{"title": "T"}\n')
    captures, problems = read(path)
    assert len(captures) == 1
    assert [p.source for p in problems] == [f"{path}#{n}" for n in (2, 3, 4)]
    assert "correct or remove it" in problems[0].message


def test_numbers_and_nesting_without_end_cost_their_lines_alone(tmp_path: Path) -> None:
    lines = (f'{{"text": "One.", "a": {"9" * 5_000}}}', '{"text":' + "[" * 200_000)
    path = write(tmp_path / "pile.jsonl", "\n".join((*lines, '{"text": "Two."}')))
    captures, problems = read(path)
    assert [c.body for c in captures] == [b"Two."]
    assert [p.source for p in problems] == [f"{path}#1", f"{path}#2"]
    assert "a number without end" in problems[0].message
    assert "nested too deeply" in problems[1].message


def test_a_json_line_may_say_when_it_was_met(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", '{"text": "One.", "met_at": "2024-05-03T10:00:00Z"}\n')
    assert read(path)[0][0].met_at == datetime(2024, 5, 3, 10, tzinfo=UTC)


def test_a_sidecar_is_no_document(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", '{"id": "a", "title": "T", "date": "2024-05-02"}')
    captures, problems = read(path)
    assert not captures
    assert 'no "text" and no "html"' in problems[0].message


def test_each_item_of_a_feed_is_a_capture(tmp_path: Path) -> None:
    items = "<item><title>One</title></item><item><title>Two</title></item>"
    path = write(tmp_path / "feed.xml", f"<rss><channel><title>News</title>{items}</channel></rss>")
    captures, _ = read(path)
    assert [c.source for c in captures] == [f"{path}#1", f"{path}#2"]
    assert captures[1].body == b"<item><title>Two</title></item>"
    assert dict(captures[0].hints) == {"feed_title": "News"}


def test_a_fragment_of_an_item_is_one_capture(tmp_path: Path) -> None:
    body = "<title>One</title>\n<pubDate>Fri, 18 Mar 2022 18:56:08 +0000</pubDate>"
    captures, _ = read(write(tmp_path / "a.txt", body))
    assert [c.media_type for c in captures] == ["application/rss+xml"]
    assert captures[0].body == body.encode()


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "")
    write(tmp_path / "b.png", b"\x89PNG\r\n")
    write(tmp_path / "c.txt", "They met.")
    captures, problems = read(tmp_path)
    assert len(captures) == 1
    assert [p.message.partition(";")[2] for p in problems] == [
        " remove it or fetch it again",
        " save its text as .txt",
    ]
