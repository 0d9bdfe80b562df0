"""Reads events of short texts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language

from onrecord.annotate import NameIndex
from onrecord.extract import read_events
from onrecord.knowledge import Knowledge
from onrecord.model import Event
from tests.unit.extract.event_texts import read_text


@pytest.fixture
def read(nlp: Language, index: NameIndex, knowledge: Knowledge) -> Callable[..., list[Event]]:
    """Return what reads the events of a text, with the options of `read_text`."""

    def read(text: str, **options: object) -> list[Event]:
        return read_events(read_text(text, nlp, index, **options), knowledge, [])

    return read
