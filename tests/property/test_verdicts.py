"""Laws of verdicts: they hang on the number, not on how it is written."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.knowledge import Knowledge
from onrecord.model import DateBasis, Document, Publication
from onrecord.run.steps import Reader

pytestmark = pytest.mark.model
# From 2,100 on: a bare 1999 or 2023 is taken for a year (docs/figures.md).
SENTENCE = "Border Patrol made {} arrests at the southwest border in August 2023, the agency said."
DAY = Publication(earliest=date(2023, 10, 5), latest=date(2023, 10, 5), basis=DateBasis.GIVEN)


@pytest.fixture(scope="module", name="reader")
def _reader(knowledge: Knowledge) -> Reader:
    return Reader(knowledge=knowledge)


@settings(max_examples=40, deadline=None)
@given(number=st.one_of(st.sampled_from([181_059, 181_509, 18_106]), st.integers(2_100, 999_999)))
def test_a_verdict_is_the_same_with_and_without_commas(reader: Reader, number: int) -> None:
    plain, grouped = (
        reader.read_document(
            Document(
                capture_id="cap-1", source="a.txt", text=SENTENCE.format(written), language="en",
                publication=DAY,
            ),
            [],
        ).verdicts
        for written in (str(number), f"{number:,}")
    )  # fmt: skip
    assert plain
    assert [(v.outcome, v.diagnosis) for v in plain] == [(v.outcome, v.diagnosis) for v in grouped]
