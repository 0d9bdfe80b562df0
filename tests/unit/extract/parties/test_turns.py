"""In a transcript "we" is told of whoever speaks; what is asked there is no act."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language

from onrecord.annotate import NameIndex, annotate
from onrecord.extract import read_commitments, read_events
from onrecord.knowledge import Knowledge
from onrecord.model import Document, DocumentKind
from onrecord.text.turns import find_turns

pytestmark = pytest.mark.model
Read = Callable[[str], tuple[list[tuple[str, list[str]]], int]]

LABEL = "PRESIDENTA DE MÉXICO, CLAUDIA SHEINBAUM PARDO: "


@pytest.fixture
def read(nlp_es: Language, index_es: NameIndex, knowledge: Knowledge) -> Read:
    def read_text(text: str) -> tuple[list[tuple[str, list[str]]], int]:
        turns = find_turns(text, "es", knowledge, is_transcript=True)
        document = Document(
            capture_id="cap-1", source="a.txt", text=text, language="es",
            kind=DocumentKind.TRANSCRIPT, turns=turns,
        )  # fmt: skip
        annotated = annotate(document, nlp_es, index_es)
        events = read_events(annotated, knowledge, [])
        told = [(e.type.value, [m.span.quote for m in e.actors]) for e in events]
        return told, len(read_commitments(annotated, knowledge, []))

    return read_text


def test_who_speaks_did_what_we_did(read: Read) -> None:
    text = f"PREGUNTA: Buenos días.\n{LABEL}Nosotros le pedimos a España un puente."
    assert read(text) == ([("REQUEST", ["CLAUDIA SHEINBAUM PARDO"])], 0)


def test_what_is_asked_is_no_act_and_no_promise(read: Read) -> None:
    text = (
        f"{LABEL}Buenos días.\nPREGUNTA: Nosotros le pedimos a España un puente. "
        "Portugal enviará soldados a España."
    )
    assert read(text) == ([], 0)


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("Nos comprometimos a cuidar el río.", 1),
        ("Fortaleceremos la cooperación con Guatemala.", 1),
        ("Vamos a empezar con la primera lámina.", 0),
        ("Vamos a tocar el tema del río.", 0),
    ],
)
def test_we_of_a_speaker_binds_by_a_pledge_or_an_act_and_not_by_talk(
    read: Read, said: str, number: int
) -> None:
    assert read(f"PREGUNTA: Buenos días.\n{LABEL}{said}")[1] == number
