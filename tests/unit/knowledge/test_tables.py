"""A wrong table is an error that names file and line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.knowledge import load_knowledge
from onrecord.model import TableError

MakePack = Callable[..., Path]

FAULTS = {
    "unknown key": ("- {code: AA, alpha3: AAA, names: {en: [A]}}\n- code: BB\n  capitol: B\n", 3),
    "missing key": ("- {code: AA, alpha3: AAA, names: {en: [A]}}\n- {code: BB, alpha3: B}\n", 2),
    "key given twice": ("- code: AA\n  alpha3: AAA\n  alpha3: AAB\n  names: {en: [A]}\n", 3),
    "code given twice": (
        "- {code: AA, alpha3: AAA, names: {en: [A]}}\n- {code: AA, alpha3: B, names: {en: [B]}}\n",
        2,
    ),
    "wrong type": ("- code: AA\n  alpha3: 3\n  names: {en: [A]}\n", 2),
    "a word for a list": ("- code: AA\n  alpha3: AAA\n  names:\n    en: A\n", 4),
    "broken YAML": ("- code: AA\n  alpha3: [\n", 3),
    "a list for a key": ("- ? [a]\n  : b\n", 1),
    "a word for a row": ("- {code: AA, alpha3: AAA, names: {en: [A]}}\n- BB\n", 2),
    "no list": ("code: AA\n", 1),
}


@pytest.mark.parametrize(("text", "line"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_names_file_and_line(make_pack: MakePack, text: str, line: int) -> None:
    folder = make_pack(countries=text)
    with pytest.raises(TableError, match=rf"countries\.yml:{line}: "):
        load_knowledge(folder)


def test_an_unknown_key_says_which_are_known(make_pack: MakePack) -> None:
    folder = make_pack(countries="- {code: AA, alpha3: A, names: {en: [A]}, capitol: B}\n")
    with pytest.raises(TableError, match=r'unknown key "capitol"; known: code, alpha3'):
        load_knowledge(folder)


def test_a_day_that_no_calendar_has_names_its_line(make_pack: MakePack) -> None:
    office = (
        "- id: o\n  title: O\n  titles: {en: [O]}\n  country: AA\n  source: test\n  holders:\n"
        "    - {person: jane-doe, first: 2023-02-30}\n"
    )
    with pytest.raises(TableError, match=r'offices\.yml:7: "2023-02-30" is no date'):
        load_knowledge(make_pack(offices=office))


def test_a_table_in_another_encoding_is_named(make_pack: MakePack) -> None:
    folder = make_pack()
    (folder / "topics.yml").write_bytes("- {id: a, name: Añejo, words: {}}".encode("latin-1"))
    with pytest.raises(TableError, match=r"topics\.yml: not UTF-8"):
        load_knowledge(folder)


def test_a_control_character_is_named(make_pack: MakePack) -> None:
    with pytest.raises(TableError, match=r"topics\.yml: is no YAML"):
        load_knowledge(make_pack(topics="- {id: a\x07, name: A, words: {}}\n"))


def test_codes_that_look_like_truth_values_stay_words(make_pack: MakePack) -> None:
    folder = make_pack(countries="- {code: NO, alpha3: NOR, names: {en: [Norway]}}\n", actors="")
    assert load_knowledge(folder).countries["NO"].name == "Norway"


def test_a_missing_table_has_no_rows(make_pack: MakePack) -> None:
    assert load_knowledge(make_pack()).topics == {}


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (
            "- {id: a, nmae: A, kind: body, source: t}\n",
            r'unknown key "nmae"; did you mean "name"\?',
        ),
        ("- {id: a, name: Trade, Industry and Energy, kind: body, source: t}\n", "needs quotes"),
        ("- {id: a, name: A, kind: body, country: Aland, source: t}\n", 'did you mean "AA"'),
        ("- {id: a, name: A, kind: body, country: AAA, source: t}\n", 'did you mean "AA"'),
        ("- {id: a, name: A, kind: body, parent: aa-ofice, source: t}\n", 'mean "aa-office"'),
        (
            "- {id: a, name: A, kind: body, aliases: {en: [1965]}, source: t}\n",
            "write it in quotes",
        ),
    ],
    ids=[
        "key",
        "comma in braces",
        "country by name",
        "country by three letters",
        "actor",
        "number",
    ],
)
def test_a_mistake_says_what_may_be_meant(make_pack: MakePack, table: str, message: str) -> None:
    office = "- {id: aa-office, name: Office of Aland, kind: body, country: AA, source: test}\n"
    with pytest.raises(TableError, match=message):
        load_knowledge(make_pack(actors=office + table))


def test_a_pointing_word_stands_once(make_pack: MakePack) -> None:
    folder = make_pack()
    (folder / "en").mkdir()
    twice = "- {word: officials, kind: speaker}\n- {word: Officials, kind: speaker}\n"
    (folder / "en/references.yml").write_text(twice, encoding="utf-8")
    with pytest.raises(TableError, match=r'references\.yml:2: word "Officials" stands already'):
        load_knowledge(folder)
