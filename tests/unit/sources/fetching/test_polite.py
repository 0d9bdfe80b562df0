"""The guest's manners: pauses, robots.txt, and going away when told to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from onrecord.model import SourceError
from onrecord.sources.fetching import FetchLimits, RefusedError
from onrecord.sources.fetching.polite import (
    LaterError,
    Manners,
    Neighbours,
    PoliteFetcher,
    RobotsError,
    name_agent,
    read_retry_after,
)
from tests.unit.sources.fetching.net import PUBLIC, START, World
from tests.unit.sources.publisher import Publisher, open_publisher

SITE = "http://site.example"


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with open_publisher() as opened:
        yield opened


@pytest.fixture
def world(publisher: Publisher) -> World:
    port = int(publisher.url.rsplit(":", 1)[1])
    names = {name: [[PUBLIC]] for name in ("site.example", "other.example")}
    return World(port=port, names=names)


def make_fetcher(world: World, neighbours: Neighbours | None = None) -> PoliteFetcher:
    return PoliteFetcher(
        limits=FetchLimits(seconds=5, user_agent=name_agent("1", "mailto:desk@site.example")),
        manners=Manners(delay_seconds=2),
        clock=world.clock,
        net=world.net,
        neighbours=neighbours or Neighbours(),
    )


def list_paths(publisher: Publisher) -> list[str]:
    return [path for path, _ in publisher.asked]


def test_robots_txt_is_asked_first_once_and_kept(publisher: Publisher, world: World) -> None:
    publisher.serve("/robots.txt", b"User-agent: *\nDisallow: /no\n")
    publisher.serve("/yes", b"here")
    fetcher = make_fetcher(world)
    assert fetcher.fetch(f"{SITE}/yes").body == b"here"
    with pytest.raises(RobotsError, match="asks programs to stay away"):
        fetcher.fetch(f"{SITE}/no/1")
    assert list_paths(publisher) == ["/robots.txt", "/yes"]


def test_we_say_who_we_are_and_whom_to_write_to(publisher: Publisher, world: World) -> None:
    make_fetcher(world).fetch(f"{SITE}/a")
    told = {headers["User-Agent"] for _, headers in publisher.asked}
    assert told == {"onrecord/1 (+mailto:desk@site.example)"}
    assert {headers["Host"] for _, headers in publisher.asked} == {"site.example"}


def test_requests_to_one_server_have_pauses_between_them(
    publisher: Publisher, world: World
) -> None:
    publisher.serve("/robots.txt", b"User-agent: *\nCrawl-delay: 9\n")
    fetcher = make_fetcher(world)
    for path in "abc":
        fetcher.fetch(f"{SITE}/{path}")
    assert world.slept == [2, 9, 9]


def test_a_redirect_is_held_to_the_rules_of_where_it_leads(
    publisher: Publisher, world: World
) -> None:
    publisher.serve("/a", b"", status=302, Location="http://other.example/no")
    publisher.serve("/robots.txt", b"User-agent: *\nDisallow: /no\n")
    with pytest.raises(RobotsError, match="other.example/no"):
        make_fetcher(world).fetch(f"{SITE}/a")
    assert list_paths(publisher) == ["/robots.txt", "/a", "/robots.txt"]


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_left_for_as_long_as_it_asks(
    publisher: Publisher, world: World, status: int
) -> None:
    publisher.serve("/a", b"", status=status, Retry_After="600")
    fetcher = make_fetcher(world)
    with pytest.raises(LaterError, match=f"answered {status}") as caught:
        fetcher.fetch(f"{SITE}/a")
    assert caught.value.until - world.now == timedelta(seconds=600)
    asked = len(publisher.asked)
    with pytest.raises(LaterError, match="asked us to wait"):
        fetcher.fetch(f"{SITE}/b")
    assert len(publisher.asked) == asked, "the whole server is left alone"
    world.now += timedelta(seconds=601)
    assert fetcher.fetch(f"{SITE}/b").status == 404


def test_a_busy_server_that_does_not_say_is_left_longer_each_time(
    publisher: Publisher, world: World
) -> None:
    publisher.serve("/a", b"", status=503)
    fetcher = make_fetcher(world)
    waits = []
    for _ in range(4):
        with pytest.raises(LaterError) as caught:
            fetcher.fetch(f"{SITE}/a")
        waits.append((caught.value.until - world.now).total_seconds())
        world.now = caught.value.until
    assert waits == [60, 120, 240, 480]


def test_a_clock_that_was_set_back_silences_no_server(publisher: Publisher, world: World) -> None:
    fetcher = make_fetcher(world)
    fetcher.fetch(f"{SITE}/a")
    world.now -= timedelta(days=400)
    fetcher.fetch(f"{SITE}/b")
    assert not [seconds for seconds in world.slept if seconds > 10]


@pytest.mark.parametrize(("status", "asked"), [(500, False), (404, True), (403, True)])
def test_a_robots_txt_that_is_not_there_allows_and_one_that_fails_does_not(
    publisher: Publisher, world: World, status: int, asked: bool
) -> None:
    publisher.serve("/robots.txt", b"", status=status)
    publisher.serve("/a", b"here")
    fetcher = make_fetcher(world)
    if asked:
        assert fetcher.fetch(f"{SITE}/a").body == b"here"
    else:
        with pytest.raises(LaterError, match=rf"cannot be read .the server answered {status}"):
            fetcher.fetch(f"{SITE}/a")
    assert ("/a" in list_paths(publisher)) is asked


def test_rules_are_asked_for_again_after_a_day(publisher: Publisher, world: World) -> None:
    neighbours = Neighbours()
    make_fetcher(world, neighbours).fetch(f"{SITE}/a")
    world.now += timedelta(hours=23)
    make_fetcher(world, neighbours).fetch(f"{SITE}/a")
    world.now += timedelta(hours=2)
    make_fetcher(world, neighbours).fetch(f"{SITE}/a")
    assert list_paths(publisher).count("/robots.txt") == 2


def test_a_robots_txt_that_leads_in_a_circle_forbids_nothing(
    publisher: Publisher, world: World
) -> None:
    publisher.serve("/robots.txt", b"", status=302, Location="/robots.txt")
    publisher.serve("/a", b"here")
    assert make_fetcher(world).fetch(f"{SITE}/a").body == b"here"


def test_a_server_of_ones_own_network_is_refused_before_it_is_asked(world: World) -> None:
    world.names["site.example"] = [["10.0.0.7"]]
    with pytest.raises(RefusedError, match="no public address"):
        make_fetcher(world).fetch(f"{SITE}/a")
    assert not world.reached


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120), ("99999999999999999999", 86_400), ("", None), ("soon", None), ("-5", None),
        ("Wed, 30 Sep 2026 12:10:00 GMT", 600), ("Wed, 30 Sep 2020 12:10:00 GMT", 0), ("٣", None),
    ],
)  # fmt: skip
def test_retry_after_is_read_in_both_forms(said: str, seconds: int | None) -> None:
    told = read_retry_after(said, START)
    assert (None if told is None else told.total_seconds()) == seconds


def test_a_server_that_hangs_up_is_a_fault_that_may_pass(world: World) -> None:
    world.port = 1  # nobody listens there
    with pytest.raises(SourceError):
        make_fetcher(world).fetch(f"{SITE}/a")
