"""One event for each happening of a document: what is told twice is kept where it is told best."""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.extract.events.matches import Match
from onrecord.extract.parties.scene import COUNTRY_KEY, Party
from onrecord.model import EventStatus, EventType, MentionKind, Period

REAL = frozenset({EventStatus.HAPPENED, EventStatus.ONGOING})
# Types whose reports differ by what was agreed or done, not only by who and whom.
BY_CONTENT = frozenset(
    {
        EventType.AGREE,
        EventType.COERCE,
        EventType.MOBILIZE,
        EventType.COOPERATE,
        EventType.AID,
        EventType.REQUEST,
        EventType.SUPPORT,
        EventType.ASSAULT,
    }
)
# Measures that are first told with whom they hit, and then taken up without.
MEASURES = frozenset({EventType.CONCEDE, EventType.SANCTION, EventType.THREATEN})
LENDERS = frozenset({EventType.SANCTION, EventType.THREATEN, EventType.CONCEDE})
WHOM = frozenset({"Targeted"})  # what a frame wants that says who is hit, not by what
ALIKE = 0.3  # share of words that makes two acts by the unnamed one
PAIR = 2  # who face each other are at least so many
SAME_CONTENT = 0.6  # share of the shorter clause's content words that both have


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An event before it has an id: a match with its clause, status, date and content words."""

    match: Match
    first: int
    after: int
    status: EventStatus
    period: Period | None
    content: frozenset[str]
    names: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()  # last names on its sides
    place: str | None = None
    is_dated: bool = False  # its clause tells when, though the words may stay unresolved

    @property
    def type(self) -> EventType:
        """Return the type of the frame."""
        return self.match.row.type


def merge_drafts(drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with the lesser ones of the same happening left out, in text order."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=_strength, reverse=True):
        if not any(_is_same(draft, other) for other in kept):
            kept.append(draft)
    return sorted(kept, key=lambda d: (d.first, d.after))


def lend_targets(drafts: list[Draft]) -> list[Draft]:
    """Return the drafts; "delayed the tariffs" gets its targets from the tariffs told before."""
    done: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: d.match.token.i):
        if draft.type in MEASURES and not draft.match.targets:
            actors = _keys(draft.match.actors)
            for before in reversed(done):
                if before.type in LENDERS and before.match.targets:
                    if _keys(before.match.actors) & actors and _faces_state(before):
                        match = replace(draft.match, targets=before.match.targets)
                        draft = replace(draft, match=match)
                    break
        done.append(draft)
    return done


def _faces_state(draft: Draft) -> bool:
    """Is a state on the other side? A measure against a gang tells nothing of duties."""
    return any(len(key) == COUNTRY_KEY for key in _keys(draft.match.targets))


def face_each_other(drafts: list[Draft]) -> list[Draft]:
    """Return the drafts; who agrees to something agrees with who acts in the same sentence.

    "A agreed to a pause after B agreed to send troops": each agreed with the other.
    """
    done = []
    for draft in drafts:
        if draft.type is EventType.AGREE and not draft.match.targets:
            mine = _keys(draft.match.actors)
            others = [
                party
                for other in drafts
                if other.match.token.sent == draft.match.token.sent
                for party in (*other.match.actors, *other.match.targets)
                if party.keys and not party.keys & mine
            ]
            targets = tuple({p.head: p for p in others}.values())
            draft = replace(draft, match=replace(draft.match, targets=targets))
        done.append(draft)
    return done


def _strength(draft: Draft) -> tuple[bool, bool, bool, bool, bool, int, int]:
    return (
        draft.match.verb is not None,
        not draft.match.row.rest,
        bool(_keys(draft.match.actors)),
        bool(draft.match.targets),
        draft.period is not None,
        min(draft.after - draft.first, 40),
        -draft.first,
    )


def _is_same(draft: Draft, other: Draft) -> bool:
    if draft.type is not other.type:
        return (draft.first, draft.after) == (other.first, other.after) and draft.match.row.rest
    if (draft.status in REAL) != (other.status in REAL):
        return False
    guessed = _goes_on(draft) and not draft.is_dated
    if draft.period and other.period and not guessed and not draft.period.meets(other.period):
        return False
    if not _same_sides(draft, other) or _is_other_act(draft, other):
        return False
    if (
        (draft.type in BY_CONTENT or _is_undertaken(draft, other))
        and draft.match.verb is not None
        and not (_is_general(draft) and _is_general(other))
    ):
        if _is_inside(draft, other) or _is_inside(other, draft):
            return False  # two acts of one sentence: the outer clause holds the other's words
        return _shared(draft.content, other.content) >= SAME_CONTENT and _same_names(draft, other)
    return True


def _goes_on(draft: Draft) -> bool:
    """Does it only go on about a meeting told elsewhere: "they also discussed …"?"""
    return draft.type is EventType.CONSULT and draft.match.row.rest


def _are_taken_up(parties: tuple[Party, ...], known: frozenset[str]) -> bool:
    """Can "the two leaders", "the Secretary and the Minister" be the several who are known?"""
    several = len(parties) > 1 and all(p.kind is MentionKind.TITLE for p in parties)
    return len(known) >= PAIR and all((p.many or several) and not p.keys for p in parties)


def _circle_of(draft: Draft) -> frozenset[str]:
    """Return all who met: "Spain hosted France and Italy" is a meeting of three."""
    match = draft.match
    return _keys((*match.actors, *match.targets)) if match.row.both else frozenset()


def _is_undertaken(draft: Draft, other: Draft) -> bool:
    """Are both only undertaken: a deal may hold several measures that are taken back?"""
    planned = draft.status is other.status is EventStatus.PLANNED
    return planned and draft.type is EventType.CONCEDE


def _is_inside(draft: Draft, other: Draft) -> bool:
    """Is the clause of an act a part of the clause of another?"""
    return other.first <= draft.first and draft.after <= other.after


def _is_other_act(draft: Draft, other: Draft) -> bool:
    """Are both told by verbs, as different things: a visit and a call, duties and a delisting?"""
    mine, theirs = draft.match.row, other.match.row
    modes = {mine.mode, theirs.mode}
    if mine.part != "verb" or theirs.part != "verb":
        return False
    if draft.type is EventType.SANCTION:
        kinds = {*mine.objects}, {*theirs.objects}
        apart = all(kinds) and not kinds[0] & kinds[1] and not WHOM & (kinds[0] | kinds[1])
        return len(modes) > 1 or apart  # duties, and the end of an exemption
    if draft.type is not EventType.CONSULT:
        return False
    if draft.persons and other.persons and not draft.persons & other.persons:
        return True
    return len(modes) > 1 and ("phone" in modes or not (mine.both and theirs.both))


def _same_names(draft: Draft, other: Draft) -> bool:
    """Do both name the same people or things, as far as both name any?"""
    return not (draft.names and other.names) or _shared(draft.names, other.names) >= SAME_CONTENT


def _is_general(draft: Draft) -> bool:
    """Does it only say that there was an agreement, cooperation, …, and not what it holds?"""
    row = draft.match.row
    return row.part == "noun" or (draft.type is EventType.AGREE and "Agreements" in row.objects)


def _same_sides(draft: Draft, other: Draft) -> bool:
    """Can the sides of the lesser draft be those of the other?

    A side that nobody can name yet is no reason to take two acts for one: then the words decide.
    Of those who face each other all must be the same: an accord with Peru is none with Chile.
    """
    if _are_other_circles(draft, other):
        return False
    pairs = (
        (draft.match.actors, other.match.actors),
        (draft.match.targets, other.match.targets),
    )
    for mine, theirs in pairs:
        my_keys, their_keys = _keys(mine), _keys(theirs)
        if my_keys and their_keys and not my_keys & their_keys:
            return False
        unknown = bool(mine) and bool(theirs) and not (my_keys and their_keys)
        if unknown and _goes_on(draft) and _are_taken_up(mine, _circle_of(other) or their_keys):
            continue
        if unknown and _shared(draft.content, other.content) < ALIKE:
            return False
    return True


def _are_other_circles(draft: Draft, other: Draft) -> bool:
    """Do both tell of several who face each other, and each circle of somebody the other lacks?"""
    if not (draft.match.row.both or other.match.row.both):
        return _is_mutual(draft) != _is_mutual(other)  # "A accused B", "they accused each other"
    circles = []
    for match in (draft.match, other.match):
        everybody = _keys((*match.actors, *match.targets))
        is_open = any(p.many or not p.keys for p in (*match.actors, *match.targets))
        if not match.row.both or is_open or len(everybody) < PAIR:
            return False
        circles.append(everybody)
    return not (circles[0] <= circles[1] or circles[1] <= circles[0])


def _is_mutual(draft: Draft) -> bool:
    actors = draft.match.actors
    are_several = len(_keys(actors)) >= PAIR or any(p.many for p in actors)
    return are_several and actors == draft.match.targets


def _keys(parties: tuple[Party, ...]) -> frozenset[str]:
    """Return all countries and ids of one side, those that "both" stands for included."""
    everybody = (each for party in parties for each in (party, *party.stands_for))
    return frozenset(key for party in everybody for key in party.keys)


def _shared(mine: frozenset[str], theirs: frozenset[str]) -> float:
    if not mine or not theirs:
        return 0.0
    return len(mine & theirs) / min(len(mine), len(theirs))
