"""Times in office as dates: "the Biden administration", "since Trump took office".

Who was in office when stands in the packs' table of offices; a term that has not ended reaches to
the day of publication.
"""

from __future__ import annotations

import re
from datetime import date

from onrecord.annotate import DateMention, Precision
from onrecord.extract.figures.drafts import day_after
from onrecord.knowledge import Knowledge, WordTable, either
from onrecord.model import Document, Period
from onrecord.model.periods import add_months


class EraReader:
    """The compiled patterns of eras of one language."""

    def __init__(self, knowledge: Knowledge, words: WordTable) -> None:
        titles = tuple(words.words("dates", "era-office"))
        self.terms: dict[str, list[tuple[date, date | None]]] = {}
        for office in knowledge.office_rows.values():
            if not titles or not office.title.startswith(titles):
                continue
            for holder in office.holders:
                person = knowledge.actor_rows.get(holder.person)
                if person is not None:
                    surname = person.name.rsplit(" ", 1)[-1]
                    self.terms.setdefault(surname, []).append((holder.first, holder.after))
        leader = rf"(?P<leader>{either(sorted(self.terms))})"
        self.whole = _compile(words.words("dates", "era"), leader)
        self.since = _compile(words.words("dates", "era-since"), leader)
        self.first_month = _compile(words.words("dates", "era-month"), leader)

    def read(self, document: Document) -> list[DateMention]:
        """Return the eras that the text names."""
        found: list[DateMention] = []
        for pattern in [*self.first_month, *self.since, *self.whole]:
            for match in pattern.finditer(document.text):
                if any(f.start < match.end() and match.start() < f.end for f in found):
                    continue
                period = self._term(match["leader"], document)
                if pattern in self.first_month:
                    period = self._first_month(match["leader"], document)
                found.append(
                    DateMention(
                        start=match.start(),
                        end=match.end(),
                        text=match[0],
                        precision=Precision.WINDOW,
                        period=period,
                    )
                )
        return sorted(found, key=lambda f: f.start)

    def _first_month(self, leader: str, document: Document) -> Period | None:
        """Return the first full calendar month of the last term begun by publication."""
        begun = self._begun(leader, document)
        if not begun:
            return None
        first = begun[-1][0]
        begin = first if first.day == 1 else add_months(first, 1)
        return Period(begin, add_months(begin, 1))

    def _begun(self, leader: str, document: Document) -> list[tuple[date, date | None]]:
        """Return the terms that had begun by publication, none when that cannot be told."""
        publication = document.publication
        latest = publication.latest if publication else None
        terms = sorted(self.terms[leader], key=lambda t: t[0])
        if latest is None and len(terms) > 1:
            return []
        return [t for t in terms if latest is None or t[0] <= latest]

    def _term(self, leader: str, document: Document) -> Period | None:
        """Return the last term that had begun by publication, None when that cannot be told."""
        publication = document.publication
        latest = publication.latest if publication else None
        begun = self._begun(leader, document)
        if not begun:
            return None
        first, after = begun[-1]
        if after is None or (latest is not None and latest < after):
            after = day_after(publication)
        return Period(first, after) if after and first < after else None


def _compile(patterns: list[str], leader: str) -> list[re.Pattern[str]]:
    return [
        re.compile(
            rf"(?<!\w)(?:the\s+)?{p.replace(' ', chr(92) + 's+').replace('{leader}', leader)}(?!\w)"
        )
        for p in patterns
    ]
