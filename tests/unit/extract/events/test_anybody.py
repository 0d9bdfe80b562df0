"""Events between parties of any kind, for those who ask what happens at all."""

from __future__ import annotations

import pytest
from spacy.language import Language

from onrecord.annotate import NameIndex
from onrecord.extract import read_events, read_events_of_anybody
from onrecord.knowledge import Knowledge
from tests.unit.extract.event_texts import read_text

pytestmark = pytest.mark.model


@pytest.fixture(name="read")
def _read(nlp: Language, index: NameIndex, knowledge: Knowledge):
    def read(text: str) -> list[str]:
        annotated = read_text(text, nlp, index)
        return [str(e.type) for e in read_events_of_anybody(annotated, knowledge, [])]

    return read


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Rebels attacked villagers near the river.", "ASSAULT"),
        ("At least six soldiers were killed on Friday.", "ASSAULT"),
        ("Police arrested students.", "COERCE"),
        ("Eriador expelled the envoys of Rohan.", "SANCTION"),
    ],
)
def test_parties_of_any_kind_are_sides(read, text: str, kind: str) -> None:
    assert read(text) == [kind]


def test_what_passes_between_private_persons_is_no_public_event(read) -> None:
    assert read("A woman was stabbed by her husband.") == []


def test_speaking_to_the_press_is_no_meeting(read) -> None:
    assert read("The mayor talked with reporters.") == []


def test_the_record_keeps_to_political_actors(
    nlp: Language, index: NameIndex, knowledge: Knowledge
) -> None:
    annotated = read_text("Police arrested students.", nlp, index)
    assert read_events(annotated, knowledge, []) == []
