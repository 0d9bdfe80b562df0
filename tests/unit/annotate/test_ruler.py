"""The remembered ruler sets what spaCy's own ruler sets."""

from importlib import import_module

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from onrecord.annotate import find_model
from onrecord.annotate.ruler import remember_ruler
from onrecord.knowledge import Knowledge

TEXTS = (
    "They're gonna say there's a deal. We ain't there yet, y'all.",
    "Let's go, c'mon! He's got to be the one who has been told, hasn't he?\nIt is raining  again.",
    "Border Patrol's agents made 181,059 arrests in August 2023, its chief said.",
)


def attributes(doc: Doc) -> list[tuple[str, ...]]:
    return [(t.text, t.tag_, t.pos_, t.dep_, str(t.morph), t.lemma_) for t in doc]


@pytest.mark.model
def test_the_remembered_ruler_differs_in_no_token(knowledge: Knowledge) -> None:
    found = find_model("en", knowledge.parsers)
    assert found is not None
    package = import_module(found.package)
    plain, remembered = package.load(exclude=["ner"]), package.load(exclude=["ner"])
    remember_ruler(remembered)
    expected = [attributes(plain(text)) for text in TEXTS]
    assert [attributes(remembered(text)) for text in TEXTS] == expected  # learned from
    assert [attributes(remembered(text)) for text in TEXTS] == expected  # looked up
    assert expected[0] != [attributes(d) for d in map(plain.make_doc, TEXTS)][0]


@pytest.mark.model
def test_where_a_morphologizer_sets_parts_of_speech_they_are_kept(nlp_es: Language) -> None:
    doc = nlp_es("La presidenta dijo que no.")
    assert [t.pos_ for t in doc] == ["DET", "NOUN", "VERB", "SCONJ", "ADV", "PUNCT"]
    assert doc[2].lemma_ == "decir"
