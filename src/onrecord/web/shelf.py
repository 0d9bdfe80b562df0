"""The record that pages are made from: opened once for each build, changed when a build lands.

Each request reads through a connection of its own, so a slow page keeps nobody waiting. What is
long in the making is made once for each build, beside the requests, and without regard to reviews:
a page applies these when it shows it, so a decision makes no page slow.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from onrecord.knowledge import Knowledge, load_knowledge
from onrecord.knowledge.packs import DEFAULT_PACK
from onrecord.model import OnrecordError, RecordError
from onrecord.model.judged import Judged
from onrecord.record import Record, RecordFolder, open_record
from onrecord.record.folder import load_settings
from onrecord.record.kept import load_kept, save_kept
from onrecord.run.versions import hash_code

T = TypeVar("T")
Name = tuple[str, ...]
MOST_KEPT = 64
PATIENCE = 0.8  # seconds that a page waits for what is long in the making


class BeingMadeError(OnrecordError):
    """Not an error of anybody: what was asked for is being made, and will be there soon."""


@dataclass(slots=True)
class _Job:
    """Something being made in a thread of its own, beside the requests."""

    reader: Record
    done: threading.Event = field(default_factory=threading.Event)
    made: Any = None
    is_made: bool = False
    failed: OnrecordError | None = None


@dataclass(slots=True, eq=False)
class _Opened:
    """A build that is open: its record, readers that nobody uses now, what was made of it."""

    record: Record
    build: Path | None
    idle: list[Record] = field(default_factory=list)
    kept: OrderedDict[Name, Any] = field(default_factory=OrderedDict)
    jobs: dict[Name, _Job] = field(default_factory=dict)
    out: int = 0  # readers in use
    is_left: bool = False  # a later build took its place
    marked: tuple[Judged | None, Name] = (None, ())

    def mark(self) -> Name:
        """Return what tells apart what is made before and after a decision."""
        judged = self.record.judged
        if self.marked[0] is not judged:
            said = "\n".join(sorted(judged.rejected))
            mark = (hashlib.sha256(said.encode()).hexdigest(),) if said else ()
            self.marked = judged, mark
        return self.marked[1]

    def take(self) -> Record:
        """Return a reader that nobody else uses, with what the log of reviews says by now."""
        assert self.record.judged is not None  # read once, by whoever comes first, for all readers
        reader = self.idle.pop() if self.idle else self.record.beside()
        self.out += 1
        return reader.catch_up(self.record)

    def give_back(self, reader: Record) -> None:
        """Take back a reader; the last one closes a build that a later one took the place of."""
        self.out -= 1
        self.idle.append(reader)
        if self.is_left and not self.out:
            self.leave()

    def leave(self) -> None:
        """Close the build as soon as nobody reads it."""
        self.is_left = True
        if not self.out:
            for reader in (*self.idle, self.record):
                reader.close()
            self.idle.clear()


class Shelf:
    """Gives out the record in a folder, to as many requests at a time as ask.

    A build puts the new database beside the old one, so a request reads one build from beginning
    to end, and the next request reads the new one.
    """

    def __init__(
        self, folder: Path, *, patience: float = PATIENCE, read_only: bool = False
    ) -> None:
        self._folder = RecordFolder(folder)
        self._read_only = read_only
        self._ahead: Callable[[], object] | None = None
        self._code: str | None = None
        self._patience = patience
        self._lock = threading.Lock()
        self._tables_lock = threading.Lock()
        self._opened: _Opened | None = None
        self._here = threading.local()  # which build the request of a thread reads
        self._knowledge: Knowledge | None = None

    @property
    def folder(self) -> RecordFolder:
        """Return the record's folder."""
        return self._folder

    @contextmanager
    def use(self) -> Iterator[Record]:
        """Give the record of the last build. Raises RecordError where there is none."""
        before = getattr(self._here, "opened", None)
        with self._lock:
            opened = self._find_opened()
            reader = opened.take()
        self._here.opened = opened
        try:
            yield reader
        finally:
            self._here.opened = before
            with self._lock:
                opened.give_back(reader)

    def _open(self) -> _Opened:
        """Return the last build, opened when first asked for."""
        build = self._folder.find_build()
        if self._opened is None or build != self._opened.build:
            self._leave()
            self._opened = _Opened(record=open_record(self._folder.path), build=build)
            self._start_ahead()
        return self._opened

    def make_ahead(self, make: Callable[[], object]) -> None:
        """Let `make` ask for what pages need of a build, now and whenever another one is opened."""
        self._ahead = make
        self._start_ahead()

    def _start_ahead(self) -> None:
        if self._ahead is not None:
            threading.Thread(target=self._ahead, daemon=True).start()

    def keep(self, name: Name, make: Callable[[], T], *, by_reviews: bool = True) -> T:
        """Return what `make` makes of this build, made once for each `name`: charts, balances.

        What depends on what reviewers rejected is made again when that changes.
        """
        with self._lock:
            try:
                opened = self._find_opened()
            except RecordError:  # the page that says so needs names too
                return make()
            name = (*name, *opened.mark()) if by_reviews else name
            if name in opened.kept:
                opened.kept.move_to_end(name)
                kept: T = opened.kept[name]
                return kept
        made = make()  # two who come at once both make it, and nobody else waits
        with self._lock:
            _keep(opened, name, made)
        return made

    def work(
        self,
        name: Name,
        make: Callable[[Record], T],
        *,
        patient: bool = False,
        by_reviews: bool = True,
        kind: Any = None,
    ) -> T:
        """Return what `make` makes of this build, made once, in a thread beside the requests.

        Raises BeingMadeError when it takes longer than a page should; `patient` waits to the end.
        A thing of a `kind` that files can hold is kept beside the build, too: the next start of
        the server finds it there.
        """
        with self._lock:
            opened = self._find_opened()
            name = (*name, *opened.mark()) if by_reviews else name
            if name in opened.kept:
                opened.kept.move_to_end(name)
                kept: T = opened.kept[name]
                return kept
            job = opened.jobs.get(name)
            if job is None:
                job = opened.jobs[name] = _Job(reader=opened.take())
                if kind is not None and opened.build is not None:
                    make = self._make_kept(opened.build, "-".join(name), make, kind)
                threading.Thread(
                    target=self._make, args=(opened, name, job, make), daemon=True
                ).start()
        if not job.done.wait(None if patient else self._patience):
            raise BeingMadeError("This is being put together. The page loads itself again.")
        if job.failed is not None:
            raise job.failed
        if not job.is_made:
            raise RuntimeError(f"{' '.join(name)} could not be made; the log says why")
        made: T = job.made
        return made

    def _make(self, opened: _Opened, name: Name, job: _Job, make: Callable[[Record], Any]) -> None:
        try:
            job.made, job.is_made = make(job.reader), True
        except OnrecordError as error:
            job.failed = error
        finally:
            with self._lock:
                opened.give_back(job.reader)
                opened.jobs.pop(name, None)
                if job.is_made:
                    _keep(opened, name, job.made)
            job.done.set()

    def _make_kept(
        self, build: Path, name: str, make: Callable[[Record], T], kind: Any
    ) -> Callable[[Record], T]:
        """Return what takes a thing from its file, or makes it and writes that."""

        def take(own: Record) -> T:
            stamp = f"{self._hash_code()} {self.knowledge.table_hash}"
            kept: T | None = load_kept(build, name, kind, stamp=stamp)
            if kept is None:
                kept = make(own)
                if not self._read_only:
                    save_kept(build, name, kind, kept, stamp=stamp)
            return kept

        return take

    def _hash_code(self) -> str:
        with self._tables_lock:
            if self._code is None:
                self._code = hash_code()
            return self._code

    def _find_opened(self) -> _Opened:
        """Return the build that the request of this thread reads, the last one outside of `use`."""
        opened: _Opened | None = getattr(self._here, "opened", None)
        return opened if opened is not None else self._open()

    @property
    def knowledge(self) -> Knowledge:
        """Return the tables that the record was read with, loaded when first asked for."""
        with self._tables_lock:
            if self._knowledge is None:
                settings = load_settings(self._folder)
                self._knowledge = load_knowledge(settings.pack if settings else DEFAULT_PACK)
            return self._knowledge

    def close(self) -> None:
        """Close the database."""
        with self._lock:
            self._leave()

    def _leave(self) -> None:
        if self._opened is not None:
            self._opened.leave()
        self._opened = None


def _keep(opened: _Opened, name: Name, made: Any) -> None:
    opened.kept[name] = made
    if len(opened.kept) > MOST_KEPT:
        opened.kept.popitem(last=False)
