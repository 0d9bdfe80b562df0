"""Who may ask, who may write, and what stands around every answer."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from onrecord.web.safety import Rules, Safety, find_link, name_hosts
from tests.unit.web.browsing import TestClient

HOME = "http://127.0.0.1:8400"
GOOD = {
    "origin": HOME,
    "x-onrecord-token": "t",
    "content-type": "application/json",
    "sec-fetch-site": "same-origin",
}


def make_safe(**rules: Any) -> TestClient:
    """An application with one address that takes writes, kept safe."""

    async def answer(request: Request) -> PlainTextResponse:
        return PlainTextResponse(request.method)

    inner = Starlette(routes=[Route("/", answer, methods=["GET", "POST", "PUT", "DELETE"])])
    held = Rules(hosts=name_hosts("127.0.0.1", 8400), token="t", **rules)
    return TestClient(Safety(inner, rules=held), base_url=HOME)


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8400", "127.0.0.1", "127.0.0.1:80", "127.0.0.1.evil.example:8400",
     "localhost:8400.evil.example", "127.1:8400", "2130706433:8400", "", "[::]:8400"],
)  # fmt: skip
def test_a_name_made_to_point_here_is_refused(host: str) -> None:
    assert make_safe().get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8400", "localhost:8400", "LOCALHOST:8400", "[::1]:8400"]
)
def test_own_names_are_served(host: str) -> None:
    assert make_safe().get("/", headers={"host": host}).status_code == 200


def test_a_write_of_ones_own_page_is_taken() -> None:
    assert make_safe().post("/", json={}, headers=GOOD).text == "POST"


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://127.0.0.1:8401"}, 403),
        ({"origin": "http://127.0.0.1:8400.evil.example"}, 403),
        ({"origin": "http://127.0.0.1:8400@evil.example"}, 403),
        ({"origin": "file://127.0.0.1:8400"}, 403),
        ({"origin": "http://[::1"}, 403),
        ({"origin": ""}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"x-onrecord-token": "T"}, 403),
        ({"x-onrecord-token": ""}, 403),
        ({"content-type": "text/plain"}, 415),
        ({"content-type": "application/x-www-form-urlencoded"}, 415),
        ({"content-type": "text/plain; application/json"}, 415),
    ],
)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_a_write_from_elsewhere_is_refused(
    method: str, changed: dict[str, str], status: int
) -> None:
    answer = make_safe().request(method, "/", headers=GOOD | changed, content="{}")
    assert answer.status_code == status


def test_a_write_needs_an_origin() -> None:
    headers = {k: v for k, v in GOOD.items() if k != "origin"}
    assert make_safe().post("/", headers=headers, content="{}").status_code == 403


def test_read_only_takes_no_write() -> None:
    answer = make_safe(read_only=True).post("/", headers=GOOD, content="{}")
    assert answer.status_code == 403
    assert "read only" in answer.text


def test_too_many_writes_have_to_wait_a_minute() -> None:
    at = [0.0]
    safe = make_safe(writes_a_minute=2, clock=lambda: at[0])
    codes = [safe.post("/", headers=GOOD, content="{}").status_code for _ in range(3)]
    assert codes == [200, 200, 429]
    at[0] = 61.0
    assert safe.post("/", headers=GOOD, content="{}").status_code == 200


@pytest.mark.parametrize("path", ["/", "/nowhere"])
def test_every_answer_is_dressed(path: str) -> None:
    headers = make_safe().get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", " javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x", "vbscript:x",
     "file:///etc/passwd", "//evil.example", "/own", "http:///x", "ftp://a.example", "", None,
     "java\nscript:alert(1)", "http://[::1", "https://a.example/stories/65-..."],
)  # fmt: skip
def test_other_schemes_and_cut_addresses_are_no_links(address: str | None) -> None:
    assert find_link(address) is None


def test_web_addresses_are_links() -> None:
    assert find_link(" https://a.example/b ") == "https://a.example/b"
