"""A record → what programmes are said to have come to so far, count by count.

A text that names a programme and goes on in a list ("…, with these results:") is read up to the
first paragraph that does not begin with a number; single raids told below are not its sum.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from onrecord.annotate.dates import read_dates
from onrecord.extract.figures.numbers import Number, NumberReader
from onrecord.knowledge import Knowledge, fold
from onrecord.knowledge.tallies import NUMBER, TallyRow, load_tallies
from onrecord.model import DateBasis, Publication
from onrecord.record import Record
from onrecord.verify.tallies import Break, Telling, find_breaks, in_order

Row = dict[str, Any]
DOCUMENT_COLUMNS = ("id", "language", "published", "published_latest", "text")
NEAR = 45  # characters from the head of a paragraph within which its first number stands
HEAD = 100  # characters of the paragraph behind a naming in which it is gone on about
NAMING = 6  # letters of a word of a name by which it is gone on about
LISTING = ":"
SENTENCE = re.compile(r"(?:[^.]|\.(?=\S))+(?:\.\s*|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A count of a programme: what was told of it, in order, and what does not go together."""

    row: TallyRow
    tellings: tuple[Telling, ...]
    breaks: tuple[Break, ...]


def list_tallies(record: Record, knowledge: Knowledge) -> list[Tally]:
    """Return the counts of which a record's documents tell, as the tables have them."""
    rows = load_tallies(knowledge.folders, knowledge.programmes)
    named = {row.programme for row in rows.values()}
    namings = [n for n in record.rows("naming") if n["programme"] in named] if named else []
    if not namings:
        return []
    wanted = {n["document"] for n in namings}
    found = record.rows_among("document", sorted(wanted), columns=DOCUMENT_COLUMNS)
    documents = {row["id"]: row for row in found}
    reader = TellingReader(knowledge, list(rows.values()))
    told: dict[str, list[Telling]] = {}
    for naming in sorted(namings, key=lambda n: (n["document"], n["start"])):
        document = documents.get(naming["document"])
        for telling in reader.read(document, naming) if document else ():
            told.setdefault(telling.tally_id, []).append(telling)
    return [_follow(row, told[row.id]) for row in rows.values() if row.id in told]


def _follow(row: TallyRow, told: Sequence[Telling]) -> Tally:
    tellings = in_order(list({(t.document_id, t.start): t for t in told}.values()))
    return Tally(row=row, tellings=tuple(tellings), breaks=tuple(find_breaks(tellings)))


class TellingReader:
    """Reads what texts tell of the counts of programmes."""

    def __init__(self, knowledge: Knowledge, rows: Sequence[TallyRow]) -> None:
        self._knowledge = knowledge
        self._rows = rows

    def read(self, document: Row, naming: Row) -> Iterator[Telling]:
        """Yield what a document tells where it names a programme, each count once."""
        language, day = document["language"], document["published"]
        words = self._knowledge.words.get(language)
        if words is None or day is None or day != document["published_latest"]:
            return
        text: str = document["text"]
        name = self._knowledge.programmes[naming["programme"]].name
        start, end = self._find_stretch(text, naming, words.keep("numbers", NumberReader), name)
        numbers = words.keep("numbers", NumberReader).read(text[start:end])
        masked, at = _mask(text[start:end], numbers)
        for row in self._rows:
            pattern = row.patterns.get(language)
            found = (
                pattern.search(masked) if pattern and row.programme == naming["programme"] else None
            )
            if found is None:
                continue
            number = at[next(found.start(g) for g in range(1, found.re.groups + 1) if found[g])]
            place = start + number.start
            until = self._find_day(text[start:place], language, day, row.since)
            yield Telling(
                tally_id=row.id,
                value=number.low,
                step=number.step,
                comparator=number.comparator,
                day=until or day,
                is_day_told=until is not None,
                published=day,
                document_id=document["id"],
                start=place,
                end=place + _length(found, at, number),
            )

    def _find_stretch(
        self, text: str, naming: Row, numbers: NumberReader, name: str
    ) -> tuple[int, int]:
        """Return from the naming on to where the text no longer lists what came of it."""
        start = text.rfind("\n", 0, naming["start"]) + 1
        end = _line_end(text, naming["start"])
        if not text[start:end].rstrip().endswith(LISTING):
            head = fold(text[end + 1 : end + 1 + HEAD])
            words = (w for w in fold(name).split() if len(w) >= NAMING)
            if not any(re.search(rf"(?<!\w){re.escape(w)}(?!\w)", head) for w in words):
                return start, end
            end = _line_end(text, end + 1)
        while end < len(text):
            line_end = _line_end(text, end + 1)
            listed = _list_length(text[end + 1 : line_end], numbers)
            if not listed:
                break
            end += 1 + listed
            if end < line_end:
                break
        return start, end

    def _find_day(self, before: str, language: str, published: date, since: date) -> date | None:
        """Return up to which day is counted: the last one named before the number."""
        publication = Publication(earliest=published, latest=published, basis=DateBasis.METADATA)
        found = [
            mention.period.after - timedelta(days=1)
            for mention in read_dates(before, publication, self._knowledge.words.get(language))
            if mention.period is not None
        ]
        days = [day for day in found if since < day <= published]
        return days[-1] if days else None


def _list_length(line: str, numbers: NumberReader) -> int:
    """Return up to where the sentences of a line begin with a number, as those of a list do."""
    length = 0
    for match in SENTENCE.finditer(line):
        # "one" and "two" may be no counts
        found = [n for n in numbers.read(match[0][: NEAR * 2]) if n.scaled or not n.spelled]
        if not found or found[0].start > NEAR:
            break
        length = match.end()
    return length


def _mask(text: str, numbers: Sequence[Number]) -> tuple[str, dict[int, Number]]:
    """Return a text with one sign for each number, and which number each sign is."""
    parts, at, held, length = [], 0, {}, 0
    for number in numbers:
        first = number.start
        parts.append(text[at:first] + NUMBER)
        length += first - at + 1
        held[length - 1] = number
        at = number.end
    return "".join([*parts, text[at:]]), held


def _length(found: re.Match[str], at: dict[int, Number], number: Number) -> int:
    """Return how many characters of the text the number and the words behind it have."""
    place = next(p for p, n in at.items() if n is number)
    behind = found.end() - place - 1
    inside = (n for p, n in at.items() if place < p < found.end())
    return number.end - number.start + behind + sum(n.end - n.start - 1 for n in inside)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return end if end >= 0 else len(text)
