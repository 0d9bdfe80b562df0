"""What watching has come to, kept in `watch/` of a record: feeds, pages that wait, pages that are done.

`state.json` is small and written anew after each request; `fetched.jsonl` only grows, a line for
each page. Both are on the disk before the next request is made.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from onrecord.model import Problem, RecordError, make_address
from onrecord.record.captures import sum_row
from onrecord.record.folder import write_beside
from onrecord.run.meeting import WATCHING
from onrecord.sources.fetching.polite import Host, Neighbours, Robots
from onrecord.sources.fetching.robots import Rules

STATE, FETCHED = "state.json", "fetched.jsonl"
VERSION = 1
KEPT, UNCHANGED, LEFT_OUT, NOT_READ, GIVEN_UP = (
    "kept", "unchanged", "left out", "not read", "given up",
)  # fmt: skip
Kind = TypeVar("Kind")


@dataclass(slots=True, kw_only=True)
class FeedState:
    """What is known of a feed."""

    title: str = ""
    etag: str = ""
    last_modified: str = ""
    asked_at: datetime | None = None
    next_at: datetime | None = None
    faults: int = 0  # in a row
    fault: str = ""


@dataclass(slots=True, kw_only=True)
class Waiting:
    """A page that is to be fetched; `looks` says how often it was fetched before."""

    url: str
    feed: str
    found_at: datetime
    title: str = ""
    stamp: str = ""
    next_at: datetime | None = None
    faults: int = 0
    fault: str = ""
    looks: int = 0
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """What became of a page, as the server told it."""

    address: str  # what the page is known by
    url: str
    at: str
    outcome: str
    feed: str = ""
    title: str = ""
    stamp: str = ""
    landed: str = ""  # the address after redirects
    number: str = ""  # the number that was asked
    status: int = 0
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""
    sha256: str = ""
    size: int = 0
    looks: int = 1
    message: str = ""


@dataclass(slots=True, kw_only=True)
class WatchState:
    """All that is not said by the pages themselves."""

    feeds: dict[str, FeedState] = field(default_factory=dict)
    waiting: dict[str, Waiting] = field(default_factory=dict)  # by the address of the page
    neighbours: Neighbours = field(default_factory=Neighbours)
    announced: str = ""  # the build that was last told of
    feed_id: str = ""  # of the feed that is written
    folders: str = ""  # a hash of what lay in the folders
    is_behind: bool = False  # pages were kept and not built yet


class FetchLog:
    """The pages that are done with; the last word on each counts."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._last: dict[str, Fetch] = {}
        for fetch in _read_lines(path):
            self._note(fetch)

    def find(self, address: str) -> Fetch | None:
        """Return what became of a page, None when it was not fetched."""
        return self._last.get(address)

    def append(self, fetch: Fetch) -> None:
        """Write a line down, to the disk."""
        line = _dump(asdict(fetch))
        _drop_torn_line(self._path)
        with self._path.open("ab") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
        self._note(fetch)

    def list_problems(self) -> list[Problem]:
        """Return the pages that were given up or are of a kind that is not read."""
        last = {fetch.url: fetch for fetch in self._last.values()}
        return [
            make_problem(fetch.url, fetch.message)
            for fetch in last.values()
            if fetch.outcome in (GIVEN_UP, NOT_READ)
        ]

    def _note(self, fetch: Fetch) -> None:
        self._last[fetch.address] = fetch
        if landed := make_address(fetch.landed):
            self._last[landed] = fetch


def make_problem(url: str, message: str) -> Problem:
    """Return a problem of watching."""
    return Problem(subject_id=url, room=WATCHING, source=url, message=message)


def list_problems(state: WatchState, log: FetchLog) -> list[Problem]:
    """Return all that could not be fetched, tried again or given up, by address."""
    found = [make_problem(url, feed.fault) for url, feed in state.feeds.items() if feed.fault]
    found += [make_problem(page.url, page.fault) for page in state.waiting.values() if page.fault]
    found += log.list_problems()
    return sorted({p.id: p for p in found}.values(), key=lambda p: (p.subject_id, p.message))


