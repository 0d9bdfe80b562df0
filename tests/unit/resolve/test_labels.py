"""Labels of transcripts mean somebody: by name, or by surname and office on that day."""

from __future__ import annotations

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
