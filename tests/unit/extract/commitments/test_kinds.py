"""What makes a promise a threat, an agreement, a target or an offer, and by when it is due."""

from __future__ import annotations

from datetime import date

import pytest
from spacy.language import Language

from onrecord.annotate import NameIndex
from onrecord.extract import read_commitments, read_statements
from onrecord.knowledge import Knowledge
from onrecord.model import Commitment, CommitmentKind
from tests.unit.extract.event_texts import read_text

pytestmark = pytest.mark.model


@pytest.fixture(name="read")
def _read(nlp: Language, index: NameIndex, knowledge: Knowledge):
    def read(text: str) -> list[Commitment]:
        annotated = read_text(text, nlp, index)
        statements = read_statements(annotated, knowledge)
        return read_commitments(annotated, knowledge, statements)

    return read


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Canada promised to impose duties on steel.", CommitmentKind.THREAT),
        ("Canada plans to raise its tariffs on steel.", CommitmentKind.THREAT),
        ("Canada plans to strike a deal on steel.", CommitmentKind.PROMISE),
        ("Canada plans to raise its wages for soldiers.", CommitmentKind.PROMISE),
        ("The minister warned that tariffs would be raised by Canada.", None),
        ("Canada could lift its sanctions if Iran frees the crew.", CommitmentKind.OFFER),
        ("Canada aims to cut emissions by half by 2030.", CommitmentKind.TARGET),
        ("Canada wants to cut emissions.", None),
    ],
)
def test_the_deed_tells_the_kind(read, text: str, kind: CommitmentKind | None) -> None:
    assert [c.kind for c in read(text)] == ([kind] if kind is not None else [])


def test_who_warns_in_the_passive_is_who_threatens(read) -> None:
    (found,) = read("Canada warned that duties would be imposed if talks fail.")
    assert found.kind is CommitmentKind.THREAT
    assert [m.span.quote for m in found.by] == ["Canada"]


@pytest.mark.parametrize(
    "text",
    [
        "Under the deal, Mexico will send soldiers to the border.",
        "They reached an agreement in which Mexico will send soldiers to the border.",
        "Spain and Mexico reached an accord with these points:\nMexico will send soldiers.",
    ],
    ids=["under", "in which", "list"],
)
def test_what_is_done_under_an_accord_is_agreed(read, text: str) -> None:
    assert [c.kind for c in read(text)][-1] is CommitmentKind.AGREEMENT


def test_two_departments_of_one_state_promise_and_agree_on_nothing(read) -> None:
    (found,) = read("The State Department and the Treasury Department will train officers.")
    assert found.kind is CommitmentKind.PROMISE


@pytest.mark.parametrize(
    "text",
    [
        "Japan will open two ports, the trade ministry said.",
        "The European Union will open two ports, the European Commission said.",
    ],
    ids=["unnamed", "of the union"],
)
def test_a_body_speaks_for_its_state(read, text: str) -> None:
    assert len(read(text)) == 1


def test_what_another_government_says_of_a_state_binds_it_to_nothing(read) -> None:
    assert read("Japan will open two ports, the Chinese trade ministry said.") == []


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Canada will send tanks by the end of July.", date(2024, 7, 31)),
        ("Canada will send tanks by late 2026.", date(2026, 12, 31)),
        ("Canada will send tanks by the end of the year.", date(2024, 12, 31)),
        ("Canada will send tanks by March 1.", date(2025, 3, 1)),
        ("Canada will send tanks that it bought in May.", None),
        ("Canada will send tanks in October.", date(2024, 10, 31)),
        ("Canada will send tanks on August 12.", date(2024, 8, 12)),
        ("Canada pledged to send the tanks bought in October 2023.", None),
        ("Canada pledged to send tanks as it did in 2015.", None),
    ],
)
def test_the_day_lies_ahead(read, text: str, due: date | None) -> None:
    (found,) = read(text)
    assert found.due == due


def test_a_date_between_commas_does_not_cut_the_deed(read) -> None:
    (found,) = read("Canada agreed to complete, by October 31, the transfer of the tanks.")
    assert found.deed == "complete, by October 31, the transfer of the tanks"


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        (
            "Spain intends to work with the International Organization for Migration (IOM) to open "
            "two offices.",
            "work with the International Organization for Migration (IOM) to open two offices",
        ),
        (
            "Both countries affirm their commitment to work together, in full respect of their "
            "laws, to combat arms trafficking.",
            "work together, in full respect of their laws, to combat arms trafficking",
        ),
        ("Spain and Morocco pledged to stand together to:\n- open ports", "stand together"),
        ("Canada will send tanks to Mexico, and Mexico will send food.", "send tanks to Mexico"),
    ],
)
def test_a_deed_is_given_whole(read, text: str, deed: str) -> None:
    assert read(text)[0].deed == deed


def test_another_side_in_the_same_sentence_has_its_own_deed(read) -> None:
    first, second = read("Mexico will send soldiers to the border and Canada will lift its duties.")
    assert first.deed == "send soldiers to the border"
    assert [m.span.quote for m in second.by] == ["Canada"]


@pytest.mark.parametrize(
    "text",
    [
        "Canada reaffirmed its commitment to open two ports.",
        "Canada kept its promise to open two ports.",
    ],
)
def test_the_deed_is_told_without_the_noun_of_the_promise(read, text: str) -> None:
    (found,) = read(text)
    assert found.deed == "open two ports"


def test_to_halve_a_measure_is_a_target_and_to_double_ones_aid_a_promise(read) -> None:
    assert [c.kind for c in read("Canada pledged to reduce emissions by 40 percent by 2030.")] == [
        "target"
    ]
    assert [c.kind for c in read("Canada pledged to double its aid.")] == ["promise"]
