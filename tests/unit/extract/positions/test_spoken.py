"""Where somebody stands by their own words, in two languages and without a parse."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.extract.positions import PositionIndex, read_positions
from onrecord.knowledge import Knowledge
from onrecord.model import DateBasis, Document, Position, Publication, Turn, TurnKind

DAY = date(2025, 3, 4)
LABEL = "THE MINISTER"


def read(
    words: str, knowledge: Knowledge, language: str = "en", kind: TurnKind = TurnKind.SPEAKER
) -> list[Position]:
    text = f"{LABEL}: {words}"
    turn = Turn(label=LABEL, label_start=0, start=len(LABEL) + 2, end=len(text), kind=kind)
    document = Document(
        capture_id="cap-1",
        source="a.txt",
        text=text,
        language=language,
        publication=Publication(earliest=DAY, latest=DAY, basis=DateBasis.GIVEN),
        turns=(turn,),
    )
    return read_positions(document, [], PositionIndex(knowledge, language))


@pytest.mark.parametrize(
    ("words", "language", "expected"),
    [
        ("We will not allow foreign troops in Mexico.", "en", "us-forces-in-mexico against"),
        ("Tariffs on Mexico are off the table.", "en", "us-tariffs-on-mexico against"),
        ("We support extradition from Mexico.", "en", "extradition for"),
        ("No fentanyl is made in Mexico.", "en", "fentanyl-made-in-mexico denies"),
        ("Fentanyl is made in Mexico.", "en", "fentanyl-made-in-mexico accepts"),
        ("En México no se produce fentanilo.", "es", "fentanyl-made-in-mexico denies"),
        ("La intervención en México no es una opción.", "es", "us-forces-in-mexico against"),
        ("No aceptamos aranceles contra México.", "es", "us-tariffs-on-mexico against"),
    ],
)
def test_a_phrase_beside_an_issue_is_a_stance(
    knowledge: Knowledge, words: str, language: str, expected: str
) -> None:
    (position,) = read(words, knowledge, language)
    assert f"{position.issue} {position.stance.value}" == expected
    assert position.evidence.span.quote == words[:-1]
    assert position.actor.span.quote == LABEL


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Will we allow tariffs on Mexico?", "en"),
        ("If tariffs on Mexico are off the table, we will talk.", "en"),
        ("We support growth because tariffs on Mexico hurt.", "en"),
        ("We support tariffs on goods from China.", "en"),
        ("¿No aceptamos aranceles contra México?", "es"),
        ("Sectores de México que no tienen aranceles.", "es"),
        ("El principio de no intervención en México.", "es"),
    ],
)
def test_questions_conditions_and_other_matters_are_none(
    knowledge: Knowledge, words: str, language: str
) -> None:
    assert read(words, knowledge, language) == []


def test_what_the_press_asks_is_nobodys_stand(knowledge: Knowledge) -> None:
    assert read("We reject tariffs on Mexico.", knowledge, kind=TurnKind.QUESTION) == []


def test_without_the_place_beside_it_a_stand_is_bare(knowledge: Knowledge) -> None:
    (position,) = read("We reject tariffs.", knowledge)
    assert position.is_bare
