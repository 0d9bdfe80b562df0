"""Who speaks is known for every stretch of a transcript, and headings are nobody."""

from __future__ import annotations

import pytest

from onrecord.knowledge import Knowledge
from onrecord.model import DocumentKind, TurnKind
from onrecord.text.turns import find_turns
from tests.unit.text.conftest import Make

PRESS = """5:15 P.M. EST
PRESIDENT ANDERSON: Thank you all for coming.
We have talked for two hours. One thing is plain: the bridge stays open.
Q Mr. President, when will it close?
PRESIDENT ANDERSON: (Laughs.) It will not.
(Applause.)
END 5:40 P.M. EST"""


def read(text: str, knowledge: Knowledge, language: str = "en", *, sure: bool = True):
    turns = find_turns(text, language, knowledge, is_transcript=sure)
    return [(t.label, t.kind.value, text[t.start : t.end]) for t in turns]


def test_each_stretch_has_its_speaker(knowledge: Knowledge) -> None:
    assert read(PRESS, knowledge) == [
        (
            "PRESIDENT ANDERSON",
            "speaker",
            "Thank you all for coming.\nWe have talked for two hours. One thing is plain: "
            "the bridge stays open.",
        ),
        ("Q", "question", "Mr. President, when will it close?"),
        ("PRESIDENT ANDERSON", "speaker", "(Laughs.) It will not.\n(Applause.)"),
    ]


def test_labels_stand_where_they_say(knowledge: Knowledge) -> None:
    for turn in find_turns(PRESS, "en", knowledge, is_transcript=True):
        assert PRESS[turn.label_start : turn.label_start + len(turn.label)] == turn.label


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("SECRETARY OF STATE ANDERSON", TurnKind.SPEAKER),
        ("SENIOR ADMINISTRATION OFFICIAL #2", TurnKind.SPEAKER),
        ("MR ANDERSON", TurnKind.SPEAKER),
        ("QUESTION", TurnKind.QUESTION),
        ("MODERATOR", TurnKind.MODERATOR),
        ("AUDIENCE MEMBER", TurnKind.VOICE),
        ("Moderator", TurnKind.MODERATOR),
        ("Secretary Anderson", TurnKind.SPEAKER),
    ],
)
def test_labels_tell_what_sort_of_speaker(label: str, kind: TurnKind, knowledge: Knowledge) -> None:
    (turn,) = find_turns(f"{label}: Thank you.", "en", knowledge, is_transcript=True)
    assert (turn.label, turn.kind) == (label, kind)


def test_spanish_labels_with_office_and_name(knowledge: Knowledge) -> None:
    text = (
        "SECRETARIA DE ECONOMÍA, ANA LÓPEZ PRUEBA (interpretación del inglés): Buenos días.\n"
        "PREGUNTA: Gracias, secretaria.\nVOZ MUJER: Sí.\nMODERADOR: Adelante."
    )
    assert [(label, kind) for label, kind, _ in read(text, knowledge, "es")] == [
        ("SECRETARIA DE ECONOMÍA, ANA LÓPEZ PRUEBA", "speaker"),
        ("PREGUNTA", "question"),
        ("VOZ MUJER", "voice"),
        ("MODERADOR", "moderator"),
    ]
    first = find_turns(text, "es", knowledge, is_transcript=True)[0]
    assert text[first.start :].startswith("Buenos días.")


def test_a_label_alone_above_what_is_said(knowledge: Knowledge) -> None:
    text = "PRESIDENTE JUAN PRUEBA\nNos da mucho gusto estar aquí con ustedes.\nBUENAS NOTICIAS"
    assert read(text, knowledge, "es") == [
        (
            "PRESIDENTE JUAN PRUEBA",
            "speaker",
            "Nos da mucho gusto estar aquí con ustedes.\nBUENAS NOTICIAS",
        )
    ]


def test_a_label_may_stand_above_a_sentence_of_two_words(knowledge: Knowledge) -> None:
    text = "PRESIDENTE JUAN PRUEBA (INTERPRETACIÓN DEL INGLÉS AL ESPAÑOL)\nMuchas gracias.\nBien."
    assert [label for label, _, _ in read(text, knowledge, "es")] == ["PRESIDENTE JUAN PRUEBA"]


def test_where_labels_stand_in_capitals_a_sentence_is_none(knowledge: Knowledge) -> None:
    text = f"{PRESS}\nPRESIDENT ANDERSON: So.\nThe secretary said: we go on.\nRemember: we stay."
    assert {label for label, _, _ in read(text, knowledge)} == {"PRESIDENT ANDERSON", "Q"}


def test_headings_make_no_transcript(make: Make) -> None:
    text = (
        "PROMISE MADE: The border will be safer than it was.\n"
        "PROMISE KEPT: The number of crossings fell in the month of March.\n"
        "PROMISE MADE: More judges will be named in the year to come.\n"
        "PROMISE KEPT: Twelve were named, and twenty will follow in the summer of the year.\n"
    )
    document = make(text)
    assert document.turns == ()
    assert document.kind is not DocumentKind.TRANSCRIPT


def test_turns_make_a_transcript(make: Make) -> None:
    document = make(f"Remarks before the meeting\n\n{PRESS}\n")
    assert document.kind is DocumentKind.TRANSCRIPT
    assert [turn.label for turn in document.turns] == [
        "PRESIDENT ANDERSON",
        "Q",
        "PRESIDENT ANDERSON",
    ]


def test_long_lines_of_capitals_take_no_time(knowledge: Knowledge) -> None:
    text = "\n".join(["AB " * 20_000, "A, B " * 20_000, "Ab " * 20_000 + ":"] * 20)
    assert read(text, knowledge) == []


@pytest.mark.parametrize(
    ("language", "text", "labels"),
    [
        ("fr", "LE PRÉSIDENT PRUVOST : Merci.\nQUESTION : Et demain ?", ["speaker", "question"]),
        ("de", "BUNDESKANZLER PROBST: Danke.\nFRAGE: Und morgen?", ["speaker", "question"]),
        ("pt", "MINISTRA PROVA: Obrigada.\nJORNALISTA: E amanhã?", ["speaker", "question"]),
        ("it", "PRESIDENTE PROVA: Grazie.\nDOMANDA: E domani?", ["speaker", "question"]),
    ],
)
def test_labels_of_other_languages(
    language: str, text: str, labels: list[str], knowledge: Knowledge
) -> None:
    assert [kind for _, kind, _ in read(text, knowledge, language)] == labels


def test_lines_of_a_list_are_no_turns(knowledge: Knowledge) -> None:
    text = "Chair: Ann Example\nSecretary: Bo Example\nDirector: Cy Example\nThey met in spring."
    assert read(text, knowledge, sure=False) == []


def test_a_label_may_hold_a_short_form_and_stand_close_to_the_words(knowledge: Knowledge) -> None:
    text = (
        "DIRECTORA DEL INSTITUTO DE PUENTES (IDP), ANA ANDERSON: Gracias.\n"
        "PRESIDENTA ANA MARÍA ANDERSON:El puente sigue abierto.\n"
        "MODERADOR\nGracias.\nPREGUNTA: ¿Hasta cuándo?"
    )
    assert [(label, said) for label, _, said in read(text, knowledge, "es")] == [
        ("DIRECTORA DEL INSTITUTO DE PUENTES (IDP), ANA ANDERSON", "Gracias."),
        ("PRESIDENTA ANA MARÍA ANDERSON", "El puente sigue abierto."),
        ("MODERADOR", "Gracias."),
        ("PREGUNTA", "¿Hasta cuándo?"),
    ]
