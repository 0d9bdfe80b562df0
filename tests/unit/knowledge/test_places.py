"""The gazetteer: which place on the map a name means."""

from __future__ import annotations

import pytest

from onrecord.knowledge import Knowledge
from onrecord.knowledge.packs import load_knowledge
from onrecord.knowledge.places import Gazetteer

NORTH_AMERICA = {"USA": 20.0, "MEX": 20.0}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    knowledge: Knowledge = load_knowledge("base")
    return knowledge.gazetteer


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("Newark", "Newark, New Jersey, USA"),
        ("Ciudad Juárez", "Ciudad Juárez, Chihuahua, MEX"),
        ("Juarez", "Ciudad Juárez, Chihuahua, MEX"),
        ("Mexico City", "Mexico City, MEX"),
        ("Washington", "Washington, District of Columbia, USA"),
        ("Sinaloa", "Sinaloa, MEX"),
        ("Mexico", "MEX"),
        ("White House", "White House, District of Columbia, USA"),
    ],
)
def test_a_name_has_its_state_and_area(gazetteer: Gazetteer, name: str, where: str) -> None:
    assert str(gazetteer.resolve(name, context=NORTH_AMERICA)) == where


@pytest.mark.parametrize("name", ["Springfield", "Columbus Park", "Utopiaville"])
def test_what_may_be_several_places_is_none(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.resolve(name, context=NORTH_AMERICA) is None


def test_what_follows_a_name_decides(gazetteer: Gazetteer) -> None:
    assert str(gazetteer.resolve("Nogales", qualifier="Sonora")) == "Nogales, Sonora, MEX"
    assert str(gazetteer.resolve("Nogales", qualifier="Arizona")) == "Nogales, Arizona, USA"
    assert str(gazetteer.resolve("New Delhi", qualifier="India")) == "New Delhi, Delhi, IND"
    assert str(gazetteer.resolve("Ohrid", qualifier="North Macedonia")) == "Ohrid, MKD"


def test_a_state_and_an_area_of_one_name_are_told_apart_by_the_text(gazetteer: Gazetteer) -> None:
    assert str(gazetteer.resolve("Georgia", context={"RUS": 4.0})) == "GEO"
    assert str(gazetteer.resolve("Georgia", context={"USA": 4.0})) == "Georgia, USA"


def test_the_seat_of_a_government_is_likelier(gazetteer: Gazetteer) -> None:
    assert str(gazetteer.resolve("Panama City", context=NORTH_AMERICA)) == "Panamá, PAN"


def test_without_a_table_nothing_is_known() -> None:
    assert Gazetteer([], {}).resolve("Seoul") is None
