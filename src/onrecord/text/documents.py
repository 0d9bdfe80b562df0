"""Capture → Document: the clean text and what is known about it."""

from __future__ import annotations

from onrecord.knowledge import Knowledge
from onrecord.model import Capture, Document, Problem

ROOM = "text"


def make_document(
    capture: Capture, knowledge: Knowledge
) -> tuple[Document | None, list[Problem]]:
    """Return the document made from `capture`, None with a problem when there is no text in it."""
    text = capture.body.decode("utf-8", "replace")
    return Document(capture_id=capture.id, source=capture.source, text=text, language="en"), []
