"""Words of two languages share keys; tables that are wrong are named with their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.knowledge import Knowledge
from onrecord.knowledge.lexicons import NEGATION, load_lexicons
from onrecord.model import TableError


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("reduced", "redujeron"),
        ("stopped", "detuvo"),
        ("feel", "sintamos"),
        ("agencies", "agencias"),
        ("built", "construyo"),
        ("give", "darle"),
        ("asks", "pidio"),
        ("tariffs", "aranceles"),
        ("french", "francesas"),
    ],
)
def test_forms_of_two_words_of_a_row_share_a_key(
    english: str, spanish: str, knowledge: Knowledge
) -> None:
    lexicons = knowledge.lexicons
    assert lexicons["en"].read(english) & lexicons["es"].read(spanish)


@pytest.mark.parametrize(
    ("english", "spanish"), [("national", "nacional"), ("society", "sociedad"), ("classic", "clasico")]
)  # fmt: skip
def test_words_with_endings_that_two_languages_share_are_spelled_alike(
    english: str, spanish: str, knowledge: Knowledge
) -> None:
    lexicons = knowledge.lexicons
    assert lexicons["en"].spell(english)[1] & lexicons["es"].spell(spanish)[1]


def test_a_phrase_is_read_before_its_words(knowledge: Knowledge) -> None:
    size, keys = knowledge.lexicons["es"].find_phrase(["sin", "embargo", "no"], 0)
    assert size == 2
    assert NEGATION not in keys
    assert NEGATION in knowledge.lexicons["es"].read("sin")


def test_a_word_that_is_turned_round_is_known(knowledge: Knowledge) -> None:
    assert knowledge.lexicons["en"].is_turned("unfair")
    assert not knowledge.lexicons["en"].is_turned("industry")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("kind,en\n", "pairs/en-xx.csv:1: the first line"),
        ("kind,en,xx\nverb,go\n", "pairs/en-xx.csv:2: a row has"),
        ("kind,en,xx\nverbs,go,ga\n", 'pairs/en-xx.csv:2: no kind "verbs"'),
    ],
)
def test_a_wrong_row_is_named(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "pairs").mkdir()
    (tmp_path / "pairs" / "en-xx.csv").write_text(text, encoding="utf-8")
    with pytest.raises(TableError, match=message):
        load_lexicons([tmp_path], {})
