"""Who does what to whom, told in the ways that sentences have: nouns, lists, purposes, passives."""

from __future__ import annotations

import pytest

from onrecord.model import DocumentKind, EventStatus, EventType
from tests.unit.extract.event_texts import tell

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Mexico's extradition of 26 suspects to the United States drew praise.",
            ("COOPERATE", ["Mexico"], ["United States"]),
        ),
        (
            "The visit of the French president to Germany was short.",
            ("CONSULT", ["the French president"], ["Germany"]),
        ),
        (
            "Spain and France held the first round of talks on migration.",
            ("CONSULT", ["Spain", "France"], ["Spain", "France"]),
        ),
        ("Ukraine received 20 tanks from Sweden.", ("AID", ["Sweden"], ["Ukraine"])),
        ("Sweden sent Ukraine 20 tanks.", ("AID", ["Sweden"], ["Ukraine"])),
        (
            "The Republic of Korea and Japan signed a pact.",
            ("AGREE", ["Republic of Korea", "Japan"], ["Republic of Korea", "Japan"]),
        ),
        (
            "Spain strongly condemned violations of United Nations rules by Russia.",
            ("ACCUSE", ["Spain"], ["Russia"]),
        ),
        (
            "American officials are pushing for U.S. forces to accompany Mexican units.",
            ("REQUEST", ["American officials"], ["Mexican"]),
        ),
        ("Kosovo is hosting Afghans.", ("AID", ["Kosovo"], ["Afghans"])),
        (
            "Palestinian gunmen attacked Israeli soldiers in Lebanon.",
            ("ASSAULT", ["Palestinian gunmen"], ["Israeli"]),
        ),
        ("The United States took action against China.", ("COERCE", ["United States"], ["China"])),
    ],
)
def test_the_sides_are_found_in_every_form(read, text: str, expected: tuple) -> None:
    (event,) = read(text)
    assert tell(event) == expected


def test_a_list_of_states_has_no_apposition(read) -> None:
    (event,) = read("Canada, Mexico, and the United States discussed the treaty.")
    assert {m.span.quote for m in event.actors} == {"Canada", "Mexico", "United States"}


def test_a_decision_that_is_undone_is_no_act(read) -> None:
    events = read("Spain would reverse its decision to end the agreement with France.")
    assert not [e for e in events if e.type == "SANCTION"]


def test_what_was_only_set_is_planned(read) -> None:
    (event,) = read("The United States scheduled talks with Iran for Friday.")
    assert event.status == "planned"


def test_measures_of_two_states_are_not_between_them(read) -> None:
    (event,) = read("Mexico and Canada announced measures to combat trafficking.")
    assert event.targets == ()


def test_a_preposition_keeps_the_noun_that_the_infinitive_took(read) -> None:
    text = (
        "President Emmanuel Macron, Jr. met today with President Luis Lacalle Pou in Montevideo to "
        "strengthen cooperation between France and Uruguay."
    )
    (event,) = read(text)
    assert tell(event)[0] == "CONSULT"


def test_who_stands_between_a_preposition_and_its_gerund_acts(read) -> None:
    text = "Following the president of France imposing tariffs on Spain, Italy announced measures."
    (event,) = [e for e in read(text) if e.type is EventType.SANCTION]
    assert tell(event) == ("SANCTION", ["the president of France"], ["Spain"])


def test_an_order_that_imposes_is_the_act_of_who_signed_it(read) -> None:
    (event,) = read("The president of France signed a decree increasing the tariff on Spain.")
    assert tell(event) == ("SANCTION", ["The president of France"], ["Spain"])


def test_a_title_tells_no_act(read) -> None:
    events = read("Spain welcomed France to the Conference on Supporting the Future of Libya.")
    assert "Libya" not in [m.span.quote for e in events for m in e.targets]


def test_what_stands_beside_a_plan_is_planned(read) -> None:
    text = "Spain will protect its coast by patrols; deploying soldiers, closing its border."
    assert {e.status for e in read(text)} == {EventStatus.PLANNED}


def test_a_past_tense_goes_on_from_a_past_tense(read) -> None:
    text = (
        "The minister said that Spain had failed to guard its coast and proceeded with the "
        "imposition of a duty."
    )
    assert "Spain" not in [m.span.quote for e in read(text) for m in e.actors]


def test_several_share_with_one_another(read) -> None:
    (event,) = read("Spain and France will share intelligence on smugglers.")
    assert tell(event) == ("COOPERATE", ["Spain", "France"], ["Spain", "France"])


@pytest.mark.parametrize(
    "text",
    [
        "Russia would pay a price if it were to invade Ukraine further.",
        "Antony Blinken made a visit to Texas on Monday.",
    ],
)
def test_conditions_and_visits_at_home_tell_no_event(read, text: str) -> None:
    assert read(text) == []


def test_who_gives_a_grant_does_not_get_it(read) -> None:
    assert read("Spain provided grants by the Trade Commission to support clinics.") == []


def test_what_somebody_did_by_name_is_not_the_issuers_act(read) -> None:
    text = "Spain tells of the case.\nOn Monday two suspects were indicted by a jury in Lyon."
    assert read(text, kind=DocumentKind.RELEASE, title="Spain on the case") == []
