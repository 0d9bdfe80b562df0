"""An event has the place of its own clause, on the map, and mere talk has none."""

from __future__ import annotations

import pytest
from spacy.language import Language

from onrecord.annotate import NameIndex
from onrecord.extract import read_events
from onrecord.knowledge import Knowledge
from tests.unit.extract.event_texts import read_text

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Japan and India held talks in New Delhi.", "New Delhi, Delhi, IND"),
        ("Biden met with Xi Jinping in Lima, Peru.", "Lima, Lima Province, PER"),
        ("The EU and Tunisia signed a memorandum in Tunis.", "Tunis, Tunis Governorate, TUN"),
        ("Harris will travel to Panama on Monday.", "PAN"),
        (
            "Biden hosted Kishida for a meeting at the White House.",
            "White House, District of Columbia, USA",
        ),
        (
            "U.S. forces arrested members of the Sinaloa Cartel in the Phoenix area.",
            "Phoenix, Arizona, USA",
        ),
        ("Mexico and the United States discussed migration in Central America.", None),
        ("Mexico City signed an agreement with Washington.", None),
        ("Officials in Washington said Mexico deployed troops.", None),
        ("Spain accused Russia of meddling in Libya.", None),
        ("Mexico asked the president of Canada to travel to Russia.", None),
        ("In August, Mexico and Canada signed an agreement.", None),
    ],
)
def test_the_place_is_the_acts_own(  # noqa: PLR0917
    nlp: Language, index: NameIndex, knowledge: Knowledge, text: str, place: str | None
) -> None:
    events = read_events(read_text(text, nlp, index), knowledge, [])
    assert [e.place for e in events] == [place]
