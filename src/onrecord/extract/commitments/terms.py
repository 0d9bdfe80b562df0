"""Terms: the last day of "within 90 days", counted from the day of the promise.

promised on 1 May 2024: "within 90 days of signing"        2024-07-30
promised on 1 May 2024: "within two weeks"                 2024-05-15
promised on 1 May 2024: "within 90 days of a ceasefire"    None: nobody knows yet from which day
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from onrecord.extract.commitments.bonds import Bond
from onrecord.extract.parties.scene import Scene
from onrecord.knowledge import EventWords, WordTable, either
from onrecord.model.periods import add_units

UNITS = frozenset({"day", "week", "month", "year"})  # what terms are told in
LONGEST = 3660  # days: a longer term is a number misread


@dataclass(frozen=True, slots=True)
class _TermWords:
    """How a term is written, what may begin it, and what number words and units stand for."""

    term: re.Pattern[str]
    begun: re.Pattern[str]
    signed: re.Pattern[str]
    numbers: dict[str, int]
    units: dict[str, str]


def _make_term_words(table: WordTable, words: EventWords) -> _TermWords:
    numbers = {word: int(value) for word, value in table.values("dates", "number").items()}
    units = {word: name for word, name in table.names("dates", "unit").items() if name in UNITS}
    lead, begun, signed = (
        either([word for word, rows in words.commitments.items() if any(r.part == p for r in rows)])
        for p in ("term", "begun", "signed")
    )
    number = rf"(?P<n>\d{{1,3}}|{either(list(numbers))})"
    term = rf"\b{lead}\s+{number}\s+(?P<unit>{either(list(units))})\b"
    return _TermWords(
        term=re.compile(term, re.IGNORECASE),
        begun=re.compile(rf"\s*{begun}\b", re.IGNORECASE),
        signed=re.compile(rf"\s*{signed}\b", re.IGNORECASE),
        numbers=numbers,
        units=units,
    )


def find_term(scene: Scene, bond: Bond, start: date | None) -> date | None:
    """Return the last day of the term that a deed is given, None where none is told."""
    table = scene.knowledge.words.get(scene.annotated.document.language)
    if start is None or table is None:
        return None
    words = table.keep("terms", lambda table: _make_term_words(table, scene.words))
    doc, text = scene.annotated.doc, scene.annotated.document.text
    last = doc[bond.after - 1]
    found = words.term.search(text, doc[bond.first].idx, last.idx + len(last))
    if found is None or not _counts_from_promise(words, text, found.end()):
        return None
    return _count(words, found, start)


def _counts_from_promise(words: _TermWords, text: str, at: int) -> bool:
    """Does nothing else begin the term: not "of a ceasefire", but "of signing" or nothing at all?"""
    begun = words.begun.match(text, at)
    return begun is None or words.signed.match(text, begun.end()) is not None


def _count(words: _TermWords, found: re.Match[str], start: date) -> date | None:
    text = found["n"].lower()
    number = int(text) if text.isdigit() else words.numbers[text]
    last = add_units(start, words.units[found["unit"].lower()], number)
    return last if last is not None and (last - start).days <= LONGEST else None
