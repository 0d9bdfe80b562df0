"""HTML pages and feed items."""

from __future__ import annotations

import pytest

from tests.unit.text.conftest import Make

SENTENCE = (
    "The two ministers met in the capital on Tuesday and agreed to share what they know about "
    "the trade in weapons across their border."
)
PAGE = f"""<html><head><title>Ministers agree on data | Daily</title>
<meta property="og:site_name" content="Daily Example">
<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "2023-10-05T08:00:00Z",
"dateModified": "2023-11-01"}}</script></head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav>
<article><h1>Ministers agree on data about weapons</h1>
<p>{SENTENCE}</p><p>Officials said <b>that</b> the talks had gone well &amp; would go on.</p>
<p>{SENTENCE} Again, they said, a second round would follow.</p></article>
<footer>All rights reserved</footer></body></html>"""


def test_a_page_gives_its_main_text(make: Make) -> None:
    document = make(PAGE, "text/html")
    assert SENTENCE in document.text
    assert "Officials said that the talks had gone well & would go on." in document.text
    assert "Home" not in document.text
    assert "All rights reserved" not in document.text
    assert "All rights reserved" in {d.text for d in document.dropped}


def test_a_page_gives_title_outlet_and_day(make: Make) -> None:
    document = make(PAGE, "text/html")
    assert document.title == "Ministers agree on data about weapons"
    assert document.outlet == "Daily Example"
    assert document.publication is not None
    assert str(document.publication.earliest) == "2023-10-05"


def test_the_sections_name_above_the_title_goes(make: Make) -> None:
    page = PAGE.replace("<article><h1>", "<article><p>Border news</p><h1>")
    document = make(page, "text/html")
    assert document.text.startswith("Ministers agree on data about weapons")
    assert "Border news" in {d.text for d in document.dropped}


def test_a_page_cut_off_gives_what_is_there(make: Make) -> None:
    assert SENTENCE in make(PAGE[: PAGE.index("Again, they")], "text/html").text


@pytest.mark.parametrize("sign", ["\x17", "\uffff", "\x1b[31m"])
def test_signs_that_no_markup_may_hold_end_nothing(make: Make, sign: str) -> None:
    page = (
        f"<html><body><div><script>1</script>{sign} so</div><p>{SENTENCE}{sign}</p></body></html>"
    )
    document = make(page, "text/html")
    assert SENTENCE in document.text
    assert sign not in document.text


def test_lines_that_end_as_elsewhere_keep_words_apart(make: Make) -> None:
    for end in ("\r", "\r\n"):
        page = PAGE.replace("had gone well", f"had{end}gone{end}well")
        assert "the talks had gone well & would go on." in make(page, "text/html").text


ITEM = f"""
\t<title>Statement on the talks</title>
\t<link>https://gov.example/statement/</link>
\t<dc:creator><![CDATA[Office of the Speaker]]></dc:creator>
\t<pubDate>Fri, 18 Mar 2022 18:56:08 +0000</pubDate>
\t<description><![CDATA[<p>Short.</p>]]></description>
\t<content:encoded><![CDATA[<p>{SENTENCE}</p>
<ul><li>One point</li><li>Another point</li></ul><p><input type="hidden" value="x" /></p>]]></content:encoded>
"""


def test_an_items_content_is_the_text(make: Make) -> None:
    document = make(ITEM, "application/rss+xml")
    assert document.text.split("\n") == [SENTENCE, "- One point", "- Another point"]
    assert document.title == "Statement on the talks"
    assert document.authors == ("Office of the Speaker",)
    assert document.url == "https://gov.example/statement/"
    assert document.publication is not None
    assert str(document.publication.earliest) == "2022-03-18"


def test_entities_of_a_feed_are_not_expanded(make: Make) -> None:
    feed = (
        f'<!DOCTYPE x [<!ENTITY a "aaaa">]><item><description>&a; {SENTENCE}</description></item>'
    )
    assert "aaaa" not in make(feed, "application/rss+xml").text
