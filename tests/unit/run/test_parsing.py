from __future__ import annotations

import pytest
import spacy

from onrecord.run import parsing
from onrecord.run.parsing import cut_pieces, parse_text


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", []),
        ("short", ["short"]),
        ("one two\nthree four", ["one two\n", "three four"]),
        ("three four five", ["three ", "four five"]),
        ("nospaceatallinthistext", ["nospaceata", "llinthiste", "xt"]),
        ("\n\n\n\n\n\n\n\n\n\n\n\n", ["\n\n\n\n\n\n\n\n\n\n", "\n\n"]),
    ],
)
def test_pieces_end_with_paragraphs_and_cover_the_text(
    text: str, pieces: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parsing, "PIECE_CHARACTERS", 10)
    assert [text[start:end] for start, end in cut_pieces(text)] == pieces


def test_a_long_text_is_parsed_character_by_character_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "One  two three.\nFour five\nsix, seven-eight. Nine\n"
    nlp = spacy.blank("en")
    whole = nlp(text)
    monkeypatch.setattr(parsing, "PIECE_CHARACTERS", 20)
    cut = parse_text(text, nlp)
    assert cut.text == text
    assert [t.idx for t in cut] == [t.idx for t in whole]
