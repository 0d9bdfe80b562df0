"""Several servers are asked side by side, each one after the other, and told of in order."""

from __future__ import annotations

import threading
from collections import Counter, defaultdict
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest

from onrecord.model import SourceError
from onrecord.run.watch_errands import Errands
from onrecord.sources.fetching import FetchLimits, Known
from onrecord.sources.fetching.polite import AT_ONCE, Manners, Neighbours, PoliteFetcher
from tests.unit.run.test_watch import Desk, desk
from tests.unit.sources.fetching.net import PUBLIC, World
from tests.unit.sources.publisher import Publisher, open_publisher, send

__all__ = ["desk"]
HOSTS = ("site.example", "other.example")
PATIENCE_SECONDS = 20  # of a server that waits for the other; never sat out where all is well


class Meeting:
    """An answer that is not given before both servers are asked for it."""

    def __init__(self) -> None:
        self._both = threading.Barrier(2)

    def __call__(self, request: BaseHTTPRequestHandler) -> None:
        try:
            self._both.wait(PATIENCE_SECONDS)
        except threading.BrokenBarrierError:
            send(request, b"", status=500)
        else:
            send(request, b"It says nothing.", Content_Type="text/plain")


class Doorkeeper:
    """Notes how many requests each server has at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside: Counter[str] = Counter()
        self.most: defaultdict[str, int] = defaultdict(int)

    def __call__(self, request: BaseHTTPRequestHandler) -> None:
        host = request.headers["Host"]
        with self._lock:
            self._inside[host] += 1
            self.most[host] = max(self.most[host], self._inside[host])
        threading.Event().wait(0.02)  # long enough for a second one to come in, were it let
        with self._lock:
            self._inside[host] -= 1
        send(request, b"x", Content_Type="text/plain")


def publish(desk: Desk, *places: str) -> None:
    items = "".join(f"<item><link>{place}</link></item>" for place in places)
    desk.publisher.serve("/feed.xml", f"<rss><channel>{items}</channel></rss>".encode())
    desk.world.names |= {host: [[PUBLIC]] for host in HOSTS}


def test_pages_of_two_servers_are_fetched_side_by_side(desk: Desk) -> None:
    places = [f"http://{host}/{n}" for n in range(2) for host in HOSTS]
    publish(desk, *places)
    for n in range(2):
        desk.publisher.routes[f"/{n}"] = Meeting()
    told = desk.run()
    assert sorted(fetch.url for fetch in told.followed.kept) == sorted(places)
    assert [fetch.url.rpartition("/")[2] for fetch in told.followed.kept] == ["0", "0", "1", "1"]


def test_feeds_of_two_servers_are_asked_side_by_side(desk: Desk) -> None:
    publish(desk)
    desk.publisher.routes["/feed.xml"] = Meeting()
    watcher = desk.make()
    (feed,) = watcher.options.feeds
    object.__setattr__(watcher.options, "feeds", (feed, "http://other.example/feed.xml"))
    told = watcher.run_round()
    assert told.followed.feeds == 2
    assert all("the server answered 500" not in fault for fault in told.followed.faults)
    assert len(desk.list_asked("/feed.xml")) == 2


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with open_publisher() as opened:
        yield opened


def make_errands(publisher: Publisher, *hosts: str) -> Errands:
    world = World(
        port=int(publisher.url.rsplit(":", 1)[1]), names={host: [[PUBLIC]] for host in hosts}
    )
    fetcher = PoliteFetcher(
        limits=FetchLimits(user_agent="x"),
        manners=Manners(delay_seconds=0),
        clock=world.clock,
        net=world.net,
        neighbours=Neighbours(),
    )
    return Errands(fetcher, lambda: world.now)


def test_a_server_has_one_request_at_a_time_wherever_redirects_lead(publisher: Publisher) -> None:
    doorkeeper = Doorkeeper()
    publisher.routes["/x"] = doorkeeper
    publisher.serve("/away", b"", status=302, Location="http://site.example/x")
    hosts = [f"{n}.example" for n in range(AT_ONCE - 1)]
    errands = make_errands(publisher, "site.example", *hosts)
    errands.send("x", "http://site.example/x", Known())
    for host in hosts:
        assert errands.has_room(f"http://{host}/away")
        errands.send(host, f"http://{host}/away", Known())
    assert [errands.take().key for _ in range(AT_ONCE)] == ["x", *hosts]
    assert doorkeeper.most == {"site.example": 1}


def test_there_is_room_for_a_handful_and_for_each_server_once(publisher: Publisher) -> None:
    publisher.serve("/", b"x")
    hosts = [f"{n}.example" for n in range(AT_ONCE + 1)]
    errands = make_errands(publisher, *hosts)
    for host in hosts[:-1]:
        assert errands.has_room(f"http://{host}/")
        errands.send(host, f"http://{host}/", Known())
        assert not errands.has_room(f"http://{host}/other")
    assert not errands.has_room(f"http://{hosts[-1]}/")
    errands.take()
    assert errands.has_room(f"http://{hosts[-1]}/")


def test_what_is_no_address_is_refused_as_an_answer(publisher: Publisher) -> None:
    errands = make_errands(publisher)
    errands.send("x", "file:///etc/hosts", Known())
    with pytest.raises(SourceError, match="file:"):
        errands.take().finish()
