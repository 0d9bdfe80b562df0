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


def index_surnames(rows: Iterable[ActorRow]) -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Return persons by the last word of their name: their id and the words of the name."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for row in rows:
        words = fold_name(row.name) if row.kind is ActorKind.PERSON else ()
        if words:
            found.setdefault(words[-1], []).append((row.id, words))
    return {surname: tuple(persons) for surname, persons in found.items()}
