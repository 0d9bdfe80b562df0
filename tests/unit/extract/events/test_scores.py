"""How likely a type is, and what else the event may be."""

from __future__ import annotations

import pytest
from spacy.language import Language

from onrecord.annotate import NameIndex
from onrecord.extract import read_events
from onrecord.knowledge import Knowledge
from onrecord.model import Event, EventStatus, EventType
from tests.unit.extract.event_texts import read_text


@pytest.fixture(name="read")
def _read(nlp: Language, index: NameIndex, knowledge: Knowledge):
    def read(text: str) -> Event:
        (event,) = read_events(read_text(text, nlp, index), knowledge, [])
        return event

    return read


@pytest.mark.model
def test_the_score_is_the_counted_share_of_the_type(read, knowledge) -> None:
    event = read("Canada imposed tariffs on China.")
    reading = knowledge.codebook.find_reading(EventType.SANCTION, EventStatus.HAPPENED, 2)
    assert reading is not None
    assert event.evidence.score == reading.right


@pytest.mark.model
def test_what_the_type_was_instead_is_kept_likeliest_first(read) -> None:
    event = read("Canada imposed tariffs on China.")
    shares = [share for _, share in event.alternatives]
    assert EventType.COERCE in dict(event.alternatives)
    assert event.type not in dict(event.alternatives)
    assert shares == sorted(shares, reverse=True)


def test_an_act_to_come_is_judged_as_the_type_it_is_coded_as(knowledge) -> None:
    codebook = knowledge.codebook
    planned = codebook.find_reading(EventType.CONSULT, EventStatus.PLANNED, 2)
    assert planned == codebook.find_reading(EventType.AGREE, EventStatus.HAPPENED, 2)


def test_shares_of_a_reading_come_to_no_more_than_one(knowledge) -> None:
    for row in knowledge.codebook.types.values():
        assert [reading.sides for reading in row.readings] == [1, 2]
        for reading in row.readings:
            assert 0 < reading.right <= 1
            assert reading.right + sum(reading.others.values()) <= 1.01
