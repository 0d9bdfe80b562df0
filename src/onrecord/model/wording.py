"""Words of documents in a line of their own, for lists and terminals."""

from __future__ import annotations


def shorten(words: str, longest: int = 140) -> str:
    """Return words in one line of at most `longest` characters, the end of many left out."""
    flat = " ".join(words.split())
    return flat if len(flat) <= longest else f"{flat[: longest - 1]}…"
