"""Words of cards are the same from mapped files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from onrecord.model import DocumentKind
from onrecord.run.mapped_prints import KINDS, map_prints
from onrecord.text.origins_cards import Card
from onrecord.text.shingles import read_print
from onrecord.verify.quotes import MappedArrays

TEXTS = ("The ferry leaves at 9. “We wait for no one,” it says.", "", "It waits in Tampico.")


def make_cards() -> Iterator[Card]:
    for number, text in enumerate(TEXTS):
        yield Card(
            id=f"doc-{number}",
            source=f"{number}.txt",
            kind=DocumentKind.NEWS,
            title="",
            outlet=None,
            credited=None,
            is_issuer=False,
            first=date(2025, 1, 1),
            last=date(2025, 1, 1),
            words=read_print(text),
        )


@pytest.mark.parametrize("held", [0, 4_000_000], ids=["mapped", "held"])
def test_cards_come_with_their_words(held: int, tmp_path: Path) -> None:
    cards = list(map_prints(make_cards(), MappedArrays(tmp_path, held=held)))
    assert [card.id for card in cards] == ["doc-0", "doc-1", "doc-2"]
    for card, made in zip(cards, make_cards(), strict=True):
        assert card.size == made.size
        for name, kind in KINDS.items():
            assert getattr(card.words, name).dtype == kind
            assert np.array_equal(getattr(card.words, name), getattr(made.words, name))
    assert cards[0].words.quoted.size


def test_no_cards_are_none(tmp_path: Path) -> None:
    assert list(map_prints(iter(()), MappedArrays(tmp_path, held=0))) == []
