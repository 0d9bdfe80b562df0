"""Forms that a small model does not know are led back to verbs that the tables know."""

import pytest

from onrecord.annotate.verb_forms import NO_FORMS, NounForms, VerbForms

FORMS = VerbForms(
    ["acordar", "suspender", "reunir", "acuerdo"],
    infinitives=frozenset({"ar", "er", "ir"}),
    endings=frozenset({"amos", "imos", "en", "ar", "er", "ir"}),
)


@pytest.mark.parametrize(
    ("form", "lemma", "found"),
    [
        ("acordamos", "acordir", "acordar"),
        ("suspenden", "suspendar", "suspender"),
        ("Reunimos", "reunimos", "reunir"),
    ],
)
def test_a_made_up_dictionary_form_is_replaced(form: str, lemma: str, found: str) -> None:
    assert FORMS.find(form, lemma) == found


@pytest.mark.parametrize(("form", "lemma"), [("acordaron", "acordar"), ("cantamos", "cantar")])
def test_known_and_foreign_forms_are_left_alone(form: str, lemma: str) -> None:
    assert FORMS.find(form, lemma) == lemma


def test_without_verbs_nothing_is_led_back() -> None:
    assert NO_FORMS.find("acordamos", "acordir") == "acordir"


@pytest.mark.parametrize(
    ("form", "is_future"),
    [("reuniremos", True), ("Acordaremos", True), ("acordemos", False), ("acordamos", False)],
)
def test_an_ending_behind_a_known_infinitive_tells_what_will_be(
    form: str, *, is_future: bool
) -> None:
    forms = VerbForms(
        ["acordar", "reunir"],
        infinitives=frozenset({"ar", "ir"}),
        endings=frozenset({"amos"}),
        futures=frozenset({"emos"}),
    )
    assert forms.is_future(form) is is_future


def test_a_plural_is_led_back_to_a_known_noun() -> None:
    nouns = NounForms(["presidente", "canciller"], frozenset({"s", "es"}))
    assert nouns.find("presidentes", "president") == "presidente"
    assert nouns.find("Cancilleres", "cancillere") == "canciller"
    assert nouns.find("puentes", "puent") == "puent"
