"""A source that looks as it did when it was met is not read again, and nothing is lost by that."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from onrecord.record.captures import load_source_problems
from onrecord.record.captures_met import MET
from onrecord.record.only import Only
from onrecord.run import meeting
from onrecord.run.build import BuildOptions, Built, Progress, build_record
from onrecord.run.integrity import check_integrity
from onrecord.sources.places import Place
from tests.unit.run.conftest import NOW
from tests.unit.run.fake_reading import open_fake_step
from tests.unit.sources.crawls import pack_warc
from tests.unit.sources.store import serve

LONG_AGO = 1_700_000_000


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The places that were opened."""
    names: list[str] = []

    def read_place(place: Place, met_at: object) -> Iterator[object]:
        names.append(place.name)
        yield from real(place, met_at)  # type: ignore[arg-type]

    real = meeting.read_place
    monkeypatch.setattr(meeting, "read_place", read_place)
    return names


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return tmp_path / "record"


@pytest.fixture
def old_pile(pile: Path) -> Path:
    """A pile of files that nobody wrote to for a long time."""
    for path in pile.iterdir():
        age(path)
    return pile


def age(path: Path, seconds: int = LONG_AGO) -> None:
    os.utime(path, (seconds, seconds))


def build(record: Path, *pile: Path | str, only: Only | None = None, again: bool = False) -> Built:
    options = BuildOptions(
        record=record, patterns=tuple(map(str, pile)), pack=str(record.parent / "pack"),
        only=only or Only(), again=again, open_step=open_fake_step,
    )  # fmt: skip
    return build_record(options, now=NOW, progress=Progress())


@pytest.fixture(autouse=True)
def topics(pack: Path) -> None:
    (pack / "topics.yml").write_text(
        "- id: counts\n  name: Counts\n  words: {en: [count]}\n", encoding="utf-8"
    )


def test_what_looks_as_before_is_not_opened(
    record: Path, old_pile: Path, opened: list[str]
) -> None:
    build(record, old_pile)
    assert sorted(opened) == ["one.txt", "three.txt", "two.txt"]
    opened.clear()
    built = build(record)
    assert (opened, built.captures, built.is_unchanged) == ([], 3, True)


def test_a_new_file_is_the_only_one_that_is_opened(
    record: Path, old_pile: Path, opened: list[str]
) -> None:
    build(record, old_pile)
    opened.clear()
    (old_pile / "four.txt").write_text("They counted 9 more.\n", encoding="utf-8")
    assert build(record).new == 1
    assert opened == ["four.txt"]


@pytest.mark.parametrize("moment", [LONG_AGO + 1, LONG_AGO - 99, LONG_AGO])
def test_a_changed_file_is_opened_whatever_time_it_bears(
    record: Path, old_pile: Path, opened: list[str], moment: int
) -> None:
    build(record, old_pile)
    opened.clear()
    path = old_pile / "one.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("181", "182"), encoding="utf-8")
    age(path, moment)  # the size is the same, and once the time as well
    assert build(record).new == 1
    assert opened == ["one.txt"]


def test_a_file_written_a_moment_ago_is_not_trusted(
    record: Path, pile: Path, opened: list[str]
) -> None:
    build(record, pile)
    opened.clear()
    build(record)
    assert len(opened) == 3


def test_a_time_to_come_is_not_trusted(record: Path, old_pile: Path, opened: list[str]) -> None:
    age(old_pile / "one.txt", 4_000_000_000)
    build(record, old_pile)
    opened.clear()
    build(record)
    assert opened == ["one.txt"]


