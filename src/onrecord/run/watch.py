"""Follow feeds and folders: fetch what is new, build, and write what changed.

One call is one round. It may be killed at any moment: what was fetched is on the disk, and the next
round goes on from there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from onrecord.knowledge.packs import DEFAULT_PACK
from onrecord.model import Capture, Problem, RecordError
from onrecord.publish.feeds import Feed
from onrecord.record.captures import CaptureStore, load_source_problems, write_source_problems
from onrecord.record.folder import (
    RecordFolder,
    RecordSettings,
    load_settings,
    refuse_lost_settings,
    remove_leftovers,
    write_settings,
)
from onrecord.run.build import BuildOptions, Built, Progress, build_record
from onrecord.run.choosing import Chooser
from onrecord.run.tables import load_record_tables
from onrecord.run.watch_fetching import Books, Followed, Follower, mend
from onrecord.run.watch_locks import hold_watch, wait_for_record
from onrecord.run.watch_news import Edition
from onrecord.run.watch_state import list_problems, load_fetched, load_state
from onrecord.run.watch_telling import Round, read_news, write_feeds
from onrecord.sources import find_files
from onrecord.sources.fetching import FetchLimits, Net, split_url
from onrecord.sources.fetching.polite import AT_ONCE, Clock, Manners, PoliteFetcher, name_agent
from onrecord.sources.objects import is_object


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchOptions:
    """What is followed from now on, and how. The patterns of `build` are folders and files.

    What is None is as the record's settings say.
    """

    build: BuildOptions
    version: str
    feeds: tuple[str, ...] = ()
    contact: str | None = None
    delay_seconds: float | None = None
    most_pages: int | None = None
    link: str | None = None
    write_to: Path | None = None  # a second place for the feeds and the summary
    allow_private: bool = False
    most_bytes: int = 32 * 1024**2


@dataclass(frozen=True, slots=True, kw_only=True)
class Watcher:
    """Follows what a record's settings name, one round at a time."""

    options: WatchOptions
    clock: Clock
    net: Net = field(default_factory=Net)
    at_once: int = AT_ONCE
    progress: Progress = field(default_factory=Progress)

    @property
    def folder(self) -> RecordFolder:
        """Return the record that is watched."""
        return RecordFolder(self.options.build.record)

    def run_round(self) -> Round:
        """Fetch, build and write once. Raises LockedError when another process watches."""
        settings = self._settle()
        with hold_watch(self.folder, self.clock):
            remove_leftovers(self.folder.watch)
            books = Books(
                folder=self.folder.watch,
                state=load_state(self.folder.watch),
                log=load_fetched(self.folder.watch),
            )
            if not books.state.feed_id:
                self._begin(books)
            followed = self._follow(settings, books)
            lying = look_into(settings.sources)
            built = self._build(lying, books)
            told = Round(
                at=self.clock.now().isoformat(timespec="seconds"),
                followed=followed,
                waiting=len(books.state.waiting),
                problems=len(list_problems(books.state, books.log)),
                unread=lying.faults,
                built=built,
            )
            return self._tell(settings, books, told)

    def _begin(self, books: Books) -> None:
        """Note what is known at the first round: only what comes after it is news."""
        books.state.announced = self.folder.read_current()
        seed = f"onrecord\0{self.clock.now().isoformat()}\0{self.folder.path.absolute().name}"
        books.state.feed_id = uuid5(NAMESPACE_URL, seed).urn
        books.save()

    def _settle(self) -> RecordSettings:
        """Return the record's settings with what is followed from now on, written down."""
        folder, build = self.folder, self.options.build
        for url in self.options.feeds:
            split_url(url)
        refuse_missing(build.patterns)
        refuse_lost_settings(folder, build.pack)
        held = load_settings(folder)
        settings = self._merge(held)
        if not (settings.watch.feeds or settings.sources or build.patterns):
            raise RecordError(
                f"{folder.path}: nothing to follow; name feeds and folders, or write them into "
                f"[watch] of {folder.settings_path.name}"
            )
        if held is None:
            load_record_tables(folder, settings)  # an unknown pack writes nothing
        for path in (folder.path, folder.captures, folder.watch):
            path.mkdir(parents=True, exist_ok=True)
        with wait_for_record(folder, self.clock):
            held = load_settings(folder)  # a build that was waited for may have written it
            settings = self._merge(held)
            if settings != held:
                write_settings(folder, settings)
        return settings

    def _merge(self, held: RecordSettings | None) -> RecordSettings:
        """Return the settings with what is asked for now in the place of what was."""
        asked = self.options
        settings = held or RecordSettings(pack=asked.build.pack or DEFAULT_PACK)
        given = {
            "contact": asked.contact,
            "delay_seconds": asked.delay_seconds,
            "most_pages": asked.most_pages,
            "link": asked.link,
        }
        said: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
        return replace(
            settings,
            sources=tuple(dict.fromkeys((*settings.sources, *asked.build.patterns))),
            watch=replace(settings.watch.follow(asked.feeds), **said),
        )

    def _follow(self, settings: RecordSettings, books: Books) -> Followed:
        """Ask the feeds and fetch what they name."""
        watch = settings.watch
        fetcher = PoliteFetcher(
            limits=FetchLimits(
                most_bytes=self.options.most_bytes,
                allow_private=self.options.allow_private,
                user_agent=name_agent(self.options.version, watch.contact),
            ),
            manners=Manners(delay_seconds=watch.delay_seconds, at_once=self.at_once),
            clock=self.clock,
            net=self.net,
            neighbours=books.state.neighbours,
        )
        store = CaptureStore(self.folder.captures)
        sources = {entry.source for entry in store.entries()}
        mend(books, sources.__contains__, self.clock.now())
        follower = Follower(books, fetcher, self._make_take(settings, store), self.clock.now)
        follower.ask_feeds(watch.feeds, is_kept=sources.__contains__)
        follower.fetch_pages(watch.most_pages)
        return follower.followed

    def _make_take(
        self, settings: RecordSettings, store: CaptureStore
    ) -> Callable[[Capture], bool]:
        """Return what keeps a page, when it is one that the record takes."""
        chooser = None
        if settings.only:
            chooser = Chooser(settings.only, load_record_tables(self.folder, settings))

        def take(capture: Capture) -> bool:
            if chooser is not None and chooser.refuse(capture) is not None:
                return False
            with wait_for_record(self.folder, self.clock):
                store.add(capture)
            return True

        return take

    def _build(self, lying: Lying, books: Books) -> Built | None:
        """Build when something is new; what cannot be fetched is part of the record too."""
        folder, build, state = self.folder, self.options.build, books.state
        problems = list_problems(state, books.log)
        is_known = {p.id for p in problems} == {p.id for p in load_source_problems(folder.watch)}
        is_there = folder.find_build() is not None
        is_same = is_known and is_there and lying.hash == state.folders and not state.is_behind
        if is_same and not lying.has_stores:
            return None
        write_source_problems(folder.watch, problems)
        is_empty = not len(CaptureStore(folder.captures)) and not problems
        if is_empty and not (lying.files or lying.has_stores):
            return None  # what is followed is there, and holds nothing yet
        built = build_record(build, now=self.clock.now(), progress=self.progress)
        state.folders, state.is_behind = lying.hash, False
        books.save()
        return built

    def _tell(self, settings: RecordSettings, books: Books, told: Round) -> Round:
        """Write what changed since it was last told."""
        state, build = books.state, self.folder.read_current()
        if build and build != state.announced:
            edition = Edition(feed_id=state.feed_id, build=build, at=told.at)
            told = replace(told, news=read_news(self.folder, state.announced, edition))
            name = self.folder.path.absolute().name
            feed = Feed(
                id=state.feed_id, title=f"On record: {name}", link=settings.watch.link, at=told.at
            )
            places = [self.folder.watch]
            places += [self.options.write_to] if self.options.write_to else []
            told = replace(told, files=write_feeds(feed, told, places))
            state.announced = build
        books.save()
        return told


def refuse_missing(patterns: Sequence[str]) -> None:
    """Raise RecordError for a folder or file that is not there: a slip, which nothing would tell of."""
    for pattern in patterns:
        first = None if is_object(pattern) else next(iter(find_files([pattern])), None)
        if isinstance(first, Problem) and first.subject_id == pattern:
            raise RecordError(first.message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lying:
    """What lies in the folders that are followed: how many files, what cannot be read, and a hash."""

    hash: str
    files: int
    faults: tuple[str, ...]
    has_stores: bool


def look_into(patterns: Sequence[str]) -> Lying:
    """Return what lies in folders; the hash is of names, sizes, times of the last write."""
    said: list[str] = []
    faults: list[str] = []
    local = [pattern for pattern in patterns if not is_object(pattern)]
    for found in find_files(local):
        if isinstance(found, Problem):
            faults.append(found.message)
            continue
        try:
            status = found.stat()
            said.append(f"{found}\0{status.st_size}\0{status.st_mtime_ns}")
        except OSError:
            said.append(f"{found}\0gone")
    lines = "\n".join([*said, *faults])
    return Lying(
        hash=hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        files=len(said),
        faults=tuple(faults),
        has_stores=len(local) < len(patterns),
    )
