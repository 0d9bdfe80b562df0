"""Deals: what one side undertakes, with whom, and what is told of it again."""

from __future__ import annotations

import pytest

from onrecord.model import DocumentKind
from tests.unit.extract.event_texts import tell, tell_all

pytestmark = pytest.mark.model


def test_accords_with_different_states_are_different_events(read) -> None:
    events = read(
        "The European Union signed a trade agreement with Chile in 2023."
        " The European Union signed a trade agreement with New Zealand in 2023."
    )
    assert [e.type for e in events] == ["AGREE", "AGREE"]


def test_what_one_side_undertakes_faces_the_other_side_of_the_deal(read) -> None:
    events = read(
        "The United States and China reached an agreement in Geneva."
        " China will suspend its export measures."
    )
    assert tell_all(events)[1] == ("CONCEDE", ["China"], ["United States"])


def test_of_two_partners_none_is_lent(read) -> None:
    events = read(
        "Mexico and Canada signed an agreement. Mexico and Spain signed an agreement."
        " Mexico will suspend its countermeasures."
    )
    assert tell_all(events)[-1] == ("CONCEDE", ["Mexico"], [])


def test_a_premier_who_pledges_is_heard_where_the_partner_is_known(read) -> None:
    deal = "Canadian Prime Minister Justin Trudeau and the United States reached an agreement. "
    pledge = "Canadian Prime Minister Justin Trudeau committed to appointing a border czar."
    assert len(read(deal + pledge)) == 2
    assert read(pledge) == []


def test_several_measures_taken_back_in_one_deal_are_told_apart(read) -> None:
    events = read(
        "The United States and China reached an agreement in Geneva."
        " China will suspend all of the retaliatory tariffs."
        " China will terminate its investigations of chip makers."
    )
    assert [e.type for e in events] == ["AGREE", "CONCEDE", "CONCEDE"]


def test_two_verbs_with_one_object_tell_one_act(read) -> None:
    events = read("China will suspend or remove all of the countermeasures against Australia.")
    assert [e.type for e in events] == ["CONCEDE"]


@pytest.mark.parametrize(
    "text",
    [
        "China will adjust the duty on American goods by suspending 24 points of it.",
        "China will withdraw its complaint against Japan.",
        "The tariffs on Mexico were put on hold by the United States.",
        "The United States delayed the start of tariffs on Mexico.",
        "China will extend its exclusions for goods of Australia until 2026.",
    ],
)
def test_a_measure_taken_back_is_a_concession(read, text) -> None:
    assert [e.type for e in read(text)] == ["CONCEDE"]


def test_who_announces_that_duties_will_be_paused_pauses_them(read) -> None:
    events = read("Canada announced that the tariffs on China would be put on hold.")
    assert tell_all(events) == [("CONCEDE", ["Canada"], ["China"])]


def test_a_passive_accord_is_between_those_named(read) -> None:
    events = read("A similar understanding was reached between Canada and Mexico on Monday.")
    assert tell_all(events) == [("AGREE", ["Canada", "Mexico"], ["Canada", "Mexico"])]


def test_own_land_is_no_other_side(read) -> None:
    events = read("Mexico has agreed to take measures to stem smuggling through Mexico.")
    assert [e.type for e in events] == ["AGREE"]


def test_what_somebody_acts_with_is_no_other_side(read) -> None:
    events = read("Mexico agreed to reinforce its border with 10,000 National Guard members.")
    assert tell_all(events) == [("AGREE", ["Mexico"], [])]


def test_accords_named_with_capitals_are_accords(read) -> None:
    events = read(
        "President Donald Trump signed Agreements on Reciprocal Trade with Malaysia and Cambodia."
    )
    assert [e.type for e in events] == ["AGREE"]


def test_resolving_together_is_agreeing(read) -> None:
    events = read("Spain and Morocco resolved to continue their cooperation on migration.")
    assert [e.type for e in events] == ["AGREE"]


def test_both_presidents_who_note_their_commitment_agree(read) -> None:
    events = read("Both presidents noted their commitment to expand the use of wind power.")
    assert [e.type for e in events] == ["AGREE"]


@pytest.mark.parametrize(
    "text",
    [
        "The United States and Costa Rica have announced a Migration Arrangement.",
        "Japan and South Korea announced the resumption of shuttle diplomacy between them.",
    ],
)
def test_what_two_states_announce_together_is_agreed(read, text) -> None:
    assert [e.type for e in read(text)] == ["AGREE"]


def test_scrapping_a_pact_turns_away_from_the_partner(read) -> None:
    events = read("South Korea will scrap the intelligence-sharing pact with Japan.")
    assert tell_all(events) == [("SANCTION", ["South Korea"], ["Japan"])]


def test_a_meeting_by_its_name_is_told_with_its_day_in_a_joint_paper(read) -> None:
    events = read(
        "A committee took shape at the Security Dialogue of October 2021."
        " Canada, Mexico and the United States are partners.",
        kind=DocumentKind.RELEASE,
        title="Joint Statement from Canada, Mexico and the United States",
    )
    assert [e.type for e in events] == ["CONSULT"]


@pytest.mark.parametrize(
    "text",
    [
        "Spain and Portugal signed a water pact in 2016. Spain said it would terminate the deal.",
        "The pact was signed by the governments of Spain and Portugal. Spain cancelled the deal.",
    ],
)
def test_who_ends_a_deal_turns_away_from_who_made_it(read, text: str) -> None:
    *_, ended = read(text)
    assert tell(ended) == ("SANCTION", ["Spain"], ["Portugal"])


def test_the_end_of_a_deal_with_nobody_known_is_no_event(read) -> None:
    assert read("Spain said it would terminate the deal.") == []


def test_a_rise_of_duties_is_told_by_its_noun(read) -> None:
    (event,) = read("Spain's recent tariff increases on steel from Turkey drew criticism.")
    assert tell(event) == ("SANCTION", ["Spain"], ["Turkey"])
