"""A step of the pipelines: no sentence runs over a paragraph."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

LINE_ENDS = "onrecord_line_ends"


@Language.component(LINE_ENDS)
def end_sentences_at_line_ends(doc: Doc) -> Doc:
    """Let a sentence begin after each line feed, so that no sentence runs over a paragraph."""
    begin = False
    for token in doc:
        if token.is_space and "\n" in token.text:
            begin = True
        elif begin:
            token.is_sent_start = True
            begin = False
    return doc
