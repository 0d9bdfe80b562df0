"""A build takes of its sources what is asked for, and says what it left out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from onrecord.model import RecordError
from onrecord.record import open_record
from onrecord.record.folder import RecordFolder, load_settings
from onrecord.record.left_out import load_left_out
from onrecord.record.only import Only
from onrecord.run.build import BuildOptions, Built, Progress, build_record
from tests.unit.run.conftest import NOW
from tests.unit.run.fake_reading import open_fake_step
from tests.unit.run.test_choosing import ENGLISH
from tests.unit.sources.crawls import pack_warc

PAGES = {
    "https://www.reuters.com/a": f"{ENGLISH} They seized fentanyl.",
    "https://www.reuters.com/b": f"{ENGLISH} They spoke of football.",
    "https://www.example.org/c": f"{ENGLISH} They seized fentanyl, too.",
}
ASKED = Only(topic=("fentanyl",), outlet=("Reuters",))


@pytest.fixture
def crawl(tmp_path: Path) -> Path:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(pack_warc(PAGES))
    return path


@pytest.fixture(autouse=True)
def topics(pack: Path) -> None:
    (pack / "topics.yml").write_text(
        "- id: fentanyl\n  name: Fentanyl\n  words: {en: [fentanyl]}\n", encoding="utf-8"
    )


def build(record: Path, *pile: Path, only: Only | None = None, forgets: bool = False) -> Built:
    options = BuildOptions(
        record=record, patterns=tuple(map(str, pile)), only=only or Only(), forgets_only=forgets,
        open_step=open_fake_step,
    )  # fmt: skip
    return build_record(options, now=NOW, progress=Progress())


def kept(record: Path) -> list[Path]:
    return sorted((record / "captures").glob("??/*.gz"))


def test_what_is_left_out_is_counted_listed_and_not_kept(crawl: Path, tmp_path: Path) -> None:
    record = tmp_path / "record"
    built = build(record, crawl, only=ASKED)
    assert (built.captures, built.left_out) == (1, {"outlet": 1, "topic": 1})
    assert len(kept(record)) == 1
    found = [(one.source, one.reason) for one in load_left_out(record / "captures")]
    assert found == [(f"{crawl}#2", "topic"), (f"{crawl}#3", "outlet")]
    with open_record(record) as opened:
        assert opened.facts["only"] == "outlet Reuters; topic fentanyl"
        assert opened.facts["left_out"] == "1 outlet, 1 topic"


def test_the_next_build_asks_for_the_same(crawl: Path, tmp_path: Path) -> None:
    record = tmp_path / "record"
    first = build(record, crawl, only=ASKED)
    second = build(record)
    assert (second.new, second.is_unchanged, second.left_out) == (0, True, first.left_out)


def test_what_is_said_anew_takes_the_place_of_what_was_said(crawl: Path, tmp_path: Path) -> None:
    record = tmp_path / "record"
    build(record, crawl, only=ASKED)
    assert build(record, only=Only(outlet=("example.org",))).left_out == {"outlet": 1}
    settings = load_settings(RecordFolder(record))
    assert settings is not None
    assert settings.only == Only(topic=("fentanyl",), outlet=("example.org",))


def test_what_was_asked_can_be_forgotten(crawl: Path, tmp_path: Path) -> None:
    record = tmp_path / "record"
    build(record, crawl, only=ASKED)
    built = build(record, forgets=True)
    assert (built.captures, built.left_out) == (3, {})
    assert list(load_left_out(record / "captures")) == []


def test_a_pile_of_which_nothing_fits_says_so(crawl: Path, tmp_path: Path) -> None:
    late = Only(since=date(2025, 6, 1))
    with pytest.raises(RecordError, match=r"fits since 2025-06-01 \(left out: 3 by date\)"):
        build(tmp_path / "record", crawl, only=late)


def test_an_unknown_topic_changes_nothing(crawl: Path, tmp_path: Path) -> None:
    record = tmp_path / "record"
    build(record, crawl, only=ASKED)
    before = (record / "onrecord.toml").read_bytes()
    with pytest.raises(RecordError, match='no topic "none"'):
        build(record, only=Only(topic=("none",)))
    assert (record / "onrecord.toml").read_bytes() == before
