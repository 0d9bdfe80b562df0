"""robots.txt: what is for us, and nothing of it that is not."""

from __future__ import annotations

import time

import pytest

from onrecord.sources.fetching.robots import read_rules

TEXT = """\
# for everybody
User-agent: *
Disallow: /private
Allow: /private/open
Disallow: /*.pdf$
Crawl-delay: 7

User-agent: Other
Disallow: /
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/news", True), ("/private/x", False), ("/private/open/x", True), ("/a/b.pdf", False),
        ("/a/b.pdf?x=1", True), ("/robots.txt", True),
    ],
)  # fmt: skip
def test_the_longest_rule_counts(path: str, allowed: bool) -> None:
    assert read_rules(TEXT).allows(f"https://a.example{path}") is allowed


def test_a_group_of_our_own_goes_before_that_for_everybody() -> None:
    rules = read_rules(TEXT + "\nUser-agent: OnRecord/2\nUser-agent: X\nDisallow: /only\n")
    assert rules.allows("https://a.example/private/x")
    assert not rules.allows("https://a.example/only")
    assert (rules.delay, read_rules(TEXT).delay) == (0, 7)


def test_an_own_group_without_rules_allows_all() -> None:
    assert read_rules("User-agent: *\nDisallow: /\nUser-agent: onrecord\nDisallow:\n").allows(
        "https://a.example/x"
    )


def test_a_name_that_only_begins_like_ours_is_not_ours() -> None:
    assert read_rules("User-agent: on\nDisallow: /\n").allows("https://a.example/x")


@pytest.mark.parametrize("text", ["", "<html>not found</html>", "\0\ufffd", "Disallow: /\n"])
def test_what_is_no_robots_txt_forbids_nothing(text: str) -> None:
    assert read_rules(text).allows("https://a.example/x")


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"User-agent: a{i}\n" for i in range(20_000)) + "Allow: /a\n" * 25_000,
        "User-agent: *\n" + "Disallow: /" + "*a" * 250_000,
        "User-agent: *\n" + "Disallow: /*a*a*a*a*a*b$\n" * 15_000,
    ],
    ids=["many agents", "long rule", "many rules"],
)
def test_a_file_made_to_be_slow_is_read_fast(text: str) -> None:
    began = time.process_time()
    read_rules(text).allows("https://a.example/" + "a" * 4000)
    assert time.process_time() - began < 2
