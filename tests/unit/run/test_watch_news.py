"""What changed between two builds, as entries of a feed and as a summary."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import lxml.etree
import pytest

from onrecord.publish.feeds import Feed, NewsEntry, write_atom, write_json_feed
from onrecord.record import Record, open_record
from onrecord.record.builds import open_build
from onrecord.run.watch_fetching import Followed
from onrecord.run.watch_news import MOST_LINES, Edition, News, find_news, say_counts
from onrecord.run.watch_telling import Round, summarise
from tests.unit.web.hostile import PAYLOADS, write_hostile, write_rows

EDITION = Edition(feed_id="urn:uuid:1", build="b2", at="2026-09-30T12:00:00+00:00")
DAY = date(2026, 9, 1)
FIGURE = {"document": "doc-1", "measure": "arrests", "quote": "181,509 arrests"}
PROMISE = {"id": "com-1", "document": "doc-1", "by": ["MEX"], "kind": "promise", "quote": "we will"}
POSITIONS = [
    {"id": f"pos-{n}", "document": "doc-1", "actor_name": "The Ministry", "quote": words}
    for n, words in ((1, "we are for it"), (2, "we are against it"))
]
BEFORE: dict[str, list[dict[str, Any]]] = {
    "document": [{"id": "doc-1", "title": "Old"}],
    "figure": [{"id": "fig-1", **FIGURE, "outcome": "open", "diagnosis": "no-series"}],
    "commitment": [PROMISE],
    "move": [],
    "position": POSITIONS,
}
NOW: dict[str, list[dict[str, Any]]] = {
    "document": [
        {"id": "doc-1", "title": "Old"},
        {"id": "doc-2", "title": "New", "outlet": "Post", "url": "https://site.example/2"},
        {"id": "doc-3", "title": "Old", "version_of": "doc-1"},
    ],
    "figure": [
        {"id": "fig-1", **FIGURE, "outcome": "fails", "diagnosis": "swapped-digits",
         "reason": "two digits change places"},
        {"id": "fig-2", **FIGURE, "document": "doc-2", "outcome": "fails", "start": 90, "end": 95},
        {"id": "fig-3", **FIGURE, "outcome": "holds"},
    ],
    "statement": [
        {"id": "sta-1", "document": "doc-2", "speaker": "A Minister", "manner": "direct",
         "quote": "we will see", "start": 4, "end": 9},
        {"id": "sta-2", "document": "doc-2", "repeats": "sta-1", "quote": "we will see"},
    ],
    "event": [
        {"id": "eve-1", "document": "doc-2", "actors": ["USA"], "targets": ["MEX"],
         "type": "CONSULT", "status": "happened", "quote": "they met", "start": 20, "end": 25},
    ],
    "commitment": [PROMISE],
    "move": [
        {"id": "mov-1", "commitment": "com-1", "state": "kept", "basis": "proposed",
         "reason": "they came", "document": "doc-2", "quote": "all came"},
        {"id": "mov-2", "commitment": "com-1", "state": "not checkable", "document": "doc-1"},
    ],
    "position": POSITIONS,
    "shift": [{"id": "shi-1", "issue": "tariffs", "kind": "shift", "before": "pos-1",
               "after": "pos-2", "before_day": DAY, "after_day": DAY, "reason": "for, then against"}],
}  # fmt: skip


@pytest.fixture
def news(tmp_path: Path) -> News:
    folder = tmp_path / "record"
    write_rows(folder, BEFORE, "b1")
    write_rows(folder, NOW, "b2")
    with open_record(folder) as now:
        before = open_build(now.folder, "b1")
        assert isinstance(before, Record)
        with before:
            return find_news(before, now, EDITION)


def find(news: News, kind: str) -> NewsEntry:
    (entry,) = [entry for entry in news.entries if entry.kind == kind]
    return entry


def test_a_new_document_has_an_entry_with_its_findings_in_their_order(news: News) -> None:
    new, version = (entry for entry in news.entries if entry.kind == "document")
    assert (new.title, new.row, new.url) == ("Post: New", "doc-2", "https://site.example/2")
    assert [(line.id, line.head, line.words) for line in new.lines] == [
        ("sta-1", "A Minister, direct", "we will see"),
        ("eve-1", "USA → MEX: consult, happened", "they met"),
        ("fig-2", "arrests, fails", "181,509 arrests"),
    ]
    assert version.title == "Changed: Old"


def test_verdicts_that_changed_say_what_they_were_and_are(news: News) -> None:
    (line,) = find(news, "verdict").lines
    assert (line.id, line.words) == ("fig-1", "181,509 arrests")
    assert line.head == (
        "figure: was open: no-series, now fails: swapped-digits (two digits change places)"
    )


def test_moves_say_whose_promise_moved_and_why(news: News) -> None:
    (line,) = find(news, "move").lines
    assert line.head == "MEX, promise: kept (proposed), they came"


def test_shifts_have_the_words_of_both_stands(news: News) -> None:
    (line,) = find(news, "shift").lines
    assert "The Ministry, shift on tariffs: for, then against; before: “we are for it”" in line.head
    assert line.words == "we are against it"


def test_what_is_read_otherwise_in_known_documents_is_told_apart(news: News) -> None:
    assert [line.id for line in find(news, "reading").lines] == ["fig-3"]


def test_counts_leave_repeats_out(news: News) -> None:
    assert say_counts(news) == (
        "2 documents, 1 statement, 1 event, 2 figures, 2 moves, 1 shift; 1 verdict changed"
    )


def test_the_summary_names_what_fails_and_no_more_of_documents(news: News) -> None:
    told = Round(at=EDITION.at, followed=Followed(feeds=1, changed=1, found=1), news=news)
    text = summarise(told)
    assert text.startswith("2026-09-30T12:00:00+00:00: 1 feed asked, 1 changed; 1 page found")
    assert "Post: New (1 event, 1 figure, 1 statement, 1 of them fails) doc-2\n  fig-2" in text
    assert "sta-1" not in text


def test_an_entry_has_the_same_id_whenever_it_is_made(news: News, tmp_path: Path) -> None:
    folder = write_rows(tmp_path / "again", NOW, "b2")
    with open_record(folder) as now:
        again = find_news(None, now, EDITION)
    ids = {entry.row: entry.id for entry in again.entries if entry.row}
    assert {entry.row: entry.id for entry in news.entries if entry.row}.items() <= ids.items()


def test_long_entries_say_how_much_is_left_out(tmp_path: Path) -> None:
    figures = [{"id": f"fig-{n:03}", **FIGURE} for n in range(100)]
    folder = write_rows(tmp_path / "record", {"document": [{"id": "doc-1"}], "figure": figures})
    with open_record(folder) as now:
        (entry,) = find_news(None, now, EDITION).entries
    assert (len(entry.lines), entry.more) == (MOST_LINES, 100 - MOST_LINES)


def test_hostile_words_in_every_column_make_valid_feeds(tmp_path: Path) -> None:
    folder = write_hostile(tmp_path / "record", PAYLOADS)
    with open_record(folder) as now:
        entries = find_news(None, now, EDITION).entries
    feed = Feed(id="urn:uuid:60a76c80-d399-11d9-b93c-0003939e0af6", title="x", at=EDITION.at)
    rules = Path(__file__).parents[1] / "publish" / "atom.rng"
    schema = lxml.etree.RelaxNG(lxml.etree.parse(rules))
    root = lxml.etree.fromstring(write_atom(feed, entries))
    schema.assertValid(root)
    tags = {
        element.tag
        for content in root.iter("{*}content")
        for element in lxml.etree.HTML(content.text).iter()
    }
    assert tags <= {"html", "body", "ul", "li", "code", "p"}
    assert json.loads(write_json_feed(feed, entries))["items"]
