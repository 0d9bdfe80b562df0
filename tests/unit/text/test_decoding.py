"""Bytes become text, or a problem that says what to do."""

from __future__ import annotations

import codecs

import pytest

from onrecord.annotate import MAX_CHARACTERS
from onrecord.knowledge import Knowledge
from onrecord.text import make_document
from onrecord.text.decoding import decode_capture
from tests.unit.text.conftest import make_capture

WORDS = "The café’s owner said that they would meet — “soon”."


@pytest.mark.parametrize(
    "body",
    [
        WORDS.encode(),
        codecs.BOM_UTF8 + WORDS.encode(),
        WORDS.encode("utf-16"),
        b"<meta charset=windows-1252>" + WORDS.encode("cp1252"),
    ],
    ids=["utf-8", "bom", "utf-16", "declared"],
)
def test_encodings_that_are_named_are_read(body: bytes) -> None:
    text, problems = decode_capture(make_capture(body))
    assert text is not None
    assert text.endswith(WORDS)
    assert not problems


def test_a_wrong_encoding_is_read_and_said() -> None:
    text, problems = decode_capture(make_capture(WORDS.encode("cp1252")))
    assert text == WORDS
    assert "save it as UTF-8" in problems[0].message


def test_two_encodings_in_one_file_are_both_read_and_said() -> None:
    body = f"{WORDS}\n".encode() + WORDS.encode("cp1252")
    text, problems = decode_capture(make_capture(body))
    assert text == f"{WORDS}\n{WORDS}"
    assert "partly UTF-8, partly cp1252" in problems[0].message


@pytest.mark.parametrize("name", ["zlib", "undefined", "idna", "no-such", "punycode"])
def test_what_is_no_encoding_of_pages_is_not_believed(name: str) -> None:
    body = f"<meta charset={name}>{WORDS}".encode()
    text, problems = decode_capture(make_capture(body))
    assert text is not None
    assert text.endswith(WORDS)
    assert not problems


def test_a_server_may_name_the_encoding() -> None:
    capture = make_capture("Příští rok".encode("iso-8859-2"), hints=(("charset", "iso-8859-2"),))
    assert decode_capture(capture) == ("Příští rok", [])


def test_a_binary_file_is_no_text(knowledge: Knowledge) -> None:
    document, problems = make_document(make_capture(bytes(range(256)) * 8), knowledge)
    assert document is None
    assert problems[0].message == "a.txt is binary, not text; save its text as .txt"


def test_a_page_without_words_is_said(knowledge: Knowledge) -> None:
    document, problems = make_document(make_capture("<html></html>", "text/html"), knowledge)
    assert document is None
    assert "has no text in it" in problems[0].message


def test_a_text_too_long_is_cut_at_a_paragraph_and_said(knowledge: Knowledge) -> None:
    paragraph = "The two of them met and agreed on the plan for the year. " * 200
    count = MAX_CHARACTERS // len(paragraph) + 20
    text = "\n".join(f"In part {n}, {paragraph.strip()}" for n in range(count))
    document, problems = make_document(make_capture(text), knowledge)
    assert document is not None
    assert len(document.text) <= MAX_CHARACTERS
    assert document.text.endswith("for the year.")
    assert "split it into documents" in problems[0].message
    assert "more stand in the capture" in document.dropped[-1].reason


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The police made 1,200 arrests in August.", "en"),
        ("Los dos ministros se reunieron en la capital.", "es"),
        ("Երկու նախարարները հանդիպեցին մայրաքաղաքում", "und"),
        ("1,200", "und"),
    ],
)
def test_function_words_tell_the_language(knowledge: Knowledge, text: str, language: str) -> None:
    document, _ = make_document(make_capture(text), knowledge)
    assert document is not None
    assert document.language == language
