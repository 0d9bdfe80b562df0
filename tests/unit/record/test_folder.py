from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from onrecord.model import RecordError
from onrecord.record.folder import (
    RecordFolder,
    RecordSettings,
    find_record,
    load_settings,
    write_settings,
)
from onrecord.record.only import Only
from onrecord.record.watched import Watched


def test_the_record_meant_is_found_in_the_order_that_is_documented(tmp_path: Path) -> None:
    below = tmp_path / "story" / "notes"
    below.mkdir(parents=True)
    given, environment = tmp_path / "given", {"ONRECORD": "named"}
    assert find_record(given, environment=environment, start=below) == given
    assert find_record(None, environment=environment, start=below) == Path("named")
    assert find_record(None, environment={}, start=below) == below / "record"
    (tmp_path / "story" / "onrecord.toml").write_text('pack = "base"\n', encoding="utf-8")
    assert find_record(None, environment={}, start=below) == tmp_path / "story"


def test_settings_come_back_as_they_were(tmp_path: Path) -> None:
    settings = RecordSettings(
        sources=('a "quoted" name.txt', "otro\\año"),
        pack="us-mexico",
        pins={"model en": "3.8"},
        only=Only(language=("en", "es"), outlet=('The "Post"',), since=date(2025, 1, 1)),
        watch=Watched(feeds=("https://site.example/a?b=1&c=2",), contact="mailto:a@b.example"),
    )
    write_settings(RecordFolder(tmp_path), settings)
    assert load_settings(RecordFolder(tmp_path)) == settings


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("pack = ", "correct it"),
        ('pack = "base"\nsorces = []\n', 'unknown key "sorces"; known: only, pack'),
        ("pack = 3\n", "pack a name"),
        ('pack = "base"\n[only]\nlanguage = "en"\n', "language is a list, such as"),
        ('pack = "base"\n[only]\nsince = "2025"\n', "since is a day, written 2025-03-31"),
        ('pack = "base"\n[watch]\nfeed = []\n', 'unknown key "feed"; known: feeds, contact'),
        ('pack = "base"\n[watch]\nfeeds = "a"\n', "feeds is a list, such as"),
        ('pack = "base"\n[watch]\nmost_pages = 0\n', "most_pages is a number, 1 or more"),
        ('pack = "base"\n[watch]\nevery = true\n', "every is a text"),
        ('pack = "base"\n[only]\ntopics = []\n', 'unknown key "topics"; known: language, outlet'),
    ],
)
def test_wrong_settings_are_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "onrecord.toml").write_text(text, encoding="utf-8")
    with pytest.raises(RecordError, match=message) as caught:
        load_settings(RecordFolder(tmp_path))
    assert "onrecord.toml" in str(caught.value)


def test_a_name_that_is_no_utf8_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    folder = RecordFolder(tmp_path)
    with pytest.raises(RecordError, match="not UTF-8"):
        write_settings(folder, RecordSettings(sources=("caf\udce9",), pack="base"))
    assert load_settings(folder) is None


def test_settings_of_a_later_version_are_refused(tmp_path: Path) -> None:
    folder = RecordFolder(tmp_path)
    folder.settings_path.write_text('schema_version = 2\npack = "base"\n', encoding="utf-8")
    with pytest.raises(RecordError, match="schema_version 2, and this version of onrecord knows 1"):
        load_settings(folder)
