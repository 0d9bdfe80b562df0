"""A dependency tree that can be rearranged, for parses that are told in other roles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

import numpy

if TYPE_CHECKING:  # who only reads days does not load spaCy
    from spacy.tokens import Doc, Token

WRITTEN = ("TAG", "POS", "DEP", "HEAD")


class Tree:
    """The heads, roles and tags of a parse, by token; `write` puts them into it.

    Forms, dictionary forms and features are asked of the tokens themselves.
    """

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self.tokens: list[Token] = list(doc)
        self.heads = [token.head.i for token in doc]
        self.roles = [token.dep_ for token in doc]
        self.tags = [token.tag_ for token in doc]
        self.parts = [token.pos for token in doc]  # of speech
        self.features: defaultdict[int, dict[str, str]] = defaultdict(dict)  # that are added
        self._children: list[list[int]] = [[] for _ in doc]
        for at, head in enumerate(self.heads):
            if head != at:
                self._children[head].append(at)

    def children(self, at: int, *roles: str) -> list[int]:
        """Return what hangs on a token, in the order of the text; with roles only those."""
        below = self._children[at]
        return [c for c in below if not roles or self.roles[c] in roles]

    def lower(self, at: int) -> str:
        """Return a token in lower case."""
        return self.tokens[at].text.lower()

    def part(self, name: str) -> int:
        """Return the number of a part of speech."""
        return self._doc.vocab.strings[name]

    def has(self, at: int, feature: str, *values: str) -> bool:
        """Does a token have one of the values of a feature: `has(at, "VerbForm", "Inf")`?"""
        found = self.tokens[at].morph.get(feature, [])
        return any(value in found for value in values)

    def move(self, at: int, head: int, role: str) -> None:
        """Hang a token, with what hangs on it, on another one."""
        if self.heads[at] != at:
            self._children[self.heads[at]].remove(at)
        self.heads[at], self.roles[at] = head, role
        self._children[head].append(at)
        self._children[head].sort()

    def replace(self, old: int, new: int, role: str | None = None) -> None:
        """Put `new` in the place of the token it hangs on, which hangs on nothing for the while."""
        above, held = self.heads[old], self.roles[old]
        self._children[old].remove(new)
        self.roles[new] = held if role is None else role
        if above == old:
            self.heads[new] = new
        else:
            self._children[above].remove(old)
            self._children[above] = sorted([*self._children[above], new])
            self.heads[new] = above
        self.heads[old] = old

    def write(self) -> Doc:
        """Return the parse with the heads, roles and tags of this tree."""
        strings = self._doc.vocab.strings
        rows = [
            (strings.add(tag), part, strings.add(role), (head - at) % 2**64)
            for at, (tag, part, role, head) in enumerate(self._rows())
        ]
        for at, added in self.features.items():
            own = self.tokens[at].morph.to_dict()
            cast(Any, self.tokens[at]).set_morph({**own, **{k: v for k, v in added.items() if v}})
        table = numpy.array(rows, dtype="uint64").reshape(-1, 4)
        return self._doc.from_array(list(WRITTEN), cast(Any, table))

    def _rows(self) -> Iterable[tuple[str, int, str, int]]:
        return zip(self.tags, self.parts, self.roles, self.heads, strict=True)
