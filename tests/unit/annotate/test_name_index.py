"""The tables' names are found by their words, and words that only look like names are not."""

from __future__ import annotations

from onrecord.annotate import NameIndex, NameLabel
from onrecord.annotate.name_index import split_words
from onrecord.knowledge import Knowledge


def find(index: NameIndex, text: str) -> tuple[int, NameLabel, tuple[str, ...]]:
    """Return what the index finds at the first word: how many words, label, candidates."""
    found = index.find(list(split_words(text)), 0)
    assert found is not None, text
    return found[0], found[1].label, found[1].candidates


def test_the_longest_name_wins(index: NameIndex) -> None:
    assert find(index, "U.S. Border Patrol agents") == (3, NameLabel.BODY, ("us-border-patrol",))


def test_a_persons_variants_lead_to_one_person(index: NameIndex) -> None:
    for text in ("AMLO", "Andrés Manuel López Obrador", "Andres Manuel Lopez Obrador"):
        assert find(index, text)[2] == ("andres-manuel-lopez-obrador",)


def test_a_persons_names_hold_in_spanish(knowledge: Knowledge) -> None:
    index = NameIndex(knowledge, "es")
    assert find(index, "Claudia Sheinbaum Pardo")[2] == ("claudia-sheinbaum",)
    assert find(index, "Patrulla Fronteriza")[2] == ("us-border-patrol",)


def test_a_misnomer_is_read_as_the_body_meant(index: NameIndex) -> None:
    assert find(index, "Canadian Border Services Agency")[2] == ("ca-cbsa",)
    assert find(index, "Drug Enforcement Agency")[2] == ("us-dea",)


def test_a_metonym_says_that_it_is_one(index: NameIndex) -> None:
    capital, state = index.find(["Ottawa"], 0), index.find(["Canada"], 0)
    assert capital is not None
    assert state is not None
    assert capital[1].candidates == state[1].candidates == ("ca",)
    assert (capital[1].is_metonym, state[1].is_metonym) == (True, False)


def test_a_name_of_two_keeps_both(index: NameIndex) -> None:
    assert find(index, "Georgia")[2] == ("ge", "us-ga")


def test_words_that_only_look_like_a_name_name_nobody(index: NameIndex) -> None:
    for text in ("Latin American leaders", "Remain in Mexico", "Paris Agreement"):
        found = index.find(list(split_words(text)), 0)
        assert found is not None
        assert not found[1].is_name


def test_an_outlet_is_not_the_state_in_its_name(index: NameIndex) -> None:
    assert find(index, "Japan Times") == (2, NameLabel.BODY, ())


def test_offices_are_found_in_any_case_with_all_who_bear_the_title(index: NameIndex) -> None:
    small, large = find(index, "foreign minister"), find(index, "Foreign Minister")
    assert small == large
    assert {"jp-foreign-minister", "tn-foreign-minister"} <= set(small[2])


def test_names_keep_their_capitals(index: NameIndex) -> None:
    assert index.find(["us", "military"], 0) is None
    assert index.find(["ice"], 0) is None
    assert find(index, "the White House")[2] == find(index, "THE WHITE HOUSE")[2]
