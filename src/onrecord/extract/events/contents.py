"""Contents: what is only agreed, asked for, threatened or refused in another event."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.extract.clauses import VERBAL, is_inner
from onrecord.extract.events.matches import Match
from onrecord.model import EventType

# The infinitive or clause under these is what is agreed, asked, threatened, refused.
HOLDS_CONTENT = frozenset(
    {
        EventType.AGREE,
        EventType.REQUEST,
        EventType.THREATEN,
        EventType.REJECT,
        EventType.CONCEDE,
        EventType.SUPPORT,
    }
)
# A gerund under these is content too; under praise or blame it tells what was done.
HOLDS_GERUNDS = frozenset({EventType.AGREE, EventType.REQUEST, EventType.THREATEN})


def drop_contents(matches: list[Match]) -> list[Match]:
    """Leave out what is only the content of another event, and nouns that a verb tells."""
    verbs = {m.token.i: m for m in matches if m.row.part == "verb"}
    kept = []
    for match in matches:
        holder = _holder(match.token, verbs)
        if holder is not None:
            continue
        kept.append(match)
    return kept


def _holder(token: Token, verbs: dict[int, Match]) -> Match | None:
    """Return the event whose content a word is."""
    inner = gerund = False
    at = token
    for above in token.ancestors:
        inner = inner or is_inner(at) or at.dep_ in {"ccomp", "xcomp"}
        gerund = gerund or (at.dep_ in {"pcomp", "advcl"} and at.tag_ == "VBG")
        match = verbs.get(above.i)
        if match is not None and inner and match.row.type in HOLDS_CONTENT:
            return match
        if match is not None and gerund and match.row.type in HOLDS_GERUNDS:
            return match
        if match is not None and token.pos_ not in VERBAL and above == token.head:
            return match  # "signed an agreement": the verb tells it
        if match is not None and _is_threatened_with(token, match):
            return match
        at = above
    return None


def _is_threatened_with(noun: Token, match: Match) -> bool:
    """Is it the harm behind a threat: "threatened Spain with tariffs"?"""
    if match.row.type is not EventType.THREATEN or noun.dep_ != "pobj":
        return False
    return bool(noun.head.head == match.token)
