"""Judge several who are called by their offices: "the Presidents", "the Secretary and Foreign
Ministers": those whom the text names with such an office.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.annotate import NameLabel
from onrecord.knowledge import References
from onrecord.model import Decision, Judgement, Mention
from onrecord.resolve.people import Person
from onrecord.resolve.scene import Scene, judge
from onrecord.resolve.windows import held_in

MOST_OFFICERS = 4  # more of one title are no longer those at hand
_JOINS = frozenset({"CCONJ", "PUNCT"})


def judge_officers(mention: Mention, scene: Scene) -> list[Judgement]:
    """Return the persons whose offices a phrase counts up; nothing when one of them is missing."""
    first, after = scene.tokens_of(mention)
    if scene.register.at(first, after):
        return []
    parts = split_offices(list(scene.annotated.doc[first:after]), scene)
    if not parts or (len(parts) == 1 and not parts[0].is_plural):
        return []
    found: list[Person] = []
    for part in parts:
        persons = find_officers(part, first, scene)
        if not persons:
            return []
        found.extend(p for p in persons if p not in found)
    if len(found) < 2:
        return []
    return [
        judge(
            mention,
            person.actor.id,
            Decision.MEMBER,
            score=0.6,
            reason="called by their offices",
            role=scene.role_of(person.actor, person.role),
        )
        for person in found
    ]


class OfficePart:
    """One office of a phrase: its words in lower case, the last one in the singular."""

    def __init__(self, words: tuple[str, ...], *, is_plural: bool, count: int) -> None:
        self.words = words
        self.is_plural = is_plural
        self.count = count


def split_offices(tokens: list[Token], scene: Scene) -> list[OfficePart]:
    """Return the offices of a phrase, nothing when some of it is none."""
    parts: list[OfficePart] = []
    words: list[Token] = []
    for token in tokens:
        if token.pos_ in _JOINS:
            parts.extend(_make_part(words, scene))
            words = []
        else:
            words.append(token)
    ends = sum(t.pos_ in _JOINS for t in tokens) + 1
    parts.extend(_make_part(words, scene))
    return parts if len(parts) == ends else []


def _make_part(tokens: list[Token], scene: Scene) -> list[OfficePart]:
    references = scene.references
    kept = [t for t in tokens if references.find(t.text, "article", "quantity", "pair") is None]
    if not kept:
        return []
    last = kept[-1].text.lower()
    one = references.titles.one_of(last)
    name = scene.annotated.name_at(kept[-1].i)
    is_office = name is not None and name.label is NameLabel.OFFICE
    if one is None and not is_office and not references.titles.is_office(last):
        return []
    count = max((references.counts(t.text) for t in tokens), default=0)
    words = (*(t.text.lower() for t in kept[:-1]), one or last)
    return [OfficePart(words=words, is_plural=one is not None, count=count)]


def find_officers(part: OfficePart, before: int, scene: Scene) -> list[Person]:
    """Return who of the text holds the office; for a plural all.

    Of several it is the one whom the text calls so, and whom it named last.
    """
    named = [person for _, person in scene.register.before(before)]
    fitting = list({p.actor.id: p for p in named if holds_title(p, part.words, scene)}.values())
    if not part.is_plural:
        told = [p for p in fitting if p.role and _fits(p.role, part.words, scene.references)]
        return (told or fitting)[:1]
    if part.count and len(fitting) > part.count:
        fitting = sorted(fitting, key=lambda p: -sum(i < before for i in p.places))[: part.count]
    return fitting if len(fitting) <= MOST_OFFICERS else []


def holds_title(person: Person, words: tuple[str, ...], scene: Scene) -> bool:
    """Do the words call the person: by what the text says, or by a title of an office held then?"""
    return any(_fits(title, words, scene.references) for title in titles_of(person, scene))


def titles_of(person: Person, scene: Scene) -> list[str]:
    """Return what the person may be called: the text's description and the offices' titles."""
    titles = [t for t in (person.role, person.actor.role) if t]
    language = scene.annotated.document.language
    for row in scene.knowledge.office_rows.values():
        for holder in row.holders:
            if holder.person != person.actor.id:
                continue
            after = holder.after.isoformat() if holder.after else None
            if held_in(scene.register.window, holder.first.isoformat(), after):
                titles += [row.title, *row.titles.get(language, [])]
    return titles


def _fits(title: str, words: tuple[str, ...], references: References) -> bool:
    """Are the words in a title, and the last one no deputy's unless they say so?"""
    held = title.lower().replace(",", " ").split()
    if not set(words) <= set(held):
        return False
    at = held.index(words[-1])
    deputies = {w for w in held[:at] if references.find(w, "deputy") is not None}
    return deputies <= set(words)
