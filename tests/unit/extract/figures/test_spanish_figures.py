"""Figures read from whole Spanish sentences: what a superlative behind its noun ranks."""

from __future__ import annotations

from datetime import date

import pytest
from spacy.language import Language

from onrecord.annotate import NameIndex, annotate
from onrecord.extract import read_figures
from onrecord.knowledge import Knowledge
from onrecord.model import DateBasis, Document, Figure, Publication

pytestmark = pytest.mark.model
LEAD = (
    "La Patrulla Fronteriza hizo 8 mil 347 detenciones en la frontera suroeste en febrero de 2025"
)
SOUTHWEST = "usbp-southwest-apprehensions"


@pytest.fixture
def rank(knowledge: Knowledge, nlp_es: Language, index_es: NameIndex):  # type: ignore[no-untyped-def]
    """Return a function that reads the last figure of a sentence."""

    def read(text: str) -> Figure:
        day = date(2025, 12, 20)
        document = Document(
            capture_id="cap-1", source="a.txt", text=text, language="es",
            publication=Publication(earliest=day, latest=day, basis=DateBasis.GIVEN),
        )  # fmt: skip
        return read_figures(annotate(document, nlp_es, index_es), knowledge, [])[-1]

    return read


@pytest.mark.parametrize(
    "words", ["nivel más bajo de la historia", "cifra más baja jamás registrada"]
)
def test_the_noun_before_a_superlative_says_what_it_ranks(rank, words: str) -> None:  # type: ignore[no-untyped-def]
    figure = rank(f"{LEAD}, la {words}.")
    assert figure.evidence.span.quote == words
    assert figure.indicator == SOUTHWEST
    assert figure.reach is not None
    assert figure.reach.first == date.min


def test_what_something_else_ranks_is_not_what_was_counted(rank) -> None:  # type: ignore[no-untyped-def]
    assert rank(f"{LEAD}, y la inflación más baja de la historia.").indicator is None
