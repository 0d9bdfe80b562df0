"""Gists: what a document tells is the same from its file; what is missing beside a part is made again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from onrecord.knowledge import Knowledge
from onrecord.model import Capture
from onrecord.run.beside import Gists, make_missing
from onrecord.run.gists import (
    PRINT,
    TOLD,
    Told,
    load_gists,
    make_card_of,
    make_gist,
    name_gists,
    write_gists,
)
from onrecord.run.packed import path_of
from onrecord.run.parts import DamagedPartError, PartFolder
from onrecord.run.readings import Reading
from onrecord.run.sheets import name_sheets
from onrecord.run.stored import Readings
from tests.unit.run.fake_reading import FakeReader

SAID = "TRANSCRIPT\nTHE SPEAKER: We will open the ferry if the ice melts.\nQUESTION: Why not now?\n"
NEWS = "It says 1,200 early. “We will open the ferry.”\n"


def read(name: str, text: str) -> Reading:
    met = datetime(2025, 1, 1, tzinfo=UTC)
    body = text.encode()
    return FakeReader().read(
        Capture(body=body, media_type="text/plain", source=f"{name}.txt", met_at=met)
    )


@pytest.fixture
def readings(tmp_path: Path) -> Readings:
    """A transcript and news in two parts."""
    parts = PartFolder(path=tmp_path / "parts")
    parts.write([("a", read("a", SAID))])
    parts.write([("b", read("b", NEWS)), ("c", Reading(document=None))])
    return Readings(
        parts=parts, keys=("b", "a", "c"), where=parts.find_done(), adapt=lambda r: r
    )  # fmt: skip


@pytest.fixture(params=[True, False], ids=["trusted", "made again"])
def stored(request: pytest.FixtureRequest, readings: Readings, knowledge: Knowledge) -> Gists:
    return Gists(readings, knowledge, trusts=request.param, knows=lambda _: True)


def test_gists_come_in_the_order_of_the_captures(stored: Gists) -> None:
    heads = [
        (head.key, card.source) for head, card in zip(stored.heads, stored.cards(), strict=True)
    ]
    assert heads == [("b", "b.txt"), ("a", "a.txt")]


def test_what_is_known_of_documents_is_the_same_from_their_files(
    stored: Gists, readings: Readings, knowledge: Knowledge
) -> None:
    held = {key: one for part in readings.list_keys() for key, one in readings.parts.read(part)}
    made = [one for key in ("b", "a") if (one := make_gist(key, held[key], knowledge))]
    assert [tuple(head) for head in stored.heads] == [
        (
            one.key,
            one.facts.id,
            one.facts.language,
            one.facts.address,
            one.facts.first,
            one.facts.last,
        )
        for one in made
    ]
    assert [told for _, told in stored.tell(*TOLD)] == [one.told for one in made]
    assert list(stored.words()) == [one.words for one in made]
    for card, one in zip(stored.cards(), made, strict=True):
        assert replace(card, words=one.print) == make_card_of(one.facts, one.print)
        for name in PRINT:
            assert np.array_equal(getattr(card.words, name), getattr(one.print, name))
    assert made[1].told.speeches and made[1].words.spelled
    assert made[0].print.own.size and made[0].print.quoted.size


def test_only_what_is_asked_for_is_told(stored: Gists) -> None:
    told = {head.key: told for head, told in stored.tell("speeches")}
    assert told["a"].speeches and not told["b"].speeches
    assert [told for _, told in stored.tell("events")] == [Told(), Told()]


def test_a_document_that_does_not_count_tells_nothing(
    readings: Readings, knowledge: Knowledge
) -> None:
    stored = Gists(readings, knowledge, trusts=True, knows=lambda facts: facts.source != "a.txt")
    assert [head.key for head, _ in stored.tell("speeches")] == ["b"]


def test_gists_that_lack_a_key_or_are_damaged_are_none(
    knowledge: Knowledge, tmp_path: Path
) -> None:
    part = tmp_path / "part-a.json.gz"
    write_gists(knowledge, ".x.gists", part, [("a", read("a", SAID))])
    assert load_gists(part, ".x.gists", ["a"]) is not None
    assert load_gists(part, ".x.gists", ["a", "b"]) is None
    path_of(part, ".x.gists").write_bytes(b"no gists")
    assert load_gists(part, ".x.gists", ["a"]) is None


def test_a_document_is_given_with_its_words(stored: Gists) -> None:
    ids = [head.id for head in stored.heads]
    assert [stored.load(one).text for one in ids] == [NEWS, SAID]
    assert [one.source for one in stored.load_whole(ids)] == ["b.txt", "a.txt"]


def test_what_is_missing_beside_a_part_is_made(readings: Readings, knowledge: Knowledge) -> None:
    make_missing(readings, knowledge)
    made = {}
    for part in set(readings.where.values()):
        assert path_of(part, name_gists()).exists()
        made[part] = path_of(part, name_sheets()).stat().st_mtime_ns
    make_missing(readings, knowledge)
    for part, before in made.items():
        assert path_of(part, name_sheets()).stat().st_mtime_ns == before


def test_all_damaged_parts_count_as_not_done(readings: Readings, knowledge: Knowledge) -> None:
    for part in set(readings.where.values()):
        part.write_bytes(b"no part")
    with pytest.raises(DamagedPartError):
        make_missing(readings, knowledge)
    assert readings.parts.find_done() == {}
