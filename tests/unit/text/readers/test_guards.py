from __future__ import annotations

from onrecord.text.readers.guards import cut_programs


def test_scripts_and_styles_go_and_words_stay() -> None:
    page = "<p>One</p><SCRIPT src=a>var a = '<p>no</p>';</script ><style>p {}</style><p>Two</p>"
    assert cut_programs(page) == "<p>One</p><p>Two</p>"


def test_data_about_the_page_stays() -> None:
    page = '<script type="application/ld+json">{"@type": "NewsArticle"}</script><p>One</p>'
    assert cut_programs(page) == page


def test_a_script_without_an_end_is_left_to_the_parser() -> None:
    page = "<p>One</p><script>" * 3
    assert cut_programs(page) == page


def test_drawings_without_an_end_take_no_words_along() -> None:
    page = "<svg a/><p>One</p><svg><p>Two</p><svg><path></svg><p>Three</p>"
    assert cut_programs(page) == "<svg a/><p>One</p><svg><p>Two</p><p>Three</p>"


def test_many_openers_take_one_pass() -> None:
    page = "<svg>" * 90_000 + "x" * 1_000_000 + "</svg>"
    assert cut_programs(page).startswith("<svg>")
