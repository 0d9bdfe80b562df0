"""Texts to copy: long enough, every sentence in other words."""

from __future__ import annotations

import random
from datetime import date

from onrecord.model import DateBasis, Document, DocumentKind, Publication

_WORDS = (  # noqa: SIM905
    "harbor ferry winter market bridge lantern orchard ledger valley copper garden engine mirror "
    "pocket island candle barrel thunder meadow signal ribbon anchor cotton saddle temple gravel "
    "hollow kettle branch summit velvet cavern marble pepper tunnel walnut basket falcon shovel"
).split()


def make_paragraph(seed: int, words: int = 45) -> str:
    """Return a paragraph of made-up prose, the same for the same seed."""
    rng = random.Random(seed)
    return " ".join(rng.choice(_WORDS) for _ in range(words)).capitalize() + "."


def make_story(seed: int, paragraphs: int = 5) -> list[str]:
    """Return the paragraphs of a story."""
    return [make_paragraph(seed * 100 + at) for at in range(paragraphs)]


def make_text(
    name: str,
    paragraphs: list[str],
    day: str | None = None,
    *,
    outlet: str | None = None,
    original: str | None = None,
    title: str | None = None,
    kind: DocumentKind = DocumentKind.NEWS,
) -> Document:
    """Return a document."""
    on = date.fromisoformat(day) if day else None
    publication = Publication(earliest=on, latest=on, basis=DateBasis.METADATA) if on else None
    return Document(
        capture_id=name,
        source=name,
        text="\n".join(paragraphs),
        language="en",
        kind=kind,
        title=title,
        outlet=outlet,
        original_outlet=original,
        publication=publication,
    )
