"""Told once, told again, told of one another: what the words around an act make of it."""

from __future__ import annotations

import pytest
from spacy.language import Language

from onrecord.annotate import NameIndex
from onrecord.extract import read_events, read_statements
from onrecord.knowledge import Knowledge
from onrecord.model import DocumentKind, EventStatus
from tests.unit.extract.event_texts import read_text, tell, tell_all

pytestmark = pytest.mark.model


def test_what_is_done_to_one_another_has_both_on_both_sides(read) -> None:
    events = read("India and Pakistan accused each other of violations.")
    assert tell_all(events) == [("ACCUSE", ["India", "Pakistan"], ["India", "Pakistan"])]


def test_one_who_accuses_and_two_who_accuse_each_other_are_two_events(read) -> None:
    events = read("India accused Pakistan. India and Pakistan accused each other of violations.")
    assert [e.type for e in events] == ["ACCUSE", "ACCUSE"]


def test_a_ceasefire_declared_by_two_holds_between_them(read) -> None:
    events = read("India and Pakistan declared a ceasefire.")
    assert tell_all(events) == [("RETREAT", ["India", "Pakistan"], ["India", "Pakistan"])]


def test_fire_exchanged_and_a_raid_are_two_acts(read) -> None:
    events = read(
        "India and Pakistan exchanged fire across the line in May."
        " India carried out strikes on camps in Pakistan."
    )
    assert [e.type for e in events] == ["ASSAULT", "ASSAULT"]


def test_violations_committed_are_nothing_agreed(read) -> None:
    events = read("India committed 200 ceasefire violations this year.")
    assert [e.type for e in events] == ["ASSAULT"]


def test_an_envoy_is_summoned_by_title_and_name(read) -> None:
    events = read("Pakistan summoned Indian envoy Gaurav Ahluwalia on Wednesday.")
    assert [e.type for e in events] == ["ACCUSE"]


def test_the_failure_of_a_state_is_blamed_by_who_issues_the_paper(read) -> None:
    events = read(
        "The White House determined that the failure of Canada to stop the traffickers"
        " constitutes a threat.",
        kind=DocumentKind.ORDER,
        title="Order of President Donald J. Trump",
    )
    assert ("ACCUSE", ["Canada"]) in [(t, whom) for t, _, whom in tell_all(events)]


def test_strikes_are_blamed_on_who_carried_them_out(read) -> None:
    events = read("Iran condemned the strikes on Yemen carried out by the United States.")
    assert ("ACCUSE", ["Iran"], ["United States"]) in tell_all(events)


def test_a_participle_tells_who_attacked_and_whom(read) -> None:
    events = read("The attack conducted by Iran inside Pakistan on 16 January drew criticism.")
    assert tell_all(events) == [("ASSAULT", ["Iran"], ["Pakistan"])]


def test_what_is_threatened_may_stand_far_behind_the_threat(read) -> None:
    events = read(
        "Markets fell amid threats by French President Emmanuel Macron of tariffs on China."
    )
    assert tell_all(events) == [("THREATEN", ["Emmanuel Macron"], ["China"])]


def test_who_says_it_acts_where_nobody_of_the_content_can(read) -> None:
    events = read(
        "Canada signalled that talks were fruitless and imposed tariffs on Chinese goods."
    )
    assert tell_all(events) == [("SANCTION", ["Canada"], ["Chinese"])]


def test_who_signs_orders_imposes_what_they_impose(read) -> None:
    events = read(
        "President Donald Trump spoke on Monday. The market fell after Trump signed executive"
        " orders imposing a 25 percent tariff on imports from Mexico and Canada."
    )
    assert tell_all(events) == [("SANCTION", ["Trump"], ["Mexico", "Canada"])]


def test_talks_before_an_accord_are_told_and_past(read) -> None:
    events = read("Canada agreed to pause tariffs on Mexico after talks between Canada and Mexico.")
    talks = [e for e in events if e.type == "CONSULT"]
    assert [e.status for e in talks] == [EventStatus.HAPPENED]


def test_who_was_met_before_an_announcement_was_met(read) -> None:
    events = read("After meeting the Japanese prime minister, France announced a plan.")
    assert ("CONSULT", EventStatus.HAPPENED) in [(e.type, e.status) for e in events]


def test_what_will_continue_is_still_to_come(read) -> None:
    (event,) = read("Canada will continue to work with Mexico.")
    assert event.status is EventStatus.PLANNED


def test_what_was_talked_about_is_no_act(read) -> None:
    events = read("Spain and Morocco discussed strengthening cooperation on migration.")
    assert [e.type for e in events] == ["CONSULT"]


