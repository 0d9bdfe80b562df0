"""The head of a page gives title, authors, outlet and data."""

from __future__ import annotations

import pytest

from onrecord.knowledge import Knowledge
from onrecord.text.dating.days import DayFinder
from onrecord.text.readers.bylines import BylineReader
from tests.unit.text.conftest import Make

BODY = (
    "The two ministers met in the capital on Tuesday and agreed to share what they know about "
    "the trade in weapons across their border."
)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Writer and Bo Author", ("Ada Writer", "Bo Author")),
        ("- By Ada Writer and Bo Author DAILY PAPER", ("Ada Writer", "Bo Author")),
        ("By Ada Writer October 6, 2023", ("Ada Writer",)),
        ("June 11, 2019by Ada Writer", ("Ada Writer",)),
        ("Por Ada Escritora | Periodista", ("Ada Escritora",)),
        ("By the end of the year they will meet", ()),
        ("The report was written by Ada Writer", ()),
    ],
)
def test_bylines_give_names(knowledge: Knowledge, line: str, names: tuple[str, ...]) -> None:
    reader = BylineReader(knowledge, DayFinder(*knowledge.page_words.values()))
    assert reader.read(line) == names


def test_a_title_said_twice_is_the_title(make: Make) -> None:
    title = "Ministers Agree to Share Data on Weapons"
    document = make(f"HomePoliticsMinisters Agree to Share...\n\n{title}\n\n{title}\n\n{BODY}")
    assert document.title == title
    assert document.text == f"{title}\n{BODY}"


def test_keys_above_the_text_are_its_data(make: Make) -> None:
    document = make(f"URL: https://news.example/a\nFecha: 2024-11-27\nTítulo: La reunión\n\n{BODY}")
    assert document.url == "https://news.example/a"
    assert document.title == "La reunión"
    assert str(document.publication.earliest) == "2024-11-27"
    assert document.text == BODY


def test_the_outlet_is_the_one_of_the_address(make: Make, knowledge: Knowledge) -> None:
    outlet = next(o for o in knowledge.outlets.values() if o.domains and o.kind != "government")
    document = make(f"URL: https://www.{outlet.domains[0]}/a\n{BODY}")
    assert document.outlet == outlet.name


def test_an_interview_names_the_original_outlet(make: Make, knowledge: Knowledge) -> None:
    outlet = next(o for o in knowledge.outlets.values() if o.kind == "newspaper")
    text = f"{BODY}\nThe minister told the {outlet.name.removeprefix('The ')} that he was content."
    assert make(text.replace("told the ", "told ")).original_outlet in {outlet.name, None}
    assert (
        make(f"{BODY}\nThe minister told {outlet.name} that he was content.").original_outlet
        == outlet.name
    )
