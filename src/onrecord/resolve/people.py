"""A person of one document, and when two names are one person's."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.knowledge import References, fold_name
from onrecord.model import Actor
from onrecord.resolve.windows import Window, held_in

_MARKS = ',“”"()'


@dataclass(kw_only=True)
class Person:
    """Somebody named in a document. `places` are token indices of each naming, in order."""

    actor: Actor
    words: tuple[str, ...]  # of the name, folded
    places: list[int] = field(default_factory=list)
    subjects: set[int] = field(default_factory=set)  # those of `places` that are subjects
    genders: dict[str, int] = field(default_factory=dict)
    role: str | None = None

    @property
    def gender(self) -> str | None:
        """Return m or f where the text tells it."""
        ranked = sorted(self.genders.items(), key=lambda g: -g[1])
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]

    def weigh_gender(self, gender: str | None, weight: int) -> None:
        """Count a sign of a gender; nothing for None or neither."""
        if gender in {"m", "f"}:
            self.genders[gender] = self.genders.get(gender, 0) + weight


def split_name(name: str, references: References) -> tuple[str, ...]:
    """Return the folded words of a person's name, honorifics, initials and possessives left out."""
    words = name.replace("’s", " ").replace("'s", " ").split()
    kept = [w for w in words if references.find(w.strip(_MARKS), "honorific") is None]
    return fold_name(" ".join(kept))


def is_same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Are two full names one person's: same last word and same first, or one inside the other?"""
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    if len(short) < 2:
        return False
    if set(short) <= set(long):
        return True
    return short[-1] == long[-1] and (short[0] == long[0])


def ends_with(name: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Is it the surname, or the first of two surnames, of the name?"""
    if not name or not words or len(words) > len(name):
        return False
    if name[-len(words) :] == words:
        return True
    return len(words) == 1 and len(name) > 2 and words[0] in name[1:]


def holds_office(actor: Actor, window: Window | None) -> bool:
    """Did the actor hold an office on some day of the window?"""
    return any(held_in(window, o.first, o.after) for o in actor.offices)
