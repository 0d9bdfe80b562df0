"""Excerpts, addresses, dates and numbers as a dossier prints them."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.publish.dossier_rows import (
    find_page,
    make_excerpt,
    name_carrier,
    name_interval,
    name_number,
)

DAY = date(2025, 3, 9)


def test_an_excerpt_stays_in_its_paragraph():
    text = "Before.\nHere are 12 boats.\nAfter."
    found = make_excerpt(text, text.index("12"), text.index(" boats"))
    assert (found.before, found.quote, found.after) == ("Here are ", "12", " boats.")


def test_an_excerpt_is_cut_at_words_and_says_so():
    text = "word " * 100 + "12 boats" + " word" * 100
    found = make_excerpt(text, 500, 508, width=60)
    assert found.before.startswith("… word")
    assert found.after.endswith("word …")
    assert len(found.before) + len(found.after) < 64


def test_a_long_quote_is_shortened():
    text = "word " * 300
    assert len(make_excerpt(text, 0, 1499).quote) < 430


def test_only_http_and_https_are_pages():
    assert find_page("https://a.example/b?c") == "https://a.example/b?c"
    assert find_page("javascript:alert(1)") is None
    assert find_page(None) is None


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        (DAY, DAY, "9 March 2025"),
        (DAY, date(2025, 3, 12), "9 March 2025 to 12 March 2025"),
        (None, DAY, "by 9 March 2025"),
        (DAY, None, "not before 9 March 2025"),
        (None, None, "date unknown"),
    ],
)
def test_a_publication_interval_is_said_as_it_is_known(earliest, latest, words):
    assert name_interval(earliest, latest) == words


def test_numbers_have_thousands_apart_and_no_needless_decimals():
    assert [name_number(n) for n in (218763.0, 41.5, 257.89)] == ["218,763", "41.5", "257.89"]


def test_of_a_carriers_address_the_site_is_shown():
    assert name_carrier("https://www.paper.example/2023/09/a-long-path") == "paper.example"
    assert name_carrier("a file of the agency") == "a file of the agency"
