"""What all tests share."""

from __future__ import annotations

import pytest
from spacy.language import Language

from onrecord.annotate import NameIndex, load_model_for
from onrecord.knowledge import Knowledge, load_knowledge


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The packs that come with the program."""
    return load_knowledge()


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The English model, loaded once."""
    return load_model_for("en")


@pytest.fixture(scope="session")
def index(knowledge: Knowledge) -> NameIndex:
    """The tables' English names."""
    return NameIndex(knowledge, "en")
