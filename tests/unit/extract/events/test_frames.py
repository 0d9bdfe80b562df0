"""Frames: which words tell which act, and who stands where beside them."""

from __future__ import annotations

import pytest

from onrecord.model import DocumentKind, EventStatus
from tests.unit.extract.event_texts import tell, tell_all

pytestmark = pytest.mark.model

BOTH = ["Spain", "Portugal"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The minister of Spain underscored Spain's strong support for Ukraine's borders.",
            ("SUPPORT", ["minister of Spain"], ["Ukraine"]),
        ),
        (
            "France expressed its condolences regarding the floods in Spain.",
            ("SUPPORT", ["France"], ["Spain"]),
        ),
        ("France stands united with Ukraine.", ("SUPPORT", ["France"], ["Ukraine"])),
        (
            "Sweden sends best wishes to the people of Iceland.",
            ("SUPPORT", ["Sweden"], ["Iceland"]),
        ),
        (
            "France encouraged Serbia to recognize Kosovo's licence plates.",
            ("REQUEST", ["France"], ["Serbia"]),
        ),
        ("France invited Spain to send observers.", ("AGREE", ["France"], ["Spain"])),
        (
            "Norway joined Sweden in a partnership on the fishing of cod.",
            ("COOPERATE", ["Norway"], ["Sweden"]),
        ),
        (
            "Sweden announced a donation of 3,000 vaccines to Moldova.",
            ("AID", ["Sweden"], ["Moldova"]),
        ),
        (
            "Sweden organized a course for Moldovan officers.",
            ("AID", ["Sweden"], ["Moldovan officers"]),
        ),
        (
            "Spain is ending duty-free treatment for goods from China.",
            ("SANCTION", ["Spain"], ["China"]),
        ),
        (
            "Spain imposed further costs on Russia's shipping.",
            ("SANCTION", ["Spain"], ["Russia"]),
        ),
        (
            "Duties of 10 percent were issued by Spain on steel from China.",
            ("SANCTION", ["Spain"], ["China"]),
        ),
        (
            "Spain designated three Russian oligarchs on Monday.",
            ("SANCTION", ["Spain"], ["Russian"]),
        ),
        (
            "Spain announced a pause on the tariffs on Morocco.",
            ("CONCEDE", ["Spain"], ["Morocco"]),
        ),
        (
            "The Spanish president attended a dinner hosted by the president of France.",
            ("CONSULT", ["Spanish president"], ["president of France"]),
        ),
    ],
)
def test_one_side_acts_on_the_other(read, text: str, expected: tuple) -> None:
    (event,) = read(text)
    kind, actors, targets = tell(event)
    assert kind == expected[0]
    assert [a.removeprefix("The ") for a in actors] == expected[1]
    assert [t.removeprefix("the ") for t in targets] == expected[2]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Spain and Portugal are working to improve the trains along the border.", "COOPERATE"),
        ("Spain and Portugal took coordinated steps against smuggling.", "COOPERATE"),
        ("Spain and Portugal launched campaigns on the dangers of opioids.", "COOPERATE"),
        ("Spain and Portugal convened in Lisbon on Monday.", "CONSULT"),
        ("Spain and Portugal engaged in discussions on water.", "CONSULT"),
        ("Spain and Portugal held a roundtable on water.", "CONSULT"),
        ("Spain and Portugal reviewed progress on the water accord.", "CONSULT"),
        ("Spain and Portugal chaired the second meeting on water.", "CONSULT"),
        ("Spain and Portugal announced the establishment of a joint secretariat.", "AGREE"),
        ("Spain and Portugal signed a statement of intent on trains.", "AGREE"),
        ("Spain and Portugal set up a panel of experts on water.", "AGREE"),
    ],
)
def test_several_act_together(read, text: str, kind: str) -> None:
    (event,) = read(text)
    assert tell(event) == (kind, BOTH, BOTH)


