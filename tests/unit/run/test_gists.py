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
from onrecord.run.gists import Gist, load_gists, make_gist, name_gists, write_gists
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


def assert_same(one: Gist, other: Gist) -> None:
    for name in ("own", "names", "quoted"):
        assert np.array_equal(getattr(one.print, name), getattr(other.print, name))
    assert replace(one, print=other.print) == other


@pytest.mark.parametrize("text", [SAID, NEWS])
def test_a_gist_is_the_same_from_its_file(text: str, knowledge: Knowledge, tmp_path: Path) -> None:
    part = tmp_path / "part-a.json.gz"
    reading = read("a", text)
    write_gists(knowledge, ".x.gists", part, [("a", reading)])
    held = load_gists(part, ".x.gists", ["a"])
    made = make_gist("a", reading, knowledge)
    assert held is not None and made is not None and held["a"] is not None
    assert_same(held["a"], made)
    assert made.told.speeches or made.print.own.size
    assert load_gists(part, ".x.gists", ["a", "b"]) is None, "a key is missing"


def test_gists_come_in_the_order_of_the_captures(readings: Readings, knowledge: Knowledge) -> None:
    for trusts in (True, False):
        stored = Gists(readings, knowledge, trusts=trusts, knows=lambda _: True)
        assert [gist.facts.source for gist in stored] == ["b.txt", "a.txt"]


def test_a_document_is_given_with_its_words(readings: Readings, knowledge: Knowledge) -> None:
    for trusts in (True, False):
        stored = Gists(readings, knowledge, trusts=trusts, knows=lambda _: True)
        ids = [gist.facts.id for gist in stored]
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