def test_a_file_that_changes_while_it_is_read_is_read_again(
    record: Path, old_pile: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = meeting.read_place

    def write_meanwhile(place: Place, met_at: object) -> Iterator[object]:
        yield from real(place, met_at)  # type: ignore[arg-type]
        if place.name == "one.txt":
            Path(place.source).write_text("It says 7.\n", encoding="utf-8")
            age(Path(place.source))

    with monkeypatch.context() as patch:
        patch.setattr(meeting, "read_place", write_meanwhile)
        build(record, old_pile)
    opened.clear()
    assert build(record).new == 1
    assert opened == ["one.txt"]


@pytest.mark.parametrize("damage", ["gone", "cut", "emptied", "last bytes"])
def test_a_damaged_capture_is_taken_from_its_source_again(
    record: Path, old_pile: Path, opened: list[str], damage: str
) -> None:
    build(record, old_pile)
    path = sorted((record / "captures").glob("??/*.gz"))[0]
    whole = path.read_bytes()
    match damage:
        case "gone":
            path.unlink()
        case "cut":
            path.write_bytes(whole[:-5])
        case "emptied":
            path.write_bytes(b"")
        case _:
            path.write_bytes(whole[:-6] + bytes(2) + whole[-4:])
    opened.clear()
    build(record)
    assert len(opened) == 1
    assert path.read_bytes() == whole


def test_a_line_taken_out_of_the_index_is_met_again(
    record: Path, old_pile: Path, opened: list[str]
) -> None:
    build(record, old_pile)
    index = record / "captures" / "index.jsonl"
    lines = index.read_bytes().splitlines(keepends=True)
    index.write_bytes(b"".join(lines[1:]))
    opened.clear()
    assert build(record).captures == 3
    assert len(opened) == 1


def test_a_crawl_of_one_file_is_not_read_for_another(
    record: Path, tmp_path: Path, opened: list[str]
) -> None:
    crawl = tmp_path / "crawls"
    crawl.mkdir()
    for number in range(3):
        path = crawl / f"{number}.warc.gz"
        path.write_bytes(pack_warc({f"https://www.example.org/{number}": f"They count {number}."}))
        age(path)
    build(record, crawl)
    opened.clear()
    age(crawl / "1.warc.gz", LONG_AGO + 5)
    assert build(record).captures == 3
    assert opened == ["1.warc.gz"]


def test_other_wishes_read_all_again_and_the_same_ones_do_not(
    record: Path, old_pile: Path, opened: list[str]
) -> None:
    first = build(record, old_pile, only=Only(topic=("counts",)))
    assert first.left_out == {"topic": 1}
    opened.clear()
    again = build(record)
    assert (opened, again.left_out, again.is_unchanged) == ([], first.left_out, True)
    assert build(record, only=Only(since=date(2020, 1, 1))).captures == 2
    assert len(opened) == 3


def test_a_lost_list_of_what_was_left_out_is_made_again(
    record: Path, old_pile: Path, opened: list[str]
) -> None:
    build(record, old_pile, only=Only(topic=("counts",)))
    (record / "captures" / "left_out.jsonl.gz").unlink()
    opened.clear()
    assert build(record).left_out == {"topic": 1}
    assert len(opened) == 3


def test_problems_of_records_stay_and_those_of_whole_files_are_tried_again(
    record: Path, old_pile: Path, opened: list[str]
) -> None:
    lines = old_pile / "lines.jsonl"
    lines.write_bytes(b'{"text": "They count 5."}\n{"nothing": 1}\n')
    (old_pile / "empty.txt").write_bytes(b"")
    for name in ("lines.jsonl", "empty.txt"):
        age(old_pile / name)
    build(record, old_pile)
    problems = load_source_problems(record / "captures")
    assert [p.subject_id for p in problems] == [
        str(old_pile / "empty.txt"),
        f"{lines}#2",
    ]
    opened.clear()
    assert build(record).is_unchanged
    assert opened == ["empty.txt"]
    assert load_source_problems(record / "captures") == problems


def test_all_is_read_again_where_that_is_asked_for(
    record: Path, old_pile: Path, opened: list[str]
) -> None:
    build(record, old_pile)
    opened.clear()
    build(record, again=True)
    assert len(opened) == 3
    opened.clear()
    build(record)
    assert opened == []


def test_a_damaged_book_means_only_that_all_is_read_again(
    record: Path, old_pile: Path, opened: list[str]
) -> None:
    build(record, old_pile)
    book = record / "captures" / MET
    book.write_bytes(book.read_bytes().replace(b"one.txt", b"two.txt"))
    report = check_integrity(record, reread=False)
    assert report.faults == []
    assert any("reads all sources again" in note for note in report.notes)
    opened.clear()
    assert build(record).is_unchanged
    assert len(opened) == 3
    assert not check_integrity(record, reread=False).notes


def test_what_one_build_does_not_name_stays_known(
    record: Path, old_pile: Path, tmp_path: Path, opened: list[str]
) -> None:
    build(record, old_pile)
    other = tmp_path / "other.txt"
    other.write_text("They counted 8.\n", encoding="utf-8")
    build(record, other)
    opened.clear()
    build(record)
    assert opened == ["other.txt"]


def test_signs_that_part_records_may_stand_in_names(
    record: Path, old_pile: Path, tmp_path: Path, opened: list[str]
) -> None:
    place = tmp_path / "#1"
    shutil.copytree(old_pile, place)
    (place / "a#2.txt").write_text("They counted 8.\n", encoding="utf-8")
    (place / "b#3").write_text("They counted 9.\n", encoding="utf-8")
    for path in place.iterdir():
        age(path)
    build(record, place)
    opened.clear()
    assert build(record).captures == 5
    assert opened == ["b#3"], "its name cannot be told from that of a record"


def test_an_object_of_a_store_is_known_by_its_etag(
    record: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    objects = {
        "news/a.jsonl": b'{"text": "They count 5."}\n',
        "news/b.jsonl": b'{"text": "They count 6."}\n',
    }
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "name")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    with serve(objects) as (address, asked):
        monkeypatch.setenv("AWS_ENDPOINT_URL", address)
        build(record, "s3://news/")
        opened.clear()
        asked.clear()
        objects["news/b.jsonl"] = b'{"text": "They count 7."}\n'
        assert build(record).new == 1
    assert opened == ["b.jsonl"]
    assert not [line for line in asked if line.startswith("news/a")]
