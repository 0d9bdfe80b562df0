"""The index finds words without a scan, and a window never leaves its speech."""

from __future__ import annotations

import time

import pytest

from onrecord.model import Voice
from tests.unit.verify.quotes.makers import ENVOY, MINISTER, check, make_index

SAID = [
    (MINISTER, "The ferry leaves at noon and the train leaves at noon."),
    (ENVOY, "The ferry leaves at dusk."),
]
INDEX = make_index(*SAID)


def number(words: str) -> object:
    return INDEX.number(INDEX.reader("en").read(words).norms)


def test_words_in_a_row_are_found_wherever_they_stand() -> None:
    places = INDEX.find_exact(number("leaves at noon"))
    assert [int(p) for p in places] == [2, 8]
    assert len(INDEX.find_exact(number("noon leaves at"))) == 0


def test_nothing_is_found_across_two_speeches() -> None:
    assert len(INDEX.find_exact(number("noon the ferry"))) == 0


def test_a_window_stays_in_its_speech() -> None:
    for window in INDEX.find_windows(number("the ferry leaves at dawn"), lambda _: 0.0, pad=50):
        first, after = INDEX.bounds(window.speech)
        assert first <= window.first < window.after <= after


def test_a_speech_of_no_worth_is_left_out() -> None:
    windows = INDEX.find_windows(number("the ferry leaves at dusk"), lambda s: -float(s), pad=5)
    assert {window.speech for window in windows} == {0}


def test_a_word_takes_few_bytes() -> None:
    assert INDEX.bytes / len(INDEX.ids) < 40


@pytest.mark.slow
def test_a_quote_takes_milliseconds_among_many_turns() -> None:
    said = [
        (MINISTER, f"Turn {n} is about ferry {n * 7} and train {n * 3}.") for n in range(20_000)
    ]
    index = make_index(
        *said, (Voice(), "The ferry to the old island leaves from the pier at noon.")
    )
    began = time.process_time()
    for _ in range(50):
        check("The ferry to the new island leaves from the pier at noon.", index)
    assert (time.process_time() - began) / 50 < 0.02
