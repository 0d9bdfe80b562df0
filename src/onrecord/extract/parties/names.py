"""Names that act in politics, and for which countries they do."""

from __future__ import annotations

from onrecord.annotate import Name, NameLabel
from onrecord.extract.parties.scene import Scene
from onrecord.model import ActorKind

# Kinds of actor that act in politics when a table names them.
POLITICAL = frozenset(
    {
        ActorKind.PERSON,
        ActorKind.BODY,
        ActorKind.STATE,
        ActorKind.SUBNATIONAL,
        ActorKind.PARTY,
        ActorKind.ARMED_GROUP,
        ActorKind.ORGANISATION,
    }
)
# These can stand against their own state.
OWN_WILL = frozenset({ActorKind.SUBNATIONAL, ActorKind.PARTY, ActorKind.ARMED_GROUP})


def keys_of_name(scene: Scene, name: Name) -> frozenset[str] | None:
    """Return whom a name acts for, None when it names no political actor."""
    rows = scene.rows_of(name)
    political = [row for row in rows if row.kind in POLITICAL]
    if political:
        return frozenset(
            r.country.lower() if r.country and r.kind not in OWN_WILL else r.id for r in political
        )
    if rows or name.label is NameLabel.PLACE:
        return None
    known = scene.find_person(name)
    if known is not None:
        return known
    if name.label is NameLabel.BODY and scene.is_organ_name(name):
        return frozenset({name.text.lower()})
    return None


def keys_of_office(scene: Scene, name: Name) -> frozenset[str]:
    """Return the country of an office, nothing when several have one so called."""
    countries = _countries_of_office(scene, name)
    return countries if len(countries) == 1 else frozenset()


def has_office(scene: Scene, name: Name, keys: frozenset[str]) -> bool:
    """May an office be of one of some states: no "Foreign Minister" where none is called so?"""
    countries = _countries_of_office(scene, name)
    return not countries or bool(countries & keys)


def _countries_of_office(scene: Scene, name: Name) -> frozenset[str]:
    rows = scene.knowledge.office_rows
    held = (rows[c].country for c in name.candidates if c in rows)
    return frozenset(country.lower() for country in held if country is not None)
