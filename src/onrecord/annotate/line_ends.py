"""A step of the pipelines: no sentence runs over a paragraph, or out of a line's head into its words."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

LINE_ENDS = "onrecord_line_ends"
HEAD_TOKENS = 24  # "SECRETARIA DE LA DEFENSA NACIONAL, NAME NAME NAME:"
LABEL_LETTERS = 4  # a label in capitals has a longer word than "Q" or "US"
DATELINE_END = ".-"  # "Lisbon, 3 May (Agency).-"


@Language.component(LINE_ENDS)
def end_sentences_at_line_ends(doc: Doc) -> Doc:
    """Let a sentence begin after each line feed, and after a label or dateline at a line's head.

    "MINISTER NAME: We …"; "Lisbon, 3 May.- The ministers …".
    """
    begin, head, letters = False, 0, 0  # head: tokens of the line's head, letters: its longest word
    for token in doc:
        if token.is_space and "\n" in token.text:
            begin, head, letters = True, 0, 0
            continue
        if begin:
            token.is_sent_start = True
            begin = False
        if head > HEAD_TOKENS:
            continue
        head += 1
        if token.text.endswith(DATELINE_END) or (token.text == ":" and letters >= LABEL_LETTERS):
            begin, head = True, HEAD_TOKENS + 1
        elif not _may_be_label(token):
            letters = -HEAD_TOKENS * LABEL_LETTERS  # no label, but it may be a dateline
        elif token.is_alpha and letters >= 0:
            letters = max(letters, len(token))
    return doc


def _may_be_label(token: Token) -> bool:
    return token.is_upper or token.is_punct or not token.is_alpha
