"""A reader of statements, as a fixture."""

from __future__ import annotations

import pytest
from spacy.language import Language

from onrecord.annotate import NameIndex, annotate
from onrecord.extract import read_statements
from onrecord.knowledge import Knowledge
from onrecord.model import Document, Statement


@pytest.fixture
def read(nlp: Language, index: NameIndex, knowledge: Knowledge):
    """A function from a text to its statements."""

    def read_text(text: str, title: str | None = None) -> list[Statement]:
        document = Document(
            capture_id="cap-1", source="a.txt", text=text, language="en", title=title
        )
        statements = read_statements(annotate(document, nlp, index), knowledge)
        assert all(s.content.holds_in(document) for s in statements)
        return statements

    return read_text
