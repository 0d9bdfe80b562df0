"""A quote's verdict as a dossier shows it: the words that differ, and where they were said.

>>> cut_pieces("We [-will-] {+may+} go")
(('kept', 'We '), ('gone', 'will'), ('kept', ' '), ('come', 'may'), ('kept', ' go'))
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.publish.dossier_rows import Row, Source, Tables

_MARKED = re.compile(r"\[-(?P<gone>.*?)-\]|\{\+(?P<come>.*?)\+\}", re.DOTALL)
SILENT = ("no-transcript",)  # says nothing of the quote: most piles hold few transcripts

Piece = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteLine:
    """What a quote was compared with, and what came of it."""

    outcome: str
    diagnosis: str
    reason: str
    pieces: tuple[Piece, ...]  # kept, gone or come, and the words
    said: tuple[tuple[str, Source], ...]  # the words that were said, and where they stand


def make_quote_line(statement: Row, tables: Tables) -> QuoteLine | None:
    """Return the verdict on a statement's quote, None where there is nothing to say."""
    verdict = tables.verdict_by_finding.get(statement["id"])
    if verdict is None or verdict["diagnosis"] in SILENT:
        return None
    reason = verdict["reason"]
    return QuoteLine(
        outcome=verdict["outcome"],
        diagnosis=(verdict["diagnosis"] or "").replace("-", " "),
        reason=reason[:1].upper() + reason[1:],
        pieces=cut_pieces(verdict["difference"] or ""),
        said=tuple(
            (" ".join(one["quote"].split()), tables.source_of({**one, "source": ""}))
            for one in verdict["compared"] or ()
        ),
    )


def cut_pieces(difference: str) -> tuple[Piece, ...]:
    """Return marked words in pieces that were kept, went or came."""
    pieces: list[Piece] = []
    at = 0
    for found in _MARKED.finditer(difference):
        pieces.append(("kept", difference[at : found.start()]))
        kind = "gone" if found["gone"] is not None else "come"
        pieces.append((kind, found[kind]))
        at = found.end()
    pieces.append(("kept", difference[at:]))
    return tuple((kind, words) for kind, words in pieces if words)
