"""Fetching: what is asked, what is refused, and what a bad server cannot do."""

from __future__ import annotations

import gzip
import socket
import time
from collections.abc import Iterator

import pytest

from onrecord.model import SourceError
from onrecord.sources.fetching import (
    FetchLimits,
    Known,
    fetch_url,
    find_addresses,
    is_public,
    split_url,
)
from tests.unit.sources.publisher import Publisher, open_publisher, send

LIMITS = FetchLimits(allow_private=True, seconds=10, most_bytes=500_000)


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with open_publisher() as opened:
        yield opened


def test_a_file_comes_with_what_the_server_says_of_its_age(publisher: Publisher) -> None:
    publisher.serve("/a.csv", b"a,b\n", ETag='"1"', Content_Type="text/csv; charset=utf-8")
    fetched = fetch_url(f"{publisher.url}/a.csv", limits=LIMITS)
    assert (fetched.body, fetched.etag, fetched.media_type) == (b"a,b\n", '"1"', "text/csv")
    assert publisher.asked[0][1]["User-Agent"].startswith("onrecord")


def test_a_file_that_did_not_change_does_not_come_again(publisher: Publisher) -> None:
    publisher.serve("/a.csv", b"a", ETag='"1"')
    fetched = fetch_url(f"{publisher.url}/a.csv", limits=LIMITS, known=Known(etag='"1"'))
    assert fetched.body is None


def test_a_packed_answer_is_unpacked(publisher: Publisher) -> None:
    publisher.serve("/a", gzip.compress(b"x" * 1000), Content_Encoding="gzip")
    assert fetch_url(f"{publisher.url}/a", limits=LIMITS).body == b"x" * 1000


def test_redirects_are_followed_but_not_without_end(publisher: Publisher) -> None:
    publisher.serve("/old", b"", status=302, Location="/new")
    publisher.serve("/new", b"here")
    publisher.serve("/round", b"", status=301, Location="/round")
    assert fetch_url(f"{publisher.url}/old", limits=LIMITS).url.endswith("/new")
    with pytest.raises(SourceError, match="more than 5 redirects"):
        fetch_url(f"{publisher.url}/round", limits=LIMITS)


@pytest.mark.parametrize(
    ("status", "remedy"),
    [(403, "in a browser"), (404, "correct the feed"), (429, "an hour"), (503, "try again later")],
)
def test_an_error_of_the_server_comes_with_a_remedy(
    publisher: Publisher, status: int, remedy: str
) -> None:
    publisher.serve("/a", b"no", status=status)
    with pytest.raises(SourceError, match=f"answered {status}.*{remedy}"):
        fetch_url(f"{publisher.url}/a", limits=LIMITS)


def test_a_cut_answer_is_not_taken_for_the_whole(publisher: Publisher) -> None:
    publisher.routes["/a"] = lambda request: send(request, b"half", Content_Length="8")
    with pytest.raises(SourceError, match="cut off after 4 bytes"):
        fetch_url(f"{publisher.url}/a", limits=LIMITS)


def test_a_cut_packed_answer_is_not_taken_for_the_whole(publisher: Publisher) -> None:
    packed = gzip.compress(bytes(range(256)) * 40)
    publisher.serve("/a", packed[:-20], Content_Encoding="gzip")
    with pytest.raises(SourceError, match="cut off"):
        fetch_url(f"{publisher.url}/a", limits=LIMITS)


def test_a_server_that_drips_is_left(publisher: Publisher) -> None:
    def drip(request) -> None:
        request.send_response(200)
        request.send_header("Content-Length", "1000000")
        request.end_headers()
        while not publisher.release.wait(0.02):
            request.wfile.write(b"x")
            request.wfile.flush()

    publisher.routes["/a"] = drip
    began = time.monotonic()
    with pytest.raises(SourceError, match="not done after 0.3 seconds"):
        fetch_url(f"{publisher.url}/a", limits=FetchLimits(allow_private=True, seconds=0.3))
    assert time.monotonic() - began < 3


