"""Feeds are cut, not parsed: what a hostile one declares is never expanded."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from onrecord.model import Capture, Problem
from onrecord.sources.feeds import read_feed

MET = datetime(2026, 1, 2, tzinfo=UTC)


def test_entities_are_named_as_a_problem_and_never_expanded() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    body = (
        f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "ha">{laughs}]>'
        "<rss><channel><item><title>One</title><description>&l9;</description></item>"
        "</channel></rss>"
    )
    problem, capture = read_feed("f.xml", body.encode(), MET)
    assert isinstance(problem, Problem)
    assert "not expanded" in problem.message
    assert isinstance(capture, Capture)
    assert len(capture.body) < 100


def test_items_that_never_close_take_no_time() -> None:
    began = time.monotonic()
    found = list(read_feed("f.xml", b"<item><title>x" * 200_000, MET))
    assert time.monotonic() - began < 2
    assert len(found) == 1
