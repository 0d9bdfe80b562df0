"""Readings are the same whether they are held in memory or read from their parts each time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.model import Document
from onrecord.run.parts import DamagedPartError, PartFolder
from onrecord.run.readings import Reading
from onrecord.run.stored import Readings, hold_few

KEYS = ("key-a", "key-b", "key-c")


@pytest.fixture
def readings(tmp_path: Path) -> Readings:
    """Three readings in two parts; the second one is of a capture without a text."""
    parts = PartFolder(path=tmp_path / "parts")
    made = {
        key: Reading(document=Document(capture_id=key, source=key, text=key, language="en"))
        for key in KEYS
    }
    made["key-b"] = Reading(document=None)
    parts.write([("key-a", made["key-a"]), ("key-c", made["key-c"])])
    parts.write([("key-b", made["key-b"])])
    return Readings(
        parts=parts,
        keys=KEYS,
        where=parts.find_done(),
        adapt=lambda reading: reading,
    )


def test_held_and_stored_readings_are_the_same_in_order(readings: Readings) -> None:
    held = hold_few(readings)
    assert held.held is not None
    assert list(held) == list(readings) == list(readings)
    sources = [reading.document and reading.document.source for reading in readings]
    assert sources == ["key-a", None, "key-c"]


def test_what_a_day_did_not_know_is_left_out(readings: Readings) -> None:
    known = replace(readings, adapt=lambda r: r if r.document is None else None)
    assert list(known) == [Reading(document=None)]


def test_a_damaged_part_is_told_after_the_others_are_read(readings: Readings) -> None:
    readings.where["key-a"].write_bytes(b"no part")
    met = []
    with pytest.raises(DamagedPartError):
        for reading in readings:
            met.append(reading)
    assert met == [Reading(document=None)]
    assert readings.parts.find_done().keys() == {"key-b"}
