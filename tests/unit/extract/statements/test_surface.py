"""Statements are read without a parse, by forms and known names, where no model is installed."""

from __future__ import annotations

import pytest

from onrecord.annotate import NameIndex, load_bare, make_annotated
from onrecord.extract import read_statements
from onrecord.knowledge import Knowledge
from onrecord.model import Document


def read(text: str, knowledge: Knowledge) -> list[tuple[str, str | None]]:
    """Return contents with the words for their speakers."""
    nlp = load_bare("es")
    assert nlp is not None
    document = Document(capture_id="cap-1", source="a.txt", text=text, language="es")
    annotated = make_annotated(document, nlp(text), NameIndex(knowledge, "es"))
    return [
        (s.content.quote, s.speaker.span.quote if s.speaker else None)
        for s in read_statements(annotated, knowledge)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "La Secretaría de Relaciones Exteriores informó que la reunión será en enero.",
        "La reunión será en enero, informó la Secretaría de Relaciones Exteriores.",
    ],
    ids=["opener", "inverted"],
)
def test_a_clause_and_its_speaker_are_read(text: str, knowledge: Knowledge) -> None:
    ((content, speaker),) = read(text, knowledge)
    assert content.lower() == "la reunión será en enero"
    assert speaker == "Secretaría de Relaciones Exteriores"


def test_an_impersonal_cue_goes_on_with_the_last_speaker(knowledge: Knowledge) -> None:
    text = (
        "La Secretaría de Relaciones Exteriores informó que la reunión será en enero.\n"
        "Se subrayó que ambos países comparten la responsabilidad."
    )
    assert [speaker for _, speaker in read(text, knowledge)] == [
        "Secretaría de Relaciones Exteriores", "Secretaría de Relaciones Exteriores",
    ]  # fmt: skip


def test_a_cue_without_anybody_known_is_left_out(knowledge: Knowledge) -> None:
    assert read("Se informó que la reunión será en enero.", knowledge) == []


def test_no_pipeline_is_made_for_an_unknown_language() -> None:
    assert load_bare("und") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“La reunión será en enero”, señaló la Secretaría de Relaciones Exteriores.",
            [("La reunión será en enero", "Secretaría de Relaciones Exteriores")],
        ),
        (
            "La Secretaría de Relaciones Exteriores afirmó: «La reunión será en enero».",
            [("La reunión será en enero", "Secretaría de Relaciones Exteriores")],
        ),
        (
            "—La reunión será en enero —dijo la Secretaría de Relaciones Exteriores—. "
            "No habrá otra este año.",
            [("La reunión será en enero", "Secretaría de Relaciones Exteriores")],
        ),
        (
            "Según el comunicado, la reunión será en enero.",
            [("la reunión será en enero", "el comunicado")],
        ),
        (
            "“La reunión será en enero”, apuntó en un mensaje el titular de la oficina, Zora Quill.",
            [("La reunión será en enero", "Zora Quill")],
        ),
        (
            "La Secretaría de Relaciones Exteriores informó que la reunión será en enero. "
            "La institución precisó que habrá otra en mayo.",
            [
                ("la reunión será en enero", "Secretaría de Relaciones Exteriores"),
                ("habrá otra en mayo", "Secretaría de Relaciones Exteriores"),
            ],
        ),
        (
            "“La reunión será en enero”, señaló la Secretaría de Relaciones Exteriores. "
            "“No habrá otra”, agregó.",
            [
                ("La reunión será en enero", "Secretaría de Relaciones Exteriores"),
                ("No habrá otra", "Secretaría de Relaciones Exteriores"),
            ],
        ),
    ],
    ids=["behind", "before", "dash", "paper", "name by capitals", "institution", "nobody named"],
)
def test_quotations_papers_and_pointing_nouns_are_read(
    text: str, expected: list[tuple[str, str]], knowledge: Knowledge
) -> None:
    assert read(text, knowledge) == expected
