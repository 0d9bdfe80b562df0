"""What became of a programme on a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from spacy.language import Language

from onrecord.annotate import NameIndex, annotate
from onrecord.extract.programmes import ProgrammeIndex, read_namings, read_phases
from onrecord.knowledge import Knowledge
from onrecord.model import Document, Phase, PhaseState

pytestmark = pytest.mark.model


@pytest.fixture
def read(nlp: Language, index: NameIndex, knowledge: Knowledge) -> Callable[[str], list[Phase]]:
    """Give the phases of a text."""

    def phases_in(text: str) -> list[Phase]:
        document = Document(capture_id="cap-1", source="a.txt", text=text, language="en")
        annotated = annotate(document, nlp, index)
        namings = read_namings(annotated, ProgrammeIndex(knowledge), knowledge)
        assert namings
        return read_phases(annotated, namings, knowledge.phase_words["en"])

    return phases_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The government lifted Title 42 on May 11, 2023.", (PhaseState.ENDED, 11)),
        ("Title 42 was lifted on May 11, 2023.", (PhaseState.ENDED, 11)),
        ("Title 42 took effect on March 20, 2020.", (PhaseState.BEGUN, 20)),
        ("After the end of Title 42 on May 11, 2023, fewer came.", (PhaseState.ENDED, 11)),
        ("The Title 42 policy was suspended on May 2, 2022.", (PhaseState.SUSPENDED, 2)),
        (
            "Launched on June 10, 2022, the Los Angeles Declaration helps migrants.",
            (PhaseState.BEGUN, 10),
        ),
        ("Groups called for the end of Title 42 on May 11, 2023.", None),
        ("Title 42 will be lifted on May 11, 2023.", None),
        ("Title 42 was not lifted on May 11, 2023.", None),
        ("If Title 42 was lifted on May 11, 2023, more would come.", None),
        ("Title 42 was lifted.", None),
        ("The court heard a case on Title 42 on May 2, 2022.", None),
    ],
)
def test_a_dated_clause_tells_what_became_of_it(
    text: str, expected: tuple[PhaseState, int] | None, read: Callable[[str], list[Phase]]
) -> None:
    phases = read(text)
    assert [(p.state, p.period.first.day) for p in phases] == ([expected] if expected else [])
    assert all(p.period.first > date(2020, 1, 1) for p in phases)
    assert all(p.span.quote in text for p in phases)
