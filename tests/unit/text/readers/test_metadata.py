"""What a page says of itself in data, and what it and its article are called."""

from __future__ import annotations

import json

from onrecord.text.readers.blocks import parse_page
from onrecord.text.readers.metadata import PageData, read_data
from tests.unit.text.conftest import Make

SENTENCE = "The two ministers met in the capital and agreed to share what they know about weapons."
BODY = f"<p>{SENTENCE}</p><p>{SENTENCE} So it was.</p><p>{SENTENCE} So it stays.</p>"


def read(*rows: object, head: str = "") -> PageData:
    scripts = "".join(f"<script type='application/ld+json'>{json.dumps(r)}</script>" for r in rows)
    root = parse_page(f"<html><head>{head}{scripts}</head><body><p>Words</p></body></html>")
    assert root is not None
    return read_data(root)


def test_names_behind_references_are_found() -> None:
    graph = {
        "@graph": [
            {"@type": "Article", "author": {"@id": "#1"}, "publisher": {"@id": "#2"}},
            {"@type": "Person", "@id": "#1", "name": "Ana &amp; Team"},
            {"@type": "Organization", "@id": "#2", "name": "The Daily"},
        ]
    }
    data = read(graph)
    assert data.authors == ("Ana & Team",)
    assert data.publisher == "The Daily"


def test_the_row_with_the_pages_title_comes_first() -> None:
    teaser = {"@type": "NewsArticle", "headline": "Other", "datePublished": "2020-01-01"}
    own = {"@type": "NewsArticle", "headline": "Own title", "datePublished": "2024-01-01"}
    data = read(teaser, own, head='<meta property="og:title" content="Own title | Daily">')
    assert data.articles[0]["headline"] == "Own title"


def test_broken_data_is_passed_over() -> None:
    root = parse_page("<script type='application/ld+json'>{broken</script><p>Words</p>")
    assert root is not None
    assert read_data(root).articles == ()


def test_an_article_for_subscribers_is_named_as_a_stub(make: Make) -> None:
    free = make(f"<h1>Ministers agree on data</h1>{BODY}", "text/html")
    assert free.title == "Ministers agree on data"
    data = read({"@type": "NewsArticle", "isAccessibleForFree": "False"})
    assert data.is_for_subscribers


def test_the_sites_name_behind_a_title_goes(make: Make) -> None:
    head = (
        '<meta property="og:title" content="Ministers agree on data - The Daily">'
        '<meta property="og:site_name" content="The Daily">'
    )
    assert make(f"<html><head>{head}</head><body>{BODY}</body></html>", "text/html").title == (
        "Ministers agree on data"
    )


def test_a_byline_below_the_headline_gives_the_author(make: Make) -> None:
    page = f"<article><h1>Los ministros acuerdan datos</h1><p>Por Ana Pérez</p>{BODY}</article>"
    assert make(page, "text/html").authors == ("Ana Pérez",)
