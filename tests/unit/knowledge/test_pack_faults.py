"""Every mistake of a pack is named at once, with file and line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.knowledge.pack_faults import list_mistakes
from onrecord.knowledge.pack_languages import list_wrong_languages

MakePack = Callable[..., Path]


def say(folder: Path) -> list[str]:
    return [str(fault) for fault in list_mistakes(folder)]


def test_a_pack_without_mistakes_has_none(make_pack: MakePack) -> None:
    assert say(make_pack()) == []


def test_all_mistakes_are_named_in_one_run(make_pack: MakePack) -> None:
    folder = make_pack(
        actors="- {id: a, name: A, kind: body, country: ZZ, source: t}\n"
        "- {id: b, name: B, kind: boddy, source: t}\n",
        topics="- {id: t, nmae: T, words: {en: [t]}}\n- {id: u, name: U, words: {en: u}}\n",
    )
    assert say(folder) == [
        'actors.yml:1: no country "ZZ"; add it to its table or correct the name',
        "actors.yml:2: kind: Input should be 'person', 'body', 'state', 'subnational', 'party', "
        "'armed group', 'organisation' or 'company'",
        'topics.yml:1: unknown key "nmae"; did you mean "name"?',
        "topics.yml:2: words.en: Input should be a valid list",
    ]


def test_what_only_follows_from_a_mistake_is_not_named(make_pack: MakePack) -> None:
    folder = make_pack(
        actors="- {id: jane, name: Jane, kind: person, country: ZZ, source: t}\n",
        offices="- {id: o, title: O, titles: {en: [O]}, source: t,\n"
        "   holders: [{person: jane, first: 2020-01-01}]}\n",
    )
    assert [line.split(":")[0] for line in say(folder)] == ["actors.yml"]


def test_broken_yaml_hides_no_other_table(make_pack: MakePack) -> None:
    folder = make_pack(topics="- {id: t\n", outlets="- {name: O, kind: paper}\n")
    assert [line.split(":")[0] for line in say(folder)] == ["outlets.yml", "topics.yml"]


def test_wrong_lines_of_a_series_are_named_by_their_own_numbers(make_pack: MakePack) -> None:
    folder = make_pack(
        series="- {id: s, name: S, publisher: P, definition: D, unit: u, population: all, place: A,\n"
        "   grain: year, rhythm: year, limits: none}\n"
    )
    (folder / "series").mkdir()
    head = "period_first,period_after,dimension,value,released,retrieved,carrier,note\n"
    rows = ["2001-01-01,2002-01-01,,x,,2024-01-01,c,", "2002-01-01,2003-01-01,,2,,2024-01-01,c,"]
    rows.append("2003-01-01,2004-01-01,,y,,2024-01-01,c,")
    (folder / "series/s.csv").write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
    assert [line.split(": ")[0] for line in say(folder)] == ["series/s.csv:2", "series/s.csv:4"]


@pytest.mark.parametrize(
    ("name", "advice"),
    [("topcis.yml", 'did you mean "topics.yml"?'), ("cues.yml", "into the folder of a language")],
)
def test_a_file_that_no_loader_reads_is_a_mistake(
    make_pack: MakePack, name: str, advice: str
) -> None:
    folder = make_pack()
    (folder / name).write_text("[]\n", encoding="utf-8")
    (said,) = say(folder)
    assert said.startswith(f"{name}: no table has this name")
    assert advice in said


def test_a_wrong_pack_file_is_the_one_mistake(make_pack: MakePack) -> None:
    folder = make_pack(pack='name: tiny\ntitel: T\nversion: "1"\n', topics="- {id: t}\n")
    assert say(folder) == ['pack.yml:2: unknown key "titel"; did you mean "title"?']


def test_a_language_that_is_none_is_told_from_one_that_nothing_reads(make_pack: MakePack) -> None:
    folder = make_pack(
        actors="- {id: a, name: A, kind: body, country: AA, aliases: {jp: [B], ko: [C]}, source: t}\n"
    )
    found = [fault for fault in list_wrong_languages(folder) if fault.file == "actors.yml"]
    wrong, unread = found
    assert '"jp" is no language' in wrong.message
    assert (unread.weight.value, unread.line) == ("remark", 1)
    assert 'no text is read in "ko"' in unread.message


def test_the_pack_itself_is_left_as_it_is(make_pack: MakePack) -> None:
    table = "- {id: t, nmae: T, words: {en: [t]}}\n"
    folder = make_pack(topics=table)
    list_mistakes(folder)
    assert (folder / "topics.yml").read_text(encoding="utf-8") == table
