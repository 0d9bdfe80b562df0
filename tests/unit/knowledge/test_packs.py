"""Packs are found by name or folder, require each other, and are whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from onrecord.knowledge import Knowledge, find_pack, list_packs, load_knowledge
from onrecord.model import ActorKind, TableError

MakePack = Callable[..., Path]


def test_an_unknown_pack_says_which_there_are() -> None:
    with pytest.raises(
        TableError, match=r'no pack "atlantis": name one of base, japan-korea, us-mexico'
    ):
        find_pack("atlantis")


def test_a_pack_that_requires_itself_is_an_error(make_pack: MakePack, tmp_path: Path) -> None:
    folder = tmp_path / "tiny"
    make_pack(pack=f'name: tiny\ntitle: T\nversion: "1"\nrequires: ["{folder}"]\n')
    with pytest.raises(TableError, match="requires itself"):
        load_knowledge(folder)


def test_a_required_pack_that_is_missing_is_named(make_pack: MakePack) -> None:
    folder = make_pack(pack='name: tiny\ntitle: T\nversion: "1"\nrequires: [atlantis]\n')
    with pytest.raises(TableError, match='no pack "atlantis"'):
        load_knowledge(folder)


def test_a_wrong_pack_file_names_file_and_line(make_pack: MakePack) -> None:
    with pytest.raises(TableError, match=r"pack\.yml:2: .*titel"):
        load_knowledge(make_pack(pack='name: tiny\ntitel: T\nversion: "1"\n'))


def test_an_empty_pack_file_is_named(make_pack: MakePack) -> None:
    with pytest.raises(TableError, match=r"pack\.yml:1: "):
        load_knowledge(make_pack(pack=""))


def test_a_row_of_another_pack_is_not_overwritten(make_pack: MakePack) -> None:
    folder = make_pack(
        pack='name: tiny\ntitle: T\nversion: "1"\nrequires: [base]\n',
        countries="",
        actors="- {id: nato, name: Another, kind: body, source: test}\n",
    )
    with pytest.raises(TableError, match='id "nato" stands already in another pack'):
        load_knowledge(folder)


def test_a_changed_table_changes_the_hash(make_pack: MakePack) -> None:
    before = load_knowledge(make_pack()).table_hash
    assert load_knowledge(make_pack()).table_hash == before
    after = load_knowledge(make_pack(topics="- {id: a, name: A, words: {en: [a]}}\n")).table_hash
    assert after != before


def test_the_packs_of_the_program_load_in_order(knowledge: Knowledge) -> None:
    assert [pack.name for pack in knowledge.packs] == ["base", "us-mexico"]
    assert set(list_packs()) >= {"base", "us-mexico"}


@pytest.fixture(scope="module")
def stories(knowledge: Knowledge) -> dict[str, Knowledge]:
    """The stories of the program by the names of their packs."""
    return {"us-mexico": knowledge, "japan-korea": load_knowledge("japan-korea")}


@pytest.mark.parametrize("story", ["us-mexico", "japan-korea"])
def test_every_person_of_the_tables_holds_an_office(
    stories: dict[str, Knowledge], story: str
) -> None:
    offices, rows = stories[story].office_rows.values(), stories[story].actor_rows.values()
    held = {h.person for office in offices for h in office.holders}
    assert {row.id for row in rows if row.kind is ActorKind.PERSON} == held


@pytest.mark.parametrize(
    ("story", "office", "on", "person"),
    [
        ("us-mexico", "us-president", "2023-09-22", "joe-biden"),
        ("us-mexico", "us-president", "2025-01-20", "donald-trump"),
        ("us-mexico", "mx-president", "2024-09-30", "andres-manuel-lopez-obrador"),
        ("us-mexico", "mx-foreign-secretary", "2019-06-07", "marcelo-ebrard"),
        ("us-mexico", "us-homeland-secretary", "2019-12-01", "chad-wolf"),
        ("us-mexico", "us-border-patrol-chief", "2025-03-03", "michael-banks"),
        ("us-mexico", "us-cbp-commissioner", "2023-09-22", "troy-miller"),
        ("us-mexico", "ca-prime-minister", "2025-03-14", "mark-carney"),
        ("us-mexico", "tn-president", "2023-06-11", "kais-saied"),
        ("us-mexico", "kr-prime-minister", "2019-08-23", "lee-nak-yeon"),
        ("japan-korea", "jp-defence-minister", "2019-08-28", "takeshi-iwaya"),
        ("japan-korea", "kr-defence-minister", "2021-01-01", "suh-wook"),
        ("japan-korea", "kr-president", "2025-04-20", "han-duck-soo"),
        ("japan-korea", "kr-special-representative-peace", "2022-02-01", "noh-kyu-duk"),
        ("japan-korea", "jp-asian-bureau", "2019-08-29", "kenji-kanasugi"),
        ("japan-korea", "jp-vice-foreign-minister", "2022-06-08", "takeo-mori"),
        ("japan-korea", "kr-first-vice-foreign-minister", "2022-06-08", "cho-hyun-dong"),
    ],
)
def test_the_holder_of_a_day_is_known(
    *, stories: dict[str, Knowledge], story: str, office: str, on: str, person: str
) -> None:
    holder = stories[story].office_rows[office].find_holder(date.fromisoformat(on))
    assert holder is not None
    assert holder.person == person


def test_fiscal_years_begin_when_the_governments_say(knowledge: Knowledge) -> None:
    months = {code: knowledge.countries[code].fiscal_year_month for code in ("US", "CA", "MX")}
    assert months == {"US": 10, "CA": 4, "MX": 1}


def test_packs_of_two_stories_can_be_read_together(make_pack: MakePack) -> None:
    both = 'name: both\ntitle: B\nversion: "1"\nrequires: [us-mexico, japan-korea]\n'
    knowledge = load_knowledge(make_pack(pack=both, countries="", actors=""))
    assert {"gsomia", "merida-initiative"} <= knowledge.programmes.keys()


def test_a_required_pack_is_found_beside_the_pack(make_pack: MakePack, tmp_path: Path) -> None:
    make_pack()
    above = tmp_path / "above"
    above.mkdir()
    pack = 'name: above\ntitle: A\nversion: "1"\nrequires: [../tiny]\n'
    (above / "pack.yml").write_text(pack, encoding="utf-8")
    assert [one.name for one in load_knowledge(above).packs] == ["tiny", "above"]
