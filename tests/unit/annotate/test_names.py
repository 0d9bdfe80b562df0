"""Names in a text: the tables win over the tagger, and a name is taken whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Span

from onrecord.annotate import NameIndex, NameLabel, find_names
from onrecord.knowledge import load_knowledge


def tag(words: list[str], pos: list[str], heads: list[int], deps: list[str]) -> Doc:
    from spacy.vocab import Vocab

    return Doc(Vocab(), words=words, pos=pos, heads=heads, deps=deps)


def test_a_name_that_the_tagger_cut_short_is_taken_whole(index: NameIndex) -> None:
    doc = tag(
        ["Ursula", "von", "der", "Leyen", "said"],
        ["PROPN", "PROPN", "PROPN", "PROPN", "VERB"],
        [2, 2, 3, 4, 4],
        ["compound", "compound", "compound", "nsubj", "ROOT"],
    )
    doc.ents = [Span(doc, 0, 3, "PERSON"), Span(doc, 3, 4, "GPE")]
    (name,) = find_names(doc, index)
    assert (name.text, name.label) == ("Ursula von der Leyen", NameLabel.PERSON)


def test_a_thing_that_the_tagger_takes_for_a_person_is_no_name(index: NameIndex) -> None:
    doc = tag(["Seized", "fentanyl"], ["VERB", "NOUN"], [0, 0], ["ROOT", "dobj"])
    doc.ents = [Span(doc, 1, 2, "PERSON")]
    assert find_names(doc, index) == ()


def test_what_a_story_is_about_is_no_name_with_a_capital_either(index: NameIndex) -> None:
    doc = tag(
        ["Fentanyl", "seizures", "rose"],
        ["PROPN", "NOUN", "VERB"],
        [1, 2, 2],
        ["compound", "nsubj", "ROOT"],
    )
    doc.ents = [Span(doc, 0, 1, "PERSON")]
    assert find_names(doc, index) == ()


@pytest.mark.model
def test_the_tables_win_over_the_tagger(nlp: Language, index: NameIndex) -> None:
    (first, *_) = find_names(nlp("Donald Trump met ministers."), index)
    assert (first.label, first.candidates) == (NameLabel.PERSON, ("donald-trump",))


SOUTH = """\
- {id: the-south, name: Republic of the South, kind: body, source: test, metonyms: {en: [the South]}}
"""


def test_a_metonym_does_not_cut_a_longer_name(tmp_path: Path) -> None:
    (tmp_path / "pack.yml").write_text('{name: p, title: P, version: "1"}', encoding="utf-8")
    (tmp_path / "actors.yml").write_text(SOUTH, encoding="utf-8")
    (tmp_path / "en").mkdir()
    (tmp_path / "en/phrases.yml").write_text(
        "- {kind: place, words: [South China Sea]}\n", encoding="utf-8"
    )
    south = NameIndex(load_knowledge(tmp_path), "en")
    doc = tag(
        ["the", "South", "sails", "the", "South", "China", "Sea"],
        ["DET", "PROPN", "VERB", "DET", "PROPN", "PROPN", "PROPN"],
        [1, 2, 2, 6, 6, 6, 2],
        ["det", "nsubj", "ROOT", "det", "compound", "compound", "dobj"],
    )
    assert [name.text for name in find_names(doc, south)] == ["the South", "South China Sea"]