def load_state(folder: Path) -> WatchState:
    """Return what watching has come to. Raises RecordError when the file is damaged."""
    path = folder / STATE
    try:
        data = _load(path.read_bytes())
        if data["version"] != VERSION:
            raise ValueError(f"version {data['version']}, and this program knows {VERSION}")
        return _read_state(data)
    except FileNotFoundError:
        return WatchState()
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RecordError(
            f"{path}: damaged ({error}); delete it: feeds are asked anew, pages that were fetched "
            "are not"
        ) from error


def write_state(folder: Path, state: WatchState) -> None:
    """Write it down, to the disk."""
    data = {"version": VERSION, **asdict(state)}
    plain = json.loads(json.dumps(data, default=datetime.isoformat))
    write_beside(folder / STATE, _dump(plain), sync=True)


def load_fetched(folder: Path) -> FetchLog:
    """Return the pages that are done with. Raises RecordError when a line is damaged."""
    return FetchLog(folder / FETCHED)


def _dump(row: dict[str, Any]) -> bytes:
    """Return a line with a checksum of its values."""
    line = {**row, "check": sum_row(row)}
    return json.dumps(line, ensure_ascii=True, sort_keys=True).encode() + b"\n"


def _load(line: bytes) -> dict[str, Any]:
    """Return the values of a line. Raises ValueError when they are not those that were written."""
    row: dict[str, Any] = json.loads(line)
    check = row.pop("check", None)  # lines of the first records have none
    if check is not None and check != sum_row(row):
        raise ValueError("its check says that it was changed")
    return row


def _read_state(data: dict[str, Any]) -> WatchState:
    if unknown := data.keys() - {f.name for f in fields(WatchState)} - {"version"}:
        raise ValueError(f"{min(unknown)!r} is no name that it has")
    near = data["neighbours"]
    return WatchState(
        feeds={url: _read(FeedState, row) for url, row in data["feeds"].items()},
        waiting={address: _read(Waiting, row) for address, row in data["waiting"].items()},
        neighbours=Neighbours(
            hosts={name: _read(Host, row) for name, row in near["hosts"].items()},
            robots={
                origin: Robots(
                    rules=Rules(**row["rules"]) if row["rules"] is not None else None,
                    until=datetime.fromisoformat(row["until"]),
                    why=str(row.get("why", "")),
                )
                for origin, row in near["robots"].items()
            },
        ),
        announced=str(data["announced"]),
        feed_id=str(data["feed_id"]),
        folders=str(data["folders"]),
        is_behind=bool(data["is_behind"]),
    )


def _read(kind: type[Kind], row: dict[str, Any]) -> Kind:
    """Return a row of the file as its kind; what ends in `_at` is a moment."""
    known = {f.name for f in fields(kind)}  # type: ignore[arg-type]
    values = {
        name: datetime.fromisoformat(value) if name.endswith("_at") and value else value
        for name, value in row.items()
        if name in known
    }
    return kind(**values)


def _read_lines(path: Path) -> Iterator[Fetch]:
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return
    # What follows the last line end was being written when the process was killed.
    for number, line in enumerate(lines[:-1], start=1):
        try:
            yield Fetch(**_load(line))
        except (ValueError, TypeError, AttributeError) as error:
            raise RecordError(
                f"{path}:{number}: not a line as it was written ({error}); delete the line: its "
                "page is fetched again if a feed still names it"
            ) from error


def _drop_torn_line(path: Path) -> None:
    """Cut half a line off the end, which a killed process left."""
    if not path.is_file() or not path.stat().st_size:
        return
    with path.open("rb+") as file:
        file.seek(-1, os.SEEK_END)
        if file.read(1) != b"\n":
            file.seek(0)
            file.truncate(file.read().rfind(b"\n") + 1)
