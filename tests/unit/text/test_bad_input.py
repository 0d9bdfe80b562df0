"""Hostile and broken pages: bounded in time and memory, a problem each, and the rest goes on."""

from __future__ import annotations

import time

import pytest

from onrecord.knowledge import Knowledge
from onrecord.text import make_document
from tests.unit.text.conftest import make_capture

SAID = "<p>The ministry said on Monday that both sides had agreed to meet again in the autumn.</p>"
SCRIPT = "<script>" + "function f() { return 'words of a program'; }\n" * 2000 + "</script>"
DEEP, SCRIPTED = "nested too deeply", "only a script"
PAGES = {
    "nested": ("<html><body>" + "<div>" * 90_000 + SAID, DEEP),
    "nested and closed": ("<div>" * 49_000 + SAID + "</div>" * 49_000, DEEP),
    "100,000 nested tags": ("<html><body>" + "<div><b>" * 100_000 + SAID, "tags, more than"),
    "script": (f"<html><head><title>A page</title></head><body>{SCRIPT}</body></html>", SCRIPTED),
    "script that never ends": (f"<html><body><script>{'var a = 1;' * 9000}", SCRIPTED),
    "script asked for": (f"<noscript>Please enable JavaScript.</noscript>{SCRIPT}", SCRIPTED),
    "nothing": ("<html><body></body></html>", "no text in it"),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_without_text_says_why_and_soon(name: str, knowledge: Knowledge) -> None:
    html, expected = PAGES[name]
    began = time.monotonic()
    document, problems = make_document(make_capture(html, "text/html"), knowledge)
    assert time.monotonic() - began < 10
    assert document is None
    assert expected in problems[-1].message


@pytest.mark.parametrize(
    "noise",
    [
        "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">",
        "<!-- " * 50_000 + "-->",
        "&amp" * 100_000,
        '<script type="application/ld+json">' + "[" * 90_000 + "</script>",
        f'<script type="application/ld+json">{{"@type": "Article", "a": {"9" * 5_000}}}</script>',
        f'<img src="data:image/png;base64,{"A" * 500_000}">',
    ],
    ids=["attributes", "comments", "references", "deep data", "long number", "picture"],
)
def test_noise_hides_no_text(noise: str, knowledge: Knowledge) -> None:
    began = time.monotonic()
    capture = make_capture(f"<html><body>{noise}{SAID * 3}</body></html>", "text/html")
    document, problems = make_document(capture, knowledge)
    assert time.monotonic() - began < 10
    assert document is not None
    assert "had agreed to meet again" in document.text
    assert not problems


def test_an_item_expands_no_entities(knowledge: Knowledge) -> None:
    item = (
        "<item><title>One</title><description>They met &amp; spoke in the capital on Monday, "
        "the ministry said &l9; in full. &outside; End.</description></item>"
    )
    document, _ = make_document(make_capture(item, "application/rss+xml"), knowledge)
    assert document is not None
    assert document.text.startswith("They met & spoke")
    assert len(document.text) < 150


def test_an_item_may_not_bring_declarations(knowledge: Knowledge) -> None:
    item = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><item><title>&e;</title></item>'
    document, problems = make_document(make_capture(item, "application/rss+xml"), knowledge)
    assert document is None
    assert problems
