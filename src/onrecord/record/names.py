"""Whom the mentions of a document mean, for its rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onrecord.model import Actor, Judgement, Mention
from onrecord.model.naming import Named, name_mention, name_sides


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Whom the mentions of one document mean: its judgements, and all actors by id.

    `alpha3` are the countries' three-letter codes by their two-letter ones.
    """

    judgements: Mapping[str, list[Judgement]]
    actors: Mapping[str, Actor]
    alpha3: Mapping[str, str]

    def name(self, mention: Mention | None) -> Named:
        """Return name, country and role of whom a mention means; all empty for None."""
        if mention is None:
            return Named()
        return name_mention(mention, self.judgements.get(mention.id, ()), self.actors)

    def name_sides(self, mentions: Iterable[Mention]) -> tuple[list[str], list[str]]:
        """Return the sides of an act (alpha-3 codes or names) and the ids of the actors."""
        return name_sides(mentions, self.judgements, self.actors, self.alpha3)


def make_names(
    judgements: Iterable[Judgement],
    document_actors: Iterable[Actor],
    actors: Mapping[str, Actor],
    alpha3: Mapping[str, str],
) -> Names:
    """Return the names of one document: its own actors beside those of the tables."""
    by_mention: dict[str, list[Judgement]] = {}
    for judgement in judgements:
        by_mention.setdefault(judgement.left, []).append(judgement)
    own = {actor.id: actor for actor in document_actors}
    return Names(judgements=by_mention, actors={**own, **actors} if own else actors, alpha3=alpha3)
