"""What is taken of a pile: by outlet, day, topic and language; each refusal says why."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from onrecord.knowledge import Knowledge
from onrecord.model import Capture, RecordError
from onrecord.record.only import Only
from onrecord.run.choosing import Chooser, longest_ascii
from tests.unit.sources.crawls import make_page

MET = datetime(2025, 3, 31, tzinfo=UTC)
ENGLISH = (
    "The two governments said on Monday that they would work together, and that the work of their "
    "officials is to go on in the coming weeks. "
) * 3
SPANISH = (
    "Los gobiernos dijeron que el trabajo de los funcionarios de la ciudad es para las personas "
    "que viven en la zona y no se va a detener por la falta de recursos. "
) * 3


def capture(words: str, url: str | None = "https://www.reuters.com/a", **more: object) -> Capture:
    body = words if words.startswith("<") else make_page(words)
    held = Capture(
        body=body.encode(), media_type="text/html", source="a.warc#1", met_at=MET, url=url
    )
    return replace(held, **more)  # type: ignore[arg-type]


def refuse(only: Only, one: Capture, knowledge: Knowledge) -> tuple[str, str | None] | None:
    said = Chooser(only, knowledge).refuse(one)
    return (said.reason, said.found) if said else None


def test_with_nothing_asked_everything_is_taken(knowledge: Knowledge) -> None:
    assert refuse(Only(), capture("x"), knowledge) is None


def test_a_topic_needs_one_of_its_words_in_the_text(knowledge: Knowledge) -> None:
    only = Only(topic=("fentanyl",))
    assert refuse(only, capture(f"{ENGLISH} They seized Fentanyl."), knowledge) is None
    assert refuse(only, capture(ENGLISH), knowledge) == ("topic", None)
    assert refuse(only, capture(f"{SPANISH} Es fentanilo."), knowledge) is None


def test_a_word_of_the_menu_is_no_topic_of_the_text(knowledge: Knowledge) -> None:
    page = make_page(ENGLISH).replace(
        "<body>", '<body><nav><ul><li><a href="/t">Fentanyl</a></li></ul></nav>'
    )
    assert refuse(Only(topic=("fentanyl",)), capture(page), knowledge) == ("topic", None)


def test_words_with_accents_are_found_in_any_encoding(knowledge: Knowledge) -> None:
    page = make_page(f"{SPANISH} Es por el narcotráfico.", language="es")
    only = Only(topic=("drug-trafficking",))
    latin = capture(page, body=page.encode("cp1252"))
    assert refuse(only, latin, knowledge) is None
    entity = page.replace("á", "&aacute;")
    assert refuse(only, capture(entity), knowledge) is None
    wide = capture(page, body=page.encode("utf-16"))
    assert refuse(only, wide, knowledge) is None


def test_another_language_is_named(knowledge: Knowledge) -> None:
    only = Only(language=("en",))
    assert refuse(only, capture(ENGLISH), knowledge) is None
    assert refuse(only, capture(SPANISH), knowledge) == ("language", "es")
    hinted = capture(ENGLISH, hints=(("language", "fr"),))
    assert refuse(only, hinted, knowledge) == ("language", "fr")


def test_a_menu_in_another_language_decides_nothing(knowledge: Knowledge) -> None:
    menu = f"<nav><ul><li>{SPANISH}</li></ul></nav>"
    page = make_page(ENGLISH * 2).replace("<body>", f"<body>{menu}")
    assert refuse(Only(language=("en",)), capture(page), knowledge) is None


@pytest.mark.parametrize("asked", ["Reuters", "reuters", "reuters.com", "www.reuters.com"])
def test_an_outlet_is_known_by_name_and_domain(asked: str, knowledge: Knowledge) -> None:
    only = Only(outlet=(asked,))
    assert refuse(only, capture(ENGLISH), knowledge) is None
    assert refuse(only, capture(ENGLISH, "https://apnews.com/a"), knowledge) == (
        "outlet",
        "apnews.com",
    )


def test_an_outlet_that_no_table_knows_goes_by_its_domain(knowledge: Knowledge) -> None:
    only = Only(outlet=("example.org",))
    assert refuse(only, capture(ENGLISH, "https://news.example.org/a"), knowledge) is None
    assert refuse(only, capture(ENGLISH, "https://example.com/a"), knowledge) == (
        "outlet",
        "example.com",
    )


def test_without_an_address_the_page_names_its_outlet(knowledge: Knowledge) -> None:
    page = make_page(ENGLISH).replace(
        "<head>", '<head><meta property="og:site_name" content="Reuters">'
    )
    assert refuse(Only(outlet=("Reuters",)), capture(page, None), knowledge) is None
    assert refuse(Only(outlet=("AP",)), capture(page, None), knowledge) == ("outlet", "Reuters")


def test_days_of_the_crawl_and_of_the_address_bound_the_publication(knowledge: Knowledge) -> None:
    old = capture(ENGLISH, "https://example.org/2019/01/02/a")
    assert refuse(Only(since=date(2025, 1, 1)), old, knowledge) == ("date", "2019-01-02")
    assert refuse(Only(since=date(2025, 4, 1)), capture(ENGLISH), knowledge) == (
        "date",
        "2025-03-31",
    )
    late = capture(ENGLISH, "https://example.org/2025/03/20/a")
    assert refuse(Only(until=date(2025, 3, 1)), late, knowledge) == ("date", "2025-03-20")


def test_the_page_names_its_day(knowledge: Knowledge) -> None:
    meta = '<head><meta property="article:published_time" content="2024-06-05T10:00:00Z">'
    page = capture(make_page(ENGLISH).replace("<head>", meta))
    assert refuse(Only(since=date(2025, 1, 1)), page, knowledge) == ("date", "2024-06-05")
    assert refuse(Only(since=date(2024, 6, 5), until=date(2024, 6, 5)), page, knowledge) is None


def test_what_has_no_text_is_named(knowledge: Knowledge) -> None:
    said = refuse(Only(language=("en",)), capture("<html><body></body></html>"), knowledge)
    assert said is not None
    assert said[0] == "text"


@pytest.mark.parametrize(
    ("only", "message"),
    [
        (Only(topic=("fentanol",)), 'no topic "fentanol"; there are: asylum, '),
        (Only(language=("xx",)), 'no language "xx"; there are: de, en'),
        (Only(since=date(2025, 2, 1), until=date(2025, 1, 1)), "is after --until"),
    ],
)
def test_what_no_table_knows_is_refused(only: Only, message: str, knowledge: Knowledge) -> None:
    with pytest.raises(RecordError, match=message):
        Chooser(only, knowledge)


def test_the_longest_stretch_of_a_word_that_is_the_same_everywhere() -> None:
    assert longest_ascii("opioides sintéticos") == b"opioides"
    assert longest_ascii("cártel") == b"rtel"
