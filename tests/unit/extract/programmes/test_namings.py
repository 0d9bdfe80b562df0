"""Which words name a programme, and which only look like it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language

from onrecord.annotate import Annotated, NameIndex, load_bare, make_annotated
from onrecord.extract.programmes import ProgrammeIndex, find_belongings, read_namings
from onrecord.knowledge import Knowledge
from onrecord.model import Document, Tie
from tests.unit.run.fake_reading import make_figure, make_statement


@pytest.fixture(scope="module")
def bare() -> Language:
    nlp = load_bare("en")
    assert nlp is not None
    return nlp


@pytest.fixture(scope="module")
def programmes(knowledge: Knowledge) -> ProgrammeIndex:
    return ProgrammeIndex(knowledge)


@pytest.fixture(scope="module")
def read(
    bare: Language, index: NameIndex, programmes: ProgrammeIndex, knowledge: Knowledge
) -> Callable[[str], list[str]]:
    """Give the words of the namings of a text."""

    def names_in(text: str) -> list[str]:
        namings = read_namings(annotate(text, bare, index), programmes, knowledge)
        return [naming.evidence.span.quote for naming in namings]

    return names_in


def annotate(text: str, bare: Language, index: NameIndex) -> Annotated:
    document = Document(capture_id="cap-1", source="a.txt", text=text, language="en")
    return make_annotated(document, bare(text), index)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Funds of the Merida Initiative fell.", ["Merida Initiative"]),
        ("THE MÉRIDA INITIATIVE", ["MÉRIDA INITIATIVE"]),
        ("Officials called it “remain in Mexico”.", ["remain in Mexico"]),
        (
            "The Migrant Protection Protocols ended. MPP was criticised.",
            ["Migrant Protection Protocols", "MPP"],
        ),
        ("Under EO 14194, or E.O. 14194, duties rose.", ["EO 14194", "E.O. 14194"]),
        (
            "The Security Implementation Group of Mexico and the United States met.",
            ["Security Implementation Group"],
        ),
        (
            "A Los Angeles Declaration (LAD) was signed. The LAD has parts.",
            ["Los Angeles Declaration", "LAD", "LAD"],
        ),
    ],
    ids=["accent", "capitals", "quoted", "acronym", "stops", "loose", "defined"],
)
def test_words_that_name_a_programme(
    text: str, words: list[str], read: Callable[[str], list[str]]
) -> None:
    assert read(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "They remain in Mexico until a judge hears them.",
        "The MPP voted against the bill.",
        "Title 42 of the U.S. Code covers public health.",
        "The U.S.-India Counternarcotics Working Group met in Delhi.",
        "A Security Implementation Group was set up by Norway.",
        "The Merida.\nInitiative is needed.",
    ],
    ids=["small letters", "acronym alone", "unless", "another country's", "no parties", "lines"],
)
def test_words_that_only_look_like_it(text: str, read: Callable[[str], list[str]]) -> None:
    assert read(text) == []


def test_a_finding_belongs_by_its_sentence_and_no_further(
    bare: Language, index: NameIndex, programmes: ProgrammeIndex, knowledge: Knowledge
) -> None:
    text = "The Merida Initiative cost 40 dollars.\nRoads cost 50 dollars."
    annotated = annotate(text, bare, index)
    figures = [
        make_figure(annotated.document, text.index(n), text.index(n) + 2) for n in ("40", "50")
    ]
    namings = read_namings(annotated, programmes, knowledge)
    found = find_belongings(annotated, namings, figures)
    assert [(b.finding_id, b.kind, b.tie) for b in found] == [
        (figures[0].id, "figure", Tie.SENTENCE)
    ]


def test_a_finding_whose_words_hold_the_name_belongs_by_its_words(
    bare: Language, index: NameIndex, programmes: ProgrammeIndex, knowledge: Knowledge
) -> None:
    text = "He said the Merida Initiative was dear."
    annotated = annotate(text, bare, index)
    statement = make_statement(annotated.document, 8, 38)
    namings = read_namings(annotated, programmes, knowledge)
    (belonging,) = find_belongings(annotated, namings, [statement])
    assert (belonging.kind, belonging.tie) == ("statement", Tie.WORDS)


def test_an_address_that_holds_the_name_is_no_naming(read: Callable[[str], list[str]]) -> None:
    text = "North American Drug Dialogue (a.example/the-north-american-drug-dialogue/)"
    assert read(text) == ["North American Drug Dialogue"]


def test_short_words_of_a_title_may_be_small(read: Callable[[str], list[str]]) -> None:
    title = "Imposing Duties to Address the Situation at Our Southern Border"
    assert read(f"The order ({title}) stands.") == [title]
