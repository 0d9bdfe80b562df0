"""Of the deeds of one sentence only those about the programme belong to it."""

from __future__ import annotations

import pytest
from spacy.language import Language

from onrecord.annotate import NameIndex, annotate
from onrecord.extract.programmes import ProgrammeIndex, find_belongings, read_namings
from onrecord.knowledge import Knowledge
from onrecord.model import Document
from tests.unit.run.fake_reading import make_figure

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "is_tied"),
    [
        ("The Merida Initiative paid for 40 helicopters.", True),
        ("Congress gave the Merida Initiative money that bought 40 helicopters.", True),
        ("The president ended the Merida Initiative and bought 40 helicopters.", False),
    ],
    ids=["one clause", "a clause below", "joined"],
)
def test_a_figure_belongs_when_it_hangs_together_with_the_name(
    text: str,
    *,
    is_tied: bool,
    nlp: Language,
    index: NameIndex,
    knowledge: Knowledge,
) -> None:
    document = Document(capture_id="cap-1", source="a.txt", text=text, language="en")
    annotated = annotate(document, nlp, index)
    namings = read_namings(annotated, ProgrammeIndex(knowledge), knowledge)
    start = text.index("40")
    found = find_belongings(annotated, namings, [make_figure(document, start, start + 2)])
    assert bool(found) is is_tied
