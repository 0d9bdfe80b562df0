from __future__ import annotations

import pytest

from onrecord.model import Actor, ActorKind, Decision, Judgement, Mention, MentionKind, Office, Span
from onrecord.model.naming import Named, name_mention, name_side, name_sides

STATE = Actor(id="mx", name="Mexico", kind=ActorKind.STATE, country="MX")
BODY = Actor(id="sre", name="Secretariat of Foreign Affairs", kind=ActorKind.BODY, country="MX")
BANK = Actor(id="wb", name="World Bank", kind=ActorKind.BODY)
GROUP = Actor(id="cjng", name="Jalisco Cartel", kind=ActorKind.ARMED_GROUP, country="MX")
ENVOY = Actor(
    id="envoy",
    name="An Envoy",
    kind=ActorKind.PERSON,
    country="MX",
    offices=(Office(title="Ambassador to the UN", body_id=None, country="US"),),
)
ACTORS = {actor.id: actor for actor in (STATE, BODY, BANK, GROUP, ENVOY)}
ALPHA3 = {"MX": "MEX"}


def make_mention(words: str, kind: MentionKind, start: int = 0) -> Mention:
    span = Span(document_id="doc-1", start=start, end=start + len(words), quote=words)
    return Mention(span=span, kind=kind)


def judge(
    mention: Mention, right: str, decision: Decision = Decision.SAME, role: str | None = None
) -> Judgement:
    return Judgement(
        left=mention.id, right=right, decision=decision, by="x@1", score=1, reason="", role=role
    )


@pytest.mark.parametrize(
    ("words", "kind", "decision", "role", "name"),
    [
        ("the ministry", MentionKind.TITLE, Decision.SAME, None, BODY.name),
        ("officials", MentionKind.GROUP, Decision.SPEAKS_FOR, None, f"officials ({BODY.name})"),
        ("officials", MentionKind.GROUP, Decision.SPEAKS_FOR, "Mexican officials", None),
        ("they", MentionKind.PRONOUN, Decision.SPEAKS_FOR, None, BODY.name),
        ("the release", MentionKind.DOCUMENT, Decision.SPEAKS_FOR, None, BODY.name),
    ],
)
def test_who_speaks_is_named_by_kind_of_words(
    words: str, kind: MentionKind, *, decision: Decision, role: str | None, name: str | None
) -> None:
    mention = make_mention(words, kind)
    named = name_mention(mention, [judge(mention, "sre", decision, role)], ACTORS)
    assert (named.name, named.country) == (name or role, "MX")
    assert named.actor_ids == ("sre",)


def test_words_without_a_judgement_stand_for_themselves_and_pronouns_for_nobody() -> None:
    for kind in MentionKind:
        named = name_mention(make_mention("Some Body", kind), [], ACTORS)
        nobody = kind in (MentionKind.PRONOUN, MentionKind.IMPLIED)
        assert named == Named(name=None if nobody else "Some Body")


def test_several_who_speak_together_have_a_country_only_if_they_share_it() -> None:
    mention = make_mention("both", MentionKind.GROUP)
    both = [judge(mention, right, Decision.MEMBER) for right in ("sre", "wb")]
    named = name_mention(mention, both, ACTORS)
    assert named == Named(
        name="Secretariat of Foreign Affairs and World Bank", actor_ids=("sre", "wb")
    )


def test_an_office_for_another_state_counts() -> None:
    mention = make_mention("the ambassador", MentionKind.TITLE)
    named = name_mention(mention, [judge(mention, "envoy", role="Ambassador to the UN")], ACTORS)
    assert (named.country, named.role) == ("US", "Ambassador to the UN")


def test_a_later_judgement_takes_back_an_earlier_one() -> None:
    mention = make_mention("Jalisco", MentionKind.NAME)
    judgements = [judge(mention, "cjng"), judge(mention, "cjng", Decision.NOT_SAME)]
    assert name_mention(mention, judgements, ACTORS).name == "Jalisco"


def test_a_side_is_the_state_acted_for_or_a_name() -> None:
    sides = [name_side(actor, ALPHA3) for actor in ACTORS.values()]
    assert sides == ["MEX", "MEX", "World Bank", "Jalisco Cartel", "MEX"]


def test_each_side_stands_once_and_unknown_words_only_if_they_name() -> None:
    mentions = [
        make_mention("Mexico", MentionKind.NAME),
        make_mention("the ministry", MentionKind.TITLE, 20),
        make_mention("Ruritania", MentionKind.NAME, 40),
        make_mention("someone", MentionKind.GROUP, 60),
    ]
    judgements = {
        mentions[0].id: [judge(mentions[0], "mx")],
        mentions[1].id: [judge(mentions[1], "sre")],
    }
    assert name_sides(mentions, judgements, ACTORS, ALPHA3) == (["MEX", "Ruritania"], ["mx", "sre"])


def test_an_organisation_goes_by_its_short_name() -> None:
    union = Actor(id="eu", name="European Union", kind=ActorKind.ORGANISATION, short="EU")
    assert name_side(union, ALPHA3) == "EU"


def test_a_person_stands_for_the_state_of_the_office_meant() -> None:
    assert name_side(ACTORS["envoy"], ALPHA3, country="EU") == "EU"
