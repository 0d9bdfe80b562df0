"""What was done, begun and not done, and by whom."""

from __future__ import annotations

import pytest
from spacy.language import Language

from onrecord.annotate import NameIndex
from onrecord.extract.acts import read_acts
from onrecord.extract.commitments.reading import read_commitments
from onrecord.knowledge import Knowledge
from onrecord.model import Act, Stage
from tests.unit.extract.event_texts import read_text

pytestmark = pytest.mark.model


@pytest.fixture
def read(nlp: Language, index: NameIndex, knowledge: Knowledge):  # type: ignore[no-untyped-def]
    """Return a function that reads the acts of a text."""

    def acts_of(text: str) -> list[Act]:
        annotated = read_text(text, nlp, index)
        commitments = read_commitments(annotated, knowledge, [])
        acts = read_acts(annotated, knowledge, commitments, [])
        for act in acts:
            assert act.span.holds_in(annotated.document)
        return acts

    return acts_of


def test_a_deed_has_its_verb_thing_number_and_both_sides(read) -> None:  # type: ignore[no-untyped-def]
    (act,) = read("Canada has delivered 14 tanks to Ukraine.")
    assert (act.verb, act.stage, act.things) == ("deliver", Stage.DONE, ("tank",))
    assert (act.actors, act.others) == (("ca",), ("ua",))
    assert [(int(n), unit) for n, unit in act.counts] == [(14, "tank")]


@pytest.mark.parametrize(
    ("text", "objects"),
    [
        ("Canada completed the deployment of tanks to Latvia.", ("deployment", "tank")),
        ("Canada revoked 200 visas for reasons of security.", ("visa",)),
        ("Canada dropped its plan to impose tariffs on steel.", ("plan", "impose", "tariff")),
        ("Canada raised tariff rates on steel.", ("rate", "tariff")),
    ],
)
def test_the_nouns_of_what_an_act_is_done_to(read, text: str, objects: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def]
    (act,) = read(text)
    assert act.objects[: len(objects)] == objects
    assert "security" not in act.objects


def test_what_only_a_pronoun_names_has_no_words(read) -> None:  # type: ignore[no-untyped-def]
    (act,) = read("Canada received them with open arms.")
    assert (act.things, act.words, act.others) == ((), (), ())


@pytest.mark.parametrize(
    ("text", "stage", "verb"),
    [
        ("Turkey began to withdraw its troops on Monday.", Stage.BEGUN, "withdraw"),
        ("Mexico did not send soldiers to the border.", Stage.NOT_DONE, "send"),
        ("Two suspects were extradited by Mexico on Friday.", Stage.DONE, "extradite"),
    ],
)
def test_how_far_an_act_had_come(read, text: str, stage: Stage, verb: str) -> None:  # type: ignore[no-untyped-def]
    (act,) = read(text)
    assert (act.stage, act.verb) == (stage, verb)


@pytest.mark.parametrize(
    "text",
    [
        "If Mexico sent soldiers, the tariffs would end.",
        "Mexico could send soldiers to the border.",
        "The soldiers arrived on Monday.",
    ],
    ids=["condition", "possibility", "nobody of the tables"],
)
def test_what_is_not_told_as_done_by_a_known_actor_is_no_act(read, text: str) -> None:  # type: ignore[no-untyped-def]
    assert [a for a in read(text) if a.stage is not Stage.BOUND] == []


def test_the_deed_of_a_promise_is_read_without_its_condition(read) -> None:  # type: ignore[no-untyped-def]
    acts = read("The United States will impose a tariff on goods from Mexico if talks fail.")
    (deed,) = (a for a in acts if a.stage is Stage.BOUND)
    assert (deed.verb, deed.things, deed.others) == ("impose", ("tariff",), ("mx",))
    assert "talk" not in deed.words


def test_who_is_allowed_to_do_what_belongs_to_the_act(read) -> None:  # type: ignore[no-untyped-def]
    (act,) = read("Serbia allowed cars with old plates to enter.")
    assert {"car", "plate", "enter"} <= set(act.words)


def test_a_promise_to_leave_something_undone_is_met_by_no_deed(read) -> None:  # type: ignore[no-untyped-def]
    (promise,) = [a for a in read("Spain and France will not close the tunnel.") if a.finding_id]
    assert (promise.stage, promise.verb) == (Stage.BOUND, "")


def test_joined_verbs_are_deeds_of_their_own(read) -> None:  # type: ignore[no-untyped-def]
    bound = read("Canada will appoint a coordinator and close two ports.")
    assert [(a.stage, a.verb, a.things) for a in bound] == [
        (Stage.BOUND, "appoint", ("coordinator",)),
        (Stage.BOUND, "close", ("port",)),
    ]


def test_what_would_avert_a_threat_is_read(read) -> None:  # type: ignore[no-untyped-def]
    acts = read("Canada threatened to impose duties on Mexico unless it signs an accord.")
    (asked,) = [a for a in acts if a.stage is Stage.ASKED]
    assert (asked.verb, asked.things) == ("sign", ("accord",))


def test_a_condition_that_brings_the_threat_about_averts_nothing(read) -> None:  # type: ignore[no-untyped-def]
    acts = read("Canada threatened to impose duties on Mexico if it closes the ports.")
    assert not [a for a in acts if a.stage is Stage.ASKED]


def test_an_organ_acts_for_the_state_that_owns_it(read) -> None:  # type: ignore[no-untyped-def]
    (act,) = read("Hungary's parliament ratified the treaty on Monday.")
    assert act.actors == ("hu",)


def test_of_two_subjects_of_a_verb_both_act(read) -> None:  # type: ignore[no-untyped-def]
    text = "U.S. President Joseph R. Biden and Mexican President Andrés Manuel López Obrador held talks."
    (act,) = read(text)
    assert act.actors == ("joe-biden", "andres-manuel-lopez-obrador")


def test_of_two_joined_names_both_act(read) -> None:  # type: ignore[no-untyped-def]
    (act,) = read("Nauru and China resumed diplomatic relations on Wednesday.")
    assert sorted(act.actors) == ["cn", "nr"]
