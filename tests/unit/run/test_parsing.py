from __future__ import annotations

import time

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


@pytest.mark.parametrize(
    "text",
    [
        "[" * 10_000,
        f"One two. {'(a)' * 4_000} three.\n",
        f"{'].' * 3_000}\nThen {'“' * 2_000} and {'”' * 2_000}",
        "x" * 1_000,
    ],
)
def test_what_is_too_long_for_a_word_is_one_token_and_soon(text: str) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    before = time.process_time()
    doc = parse_text(text, nlp)
    assert time.process_time() - before < 1
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)
    assert max(len(token) for token in doc) >= 1_000


def test_an_address_is_split_as_it_always_was() -> None:
    text = f"See https://site.example/{'a,b/' * 200} (there)."
    nlp = spacy.blank("en")
    assert [t.text for t in parse_text(text, nlp)] == [t.text for t in nlp(text)]
