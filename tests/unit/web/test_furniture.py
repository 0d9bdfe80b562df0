"""What was left out stands where it stood."""

from __future__ import annotations

from onrecord.web.furniture import place_dropped

PAGE = """<nav>Home News</nav>
<p>The ministers met <b>on Monday</b>.</p>
<aside>Sign up for our newsletter</aside>
<p>They spoke of trade &amp; water.</p>
<i>Share</i>
"""
TEXT = ["The ministers met on Monday.", "They spoke of trade & water."]


def part(text: str, line: int | None = None) -> dict[str, object]:
    return {"text": text, "reason": "furniture", "line": line}


def test_a_passage_stands_before_the_paragraph_that_followed_it() -> None:
    placed = place_dropped(PAGE, TEXT, [part("Sign up for our newsletter")])
    assert list(placed.before) == [1]


def test_a_known_line_says_where_it_stood() -> None:
    placed = place_dropped(PAGE, TEXT, [part("*", 1), part("*", 3), part("*", 5)])
    assert list(placed.before) == [0, 1, 2]


def test_a_short_passage_is_found_as_a_whole_piece_only() -> None:
    placed = place_dropped(PAGE, TEXT, [part("Share"), part("met")])
    assert list(placed.before) == [2]
    assert [one["text"] for one in placed.rest] == ["met"]


def test_without_the_capture_nothing_has_a_place() -> None:
    placed = place_dropped("", TEXT, [part("Sign up for our newsletter"), part("***")])
    assert placed.before == {}
    assert len(placed.rest) == 2
