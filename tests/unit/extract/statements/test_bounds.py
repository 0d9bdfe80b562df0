"""A content begins and ends with words."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from onrecord.extract.statements.bounds import tidy


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("’ commitment to building a bridge", "commitment to building a bridge"),
        (", that the bridge is closed .", "that the bridge is closed"),
        ("” he said it was closed", "he said it was closed"),
    ],
)
def test_marks_at_either_end_are_left_out(words: str, kept: str) -> None:
    doc = Doc(Vocab(), words=words.split())
    bounds = tidy(0, len(doc), doc, 0.9)
    assert bounds is not None
    assert " ".join(t.text for t in doc[bounds[0] : bounds[1]]) == kept


def test_too_few_words_are_no_content() -> None:
    doc = Doc(Vocab(), words=["’", "a", "closed", "bridge"])
    assert tidy(0, len(doc), doc, 0.9) is None
