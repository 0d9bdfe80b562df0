"""Names in a text: tables before the tagger, but not inside a person's or an outlet's name."""

from __future__ import annotations

from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from onrecord.annotate import NameIndex, NameLabel, find_names


def read(
    index: NameIndex, text: str, *entities: tuple[int, int, str]
) -> list[tuple[str, NameLabel]]:
    """Return the names of a text of single words; entities are what the tagger saw."""
    words = text.split(" ")
    pos = ["PROPN" if word[:1].isupper() else "NOUN" for word in words]
    doc = Doc(Vocab(), words=words, pos=pos, deps=["dep"] * len(words), heads=[0] * len(words))
    doc.ents = [Span(doc, first, after, label=label) for first, after, label in entities]
    return [(name.text, name.label) for name in find_names(doc, index)]


def test_a_table_wins_over_the_tagger(index: NameIndex) -> None:
    names = read(index, "Donald Trump spoke", (0, 2, "ORG"))
    assert names == [("Donald Trump", NameLabel.PERSON)]


def test_a_country_is_not_meant_in_a_persons_name(index: NameIndex) -> None:
    names = read(index, "Chad Smith and Chad spoke", (0, 2, "PERSON"))
    assert names == [("Chad Smith", NameLabel.PERSON), ("Chad", NameLabel.STATE)]


def test_a_country_is_not_meant_in_an_outlets_name(index: NameIndex) -> None:
    assert read(index, "the Japan Times wrote") == [("the Japan Times", NameLabel.BODY)]


def test_peoples_of_a_region_are_no_state(index: NameIndex) -> None:
    assert read(index, "Latin American leaders met") == []


def test_an_address_names_nobody(index: NameIndex) -> None:
    assert read(index, "see https://example.org/president-of-mexico/ now") == []
