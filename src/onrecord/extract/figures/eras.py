"""Times in office as dates: "the Biden administration", "since Trump took office".

Who was in office when stands in the packs' table of offices; a term that has not ended reaches to
the day of publication.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from onrecord.annotate import DateMention, Precision
from onrecord.extract.figures.drafts import day_after
from onrecord.knowledge import Knowledge, WordTable, either
from onrecord.model import Document, Period
from onrecord.model.periods import add_months

LEADER_REACH = 160  # characters behind "since taking office" in which it is said who did
Read = Callable[[str, "re.Match[str]", Document], Period | None]


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
        # Names are tried only where a letter stands that one of them begins with.
        begins = "".join(sorted({re.escape(name[0]) for name in self.terms})) or " "
        leader = rf"(?P<leader>(?=[{begins}]){either(sorted(self.terms))})"
        self.leader = re.compile(rf"(?<!\w){leader}(?!\w)")
        number = rf"(?P<n>\d{{1,2}}|{words.either('dates', 'number')})"
        self.numbers = words.values("dates", "number")
        kinds: list[tuple[str, Read]] = [
            ("era-last-months", self._last_months),
            ("era-months", self._first_months),
            ("era-month", self._first_months),
            ("era-since", self._term),
            ("since-office", self._term),
            ("era", self._term),
        ]
        self.rules = [
            (pattern, read)
            for kind, read in kinds
            for pattern in _compile(words.words("dates", kind), leader, number)
        ]

    def read(self, document: Document) -> list[DateMention]:
        """Return the eras that the text names."""
        found: list[DateMention] = []
        for pattern, read in self.rules:
            for match in pattern.finditer(document.text):
                if any(f.start < match.end() and match.start() < f.end for f in found):
                    continue
                leader = match.groupdict().get("leader") or self._leader_near(document, match)
                if leader is not None:
                    found.append(make_era(match, read(leader, match, document)))
        return sorted(found, key=lambda f: f.start)

    def _leader_near(self, document: Document, match: re.Match[str]) -> str | None:
        """Return who is meant by "since taking office": named behind it, or last before it."""
        text = document.text
        line_end = text.find("\n", match.end())
        limit = min(match.end() + LEADER_REACH, line_end if line_end >= 0 else len(text))
        for found in self.leader.finditer(text, match.end(), limit):
            return found["leader"]
        before = [m["leader"] for m in self.leader.finditer(text, 0, match.start())]
        return before[-1] if before else None

    def _first_months(self, leader: str, match: re.Match[str], document: Document) -> Period | None:
        """Return the first full calendar months of the last term begun by publication."""
        begun = self._begun(leader, document)
        if not begun:
            return None
        first = begun[-1][0]
        begin = first if first.day == 1 else add_months(first, 1)
        return Period(begin, add_months(begin, self._count(match)))

    def _last_months(self, leader: str, match: re.Match[str], document: Document) -> Period | None:
        """Return the last full calendar months of a term that is over."""
        begun = self._begun(leader, document)
        if not begun or begun[-1][1] is None:
            return None
        end = begun[-1][1].replace(day=1)
        return Period(add_months(end, -self._count(match)), end)

    def _count(self, match: re.Match[str]) -> int:
        text = match.groupdict().get("n")
        if text is None:
            return 1
        return int(text) if text.isdigit() else int(self.numbers[text.lower()])

    def _begun(self, leader: str, document: Document) -> list[tuple[date, date | None]]:
        """Return the terms that had begun by publication, none when that cannot be told."""
        publication = document.publication
        latest = publication.latest if publication else None
        terms = sorted(self.terms[leader], key=lambda t: t[0])
        if latest is None and len(terms) > 1:
            return []
        return [t for t in terms if latest is None or t[0] <= latest]

    def _term(self, leader: str, _match: re.Match[str], document: Document) -> Period | None:
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


def make_era(match: re.Match[str], period: Period | None) -> DateMention:
    """Return the words of a time in office as a date."""
    return DateMention(
        start=match.start(),
        end=match.end(),
        text=match[0],
        precision=Precision.WINDOW,
        period=period,
    )


def _compile(patterns: list[str], leader: str, number: str) -> list[re.Pattern[str]]:
    found = []
    for pattern in patterns:
        body = pattern.replace(" ", r"\s+").replace("{leader}", leader).replace("{n}", number)
        found.append(re.compile(rf"(?<!\w)(?:the\s+)?{body}(?!\w)"))
    return found
