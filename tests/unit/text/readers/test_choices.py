"""Which lines of a page are the article."""

from __future__ import annotations

import numpy
import pytest

from onrecord.knowledge import Knowledge
from onrecord.text.readers.blocks import cut_blocks, parse_page
from onrecord.text.readers.choices import count_words, find_floor, measure_page
from onrecord.text.readers.columns import find_span, measure_distance, smooth
from onrecord.text.readers.lines import cut_lines
from onrecord.text.readers.places import PageView
from onrecord.text.readers.plain import choose_lines, is_scraped, is_scraped_long, rule_lines
from tests.unit.text.conftest import Make

SENTENCE = "The two ministers met in the capital and agreed to share what they know about weapons."
REPLY = (
    "I do not believe that this will change anything at all in the towns along the border, sorry."
)


def test_the_floor_sinks_where_a_page_is_unclear() -> None:
    words = numpy.full(4, 10.0)
    clear = find_floor(numpy.array([0.95, 0.9, 0.05, 0.01]), words)
    unclear = find_floor(numpy.array([0.4, 0.35, 0.3, 0.01]), words)
    assert clear == pytest.approx(0.5)
    assert unclear == pytest.approx(0.3)


def test_long_lines_weigh_more() -> None:
    assert count_words(["one two three", ""]).tolist() == [3.0, 0.0]


def test_the_models_know_the_measures_they_get(knowledge: Knowledge) -> None:
    root = parse_page(f"<h1>A title</h1><p>{SENTENCE}</p>")
    assert root is not None
    blocks = cut_blocks(root)
    measures = measure_page(blocks, PageView(kept=(SENTENCE,)), knowledge)
    assert measures.names == knowledge.models["page"].names
    assert measures.matrix.shape == (2, len(measures.names))
    ruled = rule_lines(f"{SENTENCE}\n{SENTENCE} Again.", knowledge)
    assert len(choose_lines(ruled, knowledge)) == 2


def test_comments_of_readers_are_dropped_with_their_reason(make: Make) -> None:
    page = (
        f"<article><h1>Ministers agree on data</h1><p>{SENTENCE}</p><p>{SENTENCE} So it was.</p>"
        f"<p>{SENTENCE} So it stays.</p></article>"
        f"<div id='comments'><p>{REPLY}</p><p>{REPLY} Really.</p></div>"
    )
    document = make(page, "text/html")
    assert REPLY not in document.text
    assert {d.reason for d in document.dropped if d.text.startswith("I do not")} == {
        "comments of readers"
    }


def test_a_block_quotation_stays(make: Make) -> None:
    quoted = "“We have asked for more data since the spring, and now it comes,” the minister wrote."
    page = (
        f"<article><h1>Ministers agree on data</h1><p>{SENTENCE}</p><blockquote><p>{quoted}</p>"
        f"</blockquote><p>{SENTENCE} So it was.</p><p>{SENTENCE} So it stays.</p></article>"
    )
    assert quoted in make(page, "text/html").text


def test_a_page_whose_article_is_only_in_its_data_is_read(make: Make) -> None:
    body = " ".join([SENTENCE] * 10)
    data = f'{{"@type": "NewsArticle", "headline": "Ministers agree", "articleBody": "{body}"}}'
    page = f"<html><script type='application/ld+json'>{data}</script><body><p>Loading</p></body>"
    assert make(page, "text/html").text == body


def test_a_texts_own_short_lines_are_left_alone(knowledge: Knowledge) -> None:
    text = "\n\n".join([f"Part {n}\n\n{SENTENCE}" for n in range(3)])
    ruled = rule_lines(text, knowledge)
    assert choose_lines(ruled, knowledge) == ruled.reasons


def test_menus_in_capitals_make_no_transcript(knowledge: Knowledge) -> None:
    menu = [word for n in range(12) for word in ("HOME", f"Item {n}", "MENU: more")]
    assert not rule_lines("\n".join([*menu, SENTENCE, SENTENCE + " So."]), knowledge).speaks


def test_distances_are_counted_both_ways() -> None:
    since, until = measure_distance(numpy.array([False, True, False, False]))
    assert since.tolist() == [30.0, 0.0, 1.0, 2.0]
    assert until.tolist() == [1.0, 0.0, 30.0, 30.0]


def test_the_span_leaves_menus_out() -> None:
    words = numpy.array([2, 2, 20, 3, 30, 2, 2], dtype=numpy.float32)
    good = numpy.where(words > 8, words, 0).astype(numpy.float32)
    assert find_span(good, words).tolist() == [0, 0, 1, 1, 1, 0, 0]


def test_a_running_mean_of_ones_is_one() -> None:
    assert smooth(numpy.ones(5, dtype=numpy.float32), 2.0).tolist() == pytest.approx([1.0] * 5)


HEADINGS = [
    "How the Two Inspectorates Divide Their Work",
    "What Changes at the Northern Crossings in May",
    "Who Pays for the New Scanners",
]
PARAGRAPH = (
    "The inspectorates keep their own staff and share one list of carriers, which was last agreed "
    "in 2019 and is read by both of them each morning before the gates of the crossing open."
)


def test_a_heading_that_the_contents_name_too_is_kept_once(knowledge: Knowledge) -> None:
    menu = [f"Section {n}" for n in range(20)]
    body = [line for heading in HEADINGS for line in (heading, *[PARAGRAPH + f" {heading}."] * 1)]
    ruled = rule_lines("\n".join([*menu, "Inspections Begin Again", *HEADINGS, *body]), knowledge)
    reasons = choose_lines(ruled, knowledge)
    kept = [line.text for line, reason in zip(ruled.lines, reasons, strict=True) if reason is None]
    assert max(kept.count(heading) for heading in HEADINGS) == 1


def test_a_long_article_between_menus_was_scraped_whole() -> None:
    lines = cut_lines("\n".join(["Menu entry"] * 20 + [PARAGRAPH] * 60))
    assert is_scraped_long(lines)
    assert not is_scraped(lines)
    assert not is_scraped_long(cut_lines("\n".join(["Menu entry"] * 5 + [PARAGRAPH] * 60)))
