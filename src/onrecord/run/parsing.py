"""Parse a text of any length: a long one in pieces, so that memory stays bounded.

The pipeline takes about 1 GB for 100,000 words at once; what is left of it afterwards is small.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # `annotate` says how spaCy is loaded
    from spacy.language import Language
    from spacy.tokens import Doc

# 10,000 words: 100 MB. Longer than nearly every article, so that these are parsed at once.
PIECE_CHARACTERS = 60_000
# No word, and no address that somebody writes, is so long.
_ENDLESS = re.compile(r"\S{1000,}")


def parse_text(text: str, nlp: Language) -> Doc:
    """Return the parse of `text`, character by character the same text."""
    if len(text) <= PIECE_CHARACTERS:
        return _parse(text, nlp)
    pieces = [_parse(text[start:end], nlp) for start, end in cut_pieces(text)]
    # No sentence runs over a line feed, so that pieces parsed apart are parsed the same.
    return pieces[0].from_docs(pieces, ensure_whitespace=False)


def _parse(text: str, nlp: Language) -> Doc:
    """Return the parse of a piece, in which what is too long for a word is one token all the same.

    The tokenizer takes signs off the ends of a word one by one, and looks at all of it each time:
    15 seconds for ten thousand brackets.
    """
    endless = [found.span() for found in _ENDLESS.finditer(text)]
    if not endless:
        return nlp(text)
    pieces: list[Doc] = []
    at = 0
    for start, end in endless:
        if start > at:
            pieces.append(nlp.make_doc(text[at:start]))
        blank = nlp.make_doc("")
        pieces.append(type(blank)(nlp.vocab, words=[text[start:end]], spaces=[False]))
        at = end
    if at < len(text):
        pieces.append(nlp.make_doc(text[at:]))
    return nlp(pieces[0].from_docs(pieces, ensure_whitespace=False))


def cut_pieces(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of pieces that end with a line feed, or with a space where there is none."""
    start = 0
    while start < len(text):
        end = min(start + PIECE_CHARACTERS, len(text))
        if end < len(text):
            cut = max(text.rfind("\n", start, end), 0) or max(text.rfind(" ", start, end), 0)
            end = cut + 1 if cut > start else end
        yield start, end
        start = end
