from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from onrecord.model import Capture, RecordError
from onrecord.record.codec import describe_shape, from_plain, to_plain
from onrecord.run.readings import Reading
from tests.unit.run.fake_reading import FakeReader


def make_reading() -> Reading:
    capture = Capture(
        body="She said “12 trucks and 3,400 men”.".encode(),
        media_type="text/plain",
        source="a.txt",
        met_at=datetime(2026, 9, 30, tzinfo=UTC),
    )
    return FakeReader().read(capture)


def test_what_is_written_is_read_back() -> None:
    reading = make_reading()
    plain = json.loads(json.dumps(to_plain(Reading)(reading)))
    assert from_plain(Reading)(plain) == reading


def test_another_shape_is_refused() -> None:
    plain = to_plain(Reading)(make_reading())
    with pytest.raises(RecordError, match="another shape of Reading"):
        from_plain(Reading)(plain[:-1])


def test_the_shape_names_every_field() -> None:
    shape = describe_shape(Reading)
    assert "Verdict(" in shape
    assert "nearest:" in shape


def test_a_type_that_parts_cannot_hold_is_an_error() -> None:
    with pytest.raises(TypeError, match="cannot hold"):
        to_plain(dict[str, int])
