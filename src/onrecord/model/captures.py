"""Captures: bytes as met, with where and when. Never changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from onrecord.model.ids import hash_bytes, make_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """Bytes as met.

    `source` is the file name or URL as the user gave it (for one line of a JSON Lines file
    `pile.jsonl#3`); `media_type` is what the reader took it for, such as `text/html`.
    `hints` are pairs that came with the bytes but are not in them (a JSON line's `title`, …).
    """

    body: bytes = field(repr=False)
    media_type: str
    source: str
    met_at: datetime
    url: str | None = None
    hints: tuple[tuple[str, str], ...] = ()

    @property
    def sha256(self) -> str:
        """Return the hash under which the bytes are kept."""
        return hash_bytes(self.body)

    @property
    def id(self) -> str:
        """Return the id, made from the bytes alone: the same bytes met twice are one capture."""
        return make_id("cap", self.sha256)
