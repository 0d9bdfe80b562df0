"""What loads and can never do anything is found: names, patterns, indicators."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.run.pack_checks import check_pack, find_fault_of_pattern

PACK = 'name: tiny\ntitle: T\nversion: "1"\n'
COUNTRIES = "- {code: AA, alpha3: AAA, names: {en: [Aland]}}\n"


def make(folder: Path, **tables: str) -> Path:
    (folder / "pack.yml").write_text(PACK, encoding="utf-8")
    (folder / "countries.yml").write_text(COUNTRIES, encoding="utf-8")
    for name, text in tables.items():
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    return folder


def say(folder: Path) -> list[str]:
    """Return the faults; that the small pack reads no language goes without saying."""
    return [str(f) for f in check_pack(folder) if "no text is read" not in f.message]


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [
        ("end/ending .. pact", None),
        ("export-restrictive measures", None),
        ("claims | settled", None),
        ("terminat* .. pact", None),
        ("pact ..", "a gap needs a word before and behind it"),
        ("... pact", "a gap needs a word before and behind it"),
        ("end/ pact", "a slash without a word"),
        ("te*minate pact", '"*" counts at the end of a word only ("te*minate")'),
        ("pact!", '"pact!" is no word of a text'),
    ],
)
def test_a_pattern_that_fits_nothing_says_why(pattern: str, fault: str | None) -> None:
    assert find_fault_of_pattern(pattern) == fault


def test_a_phrase_is_written_as_texts_are_cut(tmp_path: Path) -> None:
    issue = "- {id: i, name: I, kind: act, terms: {en: [pact]}, needs: {en: [Japan, pact*, a/b]}}\n"
    assert [line.split("fits nothing: ")[1] for line in say(make(tmp_path, issues=issue))] == [
        "write it in small letters",
        "neither * nor / counts here; write each form",
        "neither * nor / counts here; write each form",
    ]


def test_a_name_of_two_actors_is_a_remark_on_both(tmp_path: Path) -> None:
    actors = (
        "- {id: a, name: National Guard, kind: body, country: AA, source: t}\n"
        "- {id: b, name: The Guard, kind: body, country: AA, source: t,\n"
        "   aliases: {en: [National Guard]}}\n"
    )
    assert say(make(tmp_path, actors=actors)) == [
        'actors.yml:1: "National Guard" is also a name of b: the text has to decide',
        'actors.yml:3: "National Guard" is also a name of a: the text has to decide',
    ]


def test_actors_of_no_state_and_persons_without_office_are_remarked(tmp_path: Path) -> None:
    actors = (
        "- {id: a, name: Aland Office, kind: body, source: t}\n"
        "- {id: jane, name: Jane Roe, kind: person, country: AA, source: t}\n"
        "- {id: club, name: The Club, kind: organisation, source: t}\n"
    )
    assert say(make(tmp_path, actors=actors)) == [
        'actors.yml:1: body "a" has no country: it acts for no state',
        'actors.yml:2: "jane" holds no office in any table: add the holder',
    ]


def test_a_programme_that_no_text_can_name_is_a_mistake(tmp_path: Path) -> None:
    programme = "- {id: p, name: P, parties: [aa], status: in force, source: t}\n"
    assert say(make(tmp_path, programmes=programme)) == [
        'programmes.yml:1: no text can name "p": give it aliases'
    ]


SERIES = """\
- {id: s, name: S, publisher: P, definition: D, unit: u, population: all, place: A,
   grain: year, rhythm: year, limits: none}
"""
COLUMNS = "period_first,period_after,dimension,value,released,retrieved,carrier,note\n"


def test_an_indicator_without_units_counts_nothing(tmp_path: Path) -> None:
    indicator = "- {id: i, name: I, agency: A, series: [s], near: {en: [[[fish]]]}, units: {}}\n"
    (tmp_path / "series").mkdir()
    row = "2001-01-01,2002-01-01,,7,,2024-01-01,c,\n"
    (tmp_path / "series/s.csv").write_text(COLUMNS + row, encoding="utf-8")
    assert say(make(tmp_path, series=SERIES, indicators=indicator)) == [
        'indicators.yml:1: "i" has no units in "en": it counts nothing there'
    ]


def test_a_series_without_values_is_remarked(tmp_path: Path) -> None:
    (tmp_path / "series").mkdir()
    (tmp_path / "series/s.csv").write_text(COLUMNS, encoding="utf-8")
    assert say(make(tmp_path, series=SERIES)) == [
        'series.yml:1: "s" has no values: onrecord series import FILE --as KIND'
    ]


def test_the_packs_of_the_program_have_no_mistake() -> None:
    assert [f for f in check_pack("japan-korea") if f.weight.value == "mistake"] == []