def test_the_owner_of_a_work_does_what_it_consists_in(read) -> None:
    events = read("The French president welcomed Spain's work in seizing cocaine.")
    seizures = [m for t, m, _ in tell_all(events) if t == "COERCE"]
    assert seizures == [["Spain"]]


def test_a_noun_joined_to_what_is_increased_is_told_once(read) -> None:
    events = read(
        "Spain will increase inspections and coordination with Morocco to stop smuggling."
    )
    assert [e.type for e in events] == ["COOPERATE"]


def test_a_threat_borrows_no_gang_for_its_other_side(read) -> None:
    events = read(
        "Canada designated the cartels as terrorist entities. Canada threatened retaliation."
    )
    assert tell_all(events)[-1] == ("THREATEN", ["Canada"], [])


def test_views_exchanged_are_talks(read) -> None:
    events = read("Spain and Morocco exchanged views on trade.")
    assert [e.type for e in events] == ["CONSULT"]


def test_what_the_two_leaders_discussed_belongs_to_their_meeting(read) -> None:
    events = read(
        "The French president met the German chancellor in Berlin on 8 May."
        " The two leaders discussed trade."
    )
    assert [e.type for e in events] == ["CONSULT"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The French president complimented Spain.", "SUPPORT"),
        ("Spain and France imposed tit-for-tat trade measures.", "SANCTION"),
        ("Russian forces opened fire on Georgian troops.", "ASSAULT"),
        ("Russian forces have been targeting towns in Ukraine with artillery.", "ASSAULT"),
        ("Germany refused.", "REJECT"),
    ],
)
def test_words_of_praise_blows_and_blame(read, text, expected) -> None:
    assert [e.type for e in read(text)] == [expected]


def test_a_missile_fired_at_nobody_is_no_assault(read) -> None:
    assert read("North Korea fired a missile.") == []


def test_steps_not_taken_are_blamed(read) -> None:
    events = read(
        "The White House finds that Canada has not taken adequate steps against smuggling.",
        kind=DocumentKind.ORDER,
        title="Order of President Donald J. Trump",
    )
    assert [e.type for e in events] == ["ACCUSE"]


def test_what_a_list_says_was_not_done_has_not_happened(read) -> None:
    events = read(
        "Given Canada's continued failure to arrest traffickers, seize drugs, or coordinate with"
        " U.S. law enforcement, further action is necessary."
    )
    assert tell_all(events) == []


def test_what_is_meant_to_be_done_is_planned(read) -> None:
    (event,) = read("Spain and France intend to modernize their ports.")
    assert tell(event) == ("AGREE", ["Spain", "France"], ["Spain", "France"])
    assert event.status is EventStatus.PLANNED


def test_who_is_quoted_by_a_surname_alone_tells_of_their_own_talks(
    nlp: Language, index: NameIndex, knowledge: Knowledge
) -> None:
    annotated = read_text(
        "Ana Ruiz, a spokeswoman for the State Department, spoke on Monday.\n\n"
        "“In my conversations with the Mexican government, they want the flow to stop,” Ruiz said.",
        nlp,
        index,
    )
    (event,) = read_events(annotated, knowledge, read_statements(annotated, knowledge))
    assert tell(event) == (
        "CONSULT",
        ["Ruiz", "Mexican government"],
        ["Ruiz", "Mexican government"],
    )


def test_an_office_that_the_issuers_state_has_not_is_the_other_sides(read) -> None:
    text = (
        "Secretary of State Antony Blinken met today with Swedish Foreign Minister Ann Linde. "
        "The Secretary thanked the Foreign Minister for Sweden's aid to Ukraine. "
        "The Secretary and the Foreign Minister discussed the climate."
    )
    events = read(text, kind=DocumentKind.RELEASE, title="Secretary Blinken's Meeting")
    assert [e.type for e in events if e.type != "AID"] == ["CONSULT", "SUPPORT"]
    (thanks,) = [e for e in events if e.type == "SUPPORT"]
    assert "Antony Blinken" not in [m.span.quote for m in thanks.targets]


def test_words_that_a_paper_is_quoted_with_tell_of_no_talks_of_the_paper(
    nlp: Language, index: NameIndex, knowledge: Knowledge
) -> None:
    annotated = read_text(
        "“In our conversations with the Mexican government, they want the flow to stop,” the "
        "Harbour Framework said.",
        nlp,
        index,
    )
    events = read_events(annotated, knowledge, read_statements(annotated, knowledge))
    assert all("Framework" not in who for e in events for who in tell(e)[1])
