"""What passes between two actors that somebody else has marked."""

from __future__ import annotations

import pytest
from spacy.language import Language

from onrecord.annotate import NameIndex
from onrecord.extract.events.between import find_dealing
from onrecord.knowledge import Knowledge
from tests.unit.extract.event_texts import read_text

pytestmark = pytest.mark.model


@pytest.fixture(name="deal")
def _deal(nlp: Language, index: NameIndex, knowledge: Knowledge):
    def deal(text: str, source: str, target: str):
        places = [(text.index(name), text.index(name) + len(name)) for name in (source, target)]
        annotated = read_text(text, nlp, index)
        return find_dealing(annotated, knowledge, source=places[0], target=places[1])

    return deal


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Spain imposed sanctions on France.", "SANCTION"),
        ("France was accused of espionage by Spain.", "ACCUSE"),
        ("Spain signed an agreement with France.", "AGREE"),
    ],
)
def test_the_type_is_that_of_the_frame_between_the_two(deal, text: str, kind: str) -> None:
    assert deal(text, "Spain", "France").type == kind


@pytest.mark.parametrize(
    ("text", "coded"),
    [
        ("Spain said that France must lift the ban.", "REQUEST"),
        ("Spain is willing to withdraw its troops from France.", "AGREE"),
        ("Spain did not give permission to France.", "REJECT"),
        ("Spain has signed an agreement with France.", "SUPPORT"),
        ("Spain will impose tariffs on France.", "THREATEN"),
    ],
)
def test_what_is_asked_offered_refused_or_to_come_is_coded_so(deal, text: str, coded: str) -> None:
    assert deal(text, "Spain", "France").coded == coded


def test_the_main_clause_is_believed_before_a_purpose(deal) -> None:
    text = "Spain announced a sixfold increase in funding to fight the epidemic in France."
    assert deal(text, "Spain", "France").type != "ASSAULT"


def test_an_act_may_have_no_other_side(nlp: Language, index: NameIndex, knowledge: Knowledge):
    annotated = read_text("Spain lifted the curfew.", nlp, index)
    assert find_dealing(annotated, knowledge, source=(0, 5)).type == "CONCEDE"


def test_nothing_is_made_up_where_no_frame_stands(deal) -> None:
    assert deal("Spain lies south of France.", "Spain", "France") is None
