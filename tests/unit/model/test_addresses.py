"""One page has one address, however a reader came to it."""

from __future__ import annotations

import pytest

from onrecord.model import make_address


@pytest.mark.parametrize(
    "url",
    [
        "https://www.a.example/news/one?id=7",
        "http://a.example/news/one/?utm_source=mail&id=7&fbclid=x#top",
        "HTTPS://A.EXAMPLE:443/news//one/index.html?id=7",
        "https://a.example/news/one/amp?id=7",
        "https://a.example/news/one?gclid=1&gad_source=2&_hsenc=3&WT.mc_id=4&mkt_tok=5&id=7",
    ],
)
def test_what_follows_readers_makes_no_other_page(url: str) -> None:
    assert make_address(url) == "a.example/news/one?id=7"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/one", "https://a.example/two"),
        ("https://a.example/?p=1", "https://a.example/?p=2"),
        ("https://a.example/one", "https://b.example/one"),
        ("https://a.example/one", "https://a.example:8080/one"),
        ("https://a.example/One", "https://a.example/one"),
    ],
)
def test_other_pages_have_other_addresses(one: str, other: str) -> None:
    assert make_address(one) != make_address(other)


@pytest.mark.parametrize("url", [None, "", "https://a.example/", "a.txt", "file:///a", "http://[x"])
def test_a_front_page_or_no_address_is_none(url: str | None) -> None:
    assert make_address(url) is None
