"""What came first is told by dates, credits, issuers and extent, in this order."""

from __future__ import annotations

import pytest

from onrecord.knowledge import Knowledge
from onrecord.model import DirectionBasis, Document
from onrecord.text.origins_copies import find_copies
from tests.unit.text.origin_texts import make_story, make_text

STORY, OTHER = make_story(1), make_story(2)


@pytest.mark.parametrize(
    ("source", "copy", "basis"),
    [
        (
            make_text("one", STORY, "2024-05-01", original="Wire"),
            make_text("two", STORY, "2024-05-02"),
            DirectionBasis.DATES,
        ),
        (
            make_text("one", STORY, outlet="Wire"),
            make_text("two", STORY, original="Wire"),
            DirectionBasis.CREDIT,
        ),
        (
            make_text("one", STORY, outlet="The White House"),
            make_text("two", STORY, outlet="Some Site"),
            DirectionBasis.ISSUER,
        ),
        (make_text("one", STORY), make_text("two", STORY[:3]), DirectionBasis.EXTENT),
        (
            make_text("one", STORY),
            make_text("two", [*OTHER[:2], *STORY, *OTHER[2:]]),
            DirectionBasis.EXTENT,
        ),
        (make_text("one", STORY, "2024-05-01"), make_text("two", STORY), DirectionBasis.UNKNOWN),
    ],
    ids=["dates", "credit", "issuer", "lost its end", "taken up whole", "unknown"],
)
def test_the_direction_is_told_and_said(
    source: Document, copy: Document, basis: DirectionBasis, knowledge: Knowledge
) -> None:
    for pile in ([source, copy], [copy, source]):
        (found,) = find_copies(pile, knowledge)
        assert (found.source.id, found.card.id, found.basis) == (source.id, copy.id, basis)