@pytest.mark.parametrize(
    "text",
    [
        "Spain is working to improve its trains.",
        "Spain joined the club in 1982.",
        "Spain convened its mayors in Lisbon.",
        "Spain reviewed progress on its own railways.",
    ],
)
def test_one_alone_does_not_act_together(read, text: str) -> None:
    assert read(text) == []


def test_who_is_praised_is_named_first(read) -> None:
    (event,) = read("Spain thanked Morocco for its lead in the talks with Libya.")
    assert tell(event) == ("SUPPORT", ["Spain"], ["Morocco"])


def test_what_is_directed_against_somebody_does_not_praise_them(read) -> None:
    assert read("Spain welcomes the opening of the trial against the government of Libya.") == []


def test_a_meeting_of_a_working_group_is_no_meeting_with_it(read) -> None:
    (event,) = read("Spain and France convened the first meeting of the Water Working Group.")
    assert tell(event) == ("CONSULT", ["Spain", "France"], ["Spain", "France"])


def test_what_will_be_continued_is_told_by_its_own_verb(read) -> None:
    (event,) = read("Spain will continue to support Ukraine.")
    assert tell(event) == ("SUPPORT", ["Spain"], ["Ukraine"])


def test_duties_and_the_end_of_an_exemption_are_two_acts(read) -> None:
    events = read("Spain imposed tariffs on China. Spain is ending the exemption for China.")
    assert tell_all(events) == [("SANCTION", ["Spain"], ["China"])] * 2


def test_an_order_acts_for_who_issues_it(read) -> None:
    text = "This order imposes a duty of 10 percent on goods of China."
    (event,) = read(
        f"Spain issues this order.\n{text}", kind=DocumentKind.ORDER, title="Spain on duties"
    )
    assert tell(event) == ("SANCTION", ["Spain"], ["China"])


def test_what_is_signed_is_done(read) -> None:
    (event,) = read("The president of Spain signed three orders to impose duties on China.")
    assert (tell(event)[0], event.status) == ("SANCTION", EventStatus.HAPPENED)
    assert event.evidence.span.quote.startswith("The president of Spain signed")


def test_what_is_said_after_is_no_content_of_a_threat(read) -> None:
    assert read("Spain spoke of that threat. The duties were discussed by experts.") == []


def test_who_does_not_allow_something_rejects_whose_it_is(read) -> None:
    (event,) = read("Spain will not allow British patrols in its waters.")
    assert tell(event) == ("REJECT", ["Spain"], ["British"])
    assert read("The Spanish government does not allow the sale of coal.") == []


def test_help_for_victims_is_not_given_to_who_hurt_them(read) -> None:
    events = read(
        "Spain announced the provision of 3 million euros to those hurt by Russia's raid."
    )
    assert "Russia" not in [m.span.quote for e in events if e.type == "AID" for m in e.targets]


def test_an_objection_that_is_raised_disapproves(read) -> None:
    (event,) = read("Spain raised its objections to the quotas of Morocco.")
    assert tell(event) == ("ACCUSE", ["Spain"], ["Morocco"])


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Spain remains committed to helping Morocco.", ["Morocco"]),
        ("Spain remains committed to helping Morocco guard its coast.", ["Morocco"]),
        ("Spain remains committed to working with Morocco.", ["Morocco"]),
        ("Spain committed to appointing a czar.", []),
    ],
)
def test_whom_the_deed_of_a_pledge_concerns_is_the_other_side(read, text, targets) -> None:
    (event,) = read(text)
    assert tell(event) == ("AGREE", ["Spain"], targets)


def test_what_is_spoken_about_is_no_act_yet(read) -> None:
    (event,) = read("Spain and France spoke about cooperating to protect the forests.")
    assert tell(event)[0] == "CONSULT"


def test_who_shares_with_teachers_shares_with_no_state(read) -> None:
    assert read("Spain and France shared their expertise with teachers.") == []
