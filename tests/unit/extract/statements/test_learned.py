"""The learned reader: words, pieces, windows, and a model of a language."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from onrecord.annotate import Annotated, NameIndex, annotate, find_quotations
from onrecord.extract.statements.learned_pieces import PieceCutter, split_word
from onrecord.extract.statements.learned_words import read_words
from onrecord.extract.statements.reading import read_learned
from onrecord.knowledge import Knowledge
from onrecord.model import Document

PIECES = ["[UNK]", "[CLS]", "[SEP]", "trade", "un", "##wel", "##come", "'", "s"]


def test_words_are_cut_by_the_longest_piece() -> None:
    cutter = PieceCutter({piece: at for at, piece in enumerate(PIECES)})
    assert [PIECES[n] for n in cutter.cut("Unwelcome")] == ["un", "##wel", "##come"]
    assert [PIECES[n] for n in cutter.cut("trade’s")] == ["trade", "'", "s"]


def test_a_word_that_no_piece_fits_is_one_unknown() -> None:
    cutter = PieceCutter({piece: at for at, piece in enumerate(PIECES)})
    assert cutter.cut("…") == (0,)
    assert cutter.cut("trade" * 20) == (0,)


def test_accents_and_case_are_left_out() -> None:
    assert split_word("López-Obrador") == ["lopez", "-", "obrador"]


def test_words_know_marks_and_paragraphs() -> None:
    words = ["“", "Trade", "grows", ",", "”", "she", "said", ".", "\n", "Prices", "fell"]
    spaces = [False, True, False, False, True, True, False, False, False, True, False]
    doc = Doc(spacy.blank("xx").vocab, words=words, spaces=spaces)
    document = Document(capture_id="c", source="c", text=doc.text, language="en")
    annotated = Annotated(document=document, doc=doc, names=(), dates=())
    found = read_words(annotated, find_quotations(document.text, annotated.paragraphs()))
    assert found.texts == tuple(w for w in words if w != "\n")
    assert found.columns["quoted"][:6] == ("", "inside begins", "inside", "inside", "", "")
    assert found.paragraphs == (0,) * 8 + (1,) * 2


@pytest.mark.model
def test_the_english_model_finds_speech_and_who_speaks(
    knowledge: Knowledge, nlp: Language, index: NameIndex
) -> None:
    text = "Traffic over the bridge fell sharply last winter, the port authority believes."
    document = Document(capture_id="c", source="c", text=text, language="en")
    (draft,) = read_learned(annotate(document, nlp, index), knowledge)
    assert text[draft.start : draft.end] == "Traffic over the bridge fell sharply last winter"
    assert draft.speaker is not None
    assert draft.speaker.span.quote == "the port authority"
    assert draft.by == "statements@1"


@pytest.mark.model
def test_a_language_without_a_model_is_left_to_the_rules(
    knowledge: Knowledge, nlp: Language, index: NameIndex
) -> None:
    document = Document(capture_id="c", source="c", text="El puerto creció, dijo.", language="es")
    assert read_learned(annotate(document, nlp, index), knowledge) == []
