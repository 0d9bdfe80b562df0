"""Words as the learned reader sees them: text, place, and what the parse says of each.

White space is no word. Every column is a list of names that the model's own tables turn to numbers,
so that a parser with other labels is read as "unknown" and not as something else.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.annotate import Annotated, Quotation

COLUMNS = ("pos", "dep", "entity", "shape", "quoted")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of a document, one entry each; `heads` are numbers of words.

    `paragraphs` number the paragraph of each word, `tokens` are the places in the parse.
    """

    texts: tuple[str, ...]
    tokens: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    heads: tuple[int, ...]
    paragraphs: tuple[int, ...]
    columns: dict[str, tuple[str, ...]]

    def __len__(self) -> int:
        return len(self.texts)


def read_words(annotated: Annotated, quotations: list[Quotation]) -> Words:
    """Return the words of a document with what the parse says of them."""
    tokens = [token for token in annotated.doc if not token.is_space]
    number = {token.i: at for at, token in enumerate(tokens)}
    starts = tuple(token.idx for token in tokens)
    return Words(
        texts=tuple(token.text for token in tokens),
        tokens=tuple(token.i for token in tokens),
        starts=starts,
        ends=tuple(token.idx + len(token) for token in tokens),
        heads=tuple(number.get(token.head.i, at) for at, token in enumerate(tokens)),
        paragraphs=_number_paragraphs(starts, annotated.paragraphs()),
        columns={
            "pos": tuple(token.pos_ for token in tokens),
            "dep": tuple(token.dep_ for token in tokens),
            "entity": tuple(token.ent_type_ for token in tokens),
            "shape": tuple(_find_shape(token) for token in tokens),
            "quoted": _mark_quoted(starts, quotations),
        },
    )


def _mark_quoted(starts: tuple[int, ...], quotations: list[Quotation]) -> tuple[str, ...]:
    """Return for each word whether it stands within marks, or begins what does."""
    marks = [""] * len(starts)
    for quotation in quotations:
        first, after = (bisect_left(starts, at) for at in (quotation.start, quotation.end))
        marks[first:after] = ["inside"] * (after - first)
        if first < after:
            marks[first] = "inside begins"
    return tuple(marks)


def _number_paragraphs(
    starts: tuple[int, ...], paragraphs: list[tuple[int, int]]
) -> tuple[int, ...]:
    numbers, at = [], 0
    for start in starts:
        while at + 1 < len(paragraphs) and start >= paragraphs[at][1]:
            at += 1
        numbers.append(at)
    return tuple(numbers)


_SHAPES: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("lower", str.islower),
    ("upper", lambda text: len(text) > 1 and text.isupper()),
    ("title", str.istitle),
    ("mixed", str.isalpha),
    ("number", lambda text: text[:1].isdigit()),
)


def _find_shape(token: Token) -> str:
    text = token.text
    return next((name for name, fits in _SHAPES if fits(text)), "mark")
