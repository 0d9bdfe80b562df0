"""The role that a transcript's label gives: how it is spelled, and for which state it acts.

"DIRECTORA GENERAL DE LA COMISIÓN FEDERAL DE ELECTRICIDAD" in a state's transcript acts for that
state; the head of a company does not.
"""

from __future__ import annotations

import re
from functools import cached_property

from onrecord.knowledge import Knowledge, Outlet, References, fold
from onrecord.model import ActorKind, Document


class LabelRoles:
    """What one document's labels say of offices."""

    def __init__(self, document: Document, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._language = document.language
        self._text = document.text
        self.references = knowledge.references.get(document.language, References())
        self._outlet = knowledge.outlets.get(document.outlet or "")

    @property
    def issuer(self) -> Outlet | None:
        """Return the outlet when a government publishes the transcript."""
        outlet = self._outlet
        return outlet if outlet is not None and outlet.kind == "government" else None

    def find_country(self, role: str) -> str | None:
        """Return the state acted for: named in the role, its body's, else that of the transcript."""
        words = fold(role)
        titles = self.references.titles
        is_public = titles.has("public", words) or titles.has("sent", words)
        if titles.has("private", words):
            return None
        if not is_public and not _has_office(words, self.references):
            return self._find_body(words)
        named = self._find_state(words) or self._find_body(words)
        if named is not None or not is_public or self.issuer is None:
            return named
        return self.issuer.country

    def _find_state(self, words: str) -> str | None:
        """Return the state that a role names first; not one to which somebody is sent."""
        found: list[tuple[int, int, str]] = []
        for spelling, code in self._states:
            at = _find_phrase(spelling, words)
            if at >= 0 and not self._is_sent(words[:at]):
                found.append((at, -len(spelling), code))
        return min(found)[2] if found else None

    def _is_sent(self, before: str) -> bool:
        last = before.split()[-1:]
        return bool(last) and self.references.titles.is_a("towards", last[0])

    def _find_body(self, words: str) -> str | None:
        """Return the country of the body that a role names."""
        found = (country for name, country in self._bodies if _find_phrase(name, words) >= 0)
        return next(found, None)

    @cached_property
    def _states(self) -> list[tuple[str, str]]:
        """Return how states and their people are called, each with the state's code."""
        return [
            (fold(spelling), code)
            for code, country in self._knowledge.countries.items()
            for spelling in (
                country.name,
                *country.names.get(self._language, ()),
                *country.demonyms.get(self._language, ()),
            )
        ]

    @cached_property
    def _bodies(self) -> list[tuple[str, str]]:
        """Return the names of the states' bodies, each with its country."""
        return [
            (fold(name), row.country)
            for row in self._knowledge.actor_rows.values()
            if row.kind is ActorKind.BODY and row.country is not None
            for name in row.names_in(self._language)
        ]

    def spell(self, words: str, particles: frozenset[str]) -> str:
        """Return words in capitals as names are written; short forms stay as the text has them."""
        if not words.isupper():
            return words
        return " ".join(self._spell_word(word, particles) for word in words.split())

    def _spell_word(self, word: str, particles: frozenset[str]) -> str:
        bare = word.strip(".,()")
        if word.endswith(".") and len(bare) == 1:
            return word  # an initial
        if fold(bare) in particles or self.references.find(bare, "preposition", "article"):
            return word.lower()
        return word if bare in self._short_forms else word.title()

    @cached_property
    def _short_forms(self) -> frozenset[str]:
        """Return the words that the text writes in capitals also after a word that is not."""
        pattern = r"([^\W\d_])[ (“\"'-]{1,2}([^\W\d_][\w-]+)"
        found = re.findall(pattern, self._text)
        return frozenset(word for before, word in found if before.islower() and word.isupper())


def _has_office(words: str, references: References) -> bool:
    return any(references.titles.is_office(word.strip(".,()")) for word in words.split())


def _find_phrase(phrase: str, words: str) -> int:
    """Return where a phrase stands in words, -1 when it does not."""
    if not phrase or phrase not in words:
        return -1
    found = re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", words)
    return found.start() if found else -1
