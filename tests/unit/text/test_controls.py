"""Control characters never reach a text, a title or a name."""

from __future__ import annotations

import pytest

from onrecord.knowledge import Knowledge
from onrecord.text import make_document
from onrecord.text.controls import strip_controls
from tests.unit.text.conftest import make_capture

ESCAPES = "\x1b]0;owned\x07 \x1b[2J \x9b31m \x08\x08"
PLAIN = (
    "Both sides spoke of trade and of the border, of schools and of bridges, and of the summer. "
    * 12
)
SAID = f"{PLAIN}The ministry {ESCAPES}said on Monday that both sides had agreed to meet again."


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("a\x1b[31mb", "a[31mb"),
        ("it\x92s \x93so\x94", "it’s “so”"),
        ("one\x0ctwo\x0bthree", "one two three"),
        ("a\tb\nc", "a\tb\nc"),
        ("naïve ‘so’", "naïve ‘so’"),
        ("a\x9bb", "a›b"),
    ],
)
def test_what_steers_a_terminal_goes_and_what_was_meant_stays(text: str, clean: str) -> None:
    assert strip_controls(text) == clean


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (f"{SAID}\n", "text/plain"),
        (f"# Talks {ESCAPES}\n\n{SAID}\n", "text/markdown"),
        (f"<html><title>T {ESCAPES}</title><body><p>{SAID}</p>", "text/html"),
        (f"From: A {ESCAPES} <a@b.example>\nSubject: T\nMIME-Version: 1.0\n\n{SAID}\n", "message/rfc822"),
    ],
    ids=["text", "markdown", "page", "mail"],
)  # fmt: skip
def test_no_document_steers_a_terminal(body: str, media_type: str, knowledge: Knowledge) -> None:
    hints = (("title", f"Talks {ESCAPES}"), ("author", f"A {ESCAPES}"))
    document, _ = make_document(make_capture(body, media_type, hints=hints), knowledge)
    assert document is not None
    shown = [document.text, document.title or "", document.outlet or "", *document.authors]
    shown += [one.text for one in document.dropped]
    assert "agreed to meet" in document.text
    assert all(c.isprintable() or c in "\n\t" for text in shown for c in text)
