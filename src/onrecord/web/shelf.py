"""The record that pages are made from: opened once for each build, changed when a build lands."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from onrecord.knowledge import Knowledge, load_knowledge
from onrecord.knowledge.packs import DEFAULT_PACK
from onrecord.model import OnrecordError
from onrecord.record import Record, RecordFolder, open_record
from onrecord.record.folder import load_settings

T = TypeVar("T")
MOST_KEPT = 64
PATIENCE = 0.8  # seconds that a page waits for what is long in the making


class BeingMadeError(OnrecordError):
    """Not an error of anybody: what was asked for is being made, and will be there soon."""


@dataclass(slots=True)
class _Job:
    """Something being made in a thread of its own, beside the requests."""

    done: threading.Event = field(default_factory=threading.Event)
    made: Any = None
    is_made: bool = False
    failed: OnrecordError | None = None


class Shelf:
    """Gives out the record in a folder, one request at a time.

    A build puts the new database beside the old one, so a request reads one build from beginning
    to end, and the next request reads the new one.
    """

    def __init__(self, folder: Path, *, patience: float = PATIENCE) -> None:
        self._folder = RecordFolder(folder)
        self._patience = patience
        self._lock = threading.RLock()
        self._tables_lock = threading.Lock()
        self._jobs: dict[tuple[Path | None, tuple[str, ...]], _Job] = {}
        self._record: Record | None = None
        self._build: Path | None = None
        self._knowledge: Knowledge | None = None
        self._rejected: frozenset[str] = frozenset()
        self._kept: OrderedDict[tuple[str, ...], Any] = OrderedDict()

    @property
    def folder(self) -> RecordFolder:
        """Return the record's folder."""
        return self._folder

    @contextmanager
    def use(self) -> Iterator[Record]:
        """Give the record of the last build. Raises RecordError where there is none."""
        with self._lock:
            build = self._folder.find_build()
            if self._record is None or build != self._build:
                self._close()
                self._record, self._build = open_record(self._folder.path), build
            rejected = self._record.judged.rejected
            if rejected != self._rejected:  # what was counted with them is counted again
                self._rejected = rejected
                self._kept.clear()
            yield self._record

    def keep(self, name: tuple[str, ...], make: Callable[[], T]) -> T:
        """Return what `make` makes of this build, made once for each `name`: charts, balances."""
        with self._lock:
            if name in self._kept:
                self._kept.move_to_end(name)
            else:
                self._keep(name, make())
            kept: T = self._kept[name]
            return kept

    def work(
        self, name: tuple[str, ...], make: Callable[[Record], T], *, patient: bool = False
    ) -> T:
        """Return what `make` makes of this build, made once, in a thread beside the requests.

        Raises BeingMadeError when it takes longer than a page should; `patient` waits to the end.
        """
        with self.use():
            if name in self._kept:
                self._kept.move_to_end(name)
                kept: T = self._kept[name]
                return kept
            key = (self._build, name)
            job = self._jobs.get(key)
            if job is None:
                job = self._jobs[key] = _Job()
                threading.Thread(target=self._make, args=(key, job, make), daemon=True).start()
        if not job.done.wait(None if patient else self._patience):
            raise BeingMadeError("This is being put together. The page loads itself again.")
        if job.failed is not None:
            raise job.failed
        if not job.is_made:
            raise RuntimeError(f"{' '.join(name)} could not be made; the log says why")
        made: T = job.made
        return made

    def _make(
        self, key: tuple[Path | None, tuple[str, ...]], job: _Job, make: Callable[[Record], Any]
    ) -> None:
        build, name = key
        try:
            with open_record(self._folder.path) as own:
                job.made, job.is_made = make(own), True
        except OnrecordError as error:
            job.failed = error
        finally:
            with self._lock:
                self._jobs.pop(key, None)
                if job.is_made and build == self._build:
                    self._keep(name, job.made)
            job.done.set()

    def _keep(self, name: tuple[str, ...], made: Any) -> None:
        self._kept[name] = made
        if len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)

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
            self._close()

    def _close(self) -> None:
        if self._record is not None:
            self._record.close()
        self._record = self._build = None
        self._kept.clear()
