"""What is shared is the same, and takes less memory."""

from __future__ import annotations

import json
from datetime import date
from typing import TypeVar

from onrecord.model import EventType, Period, Speech, SpeechKind, Voice
from onrecord.record.codec import from_plain, to_plain
from onrecord.run.memory import give_back
from onrecord.run.sharing import Sharer
from onrecord.verify.happenings_pairs import EventReport

ThingT = TypeVar("ThingT")
DAY = Period(first=date(2025, 2, 3), after=date(2025, 2, 4))


def test_speeches_share_their_voice_and_day() -> None:
    said = Speech(
        document_id="doc-1",
        start=0,
        end=9,
        kind=SpeechKind.TURN,
        voice=Voice(ids=("ana",), name="Ana Marín", words="MINISTER MARÍN"),
        language="en",
        earliest=date(2025, 2, 3),
    )
    share = Sharer().share_speech
    one, other = share(_read(said)), share(_read(said))
    assert one == other == said
    assert one.voice is other.voice
    assert one.document_id is other.document_id
    assert one.earliest is other.earliest


def test_reports_share_their_sides_and_words() -> None:
    told = EventReport(
        event_id="eve-1",
        document_id="doc-1",
        origin_id="doc-1",
        actor_ids=frozenset({"mx"}),
        target_ids=frozenset({"us"}),
        type=EventType.CONSULT,
        period=DAY,
        words=frozenset({"border-", "traffic-"}),
    )
    share = Sharer().share_report
    one, other = share(_read(told)), share(_read(told))
    assert one == other == told
    assert one.actor_ids is other.actor_ids
    assert one.sides is other.sides
    assert one.period is other.period
    assert {id(word) for word in one.words} == {id(word) for word in other.words}


def test_what_is_held_stays_when_memory_is_given_back() -> None:
    held = [bytearray(b"x" * 50_000) for _ in range(200)]
    del held[::2]
    give_back()
    assert all(some == b"x" * 50_000 for some in held)


def _read(thing: ThingT) -> ThingT:
    """Return a copy of a thing that has nothing in common with it, as files give it."""
    kind = type(thing)
    read: ThingT = from_plain(kind)(json.loads(json.dumps(to_plain(kind)(thing))))
    return read
