"""Which addresses are asked, however they are written."""

from __future__ import annotations

import pytest

from onrecord.sources.fetching import RefusedError, is_public, split_url
from onrecord.sources.fetching.addresses import find_host, find_origin, is_own, make_target


@pytest.mark.parametrize(
    "url",
    [
        "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://127.1/",
        "http://169.254.43518/", "http://0xa9.0xfe.0xa9.0xfe/", "http://010.0.0.1/",
        "http://2852039166/latest", "http://127.0.0.1.5/",
    ],
)  # fmt: skip
def test_numbers_in_odd_clothes_are_refused(url: str) -> None:
    with pytest.raises(RefusedError, match="a number for a name"):
        split_url(url)


def test_letters_that_fold_to_a_number_are_that_number() -> None:
    assert find_host(split_url("http://①②⑦.⓪.⓪.①/")) == "127.0.0.1"
    assert not is_public("127.0.0.1")


@pytest.mark.parametrize(
    "address",
    [
        "168.63.129.16", "100.100.100.200", "192.0.0.192", "fd00:ec2::254", "::ffff:168.63.129.16",
        "64:ff9b::a83f:8110", "169.254.169.254", "224.0.0.1", "255.255.255.255", "0.0.0.0", "::",
        "fe80::1", "ff02::1", "64:ff9b:1::a00:1", "2001:0:7f00:1::",
    ],
)  # fmt: skip
def test_what_answers_with_secrets_is_asked_on_no_network(address: str) -> None:
    assert not is_public(address)
    assert not is_own(address)


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.1", "::1", "fd12::1", "::ffff:10.0.0.1"])
def test_ones_own_network_is_known(address: str) -> None:
    assert is_own(address) and not is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example\\.b.example/", "https://a_b!.example/", "https://[fe80::1%25eth0]/",
        "https://" + "a" * 254 + "/", "https://a.example/" + "x" * 5000, "https://a..example/",
        "javascript:alert(1)", "data:text/html,x", "//a.example/", "https:///a", "gopher://a/",
    ],
)  # fmt: skip
def test_what_is_no_address_of_a_page_is_refused(url: str) -> None:
    with pytest.raises(RefusedError):
        split_url(url)


def test_names_in_other_letters_are_asked_by_their_ascii_form() -> None:
    parts = split_url("https://Éxito.example/año?q=ñ")
    assert find_host(parts) == "xn--xito-9oa.example"
    assert make_target(parts) == "/a%C3%B1o?q=%C3%B1"


def test_an_origin_has_its_port_only_where_it_is_odd() -> None:
    assert find_origin("https://A.example:443/x") == "https://a.example"
    assert find_origin("http://a.example:8080/x") == "http://a.example:8080"
    assert find_origin("http://[2606:2800:220:1::1]/") == "http://[2606:2800:220:1::1]"
