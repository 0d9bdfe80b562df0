"""Quantities: every number of a text with its unit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from spacy.language import Language

from onrecord.annotate import NameIndex, make_annotated
from onrecord.extract.figures.quantities import read_quantities
from onrecord.knowledge import Knowledge
from onrecord.model import Comparator, Document

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The plane is 72.7 metres long.", [("72.7", "72.7", "metres", None)]),
        ("It costs $3,500 a month.", [("3500", "3500", "USD", "month")]),
        ("Homes went from $750,000 to $1 million.", [("750000", "1000000", "USD", None)]),
        ("They raised $10 to $15 billion.", [("10000000000", "15000000000", "USD", None)]),
        ("It runs at 50mph and 2.4GHz.", [("50", "50", "mph", None), ("2.4", "2.4", "GHz", None)]),
        ("It was minus-12 degrees there.", [("-12", "-12", "degrees", None)]),
        ("Half the flats were sold in 2019.", [("50", "50", "percent", None)]),
        ("One in four was late.", [("25", "25", "percent", None)]),
        ("The law of 1999 is in force.", []),
        ("Agents made 1999 arrests.", [("1999", "1999", "arrests", None)]),
    ],
)
def test_numbers_are_read_with_their_units(
    nlp: Language, index: NameIndex, knowledge: Knowledge, *,
    text: str, found: list[tuple[str, str, str, str | None]],
) -> None:  # fmt: skip
    document = Document(
        capture_id="cap-1", source="a.txt", text=text, language="en", publication=None
    )
    quantities = read_quantities(make_annotated(document, nlp(text), index), knowledge.words["en"])
    assert [(q.low, q.high, q.unit, q.rate) for q in quantities] == [
        (Decimal(low), Decimal(high), unit, rate) for low, high, unit, rate in found
    ]


def test_a_prefix_bounds_its_number(nlp: Language, index: NameIndex, knowledge: Knowledge) -> None:
    text = "They rent sub-500 sq m offices."
    document = Document(
        capture_id="cap-1", source="a.txt", text=text, language="en", publication=None
    )
    [found] = read_quantities(make_annotated(document, nlp(text), index), knowledge.words["en"])
    assert (found.comparator, found.unit) == (Comparator.FEWER_THAN, "sq m")
