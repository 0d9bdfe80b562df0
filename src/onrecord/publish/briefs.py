"""What is new since a day: happenings, promises, failing figures, altered quotes, shifted stands.

Each in one line with its words, where they stand, and from how many independent origins they come.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from markupsafe import Markup

from onrecord.model.wording import NOBODY, count, name_sides, shorten
from onrecord.publish.dossier import TEMPLATES, make_environment
from onrecord.publish.dossier_rows import RecordReader, Row, find_page, name_day, name_days
from onrecord.publish.ledger import LedgerLine, MoveLine, list_lines
from onrecord.publish.timeline import Chosen, TimelineLine, list_timeline_lines

SHORTLY = 7  # days before the first: news is told some days late
TOOK_PLACE = frozenset({"happened", "ongoing"})
LONGEST = 240  # characters of the words of a line
STILL = frozenset({"announced", "not checkable"})  # a promise that has not moved
DIFFERING = frozenset({"fails", "close"})
SMALL = frozenset({"cleaned", "trimmed"})  # differences that leave the sense
TITLES = {
    "happening": "Happenings",
    "promise": "Promises and threats",
    "figure": "Figures that fail",
    "quote": "Quotes that differ",
    "position": "Positions that shifted",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefLine:
    """One thing that is new. `at` is where its words stand, of what is no finding of the text itself."""

    kind: str
    id: str
    head: str
    words: str
    document: str
    source: str
    url: str | None
    published: date | None  # by then
    documents: int
    origins: int
    is_day: bool = True  # False: it may have been published before that day
    at: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What became known from `since` up to `until`, both inclusive."""

    since: date
    until: date
    topic: str | None
    documents: int
    origins: int
    lines: tuple[BriefLine, ...]

    def of(self, kind: str) -> list[BriefLine]:
        """Return the lines of one kind."""
        return [line for line in self.lines if line.kind == kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The days of a brief, and the words of its topic by language (none: all topics)."""

    since: date
    until: date
    topic: str | None = None
    words: Mapping[str, tuple[str, ...]] | None = None


class _Reader:
    """The documents of a record, and which of them are new."""

    def __init__(self, record: RecordReader, wanted: Wanted) -> None:
        self.record = record
        self.wanted = wanted
        self.documents = {row["id"]: row for row in record.rows("document")}

    def is_new(self, document_id: str) -> bool:
        """Was it published within the days, by when it can have been known?"""
        document = self.documents[document_id]
        known = document["published_latest"]
        if known is None or document["version_of"] is not None:
            return False
        return bool(self.wanted.since <= known <= self.wanted.until)

    def is_of_topic(self, document_id: str, start: int, end: int) -> bool:
        """Does the paragraph around the words speak of the topic?"""
        if self.wanted.words is None:
            return True
        document = self.documents[document_id]
        text: str = document["text"]
        first = text.rfind("\n", 0, start) + 1
        last = text.find("\n", end)
        paragraph = text[first : last if last >= 0 else len(text)].lower()
        return any(w.lower() in paragraph for w in self.wanted.words.get(document["language"], ()))

    def make(self, row: Row, kind: str, head: str, counts: tuple[int, int] = (1, 1)) -> BriefLine:
        """Return the line of a finding."""
        document = self.documents[row["document"]]
        return BriefLine(
            kind=kind,
            id=row["id"],
            head=head,
            words=shorten(row["quote"], LONGEST),
            document=document["id"],
            source=document["outlet"] or Path(document["source"]).name,
            url=find_page(document["url"]),
            published=document["published_latest"],
            is_day=document["published"] == document["published_latest"],
            documents=counts[0],
            origins=counts[1],
        )

    def counts_of(self, row: Row) -> bool:
        """Is a finding new and of the topic?"""
        return self.is_new(row["document"]) and self.is_of_topic(
            row["document"], row["start"], row["end"]
        )


def make_brief(record: RecordReader, wanted: Wanted) -> Brief:
    """Return what is new in a record."""
    reader = _Reader(record, wanted)
    new = [row for row in reader.documents.values() if reader.is_new(row["id"])]
    finders: tuple[Callable[[_Reader], Iterator[BriefLine]], ...] = (
        _list_happenings,
        _list_promises,
        _list_figures,
        _list_quotes,
        _list_shifts,
    )
    return Brief(
        since=wanted.since,
        until=wanted.until,
        topic=wanted.topic,
        documents=len(new),
        origins=len({row["origin"] for row in new}),
        lines=tuple(line for find in finders for line in find(reader)),
    )


def _list_happenings(reader: _Reader) -> Iterator[BriefLine]:
    """Yield what happened shortly before or within the days, best corroborated first.

    Then what new documents tell without a date. What they tell of earlier times is no news.
    """
    rows = {row["id"]: row for row in reader.record.rows("event")}
    earliest = reader.wanted.since - timedelta(days=SHORTLY)
    lines, _ = list_timeline_lines(reader.record, Chosen(first=earliest))
    for line in sorted(lines, key=lambda one: (-one.origins, one.first)):
        told = (rows[report.event] for report in line.reports)
        row = next((r for r in told if reader.counts_of(r)), None)
        recent = line.first >= earliest and line.status in TOOK_PLACE
        if row is not None and recent:
            yield reader.make(row, "happening", _say_event(line), (line.documents, line.origins))
    for row in rows.values():
        if not row["date"] and row["status"] in TOOK_PLACE and reader.counts_of(row):
            sides = name_sides(row["actors"] or (), row["targets"] or ())
            yield reader.make(row, "happening", f"{sides}: {row['type'].lower()}, no date given")


def _say_event(line: TimelineLine) -> str:
    sides = name_sides(line.actors, line.targets)
    outcome = f", {line.outcome}" if line.outcome else ""
    return f"{sides}: {line.type.lower()}, {name_days((line.first, line.after))}{outcome}"


def _list_promises(reader: _Reader) -> Iterator[BriefLine]:
    """Yield promises made, moved or overdue within the days."""
    wanted = reader.wanted
    for line in list_lines(reader.record, on=wanted.until):
        row = {**_place_of(line, reader), "id": line.commitment}
        counts = (line.documents, line.origins)
        who = f"{', '.join(line.by) or NOBODY}, {line.kind}"
        for move in line.moves:
            if _is_step(move, reader):
                told = reader.make(_row_of(move), "promise", _say_move(who, line, move), counts)
                yield replace(told, at=(move.move.span.start, move.move.span.end))
        since = line.stand.since
        if line.stand.state.value == "overdue" and since and wanted.since <= since:
            yield reader.make(row, "promise", f"{who}: overdue since {since}", counts)
        elif line.announced and wanted.since <= line.announced and reader.counts_of(row):
            yield reader.make(row, "promise", f"{who}: new{_say_due(line)}", counts)


def _place_of(line: LedgerLine, reader: _Reader) -> Row:
    text: str = reader.documents[line.document]["text"]
    start = max(text.find(line.quote), 0)
    return {
        "document": line.document, "quote": line.quote, "start": start,
        "end": start + len(line.quote),
    }  # fmt: skip


def _is_step(move: MoveLine, reader: _Reader) -> bool:
    return move.move.state.value not in STILL and reader.counts_of(_row_of(move))


def _row_of(line: MoveLine) -> Row:
    span = line.move.span
    return {
        "id": line.move.id, "document": span.document_id, "quote": span.quote,
        "start": span.start, "end": span.end,
    }  # fmt: skip


def _say_move(who: str, line: LedgerLine, move: MoveLine) -> str:
    return f"{who}: {move.move.state.value} ({move.move.basis.value}), announced as “{shorten(line.deed, 90)}”"


def _say_due(line: LedgerLine) -> str:
    return f", due {line.stand.due}" if line.stand.due else ""


def _list_figures(reader: _Reader) -> Iterator[BriefLine]:
    for row in reader.record.rows("figure"):
        if row["outcome"] == "fails" and reader.counts_of(row):
            diagnosis = (row["diagnosis"] or "does not match").replace("-", " ")
            yield reader.make(row, "figure", f"{diagnosis}: {row['reason']}")


def _list_quotes(reader: _Reader) -> Iterator[BriefLine]:
    for row in reader.record.rows("statement"):
        differs = row["outcome"] in DIFFERING and row["diagnosis"] not in SMALL
        if differs and not row["repeats"] and reader.counts_of(row):
            speaker = row["speaker"] or row["speaker_text"] or "speaker not named"
            yield reader.make(
                row, "quote", f"{speaker}: {(row['diagnosis'] or '').replace('-', ' ')}"
            )


def _list_shifts(reader: _Reader) -> Iterator[BriefLine]:
    """Yield what a new document tells of a stand that goes against an earlier one."""
    rows = {row["id"]: row for row in reader.record.rows("position")}
    for shift in reader.record.rows("shift"):
        before, after = rows.get(shift["before"]), rows.get(shift["after"])
        if before is None or after is None or not reader.counts_of(after):
            continue
        alike = [row for row in rows.values() if _is_alike(row, before) or _is_alike(row, after)]
        documents = {row["document"] for row in alike}
        origins = {reader.documents[document]["origin"] for document in documents}
        head = (
            f"{shift['kind']} on {shift['issue']}: {shift['reason']}; before: “{before['quote']}”"
        )
        line = reader.make(
            after, "position", shorten(head, LONGEST), (len(documents), len(origins))
        )
        yield replace(line, id=shift["id"], at=(after["start"], after["end"]))


def _is_alike(row: Row, other: Row) -> bool:
    return all(row[name] == other[name] for name in ("issue", "side", "stance", "day"))


def write_markdown(brief: Brief) -> str:
    """Return the brief as Markdown; words of documents are escaped."""
    parts = [f"# New, {name_day(brief.since)} to {name_day(brief.until)}", "", say_counts(brief)]
    for kind, title in TITLES.items():
        lines = brief.of(kind)
        parts += ["", f"## {title} ({len(lines)})", ""]
        parts += [_markdown_line(line) for line in lines] or ["Nothing."]
    return "\n".join(parts) + "\n"


def say_counts(brief: Brief) -> str:
    """Return in one sentence what the brief rests on."""
    topic = f" on {brief.topic}" if brief.topic else ""
    return (
        f"{count(len(brief.lines), 'line')}{topic} from {count(brief.documents, 'new document')}, "
        f"{count(brief.origins, 'independent origin')}. What is proposed waits for a person's word."
    )


def _markdown_line(line: BriefLine) -> str:
    where = escape_markdown(line.source)
    place = f"[{where}](<{line.url}>)" if line.url and ">" not in line.url else where
    several = f"{count(line.documents, 'document')}, {count(line.origins, 'origin')}, "
    told = several if line.documents > 1 else ""
    day = f", {'' if line.is_day else 'by '}{line.published}" if line.published else ""
    return (
        f"- **{escape_markdown(line.head)}**: “{escape_markdown(line.words)}” "
        f"({told}{place}{day}) `{line.id}`"
    )


def escape_markdown(text: str) -> str:
    """Return text that Markdown shows as it is."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>#|!~" else c for c in " ".join(text.split()))


def write_html(brief: Brief) -> str:
    """Return the brief as one page that needs nothing else."""
    environment = make_environment()
    style = (TEMPLATES / "dossier.css").read_text(encoding="utf-8")
    named: dict[str, Any] = {
        "brief": brief,
        "titles": TITLES,
        "counts": say_counts(brief),
        "days": f"{name_day(brief.since)} to {name_day(brief.until)}",
        "style": Markup(style),  # our own file
    }
    return environment.get_template("brief.html.j2").render(named)
