"""The words of a finding are found in the file as it was given."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from onrecord.model import Capture, Document
from onrecord.run.places import find_place, open_places
from tests.unit.text.readers.made_files import make_pdf, set_lines


@pytest.mark.parametrize(
    ("raw", "text", "words", "nth", "place"),
    [
        ("a 12 b", "a 12 b", "12", 0, (1, 3)),
        ("12 a\nb 12 c", "12 a\nb 12 c", "12", 1, (2, 3)),
        ("drop 12\nkeep 12 x", "keep 12 x", "12", 0, (2, 6)),
        ("made 12\n  arrests", "made 12 arrests", "12 arrests", 0, (1, 6)),
        ("<p>made <b>12</b>&nbsp;arrests", "made 12 arrests", "12 arrests", 0, (1, 12)),
        ("**12** *arrests*", "12 arrests", "12 arrests", 0, (1, 3)),
        ("AT&amp;T sold 12", "AT&T sold 12", "AT&T sold 12", 0, (1, 1)),
        ("entirely different", "12 arrests", "12 arrests", 0, None),
    ],
)
def test_the_words_are_found_in_the_text_as_given(
    raw: str, text: str, words: str, *, nth: int, place: tuple[int, int] | None
) -> None:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    assert find_place(raw, text, start, start + len(words)) == place


@pytest.mark.parametrize(
    ("media_type", "body", "text", "place"),
    [
        ("text/plain", b"one\r\ntwo 12 arrests", "one\ntwo 12 arrests", (2, 5, None)),
        (
            "text/html",
            b"<p>12</p>\n<p>made <b>12</b> arrests",
            "12\nmade 12 arrests",
            (2, 12, None),
        ),
        ("text/html", "<p>caf\xe9\n 12 arrests".encode("latin-1"), "café 12 arrests", (2, 2, None)),
        ("message/rfc822", b"Subject: x\n\nmade 12=\n arrests", "made 12 arrests", (3, 6, None)),
        ("message/rfc822", b"Subject: x\n\nMTIgYXJyZXN0cw==", "12 arrests", (1, 1, "clean text")),
    ],
)
def test_line_and_column_are_those_of_the_file_where_it_has_them(
    media_type: str, body: bytes, text: str, place: tuple[int, int, str | None]
) -> None:
    start = text.index("12 arrests")
    found = open_places(*make_pair(media_type, body, text))(start, start + len("12 arrests"))
    assert found is not None
    assert (found.line, found.column, found.part) == place


def test_of_a_pdf_the_page_is_named() -> None:
    body = make_pdf([set_lines(["The first page says nothing."]), set_lines(["made 12 arrests"])])
    text = "The first page says nothing.\nmade 12 arrests"
    found = open_places(*make_pair("application/pdf", body, text))(text.index("12"), len(text))
    assert found is not None
    assert (found.line, found.part) == (2, "clean text, page 2")


def make_pair(media_type: str, body: bytes, text: str) -> tuple[Document, Capture]:
    met_at = datetime(2025, 1, 1, tzinfo=UTC)
    capture = Capture(body=body, media_type=media_type, source="x", met_at=met_at)
    return Document(capture_id=capture.id, source="x", text=text, language="en"), capture
