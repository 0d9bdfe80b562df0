"""Whom a mention means, read from the judgements on it: a name, a country, a role."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onrecord.model.actors import (
    Actor,
    ActorKind,
    Decision,
    Judgement,
    Mention,
    MentionKind,
)

# These act for their state, so a table of who did what to whom shows the state.
ACTS_FOR_STATE = frozenset(
    {ActorKind.STATE, ActorKind.BODY, ActorKind.SUBNATIONAL, ActorKind.PERSON}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a mention comes to. All empty when nobody can be named."""

    name: str | None = None
    country: str | None = None
    role: str | None = None
    actor_ids: tuple[str, ...] = ()


def name_mention(
    mention: Mention, judgements: Iterable[Judgement], actors: Mapping[str, Actor]
) -> Named:
    """Return name, country and role of whom `mention` means.

    Without a judgement a name or description stands for itself, and a pronoun for nobody.
    Unnamed people who speak for a state or body are called by the judgement's description
    ("anonymous US officials"), else by their words with the body behind them.
    """
    standing = read_standing(mention, judgements)
    meant = [(j, actors[j.right]) for j in standing if j.right in actors]
    if not meant:
        nobody = mention.kind in (MentionKind.PRONOUN, MentionKind.IMPLIED)
        return Named(name=None if nobody else mention.span.quote)
    first, actor = meant[0]
    countries = {_country(j, a) for j, a in meant}
    return Named(
        name=" and ".join(dict.fromkeys(_name(mention, j, a) for j, a in meant)),
        country=countries.pop() if len(countries) == 1 else None,
        role=first.role or actor.role if len(meant) == 1 else None,
        actor_ids=tuple(dict.fromkeys(a.id for _, a in meant)),
    )


def _country(judgement: Judgement, actor: Actor) -> str | None:
    """Return the country of the office in which the actor is meant, else the actor's own."""
    offices = (o.country for o in actor.offices if o.title == judgement.role and o.country)
    return next(offices, actor.country)


def name_sides(
    mentions: Iterable[Mention],
    judgements: Mapping[str, list[Judgement]],
    actors: Mapping[str, Actor],
    alpha3: Mapping[str, str],
) -> tuple[list[str], list[str]]:
    """Return one side of an act, each once: alpha-3 codes or names, and the ids of the actors."""
    sides: dict[str, None] = {}
    ids: dict[str, None] = {}
    for mention in mentions:
        standing = read_standing(mention, judgements.get(mention.id, ()))
        meant = [(j, actors[j.right]) for j in standing if j.right in actors]
        if not meant and mention.kind is MentionKind.NAME:
            sides[mention.span.quote] = None
        for judgement, actor in meant:
            sides[name_side(actor, alpha3, country=_country(judgement, actor))] = None
            ids[actor.id] = None
    return list(sides), list(ids)


def name_side(actor: Actor, alpha3: Mapping[str, str], *, country: str | None = None) -> str:
    """Return the alpha-3 code of the state acted for, or the name of who acts for none.

    `country` is that of the office in which a person is meant; an organisation goes by its short
    name.
    """
    country = country or actor.country
    if country is not None and actor.kind in ACTS_FOR_STATE:
        return alpha3.get(country, country)
    return actor.short or actor.name


def read_standing(mention: Mention, judgements: Iterable[Judgement]) -> list[Judgement]:
    """Return the judgements on `mention` that stand: of two on one pair, the later."""
    last: dict[str, Judgement] = {}
    mention_id = mention.id
    for judgement in judgements:
        if judgement.left == mention_id:
            last[judgement.right] = judgement
    return [j for j in last.values() if j.decision is not Decision.NOT_SAME]


def _name(mention: Mention, judgement: Judgement, actor: Actor) -> str:
    """Return the actor's name, or the unnamed people's words with the body they speak for."""
    if judgement.decision is not Decision.SPEAKS_FOR:
        return actor.full_name
    if mention.kind not in (MentionKind.TITLE, MentionKind.GROUP, MentionKind.NAME):
        return actor.full_name
    if judgement.role is not None:
        return judgement.role
    words = mention.span.quote
    return words if actor.name.lower() in words.lower() else f"{words} ({actor.name})"
