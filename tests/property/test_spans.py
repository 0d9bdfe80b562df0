"""Laws of spans: a cut span holds, whatever the text and the offsets."""

from hypothesis import assume, given
from hypothesis import strategies as st

from onrecord.model import Document, cut_span, make_finding_id

TEXTS = st.text(min_size=1, max_size=80)


def make(text: str) -> Document:
    return Document(capture_id="cap-1", source="a.txt", text=text, language="en")


@given(TEXTS, st.data())
def test_a_cut_span_holds(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assume(text[start:end].strip())
    span = cut_span(make(text), start, end)
    assert span.holds_in(make(text))
    assert span.quote == text[start:end].strip()


@given(TEXTS, TEXTS)
def test_an_id_does_not_depend_on_what_stands_before(before: str, text: str) -> None:
    assume(text.strip() and text.strip() not in before + text.strip()[:-1])
    alone = make(text)
    longer = make(before + text)
    one = cut_span(alone, 0, len(text))
    two = cut_span(longer, len(before), len(before) + len(text))
    assert make_finding_id("fig", alone, one) == make_finding_id("fig", longer, two)
