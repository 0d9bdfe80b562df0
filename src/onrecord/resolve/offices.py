"""Say who held an office that a text names: "the foreign minister", on the document's day."""

from __future__ import annotations

from onrecord.annotate import Name, NameLabel
from onrecord.knowledge import Holder, OfficeRow
from onrecord.model import Mention
from onrecord.resolve.scene import NEAR_TOKENS, Scene
from onrecord.resolve.windows import held_in

_ADJECTIVES = frozenset({NameLabel.DEMONYM, NameLabel.STATE})


def find_holder(
    mention: Mention, office: Name, names: list[Name], scene: Scene
) -> tuple[OfficeRow, Holder] | None:
    """Return the office and its holder; of several countries' offices the one at hand.

    `names` are those of the phrase: "the Mexican president" leaves one country. Without one, who
    was named last before counts, then who is the only one named at all.
    """
    rows = [scene.knowledge.office_rows[c] for c in office.candidates]
    countries = {n.candidates[0].upper() for n in names if n.label in _ADJECTIVES and n.candidates}
    if countries:
        rows = [r for r in rows if r.country in countries]
    return _pick(mention, holders_of(rows, scene), scene)


def holders_of(rows: list[OfficeRow], scene: Scene) -> list[tuple[OfficeRow, Holder]]:
    """Return (office, holder) of those who may have held the offices when the text came out."""
    window = scene.register.window
    return [
        (row, holder)
        for row in rows
        for holder in sorted(row.holders, key=lambda h: h.acting)
        if held_in(
            window, holder.first.isoformat(), holder.after.isoformat() if holder.after else None
        )
    ]


def _gender_of(mention: Mention, scene: Scene) -> str | None:
    """Return what the words of an office tell of its holder: "la mandataria" is a woman."""
    for word in mention.span.quote.split():
        row = scene.references.find_speaker(word)
        if row is not None and row.gender in {"m", "f"}:
            return row.gender
    return None


def _pick(
    mention: Mention, holders: list[tuple[OfficeRow, Holder]], scene: Scene
) -> tuple[OfficeRow, Holder] | None:
    if len({h.person for _, h in holders}) == 1:
        return holders[0]
    first, _ = scene.tokens_of(mention)
    issuer = scene.issuer
    own = [pair for pair in holders if issuer is not None and pair[0].country == issuer.country]
    gender = _gender_of(mention, scene)
    for place, person in scene.register.before(first):
        if own and first - place > NEAR_TOKENS:
            break  # in a government's own text it is its own officer
        if gender is not None and person.gender not in {None, gender}:
            continue
        for pair in holders:
            if pair[1].person == person.actor.id:
                return pair
    if len({h.person for _, h in own}) == 1:
        return own[0]
    named = {p.actor.id for p in scene.register.persons}
    fitting = [pair for pair in holders if pair[1].person in named]
    return fitting[0] if len({h.person for _, h in fitting}) == 1 else None


def find_own_officer(word: str, scene: Scene) -> tuple[OfficeRow, Holder] | None:
    """Return who bears a bare title in a paper of their own: "the Secretary" of a ministry."""
    issuer = scene.issuer
    if issuer is None:
        return None
    rows = [
        row
        for row in scene.knowledge.office_rows.values()
        if row.country == issuer.country
        and not row.many
        and row.title.lower().split()[0] == word.lower()
        and row.body is not None
        and scene.knowledge.actor_rows[row.body].name in {issuer.name, *issuer.aliases}
    ]
    found = holders_of(rows, scene)
    return found[0] if len({h.person for _, h in found}) == 1 else None
