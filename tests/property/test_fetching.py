"""Whatever stands in an address, a feed, a robots.txt or a header, only our own errors come of it."""

from __future__ import annotations

import ipaddress
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.model import SourceError
from onrecord.sources.fetching import is_public, split_url
from onrecord.sources.fetching.addresses import find_host, is_own, make_target, name_host
from onrecord.sources.fetching.links import read_links
from onrecord.sources.fetching.polite import LONGEST, name_agent, read_retry_after
from onrecord.sources.fetching.robots import read_rules

NOW = datetime(2026, 9, 30, tzinfo=UTC)
SIGNS = st.sampled_from("http://s:@[]%0x1.7?#\\&;=\t\n é①。\u202e\x00")
ADDRESSES = st.builds("http://{}".format, st.text(SIGNS, max_size=40)) | st.text(max_size=40)
MARKS = st.sampled_from(
    [b"<rss>", b"<channel>", b"<item>", b"<link>", b"</link>", b"</item>", b"<entry>", b"&a;",
     b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"{", b'"items":[', b"}", b"]", b"<link href='//x'/>",
     b"<![CDATA[", b"]]>", b"\xff", b"https://a.example/1", b"<?xml encoding='utf-7'?>"]
)  # fmt: skip


@given(ADDRESSES)
@example("http://a。b\\c/")
def test_an_address_is_asked_by_a_plain_name_or_not_at_all(url: str) -> None:
    with suppress(SourceError):
        parts = split_url(url)
        host, target = find_host(parts), make_target(parts)
        assert host.isascii() and target.isascii() and name_host(parts).isascii()
        assert not set(host + target) & set(" \r\n\t\\\x00")
        assert target.startswith("/")


@given(st.ip_addresses(v=6) | st.ip_addresses(v=4))
def test_an_address_is_public_or_own_and_never_both(address: ipaddress.IPv4Address) -> None:
    assert not (is_public(str(address)) and is_own(str(address)))


@given(st.ip_addresses(v=4))
def test_clothes_do_not_make_an_address_public(address: ipaddress.IPv4Address) -> None:
    number = f"{int(address):08x}"
    for dressed in (f"::ffff:{address}", f"64:ff9b::{number[:4]}:{number[4:]}"):
        assert is_public(dressed) == is_public(str(address))


@given(st.lists(MARKS | st.binary(max_size=8), max_size=30).map(b"".join))
def test_a_feed_names_pages_of_the_web_or_is_none(body: bytes) -> None:
    with suppress(SourceError):
        for link in read_links(body, "https://site.example/feed").links:
            assert urlsplit(link.url).scheme in ("http", "https")
            assert link.title.isprintable() and link.stamp.isprintable()


@given(st.text(st.sampled_from("User-agent:*\nDisallow:/ $#onrecord\u2028\x00"), max_size=200))
def test_any_robots_txt_can_be_read(text: str) -> None:
    rules = read_rules(text)
    assert rules.allows("https://a.example/x") in (True, False)
    assert rules.delay >= 0


@given(st.text(max_size=40) | st.integers().map(str))
def test_any_retry_after_can_be_read(said: str) -> None:
    told = read_retry_after(said, NOW)
    assert told is None or told >= timedelta(0)
    assert told is None or not said.strip().isdecimal() or told <= LONGEST


@given(st.text(max_size=80))
def test_no_contact_ends_the_header(contact: str) -> None:
    assert name_agent("1", contact).isascii() and name_agent("1", contact).isprintable()
