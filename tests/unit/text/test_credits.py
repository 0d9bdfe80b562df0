"""Credits of other outlets are found; an outlet does not rest on itself."""

from __future__ import annotations

import pytest

from onrecord.knowledge import Knowledge
from onrecord.model import Document, Origin, Relation
from onrecord.text.credits import find_credits


def credits_in(text: str, knowledge: Knowledge, language: str = "en", **more: str) -> list[Origin]:
    document = Document(capture_id="one", source="one", text=text, language=language, **more)  # type: ignore[arg-type]
    return list(find_credits(document, knowledge))


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("The plan, first reported on Monday by CBS News, was confirmed.", "CBS News"),
        ("He spoke to the newspaper The Guardian about it.", "The Guardian"),
        ("Politico was first to report the news.", "Politico"),
        ("According to a report in The Atlantic, it went on.", "The Atlantic"),
        ("The minister said in an interview on Fox News that it would.", "Fox News"),
    ],
)
def test_english_credits_are_found(text: str, outlet: str, knowledge: Knowledge) -> None:
    (origin,) = credits_in(text, knowledge)
    assert (origin.relation, origin.of) == (Relation.RESTS_ON, outlet)
    assert origin.span is not None
    assert text[origin.span.start : origin.span.end] == origin.span.quote


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("La medida entra en vigor hoy, según Reuters.", "Reuters"),
        ("El acuerdo, informó EFE, se firmará pronto.", "EFE"),
        ("El canciller dijo al diario El País que sí.", "El País"),
    ],
)
def test_spanish_credits_are_found(text: str, outlet: str, knowledge: Knowledge) -> None:
    assert [origin.of for origin in credits_in(text, knowledge, "es")] == [outlet]


@pytest.mark.parametrize("outlet", ["Fox News", "Fox News Radio"])
def test_an_outlet_does_not_rest_on_itself(outlet: str, knowledge: Knowledge) -> None:
    text = "He told Fox News that he would. Fox News reported it before."
    assert credits_in(text, knowledge, outlet=outlet) == []


@pytest.mark.parametrize(
    ("text", "outlets"),
    [
        ("He told Reuters and The Guardian that it would.", {"Reuters", "The Guardian"}),
        ("A CBS News/Wall Street Journal poll says so.", {"CBS News", "The Wall Street Journal"}),
        ("Politico, a site on politics, reported it.", {"Politico"}),
        ("She said Sunday on CNN that it would.", {"CNN"}),
        ("The Guardian’s investigation says so.", {"The Guardian"}),
        ("He told Jane Roe of MSNBC that it would.", {"MSNBC"}),
        ("Officials did confirm to Reuters that it would.", {"Reuters"}),
        ("The Associated Press contributed to this report.", {"Associated Press"}),
    ],
)
def test_credits_of_many_forms_are_found(
    text: str, outlets: set[str], knowledge: Knowledge
) -> None:
    assert {origin.of for origin in credits_in(text, knowledge)} == outlets


def test_a_person_of_an_outlets_name_is_no_outlet(knowledge: Knowledge) -> None:
    text = "Michael R. Bloomberg spoke. Mr. Bloomberg reported his taxes. He told Bloomberg so."
    assert credits_in(text, knowledge) == []


def test_a_dateline_makes_it_an_agencys_text_whatever_it_cites(knowledge: Knowledge) -> None:
    text = "CITY, March 3 (Reuters) - The talks ended, Reuters reported before."
    (origin,) = credits_in(text, knowledge)
    assert origin.relation is Relation.AGENCY
    assert origin.span is not None
    assert origin.span.quote == "(Reuters)"


def test_a_short_name_means_the_outlet_named_before(knowledge: Knowledge) -> None:
    text = "The Los Angeles Times reported it. The Times reported more later."
    assert [origin.of for origin in credits_in(text, knowledge)] == ["Los Angeles Times"]


def test_an_outlet_merely_named_is_no_credit(knowledge: Knowledge) -> None:
    assert credits_in("The head of Reuters met the minister.", knowledge) == []


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("The talks ended. An official told Reuters that nothing was signed.", Relation.AGENCY),
        ("The talks ended on Monday, Reuters reported.", Relation.RESTS_ON),
    ],
)
def test_carrying_an_agency_is_told_from_citing_it(
    text: str, relation: Relation, knowledge: Knowledge
) -> None:
    (origin,) = credits_in(text, knowledge, original_outlet="Reuters")
    assert origin.relation is relation
