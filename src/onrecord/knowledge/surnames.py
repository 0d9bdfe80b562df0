"""Persons of the tables by surname: who may be meant by "López Obrador" alone."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from onrecord.knowledge.actors import ActorRow
from onrecord.model import ActorKind


def fold(words: str) -> str:
    """Return words without accents, in lower case.

    >>> fold("López Obrador")
    'lopez obrador'
    """
    if words.isascii():
        return words.lower()
    plain = unicodedata.normalize("NFD", words)
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


def fold_name(name: str) -> tuple[str, ...]:
    """Return the folded words of a person's name, initials left out.

    >>> fold_name("Joseph R. Biden")
    ('joseph', 'biden')
    """
    words = []
    for word in name.split():
        bare = word.strip('.,“”"()')
        if len(bare) > 1 and not (len(bare) == 2 and bare.isupper() and "." in word):
            words.append(fold(bare))
    return tuple(words)


def order_name(row: ActorRow) -> tuple[str, ...]:
    """Return the folded words of a person's name with the family name last.

    >>> order_name(ActorRow(id="m", name="Moon Jae-in", kind="person", surname="Moon", source=""))
    ('jae-in', 'moon')
    """
    words = fold_name(row.name)
    family = fold_name(row.surname or "")
    if not family or words[: len(family)] != family:
        return words
    return (*words[len(family) :], *family)


def index_surnames(rows: Iterable[ActorRow]) -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Return persons by the last word of their name: their id and the words of the name.

    Whose family name comes first stands under both.
    """
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for row in rows:
        names = (fold_name(row.name), order_name(row)) if row.kind is ActorKind.PERSON else ()
        for words in dict.fromkeys(names):
            if words:
                found.setdefault(words[-1], []).append((row.id, words))
    return {surname: tuple(persons) for surname, persons in found.items()}
