"""A reader of figures for whole sentences."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from spacy.language import Language

from onrecord.annotate import NameIndex, annotate
from onrecord.extract import read_figures
from onrecord.knowledge import Knowledge
from onrecord.model import DateBasis, Document, Figure, Publication

Read = Callable[..., list[Figure]]


@pytest.fixture
def read(knowledge: Knowledge, nlp: Language, index: NameIndex) -> Read:
    def read(text: str, on: date | None = date(2023, 9, 29)) -> list[Figure]:
        publication = (
            Publication(earliest=on, latest=on, basis=DateBasis.GIVEN) if on is not None else None
        )
        document = Document(
            capture_id="cap-1", source="a.txt", text=text, language="en", publication=publication
        )
        figures = read_figures(annotate(document, nlp, index), knowledge, [])
        assert all(f.evidence.span.holds_in(document) for f in figures)
        return figures

    return read
