"""The day of a numbered paper by which an act was done, where the tables know it.

"tariffs imposed by Executive Order 14193" → 1 February 2025: the row of the programme says
"Executive Order 14193 of 1 February 2025".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from onrecord.annotate import read_dates
from onrecord.extract.clauses import MAX_CLIMB
from onrecord.knowledge import ProgrammeRow, WordTable
from onrecord.model import Period

NUMBERED = re.compile(r"\d{3,6}$")
Papers = dict[str, Period]


def list_papers(programmes: Iterable[ProgrammeRow], words: WordTable) -> Papers:
    """Return the days of the numbered papers on which programmes rest, by name."""
    return {name: period for row in programmes for name, period in _read_row(row, words)}


def _read_row(row: ProgrammeRow, words: WordTable) -> Iterator[tuple[str, Period]]:
    """Yield the names of a programme's paper with its day, as the row's instrument tells it."""
    text = row.instrument or ""
    dates = {d.start: d.period for d in read_dates(text, None, words)}
    names = [name for name in row.aliases.get(words.language, ()) if NUMBERED.search(name)]
    numbers = {match[0] for name in names if (match := NUMBERED.search(name))}
    for number in sorted(numbers):
        stated = re.search(rf"\b{number} of ", text)
        period = dates.get(stated.end()) if stated else None
        if period is not None:
            yield from ((name, period) for name in names if name.endswith(number))


def find_paper_day(papers: Papers, acts: tuple[Token, ...], leads: frozenset[str]) -> Period | None:
    """Return the day of the paper that hangs on an act by "in", "by", "through", …"""
    sentence = acts[0].sent
    text = sentence.text
    for name, period in papers.items():
        at = text.find(name)
        if at < 0:
            continue
        start = sentence.start_char + at
        span = acts[0].doc.char_span(start, start + len(name), alignment_mode="expand")
        if span is not None and _is_done_by(span.root, acts, leads):
            return period
    return None


def _is_done_by(root: Token, acts: tuple[Token, ...], leads: frozenset[str]) -> bool:
    at = root
    for _ in range(MAX_CLIMB):
        if at.dep_ in {"pobj", "agent"} or at.head is at:
            break
        at = at.head
    lead = at.head
    return at.dep_ == "pobj" and lead.lower_ in leads and lead.head in acts
