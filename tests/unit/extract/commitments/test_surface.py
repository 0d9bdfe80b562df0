"""Commitments read by their words alone, in a language without a parser."""

from __future__ import annotations

import pytest

from onrecord.annotate import NameIndex, load_bare, make_annotated
from onrecord.extract import read_commitments
from onrecord.knowledge import Knowledge
from onrecord.model import Commitment, CommitmentKind, Document


def read(text: str, knowledge: Knowledge) -> list[Commitment]:
    """Return the commitments of a Spanish text."""
    document = Document(capture_id="cap-test", source="test.txt", text=text, language="es")
    nlp = load_bare("es")
    assert nlp is not None
    annotated = make_annotated(document, nlp(text), NameIndex(knowledge, "es"))
    return read_commitments(annotated, knowledge, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "México se comprometió a entregar agua a Estados Unidos.",
            (CommitmentKind.PROMISE, ["México"], "entregar agua a Estados Unidos"),
        ),
        (
            "Canadá y México acordaron construir un puente.",
            (CommitmentKind.AGREEMENT, ["Canadá", "México"], "construir un puente"),
        ),
        (
            "Estados Unidos amenazó con imponer aranceles a Canadá.",
            (CommitmentKind.THREAT, ["Estados Unidos"], "imponer aranceles a Canadá"),
        ),
    ],
)  # fmt: skip
def test_who_binds_themselves_to_what(knowledge, text, expected) -> None:
    (commitment,) = read(text, knowledge)
    by = [m.span.quote for m in commitment.by]
    assert (commitment.kind, by, commitment.deed) == expected


def test_both_governments_are_the_two_states_that_the_text_names(knowledge) -> None:
    text = "Canadá recibió a México en junio. Ambos gobiernos compartirán información de aduanas."
    (commitment,) = read(text, knowledge)
    assert [m.span.quote for m in commitment.by] == ["Canadá", "México"]
    assert commitment.kind is CommitmentKind.AGREEMENT


def test_who_binds_themselves_goes_on_within_the_sentence(knowledge) -> None:
    first, second = read(
        "México acordó abrir tres cruces y se comprometió a enviar más inspectores.", knowledge
    )
    assert first.deed == "abrir tres cruces"
    assert [m.span.quote for m in second.by] == ["México"]


@pytest.mark.parametrize(
    "text",
    [
        "El empresario se comprometió a pagar la deuda.",  # nobody of the tables
        "México no se comprometió a enviar soldados.",
        "México acordó una tregua con Canadá.",  # no deed in the infinitive
        "Ambos países serán sede del torneo de fútbol.",
    ],
)
def test_what_binds_nobody_is_left_out(knowledge, text) -> None:
    assert read(text, knowledge) == []


@pytest.mark.parametrize(
    ("text", "strength", "joint"),
    [
        ("Canadá y México acordaron construir un puente.", "will", True),
        ("Estados Unidos amenazó con imponer aranceles a Canadá.", "intends", False),
        ("España está dispuesta a enviar más inspectores.", "ready", False),
    ],
)
def test_the_words_tell_how_firmly_and_whether_jointly(knowledge, text, strength, joint) -> None:
    (commitment,) = read(text, knowledge)
    assert (commitment.strength, commitment.joint) == (strength, joint)
