"""The record that pages are made from: opened once for each build, changed when a build lands."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from onrecord.knowledge import Knowledge, load_knowledge
from onrecord.knowledge.packs import DEFAULT_PACK
from onrecord.record import Record, RecordFolder, open_record
from onrecord.record.folder import load_settings

T = TypeVar("T")
MOST_KEPT = 64


class Shelf:
    """Gives out the record in a folder, one request at a time.

    A build puts the new database beside the old one, so a request reads one build from beginning
    to end, and the next request reads the new one.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = RecordFolder(folder)
        self._lock = threading.RLock()
        self._record: Record | None = None
        self._build: Path | None = None
        self._knowledge: Knowledge | None = None
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
            yield self._record

    def keep(self, name: tuple[str, ...], make: Callable[[], T]) -> T:
        """Return what `make` makes of this build, made once for each `name`: charts, balances."""
        with self._lock:
            if name in self._kept:
                self._kept.move_to_end(name)
            else:
                self._kept[name] = make()
                if len(self._kept) > MOST_KEPT:
                    self._kept.popitem(last=False)
            kept: T = self._kept[name]
            return kept

    @property
    def knowledge(self) -> Knowledge:
        """Return the tables that the record was read with, loaded when first asked for."""
        with self._lock:
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
