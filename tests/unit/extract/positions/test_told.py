"""Where a text says that somebody stands: the nearest stance word, its subject, what holds it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from spacy.language import Language

from onrecord.annotate import NameIndex, annotate
from onrecord.extract import read_statements
from onrecord.extract.positions import PositionIndex, read_positions
from onrecord.knowledge import Knowledge
from onrecord.model import DateBasis, Document, Publication

Reader = Callable[[str], list[tuple[str, str]]]
DAY = date(2025, 3, 4)
pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mexico has rejected the use of American troops.", [("Mexico", "against")]),
        (
            "The Mexican government would not allow US forces.",
            [("The Mexican government", "against")],
        ),
        ("Washington imposed tariffs on goods from Mexico.", [("Washington", "for")]),
        ("Washington threatened to impose tariffs on Mexico.", [("Washington", "for")]),
        ("Washington suspended the Migrant Protection Protocols.", [("Washington", "against")]),
        ("Washington listed three cartels as terrorist groups.", [("Washington", "for")]),
        ("Mexico refused to accept US forces.", [("Mexico", "against")]),
        ("She would rather Mexico allowed US forces.", []),
        ("Washington agreed to pause the tariffs on Mexico.", []),
        ("Washington urged Mexico to allow US forces.", [("Washington", "for")]),
        ("Washington may impose tariffs on Mexico.", []),
        ("Mexico condemned the deaths that the tariffs could bring.", []),
        ("Canada asked whether Mexico supported the tariffs.", []),
    ],
)
def test_the_nearest_stance_word_and_its_subject(
    reader: Reader, text: str, expected: list[tuple[str, str]]
) -> None:
    assert reader(text) == expected


@pytest.fixture
def reader(knowledge: Knowledge, nlp: Language, index: NameIndex) -> Reader:
    return lambda text: read(text, knowledge, nlp, index)


def read(text: str, knowledge: Knowledge, nlp: Language, index: NameIndex) -> list[tuple[str, str]]:
    document = Document(
        capture_id="cap-1",
        source="a.txt",
        text=text,
        language="en",
        publication=Publication(earliest=DAY, latest=DAY, basis=DateBasis.GIVEN),
    )
    annotated = annotate(document, nlp, index)
    found = read_positions(
        document,
        read_statements(annotated, knowledge),
        PositionIndex(knowledge, "en"),
        annotated=annotated,
        references=knowledge.references["en"],
    )
    return [(p.actor.span.quote, p.stance.value) for p in found]
