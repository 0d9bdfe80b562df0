"""Spans fail loudly when the words are not where the offsets say."""

import pytest

from onrecord.model import Document, Evidence, Span, SpanError, cut_span, make_finding_id


def make(text: str, capture_id: str = "cap-1") -> Document:
    return Document(capture_id=capture_id, source="a.txt", text=text, language="en")


def test_a_cut_span_holds_in_its_document() -> None:
    document = make("Border Patrol made 181,059 arrests.")
    span = cut_span(document, 19, 34)
    assert span.quote == "181,059 arrests"
    assert span.holds_in(document)


def test_a_span_does_not_hold_in_a_text_that_was_changed() -> None:
    span = cut_span(make("Border Patrol made 181,059 arrests."), 19, 34)
    assert not span.holds_in(make("Border Patrol made 181,509 arrests."))


def test_a_span_does_not_hold_in_another_document() -> None:
    span = cut_span(make("the same words"), 0, 8)
    assert not span.holds_in(make("the same words", capture_id="cap-2"))


def test_white_space_at_the_ends_is_left_out() -> None:
    span = cut_span(make("a  word  more"), 1, 9)
    assert (span.start, span.end, span.quote) == (3, 7, "word")


@pytest.mark.parametrize(("start", "end", "quote"), [(5, 5, ""), (0, 3, "four"), (-1, 3, "four")])
def test_offsets_that_do_not_fit_the_words_are_refused(start: int, end: int, quote: str) -> None:
    with pytest.raises(SpanError):
        Span(document_id="doc-1", start=start, end=end, quote=quote)


def test_evidence_without_words_is_refused() -> None:
    with pytest.raises(SpanError, match="without its words"):
        Evidence(spans=(), method="extract.figures@1", score=1.0)


def test_the_same_words_twice_are_two_findings() -> None:
    document = make("25 percent here, 25 percent there")
    first, second = cut_span(document, 0, 10), cut_span(document, 17, 27)
    assert make_finding_id("fig", document, first) != make_finding_id("fig", document, second)


def test_a_finding_keeps_its_id_when_cleaning_drops_a_line_before_it() -> None:
    long, short = make("ADVERTISEMENT\n25 percent"), make("25 percent")
    assert make_finding_id("fig", long, cut_span(long, 14, 24)) == make_finding_id(
        "fig", short, cut_span(short, 0, 10)
    )
