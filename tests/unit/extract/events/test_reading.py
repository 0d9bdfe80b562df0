"""Events read from short texts about public facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from spacy.language import Language

from onrecord.annotate import NameIndex
from onrecord.extract import read_events
from onrecord.knowledge import Knowledge
from onrecord.model import DocumentKind, Event, EventStatus, EventType, Period
from tests.unit.extract.event_texts import read_text

pytestmark = pytest.mark.model


def sides(event: Event) -> tuple[list[str], list[str]]:
    return [m.span.quote for m in event.actors], [m.span.quote for m in event.targets]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Canada imposed a surtax and tariffs on imports of cars from China.",
            (EventType.SANCTION, EventStatus.HAPPENED, ["Canada"], ["China"]),
        ),
        (
            "Mexico deployed thousands of soldiers to its southern border.",
            (EventType.MOBILIZE, EventStatus.HAPPENED, ["Mexico"], []),
        ),
        (
            "The United States paused tariffs on goods from Mexico.",
            (EventType.CONCEDE, EventStatus.HAPPENED, ["United States"], ["Mexico"]),
        ),
        (
            "Spain will share intelligence with France.",
            (EventType.COOPERATE, EventStatus.PLANNED, ["Spain"], ["France"]),
        ),
        (
            "Canada, together with the United Kingdom, imposed sanctions on Belarus.",
            (EventType.SANCTION, EventStatus.HAPPENED, ["Canada", "United Kingdom"], ["Belarus"]),
        ),
        (
            "The plan involves sending Spanish troops to the border.",
            (EventType.MOBILIZE, EventStatus.PROPOSED, ["Spanish"], []),
        ),
        (
            "Mexico extradited four suspects to the United States.",
            (EventType.COOPERATE, EventStatus.HAPPENED, ["Mexico"], ["United States"]),
        ),
        (
            "South Korea accused North Korea of firing a missile.",
            (EventType.ACCUSE, EventStatus.HAPPENED, ["South Korea"], ["North Korea"]),
        ),
        (
            "The United States pressed Mexico to accept more inspections.",
            (EventType.REQUEST, EventStatus.HAPPENED, ["United States"], ["Mexico"]),
        ),
        (
            "Germany refused to send tanks to Ukraine.",
            (EventType.REJECT, EventStatus.HAPPENED, ["Germany"], ["Ukraine"]),
        ),
        (
            "The European Union provided loans to Tunisia.",
            (EventType.AID, EventStatus.HAPPENED, ["European Union"], ["Tunisia"]),
        ),
        (
            "Tariffs were imposed by Canada on imports from China.",
            (EventType.SANCTION, EventStatus.HAPPENED, ["Canada"], ["China"]),
        ),
    ],
)
def test_one_clause_tells_one_event(read, text, expected) -> None:
    (event,) = read(text)
    assert (event.type, event.status, *sides(event)) == expected
    assert event.evidence.span.quote in text


def test_who_talks_is_on_both_sides(read) -> None:
    (event,) = read("South Korea and Japan held talks in Tokyo about trade.")
    assert event.type is EventType.CONSULT
    assert event.actors == event.targets
    assert sides(event)[0] == ["South Korea", "Japan"]


def test_what_is_threatened_is_no_event_of_its_own(read) -> None:
    (event,) = read("The United States threatened to impose tariffs on Canada.")
    assert event.type is EventType.THREATEN
    assert sides(event) == (["United States"], ["Canada"])


def test_a_purpose_is_no_event(read) -> None:
    events = read("Mexico sent soldiers north to arrest smugglers.")
    assert [e.type for e in events] == [EventType.MOBILIZE]


def test_one_more_purpose_of_a_list_is_no_event(read) -> None:
    text = (
        "Canada and Mexico discussed deepening the relationship to address smuggling,"
        " strengthen trade ties with Spain, and combat the trafficking of weapons."
    )
    clauses = [e.evidence.spans[0].quote for e in read(text)]
    assert not [words for words in clauses if words.startswith("strengthen")]


def test_two_joined_clauses_tell_two_events(read) -> None:
    events = read("Canada delayed the tariffs on China, then imposed sanctions on Belarus.")
    assert [e.type for e in events] == [EventType.CONCEDE, EventType.SANCTION]
    assert len({e.id for e in events}) == 2


def test_a_meeting_told_twice_is_one_event(read) -> None:
    events = read(
        "The foreign ministers of Japan and South Korea met in Seoul.\n"
        "The meeting between Japan and South Korea lasted two hours."
    )
    assert [e.type for e in events] == [EventType.CONSULT]


def test_meetings_on_different_days_stay_apart(read) -> None:
    events = read(
        "Japan held talks with South Korea on March 16, 2023.\n"
        "Japan held talks with South Korea on May 7, 2023."
    )
    assert [e.period for e in events] == [
        Period(date(2023, 3, 16), date(2023, 3, 17)),
        Period(date(2023, 5, 7), date(2023, 5, 8)),
    ]


def test_private_people_make_no_event(read) -> None:
    assert read("Migrants met a farmer near the river and asked him for water.") == []


def test_an_order_speaks_for_its_issuer(read) -> None:
    (event,) = read(
        "The United States has a deficit. The tariffs on Canada are suspended.",
        kind=DocumentKind.ORDER,
    )
    assert event.type is EventType.CONCEDE
    assert sides(event) == (["United States"], ["Canada"])


def test_contexts_come_from_the_words_of_the_clause(read) -> None:
    (event,) = read("Mexico extradited a drug trafficker to the United States.")
    assert {"illegal_drugs", "trafficking", "legal"} <= set(event.contexts)


def test_a_language_without_tables_has_no_events(
    nlp: Language, index: NameIndex, knowledge: Knowledge
) -> None:
    annotated = read_text("Spain met France.", nlp, index)
    other = replace(annotated, document=replace(annotated.document, language="xx"))
    assert read_events(other, knowledge, []) == []


def test_a_pronoun_brings_the_actors_it_stands_for(read) -> None:
    events = read("Spain and France met in Madrid. They agreed to patrol the strait.")
    assert [e.type for e in events] == [EventType.CONSULT, EventType.AGREE]
    assert sides(events[1]) == (["Spain", "France"], ["Spain", "France"])


def test_we_of_a_joint_statement_are_the_states_of_its_title(read) -> None:
    (event,) = read(
        "Guatemala and the United States share a border region. We condemn the coup in Niger.",
        kind=DocumentKind.RELEASE,
        title="Joint Statement from Guatemala and the United States",
    )
    assert event.type is EventType.ACCUSE
    assert sides(event) == (["Guatemala", "United States"], ["Niger"])


def test_failing_to_act_is_blame_by_the_issuer(read) -> None:
    (event,) = read(
        "The United States has acted. Canada has failed to stop the trade.",
        kind=DocumentKind.ORDER,
    )
    assert event.type is EventType.ACCUSE
    assert sides(event) == (["United States"], ["Canada"])


def test_a_concession_that_will_not_come_is_a_refusal(read) -> None:
    (event,) = read("France will not lift the sanctions on Russia.")
    assert (event.type, event.status) == (EventType.REJECT, EventStatus.HAPPENED)


def test_forces_act_for_the_state_they_are_of(read) -> None:
    (event,) = read("Mexican soldiers were deployed to the border.")
    assert event.type is EventType.MOBILIZE
    assert sides(event)[0] == ["Mexican"]


def test_thanks_tell_what_was_done_too(read) -> None:
    events = read("The United States thanked Mexico for extraditing a suspect to Texas.")
    assert [(e.type, sides(e)[0]) for e in events] == [
        (EventType.SUPPORT, ["United States"]),
        (EventType.COOPERATE, ["Mexico"]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Mexico has not met Spain.",
        "If Canada imposes tariffs on Mexico, trade will shrink.",
        "Japan may meet South Korea.",
        "Gangs threaten the security of Mexico.",
    ],
)
def test_what_did_not_take_place_is_no_event(read, text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "President Joe Biden called President Emmanuel Macron of France.",
            (EventType.CONSULT, EventStatus.HAPPENED, ["Joe Biden", "Emmanuel Macron"]),
        ),
        (
            "Armenia and Azerbaijan have been in EU-backed talks for years.",
            (EventType.CONSULT, EventStatus.HAPPENED, ["Armenia", "Azerbaijan"]),
        ),
        (
            "Spanish and French police will work jointly to find the suspects.",
            (EventType.COOPERATE, EventStatus.PLANNED, ["Spanish", "French"]),
        ),
        (
            "Canada and Mexico committed to partner together on migration.",
            (EventType.AGREE, EventStatus.HAPPENED, ["Canada", "Mexico"]),
        ),
    ],
)
def test_who_act_together_stand_on_both_sides(read, text: str, expected: tuple) -> None:
    (event,) = read(text)
    kind, status, both = expected
    assert (event.type, event.status) == (kind, status)
    assert sides(event) == (both, both)


def test_somebody_called_a_name_is_not_telephoned(read) -> None:
    found = read("President Joe Biden called President Vladimir Putin of Russia a pariah.")
    assert not [e for e in found if e.type is EventType.CONSULT]


def test_a_paper_acts_for_who_signed_it(read) -> None:
    found = read("President Biden signed an order imposing sanctions on Russian banks.")
    sanction = next(e for e in found if e.type is EventType.SANCTION)
    assert sides(sanction) == (["Biden"], ["Russian"])


def test_they_are_the_two_of_the_meeting_before(read) -> None:
    text = (
        "Vice President Kamala Harris spoke with President Emmanuel Macron of France. "
        "They agreed to continue to work together."
    )
    agreed = next(e for e in read(text) if e.type is EventType.AGREE)
    assert sides(agreed)[0] == ["Kamala Harris", "Emmanuel Macron"]


def test_counterparts_are_the_other_side(read) -> None:
    (event,) = read("The German minister met with her Polish and Czech counterparts.")
    assert sides(event)[1] == ["The German minister", "Polish", "Czech"]


def test_a_month_is_nobody(read) -> None:
    (event,) = read("Spain and France agreed to extend the accord beyond May 11, 2025.")
    assert sides(event)[1] == ["Spain", "France"]


def test_who_is_warned_stands_in_the_condition(read) -> None:
    text = "The United States warned that if Canada fails to act, tariffs will be imposed."
    (event,) = read(text)
    assert (event.type, sides(event)[1]) == (EventType.THREATEN, ["Canada"])


def test_thanks_name_for_whom_it_was_done(read) -> None:
    found = read("American officials thanked Mexico for extraditing a trafficker.")
    done = next(e for e in found if e.type is EventType.COOPERATE)
    assert sides(done) == (["Mexico"], ["American officials"])


def test_a_congratulation_by_telephone_is_given(read) -> None:
    text = "President Joe Biden called President Emmanuel Macron of France to congratulate him."
    praise = next(e for e in read(text) if e.type is EventType.SUPPORT)
    assert praise.status is EventStatus.HAPPENED
    assert sides(praise)[1] == ["Emmanuel Macron"]


def test_not_to_accept_is_a_refusal_that_happened(read) -> None:
    (event,) = read("Mexico does not accept foreign troops.")
    assert (event.type, event.status) == (EventType.REJECT, EventStatus.HAPPENED)


def test_the_name_of_an_agreement_is_no_event(read) -> None:
    assert read("Goods that meet the Spain-France Trade Agreement are free of duty.") == []
    assert read("Spain signed the Spain-France Trade Agreement with France.") != []


def test_what_was_passed_over_did_not_happen(read) -> None:
    text = "China chose to retaliate against the tariffs rather than negotiate with Canada."
    assert [e.status for e in read(text) if e.type is EventType.CONSULT] == [EventStatus.DENIED]


def test_who_is_quoted_before_does_what_follows_the_quotation(read) -> None:
    text = 'Canada said that "the cartels are running Mexico" and threatened to strike Mexico.'
    (threat,) = (e for e in read(text) if e.type is EventType.THREATEN)
    assert sides(threat) == (["Canada"], ["Mexico"])


def test_the_name_of_a_treaty_is_no_event(read) -> None:
    text = "Goods enter free of duty under the Agreement between Canada and Mexico of 1992."
    assert read(text) == []
    assert [e.type for e in read("An agreement between Canada and Mexico was reached.")] == [
        EventType.AGREE
    ]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Spain is going to ask France to open the tunnel.", EventStatus.PLANNED),
        ("Spain is going to demand that France open the tunnel.", EventStatus.PLANNED),
        ("Spain is going to condemn Russia at the summit.", EventStatus.PLANNED),
        ("Spain wants to thank France.", EventStatus.HAPPENED),
    ],
)
def test_what_somebody_is_only_going_to_say_is_planned(read, text, status) -> None:
    (event,) = read(text)
    assert event.status is status


def test_what_shall_come_of_an_act_is_no_act(read) -> None:
    (event,) = read("Spain and France held talks so that their ministers visit Germany.")
    assert event.type is EventType.CONSULT
    assert sides(event) == (["Spain", "France"], ["Spain", "France"])


@pytest.mark.parametrize(("mark", "told"), [("", 1), (" took years.", 2)])
def test_a_heading_without_a_doer_is_no_act(read, mark, told) -> None:
    text = f"Spain and France met in Lyon.\nExpanding our security cooperation and patrols{mark}"
    title = "Joint Statement of Spain and France"
    assert len(read(text, kind=DocumentKind.RELEASE, title=title)) == told


@pytest.mark.parametrize("who", ["The leaders", "Leaders", "Both ministers", "The governments"])
def test_the_leaders_of_a_joint_paper_are_those_of_its_states(read, who) -> None:
    text = f"Canada and Japan are neighbors across an ocean. {who} discussed tariffs."
    title = "Joint Statement of Canada and Japan"
    (event,) = read(text, kind=DocumentKind.RELEASE, title=title)
    assert sides(event) == (["Canada", "Japan"], ["Canada", "Japan"])


def test_both_of_three_are_not_all_three(read) -> None:
    text = "Canada, Japan and Spain are parties to it. Both ministers discussed tariffs."
    title = "Joint Statement of Canada, Japan and Spain"
    (event,) = read(text, kind=DocumentKind.RELEASE, title=title)
    assert sides(event)[0] == ["Both ministers"]


@pytest.mark.parametrize(
    ("maker", "targets"), [("the Customs Tariff Commission", []), ("Japan", ["Japan"])]
)
def test_an_unknown_body_that_made_the_duties_is_no_other_side(read, maker, targets) -> None:
    events = read(f"China suspended the tariffs imposed by {maker}.")
    assert [sides(e)[1] for e in events if e.type is EventType.CONCEDE] == [targets]


@pytest.mark.parametrize(
    ("verb", "status"), [("will protect", EventStatus.PLANNED), ("protected", EventStatus.HAPPENED)]
)
def test_what_is_done_by_a_plan_is_planned(read, verb, status) -> None:
    events = read(f"Spain {verb} its farmers by imposing tariffs on France.")
    assert [e.status for e in events if e.type is EventType.SANCTION] == [status]


def test_whom_a_deed_of_several_concerns_agrees_to_nothing(read) -> None:
    text = "Japan, Canada, and Spain remain committed to reopening dialogue with North Korea."
    (event,) = read(text)
    assert sides(event) == (["Japan", "Canada", "Spain"], ["Japan", "Canada", "Spain"])


def test_with_whom_several_agree_is_the_other_side(read) -> None:
    (event,) = read("Spain and France agreed with Ukraine to share grain.")
    assert sides(event) == (["Spain", "France"], ["Ukraine"])


@pytest.mark.parametrize(
    ("lead", "status"),
    [("lost", EventStatus.DENIED), ("may lose", EventStatus.HYPOTHETICAL)],
)
def test_what_there_is_no_chance_of_was_not_done(read, lead, status) -> None:
    (event,) = read(f"Mexico and Canada {lead} the option of signing the agreement.")
    assert event.status is status
