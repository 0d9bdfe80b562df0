"""Whose report a document says it is, by its byline, dateline, imprint and credits.

>>> find_original(draft, "The Local Paper", "en", knowledge)  # "CITY, May 3 (AP) — …"
'Associated Press'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.knowledge import Knowledge, PageWords
from onrecord.text.credits import OutletNames, begins_with, find_signs, is_line_of_names
from onrecord.text.drafts import Draft
from onrecord.text.readers.choices import OUTSIDE, REPLIES

_SHORT, _HEAD, _FOOT = 300, 4, 6
_LINE = 60  # characters of a line that is nothing but a credit
_AROUND = (OUTSIDE, REPLIES)  # of a page's other parts, which speak of other articles
_MOST_CHARACTERS = 20_000  # credits stand near the top; longer texts are transcripts
_SUFFIX = re.compile(r"(?:\s(?:[-–—|]|--)|\w:)\s*$")
_YEARS = r"[\W\d_]*"


def find_original(
    draft: Draft, outlet: str | None, language: str, knowledge: Knowledge
) -> str | None:
    """Return the outlet whose report this says it is or rests on, None when it says none.

    The byline says it best, then the dateline, words that say where it was published first, a
    passage's lead ("From X:"), the end of the title, a label, the imprint, the words of an
    interview ("told X"), and last a report that the first paragraphs credit.
    """
    table = knowledge.page_words.get(language)
    if table is None:
        return None
    dropped = tuple(d.text for d in draft.dropped if _may_credit(d.text, d.reason))
    title = (draft.title,) if draft.title else ()
    whole = "\n".join((*title, *draft.authors, *dropped, *draft.paragraphs))[:_MOST_CHARACTERS]
    names = OutletNames(whole, knowledge, without=outlet)
    if names.is_empty:
        return None
    clues = _Clues(draft, dropped, table, names)
    return next((name for way in clues.list_ways() for name in way), None)


def find_imprint(draft: Draft, language: str, knowledge: Knowledge) -> str | None:
    """Return the outlet that holds the copyright, None when no line says so; agencies lend theirs."""
    table = knowledge.page_words.get(language)
    dropped = tuple(d.text for d in draft.dropped if _may_credit(d.text, d.reason))
    if table is None or not (dropped or draft.paragraphs):
        return None
    lines = (*dropped, *draft.paragraphs[-_FOOT:])
    names = OutletNames("\n".join(lines), knowledge, without=None)
    held = _Clues(draft, dropped, table, names).read_copyright()
    return next((name for name in held if not names.is_agency(name)), None)


def _may_credit(text: str, reason: str) -> bool:
    return len(text) < _SHORT and reason not in _AROUND


@dataclass(frozen=True, slots=True)
class _Clues:
    """What of a draft may name another outlet."""

    draft: Draft
    dropped: tuple[str, ...]
    table: PageWords
    names: OutletNames

    def list_ways(self) -> tuple[Iterator[str], ...]:
        """Return the ways in which an outlet may be credited, the surest first."""
        return (
            self.read_bylines(),
            self.read_datelines(),
            self.read_republished(),
            self.read_leads(),
            self.read_title(),
            self.read_labels(),
            self.read_agency_copyright(),
            self.read_interviews(),
            self.read_reports(),
        )

    def read_bylines(self) -> Iterator[str]:
        """Yield who stands behind a byline's names, or as the author."""
        words = _either((*self.table.get("byline"),))
        others = rf"(?:{_either(self.table.get('byline other'))}|\W)*"
        for text in self.draft.paragraphs[:_HEAD]:
            if len(text) >= _SHORT // 2:
                continue
            if re.match(rf"\W*{words}\s", text, re.IGNORECASE):
                yield from (
                    name
                    for name, _, end in self.names.find(text)
                    if re.fullmatch(others, text[end:], re.IGNORECASE)
                )
        for text in (*self.draft.authors, *self.dropped[:_HEAD]):
            if is_line_of_names(text, self.names, self.table):
                yield from (name for name, _, _ in self.names.find(text))

    def read_datelines(self) -> Iterator[str]:
        """Yield who stands in a dateline, or alone in a line of the head."""
        text = "\n".join(self.draft.paragraphs)
        return (mark.name for mark in find_signs(text, self.names, self.table))

    def read_republished(self) -> Iterator[str]:
        """Yield who is said to have published it first, or to have lent it."""
        lead = _pattern(self.table.get("republished"))
        ends = (*self.draft.paragraphs[:_HEAD], *self.draft.paragraphs[-_FOOT:], *self.dropped)
        for text in ends:
            for name, at, _ in self.names.find(text):
                found = lead.search(text[:at])
                if found and not self.table.holds("picture", text[: found.start()]):
                    yield name

    def read_leads(self) -> Iterator[str]:
        """Yield who stands before a passage: "From X:"."""
        lead = _pattern(self.table.get("original"))
        for text in (*self.draft.paragraphs, *self.dropped):
            for name, at, end in self.names.find(text) if len(text) < _SHORT else ():
                is_most = end - at > len(text) // 4 and lead.search(text[:at])
                if is_most or (len(text) < _LINE and _is_led(lead, text[:at])):
                    yield name

    def read_title(self) -> Iterator[str]:
        """Yield who stands at the end of the title: "Talks begin - X"."""
        for text in (self.draft.title or "", *self.draft.paragraphs[:1]):
            if len(text) < _SHORT:
                yield from self._read_suffix(text)

    def read_labels(self) -> Iterator[str]:
        """Yield who stands behind a label that was dropped; who made a picture did not write."""
        for text in self.dropped:
            if not self.table.holds("picture", text):
                yield from self._read_suffix(text)

    def _read_suffix(self, text: str) -> Iterator[str]:
        for name, at, end in self.names.find(text):
            if _SUFFIX.search(text[:at]) and not text[end:].strip(" .)"):
                yield name

    def read_copyright(self) -> Iterator[str]:
        """Yield who holds the copyright."""
        sign = rf"(?:{'|'.join(map(re.escape, self.table.get('copyright'))) or '(?!)'})"
        held = re.compile(rf"{sign}{_YEARS}(?:[^\W\d_]{{1,3}}\s+)?$", re.IGNORECASE)
        for text in (*self.dropped, *self.draft.paragraphs[-_FOOT:]):
            for name, at, _ in self.names.find(text):
                if held.search(text[:at]) and not self.table.holds("picture", text):
                    yield name

    def read_agency_copyright(self) -> Iterator[str]:
        """Yield the agency that holds the copyright."""
        return (name for name in self.read_copyright() if self.names.is_agency(name))

    def read_interviews(self) -> Iterator[str]:
        """Yield who was told what the text tells."""
        told = _pattern(self.table.get("interview"))
        for text in self.draft.paragraphs:
            yield from (name for name, at, _ in self.names.find(text) if told.search(text[:at]))

    def read_reports(self) -> Iterator[str]:
        """Yield whose report the first paragraphs credit."""
        lead, after = (
            _pattern(self.table.get("original")),
            begins_with(self.table.get("credit after")),
        )
        for text in self.draft.paragraphs[:_HEAD]:
            for name, at, end in self.names.find(text):
                if after.match(text, end) or _is_led(lead, text[:at]):
                    yield name


def _is_led(lead: re.Pattern[str], before: str) -> bool:
    """Does a paragraph begin with the words that lead to a name?"""
    found = lead.search(before)
    return found is not None and not before[: found.start()].strip()


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for one of `words` at the end of a text, an article behind it or not."""
    return re.compile(rf"(?<!\w){_either(words)}\s+(?:[^\W\d_]{{1,3}}\s+)?\W?$", re.IGNORECASE)


def _either(words: tuple[str, ...]) -> str:
    some = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return f"(?:{some or '(?!)'})"
