"""Who is meant by surnames, titles, pronouns, papers and groups, on the day of the document."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language

from onrecord.annotate import NameIndex, annotate
from onrecord.knowledge import Knowledge
from onrecord.model import (
    ActorKind,
    Decision,
    Document,
    Event,
    EventStatus,
    EventType,
    Evidence,
    Judgement,
    Mention,
    MentionKind,
    cut_span,
)
from onrecord.resolve import keep_settled_events, resolve_mentions

Resolve = Callable[..., list[tuple[str, Decision, str | None]]]


@pytest.mark.model
def test_a_surname_means_whom_the_text_named_in_full(resolve: Resolve) -> None:
    text = "President Claudia Sheinbaum sent troops to the border. Sheinbaum spoke on Monday."
    found = resolve(text, ("Sheinbaum", MentionKind.NAME))
    assert found == [("Claudia Sheinbaum", Decision.SAME, "President of Mexico")]


@pytest.mark.model
def test_of_two_who_held_an_office_the_day_decides(resolve: Resolve) -> None:
    text = "The US president will travel to Canada."
    words = ("The US president", MentionKind.TITLE)
    assert resolve(text, words, on="2023-12-01")[0][0] == "Joe Biden"
    assert resolve(text, words, on="2025-03-05")[0][0] == "Donald Trump"


@pytest.mark.model
def test_a_pronoun_means_the_last_fitting_person(resolve: Resolve) -> None:
    text = (
        "President Claudia Sheinbaum spoke by telephone with President Donald Trump on Monday. "
        "She said that Mexico would send 10,000 troops to the border."
    )
    assert resolve(text, ("She", MentionKind.PRONOUN))[0][0] == "Claudia Sheinbaum"


@pytest.mark.model
def test_a_release_is_its_issuers(resolve: Resolve) -> None:
    text = "A State Department release came out on Monday. The talks go on, the release reads."
    found = resolve(
        text,
        ("A State Department release", MentionKind.DOCUMENT),
        ("the release", MentionKind.DOCUMENT),
    )
    assert found == [("U.S. Department of State", Decision.SPEAKS_FOR, None)]


@pytest.mark.model
def test_unnamed_officials_speak_for_the_side_they_are_called_by(resolve: Resolve) -> None:
    text = "The talks with Mexico go on, multiple American officials said."
    found = resolve(text, ("multiple American officials", MentionKind.GROUP))
    assert found == [("United States", Decision.SPEAKS_FOR, "anonymous US officials")]


@pytest.mark.model
def test_officials_without_a_side_belong_to_the_last_one(resolve: Resolve) -> None:
    text = "U.S. officials met Mexican ministers. The talks go on, officials said."
    found = resolve(text, ("U.S. officials", MentionKind.GROUP), ("officials", MentionKind.GROUP))
    assert found == [("United States", Decision.SPEAKS_FOR, "anonymous US officials")]


@pytest.mark.model
def test_both_countries_are_the_two_named(resolve: Resolve) -> None:
    text = "The United States and Mexico met in May. Both countries will meet again."
    found = resolve(text, ("Both countries", MentionKind.GROUP))
    assert {(name, decision) for name, decision, _ in found} == {
        ("Mexico", Decision.MEMBER), ("United States", Decision.MEMBER),
    }  # fmt: skip


@pytest.mark.model
def test_two_persons_named_together_are_both_meant_by_both_leaders(resolve: Resolve) -> None:
    text = "President Biden met President López Obrador. Both leaders spoke about fentanyl."
    found = resolve(text, ("Both leaders", MentionKind.GROUP), on="2023-11-17")
    assert {name for name, _, _ in found} == {"Joe Biden", "Andrés Manuel López Obrador"}


@pytest.mark.model
def test_a_capital_stands_for_its_government(resolve: Resolve) -> None:
    found = resolve("Ottawa said it would answer.", ("Ottawa", MentionKind.NAME))
    assert found == [("Canada", Decision.SAME, None)]


@pytest.mark.model
def test_words_that_fit_nobody_get_no_judgement(resolve: Resolve) -> None:
    assert resolve("They said nothing more.", ("They", MentionKind.PRONOUN)) == []
    assert resolve("Some analysts see it coming.", ("Some analysts", MentionKind.GROUP)) == []


@pytest.mark.model
def test_somebody_in_no_table_is_known_by_the_texts_own_words(
    nlp: Language, index: NameIndex, knowledge: Knowledge
) -> None:
    text = "Andrew Rudman, director of the Mexico Institute at the Wilson Center, spoke on Monday."
    document = Document(capture_id="cap-1", source="a.txt", text=text, language="en")
    annotated = annotate(document, nlp, index)
    mention = Mention(span=cut_span(document, 0, len("Andrew Rudman")), kind=MentionKind.NAME)
    judgements, actors = resolve_mentions(annotated, [mention], knowledge)
    known = {**knowledge.actors, **{a.id: a for a in actors}}
    actor = known[judgements[0].right]
    assert (actor.name, actor.kind, actor.is_public) == ("Andrew Rudman", ActorKind.PERSON, True)
    assert judgements[0].role is not None
    assert judgements[0].role.startswith("director of the Mexico Institute")


def test_an_event_of_nobody_known_is_dropped() -> None:
    document = Document(capture_id="cap-1", source="a.txt", text="They met us", language="en")
    span = cut_span(document, 0, 4)
    mention = Mention(span=span, kind=MentionKind.PRONOUN)
    event = Event(
        id="eve-1", document_id=document.id, actors=(mention,), type=EventType.CONSULT,
        targets=(), status=EventStatus.HAPPENED,
        evidence=Evidence(spans=(span,), method="test@1", score=1.0),
    )  # fmt: skip
    judgement = Judgement(
        left=mention.id, right="us", decision=Decision.SAME, by="test@1", score=1.0, reason="test"
    )
    assert keep_settled_events([event], []) == []
    assert keep_settled_events([event], [judgement]) == [event]


@pytest.mark.parametrize("kind", [EventType.CONSULT, EventType.REQUEST, EventType.SUPPORT])
def test_an_act_of_one_state_toward_itself_is_dropped(
    knowledge: Knowledge, kind: EventType
) -> None:
    document = Document(capture_id="cap-1", source="a.txt", text="They met us", language="en")
    spans = [cut_span(document, 0, 4), cut_span(document, 9, 11)]
    they, us = (Mention(span=span, kind=MentionKind.PRONOUN) for span in spans)
    event = Event(
        id="eve-1", document_id=document.id, actors=(they,), type=kind,
        targets=(us,), status=EventStatus.HAPPENED,
        evidence=Evidence(spans=(spans[0],), method="test@1", score=1.0),
    )  # fmt: skip
    one, same, other = (
        Judgement(
            left=mention.id, right=right, decision=Decision.SAME, by="t@1", score=1.0, reason="t"
        )
        for mention, right in ((they, "us"), (us, "joe-biden"), (us, "mx"))
    )
    assert keep_settled_events([event], [one, same], knowledge.actors) == []
    assert keep_settled_events([event], [one, other], knowledge.actors) == [event]


@pytest.mark.parametrize("kind", [MentionKind.NAME, MentionKind.GROUP])
@pytest.mark.parametrize(("states", "kept"), [(["us"], 0), (["mx", "us"], 1)])
def test_one_state_on_both_sides_is_no_meeting_and_a_group_of_two_is(
    knowledge: Knowledge, kind: MentionKind, states: list[str], kept: int
) -> None:
    document = Document(capture_id="cap-1", source="a.txt", text="They met", language="en")
    span = cut_span(document, 0, 4)
    both = Mention(span=span, kind=kind)
    event = Event(
        id="eve-1", document_id=document.id, actors=(both,), type=EventType.CONSULT,
        targets=(both,), status=EventStatus.HAPPENED,
        evidence=Evidence(spans=(span,), method="test@1", score=1.0),
    )  # fmt: skip
    judgements = [
        Judgement(
            left=both.id, right=state, decision=Decision.MEMBER, by="t@1", score=1.0, reason="t"
        )
        for state in states
    ]
    assert len(keep_settled_events([event], judgements, knowledge.actors)) == kept


@pytest.mark.model
def test_a_bare_surname_of_two_in_office_means_who_leads_the_state(resolve: Resolve) -> None:
    text = "Trump agreed on July 31 to leave the tariff on Mexican goods as it was."
    found = resolve(text, ("Trump", MentionKind.NAME), on="2025-08-13")
    assert found == [("Donald Trump", Decision.SAME, "President of the United States")]


@pytest.mark.model
def test_delegations_are_of_the_states_meant_last(resolve: Resolve) -> None:
    text = (
        "Officials of Spain, France and Morocco met in Madrid. "
        "The three delegations agreed to create a working group."
    )
    found = resolve(text, ("The three delegations", MentionKind.GROUP))
    assert {name for name, _, _ in found} == {"Spain", "France", "Morocco"}


@pytest.mark.model
def test_delegations_are_of_the_states_whose_people_met(resolve: Resolve) -> None:
    text = (
        "President Joe Biden received President Andrés Manuel López Obrador on Monday."
        " The two delegations agreed on next steps."
    )
    met = [(name, MentionKind.NAME) for name in ("Joe Biden", "Andrés Manuel López Obrador")]
    found = resolve(text, *met, ("The two delegations", MentionKind.GROUP), on="2023-06-01")
    assert {name for name, decision, _ in found if decision is Decision.MEMBER} == {
        "Mexico",
        "United States",
    }


@pytest.mark.parametrize(
    ("kind", "is_both_ways", "kept"),
    [
        (MentionKind.PRONOUN, True, 0),
        (MentionKind.NAME, True, 1),
        (MentionKind.PRONOUN, False, 1),
    ],
)
def test_one_state_with_a_pronoun_that_is_nobodys_has_not_met_itself(
    knowledge: Knowledge, kind: MentionKind, is_both_ways: bool, kept: int
) -> None:
    text = "Their talks with Mexico"
    document = Document(capture_id="cap-1", source="a.txt", text=text, language="en")
    other = Mention(span=cut_span(document, 0, 5), kind=kind)
    mexico = Mention(span=cut_span(document, 17, 23), kind=MentionKind.NAME)
    actors, targets = ((other, mexico),) * 2 if is_both_ways else ((mexico,), (other,))
    event = Event(
        id="eve-1", document_id=document.id, actors=actors, type=EventType.CONSULT,
        targets=targets, status=EventStatus.HAPPENED,
        evidence=Evidence(spans=(mexico.span,), method="test@1", score=1.0),
    )  # fmt: skip
    judgement = Judgement(
        left=mexico.id, right="mx", decision=Decision.SAME, by="t@1", score=1.0, reason="t"
    )
    assert len(keep_settled_events([event], [judgement], knowledge.actors)) == kept
