"""Rounds of watching against a local server, with a clock that the test moves."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from onrecord.model import LockedError, RecordError, SourceError
from onrecord.record import open_record
from onrecord.record.folder import RecordFolder, load_settings
from onrecord.record.lock import hold_lock
from onrecord.run.build import BuildOptions, Progress, build_record
from onrecord.run.integrity import check_integrity
from onrecord.run.watch import Watcher, WatchOptions
from onrecord.run.watch_state import FetchLog, load_fetched, load_state
from onrecord.run.watch_telling import Round, summarise
from tests.unit.run.fake_reading import open_fake_step
from tests.unit.sources.fetching.net import PUBLIC, World
from tests.unit.sources.publisher import Publisher, open_publisher

SITE = "http://site.example"
FEED = f"{SITE}/feed.xml"


@dataclass
class Desk:
    """A record that is watched, the site that it follows, and their world."""

    record: Path
    pack: Path
    publisher: Publisher
    world: World

    def make(self, **asked: object) -> Watcher:
        build = BuildOptions(record=self.record, pack=str(self.pack), open_step=open_fake_step)
        options = WatchOptions(build=build, version="1", feeds=(FEED,), **asked)
        return Watcher(options=options, clock=self.world.clock, net=self.world.net)

    def run(self, **asked: object) -> Round:
        return self.make(**asked).run_round()

    def publish(self, *names: str, stamp: str = "", **headers: str) -> None:
        items = "".join(
            f"<item><title>{name}</title><link>/{name}</link><pubDate>{stamp}</pubDate></item>"
            for name in names
        )
        body = f"<rss version='2.0'><channel><title>Site</title>{items}</channel></rss>"
        self.publisher.serve("/feed.xml", body.encode(), **headers)

    def serve(self, name: str, text: str, **headers: str) -> None:
        headers = {"Content_Type": "text/plain; charset=utf-8", **headers}
        self.publisher.serve(f"/{name}", text.encode(), **headers)

    def list_asked(self, path: str = "") -> list[str]:
        return [asked for asked, _ in self.publisher.asked if not path or asked == path]

    def problems(self) -> list[str]:
        with open_record(self.record) as record:
            return [row["message"] for row in record.rows("problem")]

    def sources(self) -> list[str]:
        with open_record(self.record) as record:
            return sorted(row["source"] for row in record.rows("document"))


@pytest.fixture
def desk(tmp_path: Path, pack: Path) -> Iterator[Desk]:
    with open_publisher() as publisher:
        world = World(port=int(publisher.url.rsplit(":", 1)[1]), names={"site.example": [[PUBLIC]]})
        yield Desk(tmp_path / "record", pack, publisher, world)


def test_a_round_fetches_what_a_feed_names_and_builds(desk: Desk) -> None:
    desk.publish("one", "two")
    desk.serve("one", "It says 181,509 arrests early.")
    desk.serve("two", "He said “we count 12 trucks” on Monday.")
    told = desk.run()
    assert [fetch.url for fetch in told.followed.kept] == [f"{SITE}/one", f"{SITE}/two"]
    assert desk.sources() == [f"{SITE}/one", f"{SITE}/two"]
    assert told.news is not None and told.news.came["document"] == 2
    assert desk.list_asked() == ["/robots.txt", "/feed.xml", "/one", "/two"]
    settings = load_settings(RecordFolder(desk.record))
    assert settings is not None and settings.watch.feeds == (FEED,)


def test_what_the_server_said_of_a_page_is_kept(desk: Desk) -> None:
    desk.publish("one")
    desk.serve(
        "one", "Nothing to count.", ETag='"7"', Last_Modified="Tue, 29 Sep 2026 10:00:00 GMT"
    )
    desk.run()
    fetch = FetchLog(desk.record / "watch" / "fetched.jsonl").find("site.example/one")
    assert fetch is not None
    assert (fetch.status, fetch.content_type, fetch.etag, fetch.number) == (
        200, "text/plain; charset=utf-8", '"7"', PUBLIC,
    )  # fmt: skip
    assert (fetch.feed, fetch.title, fetch.size, fetch.at) == (
        FEED, "one", 17, "2026-09-30T12:00:04+00:00",
    )  # fmt: skip


def test_nothing_is_fetched_twice(desk: Desk) -> None:
    desk.publish("one", ETag='"f1"')
    desk.serve("one", "Nothing to count.")
    desk.run()
    told = desk.run()
    assert (told.followed.changed, told.followed.found, told.built, told.news) == (0, 0, None, None)
    assert desk.list_asked("/one") == ["/one"]
    assert len(desk.list_asked("/feed.xml")) == 2
    assert summarise(told).endswith("nothing new\n")


def test_a_page_with_several_addresses_is_fetched_once(desk: Desk) -> None:
    desk.publish("one", "one?utm_source=rss", "one#top")
    desk.serve("one", "Nothing to count.")
    desk.run()
    assert desk.list_asked("/one") == ["/one"]


def test_a_page_that_its_feed_says_has_changed_is_looked_at_again(desk: Desk) -> None:
    desk.publish("one", stamp="Wed, 30 Sep 2026 10:00:00 GMT")
    desk.serve("one", "It says 12.", ETag='"1"')
    desk.run()
    desk.world.now += timedelta(hours=2)
    desk.publish("one", stamp="Wed, 30 Sep 2026 13:00:00 GMT")
    told = desk.run()
    assert (told.followed.unchanged, told.followed.kept) == (1, [])
    desk.world.now += timedelta(hours=2)
    desk.publish("one", stamp="Wed, 30 Sep 2026 15:00:00 GMT")
    desk.serve("one", "It says 13 now.", ETag='"2"')
    told = desk.run()
    assert len(told.followed.kept) == 1
    with open_record(desk.record) as record:
        assert [row["url"] for row in record.rows("document")] == [f"{SITE}/one"] * 2


def test_what_robots_txt_forbids_is_a_problem_and_given_up_in_time(desk: Desk) -> None:
    desk.publish("one", "no/two")
    desk.publisher.serve("/robots.txt", b"User-agent: *\nDisallow: /no\n")
    desk.serve("one", "Nothing to count.")
    told = desk.run()
    assert [f.url for f in told.followed.kept] == [f"{SITE}/one"]
    (problem,) = desk.problems()
    assert "robots.txt asks programs to stay away" in problem
    for _ in range(6):
        desk.world.now += timedelta(days=1)
        desk.run()
    assert desk.list_asked("/no/two") == []
    assert "it was given up" in desk.problems()[0]


def test_a_robots_txt_that_changes_meanwhile_is_heard_a_day_later(desk: Desk) -> None:
    desk.publish("one")
    desk.serve("one", "Nothing to count.")
    desk.run()
    desk.publisher.serve("/robots.txt", b"User-agent: *\nDisallow: /two\n")
    desk.publish("one", "two", "three")
    desk.serve("two", "It says 2.")
    desk.serve("three", "It says 3.")
    desk.world.now += timedelta(days=1, minutes=1)
    told = desk.run()
    assert desk.list_asked("/robots.txt") == ["/robots.txt"] * 2
    assert [f.url for f in told.followed.kept] == [f"{SITE}/three"]
    assert desk.list_asked("/two") == []
    desk.publisher.serve("/robots.txt", b"User-agent: *\nDisallow:\n")
    desk.world.now += timedelta(days=1, minutes=1)
    assert [f.url for f in desk.run().followed.kept] == [f"{SITE}/two"], "and so is a yes"


def test_what_a_feed_takes_out_again_is_fetched_all_the_same(desk: Desk) -> None:
    desk.publish("one", "two")
    desk.serve("one", "It says 1.")
    desk.serve("two", "It says 2.")
    desk.run(most_pages=1)
    desk.publish("three")
    desk.serve("three", "It says 3.")
    told = desk.run(most_pages=5)
    assert [f.url for f in told.followed.kept] == [f"{SITE}/two", f"{SITE}/three"]


def test_a_feed_that_becomes_a_page_is_a_problem_until_it_is_one_again(desk: Desk) -> None:
    desk.publish("one")
    desk.serve("one", "It says 1.")
    desk.run()
    desk.publisher.serve("/feed.xml", b"<html><title>Just a moment...</title></html>")
    desk.world.now += timedelta(hours=1)
    desk.run()
    assert "is no feed" in desk.problems()[0]
    desk.publish("one", "two")
    desk.serve("two", "It says 2.")
    desk.world.now += timedelta(hours=1)
    assert len(desk.run().followed.kept) == 1
    assert desk.problems() == []


def test_faults_are_tried_again_later_and_problems_go_when_they_pass(desk: Desk) -> None:
    desk.publish("one")
    desk.serve("one", "no", status=500)  # type: ignore[arg-type]
    desk.run()
    assert "answered 500" in desk.problems()[0]
    desk.world.now += timedelta(minutes=5)
    desk.run()
    assert len(desk.list_asked("/one")) == 1, "a quarter of an hour is waited first"
    desk.world.now += timedelta(minutes=15)
    desk.serve("one", "It says 12.")
    desk.run()
    assert (len(desk.list_asked("/one")), desk.problems()) == (2, [])


@pytest.mark.parametrize(("status", "tries"), [(410, 1), (404, 3), (403, 4), (500, 8)])
def test_a_page_that_never_comes_is_given_up(desk: Desk, status: int, tries: int) -> None:
    desk.publish("one")
    desk.serve("one", "no", status=status)  # type: ignore[arg-type]
    for _ in range(10):
        desk.run()
        desk.world.now += timedelta(hours=25)
    assert len(desk.list_asked("/one")) == tries
    assert desk.problems()[0].endswith("it was given up")


def test_a_busy_server_is_left_and_its_pages_wait(desk: Desk) -> None:
    desk.publish("one", "two")
    desk.serve("one", "no", status=429, Retry_After="3600")  # type: ignore[arg-type]
    desk.serve("two", "Nothing to count.")
    told = desk.run()
    assert told.waiting == 2
    assert desk.list_asked("/two") == [], "the whole server is left alone"
    desk.world.now += timedelta(minutes=50)
    desk.run()
    assert len(desk.list_asked()) == 3
    desk.serve("one", "It says 12.")
    desk.world.now += timedelta(minutes=12)
    assert len(desk.run().followed.kept) == 2


def test_a_feed_that_fails_is_a_problem_and_asked_less_often(desk: Desk) -> None:
    desk.serve("feed.xml", "<html>no feed</html>")
    desk.run()
    assert "is no feed" in desk.problems()[0]
    desk.run()
    assert len(desk.list_asked("/feed.xml")) == 1
    desk.world.now += timedelta(minutes=16)
    desk.publish("one")
    desk.serve("one", "Nothing to count.")
    desk.run()
    assert desk.problems() == []


def test_hostile_entries_lead_nowhere(desk: Desk) -> None:
    items = "".join(
        f"<item><link>{place}</link></item>"
        for place in ("javascript:alert(1)", "file:///etc/passwd", "http://169.254.169.254/latest",
                      "http://10.0.0.1/", "http://localhost.example/")
    )  # fmt: skip
    desk.world.names["localhost.example"] = [["127.0.0.1"]]
    desk.publisher.serve("/feed.xml", f"<rss><channel>{items}</channel></rss>".encode())
    told = desk.run()
    assert (told.followed.found, told.followed.kept) == (3, [])
    assert set(desk.world.reached) == {PUBLIC}
    assert len([p for p in desk.problems() if "no public address" in p]) == 3


def test_a_page_of_a_kind_that_is_not_read_is_a_problem(desk: Desk) -> None:
    desk.publish("film")
    desk.publisher.serve("/film", b"\x00\x01", Content_Type="video/mp4")
    desk.run()
    assert desk.problems() == [f"{SITE}/film: is video/mp4, which is not read"]
    desk.world.now += timedelta(days=2)
    desk.run()
    assert len(desk.list_asked("/film")) == 1


def test_a_round_fetches_no_more_than_is_asked_for(desk: Desk) -> None:
    names = [f"page{n}" for n in range(5)]
    desk.publish(*names)
    for name in names:
        desk.serve(name, f"It says {name}.")
    assert [len(desk.run(most_pages=2).followed.kept) for _ in range(3)] == [2, 2, 1]


def test_only_what_the_record_takes_is_kept(desk: Desk) -> None:
    desk.publish("one")
    desk.serve("one", "It says 12.", Content_Type="text/plain")
    desk.record.mkdir()
    (desk.record / "onrecord.toml").write_text(
        f'pack = "{desk.pack}"\n[only]\noutlet = ["other.example"]\n', encoding="utf-8"
    )
    told = desk.run()
    assert (told.followed.left_out, told.followed.kept) == (1, [])


def test_folders_are_built_only_when_they_change(desk: Desk, pile: Path) -> None:
    desk.publish("one")
    desk.serve("one", "Nothing to count.")
    watcher = desk.make()
    build = replace(watcher.options.build, patterns=(str(pile),))
    watcher = replace(watcher, options=replace(watcher.options, build=build))
    assert watcher.run_round().built is not None
    assert watcher.run_round().built is None
    (pile / "four.txt").write_text("It says 99 here.\n", encoding="utf-8")
    told = watcher.run_round()
    assert told.news is not None
    assert [e.title for e in told.news.entries if e.kind == "document"] == [str(pile / "four.txt")]


def test_an_empty_folder_is_followed_until_something_lies_in_it(desk: Desk, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    watcher = desk.make()
    build = replace(watcher.options.build, patterns=(str(inbox),))
    first = replace(watcher, options=replace(watcher.options, feeds=(), build=build)).run_round()
    assert (first.built, first.news, first.unread) == (None, None, ())
    (inbox / "a.txt").write_text("It says 181,509 arrests.", encoding="utf-8")
    later = replace(watcher, options=replace(watcher.options, feeds=())).run_round()
    assert later.news is not None and later.news.came["document"] == 1


def test_a_folder_that_went_is_told_in_each_round(desk: Desk, pile: Path) -> None:
    watcher = desk.make()
    build = replace(watcher.options.build, patterns=(str(pile),))
    watcher = replace(watcher, options=replace(watcher.options, feeds=(), build=build))
    watcher.run_round()
    pile.rename(pile.with_name("elsewhere"))
    watcher = replace(watcher, options=replace(watcher.options, build=desk.make().options.build))
    for _ in range(2):
        told = watcher.run_round()
        assert f"  not read: {pile} does not exist; check the path" in summarise(told).splitlines()


def test_only_what_came_after_the_first_round_is_news(desk: Desk, pile: Path) -> None:
    build = replace(desk.make().options.build, patterns=(str(pile),))
    build_record(build, now=desk.world.now, progress=Progress())
    desk.publish("one")
    desk.serve("one", "Nothing to count.")
    told = desk.run()
    assert told.news is not None and told.news.came["document"] == 1


def test_what_others_built_is_told_too(desk: Desk, pile: Path) -> None:
    desk.publish("one")
    desk.serve("one", "Nothing to count.")
    desk.run()
    build = replace(desk.make().options.build, patterns=(str(pile),))
    build_record(build, now=desk.world.now, progress=Progress())
    told = desk.run()
    assert told.news is not None and told.news.came["document"] == 3


def test_a_page_that_was_kept_when_the_process_was_killed_is_built_and_not_fetched(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.publish("one")
    desk.serve("one", "It says 12.")

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(FetchLog, "append", die)
    with pytest.raises(KeyboardInterrupt):
        desk.run()
    monkeypatch.undo()
    told = desk.run()
    assert told.built is not None and desk.sources() == [f"{SITE}/one"]
    assert desk.list_asked("/one") == ["/one"]
    assert not load_state(desk.record / "watch").waiting


def test_half_a_line_and_a_damaged_state_are_named(desk: Desk) -> None:
    desk.publish("one", "two")
    for name in ("one", "two"):
        desk.serve(name, f"It says {name}.")
    desk.run(most_pages=1)
    log = desk.record / "watch" / "fetched.jsonl"
    log.write_bytes(log.read_bytes() + b'{"address": "si')
    desk.run()
    assert len([json.loads(line) for line in log.read_bytes().splitlines()]) == 2
    (desk.record / "watch" / "state.json").write_text('{"version": 1}', encoding="utf-8")
    with pytest.raises(RecordError, match=r"state\.json: damaged .*; delete it"):
        desk.run()
    log.write_bytes(b"nonsense\n")
    with pytest.raises(RecordError, match=r"fetched\.jsonl:1: not a line"):
        FetchLog(log)


def test_what_was_changed_in_what_watching_keeps_is_named(desk: Desk) -> None:
    desk.publish("one")
    desk.serve("one", "It says one.")
    desk.run()
    folder = desk.record / "watch"
    for name, load in (("fetched.jsonl", load_fetched), ("state.json", load_state)):
        body = (folder / name).read_bytes()
        for old, new in ((b"site", b"sitf"), (b'"check"', b'"chack"')):
            (folder / name).write_bytes(body.replace(old, new, 1))
            with pytest.raises(RecordError, match=name):
                load(folder)
            assert any(name in one for one in check_integrity(desk.record, reread=False).faults)
        (folder / name).write_bytes(body)
    assert check_integrity(desk.record, reread=False).faults == []


def test_two_do_not_watch_one_record(desk: Desk) -> None:
    desk.publish()
    (desk.record / "watch").mkdir(parents=True)
    with (
        hold_lock(desk.record / "watch", now=desk.world.now),
        pytest.raises(LockedError, match="another process watches it"),
    ):
        desk.run()


def test_a_build_that_is_going_on_is_waited_for(desk: Desk) -> None:
    desk.publish("one")
    desk.serve("one", "Nothing to count.")
    desk.record.mkdir()
    with (
        hold_lock(desk.record, now=desk.world.now),
        pytest.raises(LockedError, match="a build is going on"),
    ):
        desk.run()
    assert sum(desk.world.slept) == 900


@pytest.mark.parametrize("feed", ["file:///etc/passwd", "http://0x7f000001/feed", "feed.xml"])
def test_a_feed_that_is_no_address_of_the_web_is_refused_at_once(desk: Desk, feed: str) -> None:
    watcher = desk.make()
    watcher = replace(watcher, options=replace(watcher.options, feeds=(feed,)))
    with pytest.raises(SourceError):
        watcher.run_round()
    assert not desk.record.exists()


def test_nothing_to_follow_is_said(desk: Desk) -> None:
    watcher = desk.make()
    watcher = replace(watcher, options=replace(watcher.options, feeds=()))
    with pytest.raises(RecordError, match="nothing to follow"):
        watcher.run_round()
    assert not desk.record.exists(), "a slip leaves no empty record"


def test_servers_take_turns_so_that_none_is_waited_for_in_vain(desk: Desk) -> None:
    desk.world.names["other.example"] = [[PUBLIC]]
    places = [f"http://{host}.example/{n}" for host in ("site", "other") for n in range(3)]
    items = "".join(f"<item><link>{place}</link></item>" for place in places)
    desk.publisher.serve("/feed.xml", f"<rss><channel>{items}</channel></rss>".encode())
    for n in range(3):
        desk.serve(str(n), f"It says {n}.")
    told = replace(desk.make(delay_seconds=10.0), at_once=1).run_round()
    hosts = [fetch.url.split("/")[2] for fetch in told.followed.kept]
    assert hosts.count("site.example") == hosts.count("other.example") == 3
    assert all(one != after for one, after in zip(hosts[1:], hosts[2:], strict=False))
    assert sum(desk.world.slept) <= 50, "eight pauses of ten seconds, most of them at the same time"
