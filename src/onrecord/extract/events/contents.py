"""Contents: what is only agreed, asked for, threatened or refused in another event."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.extract.clauses import NOUNS, VERBAL, first_joined, is_inner
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
# How what is talked about hangs on the verb, and what leads out of it again.
TOPICS = frozenset({"pcomp", "xcomp"})
CLAUSES = frozenset({"advcl", "ccomp", "relcl", "acl:relcl"})
# A gerund under these is content too; under praise or blame it tells what was done.
HOLDS_GERUNDS = frozenset({EventType.AGREE, EventType.REQUEST, EventType.THREATEN})


def drop_contents(matches: list[Match], occasions: frozenset[str] = frozenset()) -> list[Match]:
    """Leave out what is only the content of another event, and nouns that a verb tells.

    After one of `occasions` stands no content: "agreed to a pause after talks with Spain".
    """
    verbs = {m.token.i: m for m in matches if m.row.part == "verb"}
    kept = []
    for match in matches:
        if _is_occasion(match, occasions):
            kept.append(match)
            continue
        holder = _holder(match.token, verbs, occasions)
        if holder is not None:
            continue
        kept.append(match)
    return kept


def _is_occasion(match: Match, occasions: frozenset[str]) -> bool:
    noun = match.token
    return (
        match.row.type is EventType.CONSULT
        and noun.dep_ == "pobj"
        and noun.head.lower_ in occasions
    )


def _holder(token: Token, verbs: dict[int, Match], occasions: frozenset[str]) -> Match | None:
    """Return the event whose content a word is."""
    inner = gerund = topic = about = False
    at = token
    for above in token.ancestors:
        if at.dep_ == "pcomp" and at.head.lower_ in occasions:
            return None  # "after meeting her, he agreed to …"
        inner = inner or is_inner(at) or at.dep_ in {"ccomp", "xcomp"}
        gerund = gerund or (at.dep_ in {"pcomp", "advcl"} and at.tag_ == "VBG")
        topic = (topic or at.dep_ in TOPICS) and at.dep_ not in CLAUSES
        about = (about or at.dep_ == "pcomp") and topic
        match = verbs.get(above.i)
        if match is not None and topic and (_talks(match) or (about and _meets(match))):
            return match
        if match is not None and inner and match.row.type in HOLDS_CONTENT:
            return match
        if match is not None and gerund and match.row.type in HOLDS_GERUNDS:
            return match
        if (
            match is not None
            and token.pos_ not in VERBAL
            and above == first_joined(token, NOUNS).head
        ):
            return match  # "signed an agreement": the verb tells it
        if match is not None and _is_threatened_with(token, match):
            return match
        at = above
    return None


def _talks(match: Match) -> bool:
    """Does it only tell what was talked about: "discussed expanding trade"? That is no act yet."""
    return match.row.type is EventType.CONSULT and match.row.rest


def _meets(match: Match) -> bool:
    """Is it a talk, so that a gerund behind its preposition is a topic: "spoke about trading"?"""
    return match.row.type is EventType.CONSULT


def _is_threatened_with(noun: Token, match: Match) -> bool:
    """Is it the harm behind a threat: "threatened Spain with tariffs"?"""
    if match.row.type is not EventType.THREATEN or noun.dep_ != "pobj":
        return False
    return bool(noun.head.head == match.token)
