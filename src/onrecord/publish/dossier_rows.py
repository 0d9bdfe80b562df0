"""The rows of a record as a dossier needs them: looked up by id, quoted in context, linked.

>>> make_excerpt("Agents made 218,673 arrests in May.", 12, 27).quote
'218,673 arrests'
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from urllib.parse import urlsplit

from onrecord.model import Period
from onrecord.model.periods import name_period

Row = dict[str, Any]

# Enough to judge a quote by, short enough to be an excerpt and not the article.
CONTEXT = 160
LONGEST_QUOTE = 420
ELLIPSIS = "…"
PAGES = frozenset({"http", "https"})


class RecordReader(Protocol):
    """What a dossier is made from: each table's rows, with the columns of the export."""

    def rows(self, table: str) -> list[Row]:
        """Return all rows of `table`, in a stable order."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """The words of a finding, with what stands around them in the same paragraph."""

    before: str
    quote: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where words stand: a document, named as a reader would, and its address if it has one."""

    document: str
    name: str
    published: str
    href: str | None
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """All rows of a record, and those that are looked up, by id."""

    documents: list[Row]
    statements: list[Row]
    events: list[Row]
    commitments: list[Row]
    figures: list[Row]
    origins: list[Row]
    problems: list[Row]
    build: dict[str, str]
    document_by_id: dict[str, Row]
    verdict_by_finding: dict[str, Row]
    happening_by_id: dict[str, Row]
    actor_by_id: dict[str, Row]
    series_by_id: dict[str, Row]
    states: Mapping[str, str]  # names by ISO alpha-3

    def cut(self, row: Row) -> Excerpt:
        """Return the words of a finding in their context."""
        document = self.document_by_id.get(row["document"])
        text = document["text"] if document else ""
        if text[row["start"] : row["end"]] != row["quote"]:
            return Excerpt(before="", quote=_shorten(row["quote"]), after="")
        return make_excerpt(text, row["start"], row["end"])

    def source_of(self, row: Row) -> Source:
        """Return the document that a finding was read from."""
        document = self.document_by_id.get(row["document"])
        if document is None:
            return Source(document=row["document"], name=row["source"], published="", href=None)
        return make_source(document)

    def name_parties(self, codes: Iterable[str] | None) -> str:
        """Return parties one after the other, a state by its name."""
        return ", ".join(self.states.get(code, code) for code in codes or ())

    def name_country(self, code: str | None) -> str | None:
        """Return the name of a state by its two-letter code, or the code where it is unknown."""
        state = self.actor_by_id.get(code.lower()) if code else None
        return str(state["name"]) if state else code


def read_tables(record: RecordReader, states: Mapping[str, str] | None = None) -> Tables:
    """Return the rows that a dossier shows: without what reviewers rejected, and observations.

    `states` are names by ISO alpha-3; without them, states are shown by their codes.
    """
    documents = record.rows("document")
    rejected = {row["now"] for row in record.rows("review") if row["state"] == "rejected"}

    def list_kept(table: str) -> list[Row]:
        return [row for row in record.rows(table) if row["id"] not in rejected]

    return Tables(
        documents=documents,
        statements=[row for row in list_kept("statement") if row["repeats"] is None],
        events=list_kept("event"),
        commitments=list_kept("commitment"),
        figures=list_kept("figure"),
        origins=record.rows("origin"),
        problems=record.rows("problem"),
        build={row["key"]: row["value"] for row in record.rows("build")},
        document_by_id=_by(documents, "id"),
        verdict_by_finding=_by(record.rows("verdict"), "finding"),
        happening_by_id=_by(record.rows("happening"), "id"),
        actor_by_id=_by(record.rows("actor"), "id"),
        series_by_id=_by(record.rows("series"), "id"),
        states=states or {},
    )


def make_excerpt(text: str, start: int, end: int, *, width: int = CONTEXT) -> Excerpt:
    """Return text[start:end] with up to `width` characters of its paragraph around it."""
    first = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    last = len(text) if line_end < 0 else line_end
    room = max(width - (end - start), width // 4)
    # what one side does not need, the other may have
    before = max(room // 2, room - (last - end))
    after = max(room // 2, room - (start - first))
    return Excerpt(
        before=_cut_left(text, max(first, start - before), first, start),
        quote=_shorten(_flat(text[start:end])),
        after=_cut_right(text, min(last, end + after), last, end),
    )


def make_source(document: Row) -> Source:
    """Return how a document is named and reached; only http and https become links."""
    return Source(
        document=document["id"],
        name=document["outlet"] or document["source"].rsplit("/", 1)[-1],
        published=name_interval(document["published"], document["published_latest"]),
        href=find_page(document["url"]),
        language=document.get("language") or "",
    )


def find_page(url: str | None) -> str | None:
    """Return `url` when it is a plain web address, else None: a page's own word is not trusted."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in PAGES and parts.netloc else None


def name_carrier(carrier: str) -> str:
    """Return where a value was read: of a web address, the site; the record keeps the rest."""
    page = find_page(carrier)
    return urlsplit(page).netloc.removeprefix("www.") if page else carrier


def name_interval(earliest: date | None, latest: date | None) -> str:
    """Return a publication interval in words: a day, "3 to 9 May 2025", "by …", or nothing."""
    if earliest is None and latest is None:
        return "date unknown"
    if earliest is None or latest is None:
        known = earliest or latest
        return f"{'by' if latest else 'not before'} {name_day(known)}" if known else ""
    if earliest == latest:
        return name_day(earliest)
    return f"{name_day(earliest)} to {name_day(latest)}"


def name_days(days: Iterable[date] | None) -> str:
    """Return a half-open pair of days in words, nothing for None."""
    if not days:
        return ""
    first, after = days
    if after == date.max:
        return f"since {name_day(first)}"
    return name_period(Period(first, after))


def name_day(of: date) -> str:
    """Return a day in words."""
    return f"{of.day} {of:%B %Y}"


def name_iso_day(text: str) -> str:
    """Return an ISO date, or the date of an ISO time, in words; other text as it is."""
    try:
        return name_day(date.fromisoformat(text[:10]))
    except ValueError:
        return text


def name_number(value: float) -> str:
    """Return a number with its thousands apart and no needless decimals."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0")


def _by(rows: Iterable[Row], key: str) -> dict[str, Row]:
    return {row[key]: row for row in rows}


def _flat(text: str) -> str:
    return " ".join(text.split())


def _shorten(quote: str) -> str:
    if len(quote) <= LONGEST_QUOTE:
        return quote
    return quote[:LONGEST_QUOTE].rsplit(" ", 1)[0] + f" {ELLIPSIS}"


def _cut_left(text: str, at: int, limit: int, start: int) -> str:
    """Return text[at:start], begun at a whole word."""
    if at <= limit:
        return text[limit:start].lstrip()
    word = text.find(" ", at, start)
    return ELLIPSIS if word < 0 else ELLIPSIS + text[word:start]


def _cut_right(text: str, at: int, limit: int, end: int) -> str:
    """Return text[end:at], ended at a whole word."""
    if at >= limit:
        return text[end:limit].rstrip()
    word = text.rfind(" ", end, at)
    return ELLIPSIS if word < 0 else text[end:word] + f" {ELLIPSIS}"
