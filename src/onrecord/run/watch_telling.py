"""Write what a round of watching came to: the feeds, and a summary in plain words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.model import RecordError
from onrecord.model.wording import count
from onrecord.publish.feeds import (
    ATOM_FILE,
    JSON_FILE,
    Feed,
    NewsEntry,
    join_entries,
    read_entries,
    write_atom,
    write_json_feed,
)
from onrecord.record.builds import open_build, open_earlier
from onrecord.record.folder import RecordFolder, write_beside
from onrecord.record.records import Record
from onrecord.run.build import Built
from onrecord.run.watch_fetching import Followed
from onrecord.run.watch_news import Edition, News, find_news, say_counts

SUMMARY_FILE = "summary.txt"
_MOST_SHOWN = 20
_MOST_LINES = 5  # of an entry
FAILS = "fails"


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What one round came to. `news` is None where the record is as it was told before."""

    at: str
    followed: Followed
    waiting: int = 0  # pages that are to be fetched later
    problems: int = 0  # feeds and pages that cannot be fetched, in all rounds
    unread: tuple[str, ...] = ()  # what is wrong with each folder or file that cannot be read
    built: Built | None = None
    news: News | None = None
    files: tuple[Path, ...] = ()


def read_news(folder: RecordFolder, announced: str, edition: Edition) -> News:
    """Return what changed since the build that was last told of; all, where none was."""
    try:
        before = open_build(folder, announced) if announced else None
        if announced and before is None:  # it is not kept any more: others built since
            before = open_earlier(folder)
    except RecordError:  # another version of the program made it
        return News(build=edition.build)
    if announced and before is None:
        return News(build=edition.build)
    with Record(folder) as now:
        if before is None:
            return find_news(None, now, edition)
        with before:
            return find_news(before, now, edition)


def write_feeds(feed: Feed, told: Round, folders: Sequence[Path]) -> tuple[Path, ...]:
    """Write the feeds and the summary into folders; entries of before are those of the first."""
    try:
        held = read_entries((folders[0] / JSON_FILE).read_bytes())
    except FileNotFoundError:
        held = []
    entries = join_entries(told.news.entries if told.news else (), held)
    written: list[Path] = []
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
        for name, body in (
            (ATOM_FILE, write_atom(feed, entries)),
            (JSON_FILE, write_json_feed(feed, entries)),
            (SUMMARY_FILE, summarise(told).encode("utf-8", "replace")),
        ):
            write_beside(folder / name, body, sync=True)
            written.append(folder / name)
    return tuple(written)


def summarise(told: Round) -> str:
    """Return what a round came to in some lines of text."""
    return "\n".join(_list_lines(told)) + "\n"


def _list_lines(told: Round) -> Iterator[str]:
    done = told.followed
    yield (
        f"{told.at}: {count(done.feeds, 'feed')} asked, {done.changed} changed; "
        f"{count(done.found, 'page')} found, {len(done.kept)} fetched"
        f"{_say(done.unchanged, 'unchanged')}{_say(done.left_out, 'left out')}"
        f"{_say(told.waiting, 'waiting')}"
    )
    for fault in done.faults[:_MOST_SHOWN]:
        yield f"  not fetched: {fault}"
    if len(done.faults) > _MOST_SHOWN:
        yield f"  and {len(done.faults) - _MOST_SHOWN} more that were not fetched"
    for fault in told.unread[:_MOST_SHOWN]:
        yield f"  not read: {fault}"
    if len(told.unread) > _MOST_SHOWN:
        yield f"  and {len(told.unread) - _MOST_SHOWN} more that were not read"
    if told.news is None:
        yield "nothing new"
        return
    yield f"new: {say_counts(told.news) or 'nothing'}"
    yield from _list_entries(told.news.entries)


def _list_entries(entries: Sequence[NewsEntry]) -> Iterator[str]:
    """Yield what changed in what was known, then documents, each with what fails in it."""
    for entry in entries[:_MOST_SHOWN]:
        is_document = entry.kind == "document"
        counts = f" ({_say_lines(entry)})" if is_document and entry.lines else ""
        yield f"{entry.title}{counts} {entry.row}".rstrip()
        shown = [line for line in entry.lines if not is_document or line.outcome == FAILS]
        for line in shown[:_MOST_LINES]:
            words = f": “{line.words}”" if line.words else ""
            yield f"  {line.id}  {line.head}{words}"
        if len(shown) > _MOST_LINES:
            yield f"  and {len(shown) - _MOST_LINES} more"
    if len(entries) > _MOST_SHOWN:
        yield f"and {len(entries) - _MOST_SHOWN} more"


def _say_lines(entry: NewsEntry) -> str:
    """Return how many of each kind a document has: "1 event, 3 figures, 1 of them fails"."""
    counts = Counter(line.kind for line in entry.lines)
    said = [count(number, kind) for kind, number in sorted(counts.items())]
    said += [count(entry.more, "more line")] if entry.more else []
    failing = sum(line.outcome == FAILS for line in entry.lines)
    said += [f"{failing} of them fail{'s' if failing == 1 else ''}"] if failing else []
    return ", ".join(said)


def _say(number: int, what: str) -> str:
    return f", {number} {what}" if number else ""
