"""Captures made from words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from onrecord.knowledge import Knowledge
from onrecord.model import Capture, Document
from onrecord.text import make_document

MET = datetime(2026, 1, 2, tzinfo=UTC)
Make = Callable[..., Document]


def make_capture(
    body: str | bytes, media_type: str = "text/plain", source: str = "a.txt", **more: object
) -> Capture:
    raw = body.encode() if isinstance(body, str) else body
    return Capture(body=raw, media_type=media_type, source=source, met_at=MET, **more)  # type: ignore[arg-type]


@pytest.fixture
def make(knowledge: Knowledge) -> Make:
    """Return a function that makes the document of a text and expects no problem."""

    def make_one(body: str | bytes, media_type: str = "text/plain", **more: object) -> Document:
        document, problems = make_document(make_capture(body, media_type, **more), knowledge)
        assert document is not None
        assert not problems
        return document

    return make_one
