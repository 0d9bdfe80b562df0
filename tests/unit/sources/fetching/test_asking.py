"""What hostile servers, names and answers cannot do."""

from __future__ import annotations

import gzip
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import which

import pytest

from onrecord.model import SourceError
from onrecord.sources.fetching import FetchLimits, Known, RefusedError, fetch_url
from tests.unit.sources.fetching.net import PUBLIC, World
from tests.unit.sources.publisher import Publisher, open_publisher

SITE = "http://site.example"
LIMITS = FetchLimits(seconds=5, most_bytes=500_000)
METADATA = "http://169.254.169.254/latest/meta-data/"


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with open_publisher() as opened:
        yield opened


@pytest.fixture
def world(publisher: Publisher) -> World:
    port = int(publisher.url.rsplit(":", 1)[1])
    return World(port=port, names={"site.example": [[PUBLIC]]})


@contextmanager
def open_raw(answer: Callable[[socket.socket], None]) -> Iterator[World]:
    """Run a server that says whatever it likes, once."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            line, _ = server.accept()
            with line:
                line.recv(4096)
                with suppress(OSError):  # the one who asked had enough
                    answer(line)

        thread = threading.Thread(target=serve)
        thread.start()
        yield World(port=server.getsockname()[1], names={"site.example": [[PUBLIC]]})
        thread.join(timeout=10)


def test_a_name_with_a_second_answer_never_gives_it(publisher: Publisher, world: World) -> None:
    """DNS rebinding: public when it is looked at, this machine a moment later."""
    publisher.serve("/a", b"here")
    world.names["site.example"] = [[PUBLIC], ["127.0.0.1"]]
    assert fetch_url(f"{SITE}/a", limits=LIMITS, net=world.net).body == b"here"
    assert (world.looked_up, world.reached) == (["site.example"], [PUBLIC])
    with pytest.raises(RefusedError, match=r"127\.0\.0\.1, which is no public"):
        fetch_url(f"{SITE}/a", limits=LIMITS, net=world.net)


def test_each_hop_is_looked_at_anew(publisher: Publisher, world: World) -> None:
    """The same name may be public for the first request and private for the one it leads to."""
    publisher.serve("/a", b"", status=302, Location="/b")
    publisher.serve("/b", b"secret")
    world.names["site.example"] = [[PUBLIC], ["10.0.0.1"]]
    with pytest.raises(RefusedError, match="no public address"):
        fetch_url(f"{SITE}/a", limits=LIMITS, net=world.net)
    assert world.reached == [PUBLIC]


@pytest.mark.parametrize("allow_private", [False, True])
@pytest.mark.parametrize(
    "place",
    [METADATA, "http://[fd00:ec2::254]/", "http://168.63.129.16/", "http://[::ffff:a9fe:a9fe]/",
     "http://[64:ff9b::a9fe:a9fe]/", "http://2852039166/", "//169.254.169.254/x"],
)  # fmt: skip
def test_no_redirect_leads_to_a_metadata_service(
    publisher: Publisher, world: World, place: str, allow_private: bool
) -> None:
    publisher.serve("/a", b"", status=307, Location=place)
    limits = FetchLimits(seconds=5, allow_private=allow_private)
    with pytest.raises(RefusedError, match="no public address|a number for a name"):
        fetch_url(f"{SITE}/a", limits=limits, net=world.net)
    assert world.reached == [PUBLIC]


@pytest.mark.parametrize("place", ["file:///etc/passwd", "javascript:alert(1)", "http://[::1"])
def test_no_redirect_leads_out_of_the_web(publisher: Publisher, world: World, place: str) -> None:
    publisher.serve("/a", b"", status=302, Location=place)
    with pytest.raises(RefusedError):
        fetch_url(f"{SITE}/a", limits=LIMITS, net=world.net)


def test_an_address_in_a_hop_may_hold_no_line_break(publisher: Publisher, world: World) -> None:
    publisher.serve("/a", b"", status=302, Location="/b\tHost: evil.example")
    with pytest.raises(SourceError):
        fetch_url(f"{SITE}/a", limits=LIMITS, net=world.net)
    assert len(publisher.asked) == 1


def test_what_a_server_told_us_to_ask_with_cannot_add_a_header(
    publisher: Publisher, world: World
) -> None:
    publisher.serve("/a", b"here")
    fetch_url(f"{SITE}/a", limits=LIMITS, net=world.net, known=Known(etag='"1"\r\nX-Own: 1'))
    assert "X-Own" not in publisher.asked[0][1]


def test_a_packed_body_in_several_pieces_comes_whole(publisher: Publisher, world: World) -> None:
    body = gzip.compress(b"one ") + gzip.compress(b"two") + b"\0\0"
    publisher.serve("/a", body, Content_Encoding="gzip")
    assert fetch_url(f"{SITE}/a", limits=LIMITS, net=world.net).body == b"one two"


@pytest.mark.parametrize("packing", ["br", "deflate", "gzip, gzip", "zstd"])
def test_packing_that_was_not_asked_for_is_refused(
    publisher: Publisher, world: World, packing: str
) -> None:
    publisher.serve("/a", b"x", Content_Encoding=packing)
    with pytest.raises(RefusedError, match="not asked for"):
        fetch_url(f"{SITE}/a", limits=LIMITS, net=world.net)


def test_a_bomb_of_bombs_is_noticed_within_a_megabyte(publisher: Publisher, world: World) -> None:
    publisher.serve("/a", gzip.compress(b"\0" * 50_000_000), Content_Encoding="gzip")
    with pytest.raises(RefusedError, match="packed more than 200 times"):
        fetch_url(f"{SITE}/a", limits=FetchLimits(seconds=5), net=world.net)


def say_headers_for_ever(line: socket.socket) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\n")
    for number in range(100_000):
        line.sendall(f"X-{number}: y\r\n".encode())


def say_continue_for_ever(line: socket.socket) -> None:
    while True:
        line.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")


def say_one_letter_at_a_time(line: socket.socket) -> None:
    for letter in b"HTTP/1.1 200 OK\r\n" + b"X" * 1000:
        line.sendall(bytes([letter]))
        time.sleep(0.05)


def say_chunks_for_ever(line: socket.socket) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        line.sendall(b"10000\r\n" + b"x" * 65_536 + b"\r\n")


def say_nothing(line: socket.socket) -> None:
    line.recv(1)


def say_two_lengths(line: socket.socket) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 9\r\n\r\nabc")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (say_headers_for_ever, "connection failed"),
        (say_continue_for_ever, "not done after"),
        (say_one_letter_at_a_time, "not done after"),
        (say_chunks_for_ever, "more than 500,000 bytes"),
        (say_nothing, "not done after"),
        (say_two_lengths, "conflicting Content-Length"),
    ],
)  # fmt: skip
def test_a_server_cannot_hold_us(answer: Callable[[socket.socket], None], said: str) -> None:
    limits = FetchLimits(seconds=0.4, most_bytes=500_000)
    with open_raw(answer) as world:
        began = time.monotonic()
        with pytest.raises(SourceError, match=said):
            fetch_url(f"{SITE}/a", limits=limits, net=world.net)
        assert time.monotonic() - began < 3


def test_each_read_has_a_time_of_its_own() -> None:
    limits = FetchLimits(seconds=30, read_seconds=0.2)
    with open_raw(say_nothing) as world:
        began = time.monotonic()
        with pytest.raises(SourceError, match="silent for too long"):
            fetch_url(f"{SITE}/a", limits=limits, net=world.net)
        assert time.monotonic() - began < 3


def test_a_name_that_is_never_found_has_its_time_too(world: World) -> None:
    gone = threading.Event()
    world.names.clear()
    world.find = lambda *_: gone.wait(20) and []  # type: ignore[method-assign]
    with pytest.raises(SourceError, match="silent for too long"):
        fetch_url(f"{SITE}/a", limits=FetchLimits(connect_seconds=0.2), net=world.net)
    gone.set()


def test_a_downgrade_is_followed_only_where_that_is_allowed(tmp_path: Path) -> None:
    with open_tls(tmp_path) as (world, _), pytest.MonkeyPatch.context() as patch:
        patch.setattr(ssl, "create_default_context", lambda: trust(tmp_path))
        with pytest.raises(RefusedError, match="from https to http"):
            fetch_url("https://site.example/a", limits=LIMITS, net=world.net)


def test_the_certificate_must_be_that_of_the_name(tmp_path: Path) -> None:
    with open_tls(tmp_path) as (world, named), pytest.MonkeyPatch.context() as patch:
        with pytest.raises(SourceError, match="certificate is not to be trusted"):
            fetch_url("https://site.example/a", limits=LIMITS, net=world.net)
        patch.setattr(ssl, "create_default_context", lambda: trust(tmp_path))
        with pytest.raises(SourceError, match="certificate is not to be trusted"):
            fetch_url("https://other.example/a", limits=LIMITS, net=world.net)
        with pytest.raises(RefusedError, match="from https to http"):
            fetch_url("https://site.example/a", limits=LIMITS, net=world.net)
    assert named == ["site.example", "other.example", "site.example"]


def trust(folder: Path) -> ssl.SSLContext:
    return _CREATE(cafile=str(folder / "cert.pem"))


_CREATE = ssl.create_default_context


@contextmanager
def open_tls(folder: Path) -> Iterator[tuple[World, list[str]]]:
    """Run a server with a certificate for site.example that leads to http; tells what was named."""
    if which("openssl") is None:
        pytest.skip("no openssl to make a certificate with")
    make = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
            "-nodes", "-days", "2", "-subj", "/CN=site.example", "-addext",
            "subjectAltName=DNS:site.example", "-keyout", folder / "key.pem",
            "-out", folder / "cert.pem"]  # fmt: skip
    subprocess.run(make, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    named: list[str] = []
    context.sni_callback = lambda _, name, __: named.append(name)  # type: ignore[assignment]
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    line, _ = server.accept()
                except OSError:
                    return
                with (
                    suppress(OSError),  # the one who asked did not like the certificate
                    line,
                    context.wrap_socket(line, server_side=True) as safe,
                ):
                    safe.recv(4096)
                    safe.sendall(
                        b"HTTP/1.1 302 Found\r\nLocation: http://site.example/a\r\n"
                        b"Content-Length: 0\r\n\r\n"
                    )

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        names = {name: [[PUBLIC]] for name in ("site.example", "other.example")}
        yield World(port=server.getsockname()[1], names=names), named
        server.shutdown(socket.SHUT_RDWR)
        thread.join(timeout=5)
