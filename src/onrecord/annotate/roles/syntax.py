"""The words of a language that decide over roles, from its `syntax.yml`."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.annotate.verb_forms import NO_FORMS, NO_NOUNS, NounForms, VerbForms
from onrecord.knowledge import WordTable

TABLE = "syntax"
KINDS = (
    "passive", "modal", "agent", "object", "particle", "light", "reflexive", "denial", "owner",
    "impersonal", "pair", "noun", "told", "will", "time", "first", "duty", "opener",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Syntax:
    """The words of a language that decide over roles; see its `syntax.yml`."""

    passive: frozenset[str]
    modal: frozenset[str]
    agent: frozenset[str]
    object: frozenset[str]
    particle: frozenset[str]
    light: frozenset[str]
    reflexive: frozenset[str]
    denial: frozenset[str]
    owner: frozenset[str]
    impersonal: frozenset[str]
    pair: frozenset[str] = frozenset()
    noun: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    will: frozenset[str] = frozenset()
    time: frozenset[str] = frozenset()
    first: frozenset[str] = frozenset()
    duty: frozenset[str] = frozenset()
    opener: frozenset[str] = frozenset()
    forms: VerbForms = NO_FORMS
    nouns: NounForms = NO_NOUNS


def find_syntax(words: WordTable | None, known: frozenset[str] = frozenset()) -> Syntax | None:
    """Return the words that decide over roles, None where a language's parses need no turning.

    `known` are the dictionary forms of other tables: forms that a small model takes for those of
    no verb or noun at all are led back to them.
    """
    if words is None or not words.words(TABLE, *KINDS):
        return None
    return words.keep(TABLE, lambda table: _make_syntax(table, known))


def _make_syntax(words: WordTable, known: frozenset[str]) -> Syntax:
    return Syntax(
        **{kind: words.folded(TABLE, kind) for kind in KINDS},
        forms=VerbForms(
            known,
            infinitives=words.folded(TABLE, "infinitive"),
            endings=words.folded(TABLE, "ending"),
            futures=words.folded(TABLE, "future"),
        ),
        nouns=NounForms(known, words.folded(TABLE, "plural")),
    )
