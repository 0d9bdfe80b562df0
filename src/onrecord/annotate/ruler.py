"""The attribute ruler, remembered: the same attributes for a tenth of the time.

spaCy's attribute ruler runs some 180 token patterns over every text, a sixth of the whole cost
of parsing. What it sets on a token depends on few things: the token's tag, its dependency label
where a pattern asks for it, its lower-case form where a pattern names it, and the same of its
neighbours as far as the longest pattern reaches. So the outcome is looked up by those; a
combination not met before is shown to the real ruler once, with its neighbours. The
result is the ruler's own, whatever has been met before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple, cast

import numpy
from spacy.attrs import DEP, IS_SPACE, LEMMA, LOWER, MORPH, POS, TAG
from spacy.language import Language
from spacy.strings import StringStore, get_string_id
from spacy.tokens import Doc

RULER = "attribute_ruler"
MORPHOLOGIZER = "morphologizer"


# What the ruler may set, as columns of an array over the tokens.
SET = (TAG, POS, DEP, MORPH, LEMMA)
DEP_AT = SET.index(DEP)
# Stands between windows that are shown to the ruler together; no pattern names it.
GAP = "\u2060"


class Asked(NamedTuple):
    """What some patterns ask of a token."""

    words: frozenset[str]
    shapes: tuple[re.Pattern[str], ...]
    deps: frozenset[str]


class RememberedRuler:
    """A pipeline component that stands in for spaCy's attribute ruler."""

    def __init__(self, ruler: Any) -> None:
        self._ruler = ruler
        patterns = [pattern for rule in ruler.patterns for pattern in rule["patterns"]]
        self._here = _gather(token for pattern in patterns for token in pattern)
        longer = [pattern for pattern in patterns if len(pattern) > 1]
        self._near = _gather(token for pattern in longer for token in pattern)
        self._reach = max((len(pattern) for pattern in patterns), default=1) - 1
        self._words_here: dict[int, int] = {}
        self._words_near: dict[int, int] = {}
        self._deps_here = _hash_all(self._here.deps)
        self._deps_near = _hash_all(self._near.deps)
        self._memo: dict[tuple[Any, ...], tuple[int, ...]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Return `doc` with the attributes that the ruler sets."""
        if not len(doc):
            return doc
        keys = self._make_keys(doc)
        fresh: dict[tuple[Any, ...], int] = {}
        for at, key in enumerate(keys):
            if key not in self._memo and key not in fresh:
                fresh[key] = at
        if fresh:
            self._learn(doc, fresh)
        return self._set(doc, [self._memo[key] for key in keys])

    def _learn(self, doc: Doc, fresh: dict[tuple[Any, ...], int]) -> None:
        """Let the real ruler see each token met for the first time, with what stands around it."""
        words: list[str] = []
        rows: list[tuple[int, int]] = []
        centres: list[int] = []
        given = doc.to_array([TAG, DEP]).tolist()
        for at in fresh.values():
            words += [GAP] * self._reach
            rows += [(0, 0)] * self._reach
            first, after = max(at - self._reach, 0), min(at + self._reach + 1, len(doc))
            centres.append(len(words) + at - first)
            words += [doc[i].text for i in range(first, after)]
            rows += [tuple(row) for row in given[first:after]]
        scrap = Doc(doc.vocab, words=words)
        scrap.from_array([TAG, DEP], cast(Any, numpy.array(rows, dtype="uint64")))
        before = scrap.to_array(list(SET)).tolist()
        after_ruler = self._ruler(scrap).to_array(list(SET)).tolist()
        for key, centre in zip(fresh, centres, strict=True):
            old, new = before[centre], after_ruler[centre]
            changed = new[DEP_AT] if new[DEP_AT] != old[DEP_AT] else 0
            self._memo[key] = (*new[:DEP_AT], changed, *new[DEP_AT + 1 :])

    def _set(self, doc: Doc, known: list[Any]) -> Doc:
        outcomes = numpy.array(known, dtype="uint64")
        unchanged = outcomes[:, DEP_AT] == 0
        outcomes[unchanged, DEP_AT] = doc.to_array(DEP)[unchanged]
        return doc.from_array(list(SET), cast(Any, outcomes))

    def _make_keys(self, doc: Doc) -> list[tuple[Any, ...]]:
        here: list[tuple[Any, ...]] = []
        near: list[Any] = [None] * self._reach
        words_here, words_near = self._words_here, self._words_near
        strings = doc.vocab.strings
        for tag, lower, dep, space in doc.to_array([TAG, LOWER, DEP, IS_SPACE]).tolist():
            if lower not in words_here:
                words_here[lower] = _keep(lower, strings, self._here)
                words_near[lower] = _keep(lower, strings, self._near)
            beside = words_near[lower]
            shown = dep if space or dep in self._deps_here else 0
            here.append((tag, words_here[lower], shown, space))
            shown = dep if dep in self._deps_near else 0
            near.append((beside, shown, tag if beside else 0) if beside or shown else None)
        near += [None] * self._reach
        if self._reach == 1:
            return list(zip(here, near, near[1:], near[2:], strict=False))
        width = 2 * self._reach + 1
        return [(here[i], *near[i : i + width]) for i in range(len(here))]


def remember_ruler(nlp: Language) -> None:
    """Let `nlp` use a remembered ruler in place of its own, if it has one.

    Where a morphologizer sets parts of speech, the ruler has next to nothing to do: it stays.
    """
    if nlp.has_pipe(RULER) and not nlp.has_pipe(MORPHOLOGIZER):
        component = RememberedRuler(nlp.get_pipe(RULER))
        # The pipeline's own list of (name, callable): a factory would want a config to build from.
        nlp._components = [
            (name, component if name == RULER else pipe) for name, pipe in nlp._components
        ]


def _keep(lower: int, strings: StringStore, asked: Asked) -> int:
    """Return the word's hash when a pattern can tell it from other words, else 0."""
    word = strings[lower]
    named = word in asked.words or any(shape.search(word) for shape in asked.shapes)
    return lower if named else 0


def _hash_all(words: frozenset[str]) -> frozenset[int]:
    return frozenset(get_string_id(word) for word in words)


def _gather(tokens: Iterator[dict[str, Any]]) -> Asked:
    words: set[str] = set()
    shapes: list[re.Pattern[str]] = []
    deps: set[str] = set()
    for token in tokens:
        words.update(_named(token.get("LOWER")))
        deps.update(_named(token.get("DEP")))
        asked = token.get("LOWER")
        if isinstance(asked, dict) and "REGEX" in asked:
            shapes.append(re.compile(asked["REGEX"]))
    return Asked(words=frozenset(words), shapes=tuple(shapes), deps=frozenset(deps))


def _named(asked: Any) -> set[str]:
    """Return the values that a pattern names, wanted or not."""
    if isinstance(asked, str):
        return {asked}
    if isinstance(asked, dict):
        return {*asked.get("IN", ()), *asked.get("NOT_IN", ())}
    return set()
