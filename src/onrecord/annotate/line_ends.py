"""A step of the pipelines: no sentence runs over a paragraph, or from a speaker's label into words."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

LINE_ENDS = "onrecord_line_ends"
LABEL_TOKENS = 24  # "SECRETARIA DE LA DEFENSA NACIONAL, NAME NAME NAME:"
LABEL_LETTERS = 4  # a label in capitals has a longer word than "Q" or "US"


@Language.component(LINE_ENDS)
def end_sentences_at_line_ends(doc: Doc) -> Doc:
    """Let a sentence begin after each line feed, and after a label in capitals at a line's head."""
    begin, label = False, 0  # label: tokens of what may be one; -1 where the line has none
    longest = 0
    for token in doc:
        if token.is_space and "\n" in token.text:
            begin, label, longest = True, 0, 0
            continue
        if begin:
            token.is_sent_start = True
            begin = False
        if label < 0:
            continue
        if token.text == ":" and longest >= LABEL_LETTERS:
            begin, label = True, -1
        else:
            label = label + 1 if label < LABEL_TOKENS and _may_be_label(token) else -1
            longest = max(longest, len(token) if token.is_alpha else 0)
    return doc


def _may_be_label(token: Token) -> bool:
    return token.is_upper or token.is_punct or not token.is_alpha
