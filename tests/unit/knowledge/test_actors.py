"""Actors and offices: references, order and overlaps are checked; holders are found by day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from onrecord.knowledge import ActorRow, load_knowledge
from onrecord.knowledge.surnames import index_surnames, order_name
from onrecord.model import ActorKind, TableError

MakePack = Callable[..., Path]


def office(*holders: str, **more: str) -> str:
    """Return an offices table with one office."""
    lines = ["- id: chief", "  title: Chief", "  titles: {en: [Chief]}", "  country: AA"]
    lines += [f"  {key}: {value}" for key, value in more.items()]
    lines += ["  source: test", "  holders:", *(f"    - {{{h}}}" for h in holders)]
    return "\n".join(lines) + "\n"


JANE = "person: jane-doe, first: 2020-01-01, after: 2021-01-01"


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (office("person: nobody, first: 2020-01-01"), r'offices\.yml:1: no person "nobody"'),
        (office("person: aa-office, first: 2020-01-01"), r'no person "aa-office"'),
        (office(JANE, body="nowhere"), r'no body "nowhere"'),
        (office(JANE, body="john-roe"), r'no body "john-roe"'),
        (
            office("person: jane-doe, first: 2021-01-01, after: 2020-01-01"),
            r"offices\.yml:7: .*before",
        ),
    ],
    ids=["unknown person", "a body as person", "unknown body", "a person as body", "order"],
)
def test_a_dead_reference_is_an_error(make_pack: MakePack, table: str, message: str) -> None:
    with pytest.raises(TableError, match=message):
        load_knowledge(make_pack(offices=table))


def test_two_holders_at_once_are_an_error(make_pack: MakePack) -> None:
    table = office(JANE, "person: john-roe, first: 2020-12-31")
    with pytest.raises(TableError, match="jane-doe and john-roe overlap from 2020-12-31"):
        load_knowledge(make_pack(offices=table))


def test_an_open_end_overlaps_all_that_follows(make_pack: MakePack) -> None:
    table = office("person: jane-doe, first: 2020-01-01", "person: john-roe, first: 2023-01-01")
    with pytest.raises(TableError, match="overlap"):
        load_knowledge(make_pack(offices=table))


def test_an_acting_holder_may_overlap_a_regular_one(make_pack: MakePack) -> None:
    table = office(JANE, "person: john-roe, first: 2020-06-01, acting: true")
    row = load_knowledge(make_pack(offices=table)).office_rows["chief"]
    first, last = row.find_holder(date(2020, 7, 1)), row.find_holder(date(2021, 7, 1))
    assert first is not None
    assert last is not None
    assert (first.person, last.person) == ("jane-doe", "john-roe")


def test_many_may_hold_an_office_of_many(make_pack: MakePack) -> None:
    table = office(JANE, "person: john-roe, first: 2020-06-01", many="true")
    row = load_knowledge(make_pack(offices=table)).office_rows["chief"]
    assert [h.person for h in row.find_holders(date(2020, 7, 1))] == ["jane-doe", "john-roe"]


def test_the_last_day_is_the_day_before_after(make_pack: MakePack) -> None:
    row = load_knowledge(make_pack(offices=office(JANE))).office_rows["chief"]
    assert row.find_holder(date(2020, 12, 31)) is not None
    assert row.find_holder(date(2021, 1, 1)) is None


def test_a_country_is_an_actor(make_pack: MakePack) -> None:
    row = load_knowledge(make_pack()).actor_rows["bb"]
    assert (row.kind, row.country, row.metonyms) == ("state", "BB", {"en": ["Bee City"]})


@pytest.mark.parametrize(
    ("actor", "message"),
    [
        ("{id: a, name: A, kind: body, country: ZZ, source: t}", 'no country "ZZ"'),
        ("{id: a, name: A, kind: body, parent: b, source: t}", 'no actor "b"'),
        ("{id: aa, name: A, kind: body, source: t}", 'id "aa" stands already'),
        ("{id: a, name: A, kind: wizard, source: t}", "kind: Input should be"),
        ("{id: a, name: A, kind: body}", 'key "source" is missing'),
    ],
)
def test_a_wrong_actor_is_an_error(make_pack: MakePack, actor: str, message: str) -> None:
    with pytest.raises(TableError, match=rf"actors\.yml:1: .*{message}"):
        load_knowledge(make_pack(actors=f"- {actor}\n"))


def test_a_persons_names_hold_in_every_language(make_pack: MakePack) -> None:
    table = (
        "- {id: a, name: Ana, kind: person, aliases: {en: [Anita]}, source: t}\n"
        "- {id: b, name: Body, kind: body, aliases: {en: [Bo], es: [Cuerpo]}, source: t}\n"
    )
    rows = load_knowledge(make_pack(actors=table)).actor_rows
    assert rows["a"].names_in("es") == ["Ana", "Anita"]
    assert rows["b"].names_in("es") == ["Body", "Cuerpo"]


BELOW = 'name: above\ntitle: A\nversion: "1"\nrequires: ["{}"]\n'


def make_above(make_pack: MakePack, folder: Path, **tables: str) -> Path:
    """Return a pack that stands on the tiny one."""
    below = make_pack(offices=office(JANE))
    folder.mkdir()
    (folder / "pack.yml").write_text(BELOW.format(below), encoding="utf-8")
    for name, text in tables.items():
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    return folder


def test_a_pack_gives_an_actor_of_another_further_names(
    make_pack: MakePack, tmp_path: Path
) -> None:
    more = "- {adds_to: aa-office, aliases: {en: [The Office, Office of Aland]}, source: test}\n"
    above = make_above(make_pack, tmp_path / "above", actors=more)
    row = load_knowledge(above).actor_rows["aa-office"]
    assert row.aliases == {"en": ["The Office", "Office of Aland"]}
    assert row.name == "Office of Aland"


def test_a_pack_gives_an_office_of_another_earlier_holders(
    make_pack: MakePack, tmp_path: Path
) -> None:
    more = (
        "- adds_to: chief\n  source: test\n  holders:\n"
        "    - {person: john-roe, first: 2019-01-01, after: 2020-01-01}\n"
    )
    chief = load_knowledge(make_above(make_pack, tmp_path / "above", offices=more)).office_rows[
        "chief"
    ]
    assert [holder.person for holder in chief.holders] == ["john-roe", "jane-doe"]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("- {adds_to: nobody, source: test}\n", r'actors\.yml:1: no actor "nobody"'),
        ("- {adds_to: aa-office, name: X, source: test}\n", 'unknown key "name"'),
    ],
    ids=["unknown actor", "another key"],
)
def test_an_addition_to_nothing_is_an_error(
    make_pack: MakePack, tmp_path: Path, table: str, message: str
) -> None:
    with pytest.raises(TableError, match=message):
        load_knowledge(make_above(make_pack, tmp_path / "above", actors=table))


def test_further_holders_may_not_overlap(make_pack: MakePack, tmp_path: Path) -> None:
    more = "- adds_to: chief\n  source: test\n  holders:\n    - {person: john-roe, first: 2020-06-01}\n"
    with pytest.raises(TableError, match="jane-doe and john-roe overlap"):
        load_knowledge(make_above(make_pack, tmp_path / "above", offices=more))


@pytest.mark.parametrize(
    ("name", "surname", "words"),
    [
        ("Moon Jae-in", "Moon", ("jae-in", "moon")),
        ("Joseph R. Biden", None, ("joseph", "biden")),
        ("Fumio Kishida", "Kishida", ("fumio", "kishida")),
    ],
)
def test_a_family_name_that_comes_first_is_put_last(
    name: str, surname: str | None, words: tuple[str, ...]
) -> None:
    row = ActorRow(id="x", name=name, kind=ActorKind.PERSON, surname=surname, source="test")
    assert order_name(row) == words
    assert ("x", words) in index_surnames([row])[words[-1]]
