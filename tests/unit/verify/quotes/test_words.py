"""Words that can be compared: written out, folded, and with the signs beside them."""

from __future__ import annotations

import pytest

from onrecord.verify.quotes.words import (
    BRACKET,
    DASH,
    ELLIPSIS,
    END,
    PAUSE,
    WordReader,
)
from tests.unit.verify.quotes.makers import load_tables

READER = WordReader(load_tables()["en"])


@pytest.mark.parametrize(
    ("text", "norms"),
    [
        ("We won’t, can't and don't", "we will not can not and do not"),
        ("It's Mexico's", "it 's mexico 's"),
        ("the U.S. and D.C", "the us and dc"),
        ("1,500 trucks, 20% of the 20th", "1500 trucks twenty percent of the 20th"),
        ("organised colours, a co-operation", "organized colors a co operation"),
        ("[W]e work[ed] (Laughter.) here", "we worked here"),
        ("Señora Marín", "senora marin"),
    ],
)
def test_words_are_written_out_and_folded(text: str, norms: str) -> None:
    assert READER.read(text).norms == norms.split()


def test_signs_stand_beside_their_words() -> None:
    words = READER.read("Well -- we will… go. [Mexico] won")
    marks = dict(zip(words.norms, words.marks, strict=True))
    assert marks["well"] & DASH
    assert marks["go"] & END
    assert marks["go"] & ELLIPSIS
    assert marks["[mexico"] & BRACKET, "an editor's word agrees with none that was said"


@pytest.mark.parametrize("sign", ["…", "...", "[...]", "(…)", ". . ."])
def test_an_ellipsis_may_be_written_in_many_ways(sign: str) -> None:
    words = READER.read(f"We will {sign} go")
    assert words.marks[2] & ELLIPSIS
    assert READER.read(f"We will {sign}").is_cut_at_end


def test_a_title_ends_no_sentence() -> None:
    words = READER.read("Mr. Smith went. He came")
    assert not words.marks[0] & END
    assert words.marks[0] & PAUSE
    assert words.marks[2] & END


def test_words_written_as_one_share_their_place() -> None:
    text = "I don't"
    words = READER.read(text)
    assert text[words.starts[1] : words.ends[1]] == text[words.starts[2] : words.ends[2]] == "don't"