def test_a_body_is_bounded_packed_and_plain(publisher: Publisher) -> None:
    publisher.serve("/big", b"x" * 600_000)
    publisher.serve("/bomb", gzip.compress(b"\0" * 400_000), Content_Encoding="gzip")
    with pytest.raises(SourceError, match="more than 500,000 bytes"):
        fetch_url(f"{publisher.url}/big", limits=LIMITS)
    with pytest.raises(SourceError, match="packed more than 200 times"):
        fetch_url(f"{publisher.url}/bomb", limits=LIMITS)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("ftp://example.org/a", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("https://user:word@example.org/", "no names and passwords"),
        ("https://example.org/a\r\nHost: x", "white space"),
        ("https://[::1/", "no address"),
        ("https://example.org:0/", "no port 0"),
    ],
)
def test_addresses_that_are_none_are_refused(url: str, said: str) -> None:
    with pytest.raises(SourceError, match=said):
        fetch_url(url)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "::1",
        "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::",
        "224.0.0.1", "240.0.0.1",
    ],
)  # fmt: skip
def test_addresses_of_no_public_place_are_known(address: str) -> None:
    assert not is_public(address)


def test_public_addresses_are_known() -> None:
    assert is_public("93.184.216.34")
    assert is_public("2606:2800:220:1::1")


def test_a_private_address_is_not_asked(publisher: Publisher) -> None:
    with pytest.raises(SourceError, match=r"only ports 80 and 443|no public address"):
        fetch_url(f"{publisher.url}/a")
    with pytest.raises(SourceError, match="no public address"):
        find_addresses("127.0.0.1", 80, allow_private=False)
    assert not publisher.asked


def test_a_redirect_to_a_private_address_is_not_followed(monkeypatch) -> None:
    """The name of a public server that sends on to a metadata service."""
    with open_publisher() as publisher:
        publisher.serve("/a", b"", status=302, Location="http://169.254.169.254/latest/")
        real = socket.getaddrinfo
        port = int(publisher.url.rsplit(":", 1)[1])

        class Plain(socket.socket):
            def connect(self, _) -> None:
                super().connect(("127.0.0.1", port))

        monkeypatch.setattr(
            socket,
            "getaddrinfo",
            lambda host, port, **kind: real(
                "93.184.216.34" if host == "publisher.example" else host, port, **kind
            ),
        )
        monkeypatch.setattr(socket, "socket", Plain)
        with pytest.raises(SourceError, match=r"169\.254\.169\.254.*no public address"):
            fetch_url("http://publisher.example/a")
        assert [path for path, _ in publisher.asked] == ["/a"]


def test_every_address_of_a_name_must_be_public(monkeypatch) -> None:
    found = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443))
        for address in ("93.184.216.34", "10.0.0.1")
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(SourceError, match=r"10\.0\.0\.1"):
        find_addresses("two-faced.example", 443, allow_private=False)


def test_the_next_address_is_asked_when_one_does_not_answer(
    publisher: Publisher, monkeypatch
) -> None:
    port = int(publisher.url.rsplit(":", 1)[1])
    found = [
        (family, socket.SOCK_STREAM, 6, "", (address, port))
        for family, address in ((socket.AF_INET, "127.0.0.2"), (socket.AF_INET, "127.0.0.1"))
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    publisher.serve("/a", b"here")
    assert fetch_url(f"http://publisher.example:{port}/a", limits=LIMITS).body == b"here"


def test_https_never_falls_back_to_http(publisher: Publisher) -> None:
    with pytest.raises(SourceError, match="connection failed"):
        fetch_url(publisher.url.replace("http:", "https:"), limits=LIMITS)


def test_the_parts_of_an_address_are_kept() -> None:
    assert split_url("https://example.org/a?b[]=1").query == "b[]=1"
