"""What the tests of statements share."""

from __future__ import annotations

from onrecord.model import Statement


def brief(statement: Statement) -> tuple[str, str, str | None]:
    """Return manner, content and the words for the speaker."""
    speaker = statement.speaker.span.quote if statement.speaker else None
    return statement.manner.value, statement.content.quote, speaker
