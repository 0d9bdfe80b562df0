"""A long transcript tells of meetings on the way: where, of which day, with whom."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from onrecord.knowledge import Knowledge
from onrecord.run.mirror_heads import PersonFinder
from onrecord.run.mirror_passages import Passage, PassageFinder

DAY = date(2025, 9, 4)
TURNS = (
    ("question", "PREGUNTA", "¿Qué hay de las obras del tren?"),
    ("speaker", "PRESIDENTA", "Van bien las obras."),
    ("question", "PREGUNTA", "Sobre la reunión de ayer con Marco Rubio, ¿qué se acordó?"),
    ("speaker", "PRESIDENTA", "Acordamos trabajar contra el tráfico de armas."),
    ("question", "PREGUNTA", "¿Y Rubio habló de fentanilo?"),
    ("speaker", "PRESIDENTA", "Sí, también."),
    ("question", "PREGUNTA", "Otro tema: el agua en el norte."),
    ("speaker", "PRESIDENTA", "Hay poca agua."),
)


def make_transcript(turns: tuple[tuple[str, str, str], ...]) -> tuple[str, list[dict[str, Any]]]:
    text, rows = "", []
    for kind, label, said in turns:
        text += f"{label}: "
        rows.append(
            {
                "kind": kind,
                "start": len(text),
                "end": len(text) + len(said),
                "speaker": "Claudia Sheinbaum" if kind == "speaker" else None,
                "speaker_country": "MX" if kind == "speaker" else None,
            }
        )
        text += f"{said}\n"
    return text, rows


def find(
    knowledge: Knowledge, turns: tuple[tuple[str, str, str], ...]
) -> list[tuple[Passage, str]]:
    text, rows = make_transcript(turns)
    finder = PassageFinder(knowledge, PersonFinder(knowledge))
    row = {"text": text, "language": "es"}
    return [
        (passage, " … ".join(text[a:b] for a, b in passage.stretches))
        for passage in finder.find(row, "MX", DAY, rows)
    ]


def test_an_answer_is_told_up_to_another_matter(knowledge: Knowledge) -> None:
    ((passage, words),) = find(knowledge, TURNS)
    assert (passage.state, passage.day, passage.kind) == ("US", date(2025, 9, 3), "meeting")
    assert passage.persons == {("Marco Rubio", "US"), ("Claudia Sheinbaum", "MX")}
    assert words.startswith("Sobre la reunión de ayer")
    assert words.endswith("Sí, también.")


@pytest.mark.parametrize(
    "said",
    [
        "Mañana es la reunión con Marco Rubio.",
        "Hoy va a haber una reunión con Marco Rubio.",
        "Sobre la reunión de hoy con Marco Rubio: se hablará de seguridad.",
        "La reunión de ayer fue con los gobernadores.",
        "Con Marco Rubio tuvimos una reunión el 3 de julio.",
    ],
    ids=["tomorrow", "still-to-come", "today", "own", "long-ago"],
)
def test_what_was_not_just_held_with_others_is_no_account(knowledge: Knowledge, said: str) -> None:
    assert find(knowledge, (("speaker", "PRESIDENTA", said),)) == []


def test_an_opening_ends_where_it_speaks_of_other_things(knowledge: Knowledge) -> None:
    opening = "Hoy tuvimos una llamada con el presidente Trump.\nHablamos de seguridad.\n"
    other = "\n".join(f"Otro asunto es la obra número {n}." for n in range(12))
    ((passage, words),) = find(knowledge, (("speaker", "PRESIDENTA", opening + other),))
    assert passage.kind == "call"
    assert "Hablamos de seguridad." in words
    assert "número 9" not in words


def test_the_nearest_paragraph_says_with_whom(knowledge: Knowledge) -> None:
    said = (
        "El canciller De la Fuente buscó al secretario Rubio.\n"
        "Decidí buscar al presidente Trump.\n"
        "La llamada fue hoy en la mañana, y hablamos de seguridad."
    )
    ((passage, _),) = find(knowledge, (("speaker", "PRESIDENTA", said),))
    assert passage.persons == {("Donald Trump", "US"), ("Claudia Sheinbaum", "MX")}
