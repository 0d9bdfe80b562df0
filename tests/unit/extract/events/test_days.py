"""An event has the date of its own clause, and what is planned does not lie in the past."""

from __future__ import annotations

from datetime import date

import pytest
from spacy.language import Language

from onrecord.annotate import NameIndex, make_annotated
from onrecord.extract import read_events
from onrecord.knowledge import Knowledge
from onrecord.model import DateBasis, Document, Period, Publication
from onrecord.model.periods import month

pytestmark = pytest.mark.model
JUNE = date(2021, 6, 8)  # a Tuesday


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("The two governments will meet in September.", month(2021, 9)),
        ("Mexico and Canada agreed to hold a dialogue in September.", None),
        (
            "On Monday, Mexico and Canada agreed to meet in October.",
            Period(date(2021, 6, 7), date(2021, 6, 8)),
        ),
        ("Mexico and Canada will meet in March 2021.", month(2021, 3)),
        ("Mexico and Canada met in March.", month(2021, 3)),
    ],
)
def test_the_day_is_the_events_own(  # noqa: PLR0917
    nlp: Language, index: NameIndex, knowledge: Knowledge, text: str, period: Period | None
) -> None:
    published = Publication(earliest=JUNE, latest=JUNE, basis=DateBasis.METADATA)
    lead = "Mexico and Canada are neighbours.\n"
    document = Document(
        capture_id="cap-1", source="a.txt", text=lead + text, language="en", publication=published
    )
    annotated = make_annotated(document, nlp(document.text), index)
    events = read_events(annotated, knowledge, [])
    assert [e.period for e in events] == [period]
