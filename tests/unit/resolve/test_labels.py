"""Labels of transcripts mean somebody: by name, or by surname and office on that day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from onrecord.knowledge import Knowledge
from onrecord.model import DateBasis, Document, Publication, Turn, TurnKind
from onrecord.resolve import resolve_labels


def label(words: str, day: str = "2021-11-18", language: str = "en", outlet: str | None = None):
    text = f"{words}: Thank you."
    on = date.fromisoformat(day)
    turn = Turn(
        label=words, label_start=0, start=len(words) + 2, end=len(text), kind=TurnKind.SPEAKER
    )
    return Document(
        capture_id="cap-a", source="a.txt", text=text, language=language, turns=(turn,),
        outlet=outlet, publication=Publication(earliest=on, latest=on, basis=DateBasis.METADATA),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "day", "expected"),
    [
        ("PRESIDENT LÓPEZ OBRADOR", "2021-11-18", "andres-manuel-lopez-obrador"),
        ("PRESIDENT BIDEN", "2021-11-18", "joe-biden"),
        ("SECRETARY BLINKEN", "2022-02-01", "antony-blinken"),
        ("MR. SULLIVAN", "2021-11-18", "jake-sullivan"),
        ("PRESIDENTA DE MÉXICO, CLAUDIA SHEINBAUM PARDO", "2025-02-03", "claudia-sheinbaum"),
    ],
)
def test_somebody_of_the_tables_is_meant(
    words: str, day: str, expected: str, knowledge: Knowledge
) -> None:
    (judgement,), actors = resolve_labels(
        label(words, day, "es" if "," in words else "en"), knowledge
    )
    assert judgement.right == expected
    assert not actors


def test_an_office_alone_is_its_holder_in_the_outlets_country(knowledge: Knowledge) -> None:
    outlet = next(o.name for o in knowledge.outlets.values() if "whitehouse.gov" in o.domains)
    (judgement,), _ = resolve_labels(label("THE PRESIDENT", outlet=outlet), knowledge)
    assert (judgement.right, judgement.role) == ("joe-biden", "President of the United States")


def test_somebody_new_is_described_by_the_label(knowledge: Knowledge) -> None:
    document = label("DIRECTORA DE LA OFICINA DE PUENTES, ANA PRUEBA DE LA ROSA", language="es")
    (judgement,), (actor,) = resolve_labels(document, knowledge)
    assert (actor.name, actor.role) == (
        "Ana Prueba de la Rosa",
        "Directora de la Oficina de Puentes",
    )
    assert judgement.right == actor.id


@pytest.mark.parametrize(
    "words", ["SENIOR ADMINISTRATION OFFICIAL", "MR. NOBODYKNOWN", "ANA PRUEBA SULLIVAN"]
)
def test_nobody_is_guessed(words: str, knowledge: Knowledge) -> None:
    assert resolve_labels(label(words), knowledge) == ([], [])


STATE = "Presidencia de México"


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("SUBSECRETARIA DE ALGO, JUANA GARCÍA LÓPEZ", "MX"),  # a state's office in its transcript
        ("EMBAJADORA DE CANADÁ EN MÉXICO, JUANA GARCÍA LÓPEZ", "CA"),
        ("DIRECTORA GENERAL DE LA COMISIÓN FEDERAL DE ELECTRICIDAD, JUANA GARCÍA LÓPEZ", "MX"),
        ("DIRECTORA GENERAL DE GRUPO ALGO, JUANA GARCÍA LÓPEZ", None),
    ],
)
def test_a_described_label_acts_for_the_state_of_its_office(
    words: str, country: str | None, knowledge: Knowledge
) -> None:
    _, (actor,) = resolve_labels(label(words, "2025-02-03", "es", STATE), knowledge)
    assert actor.country == country


def test_an_unnamed_official_speaks_for_the_government_that_publishes(
    knowledge: Knowledge,
) -> None:
    document = label("SENIOR ADMINISTRATION OFFICIAL", outlet="The White House")
    (judgement,), _ = resolve_labels(document, knowledge)
    assert (judgement.right, judgement.role) == ("us", "anonymous senior administration official")


def test_a_short_form_keeps_its_capitals(knowledge: Knowledge) -> None:
    document = label("DIRECTORA DE LA UNAM, JUANA GARCÍA LÓPEZ", "2025-02-03", "es", STATE)
    text = document.text + " Vengo de la UNAM."
    _, (actor,) = resolve_labels(replace(document, text=text), knowledge)
    assert actor.role == "Directora de la UNAM"


def test_a_middle_name_does_not_hide_a_person_of_the_tables(knowledge: Knowledge) -> None:
    words = "SECRETARIO DEL TRABAJO, MARATH BARUCH BOLAÑOS LÓPEZ"
    (judgement,), actors = resolve_labels(label(words, "2025-02-03", "es"), knowledge)
    assert judgement.right == "marath-bolanos"
    assert not actors
