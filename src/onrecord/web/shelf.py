"""The record that pages are made from: opened once for each build, changed when a build lands."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.knowledge import Knowledge, load_knowledge
from onrecord.knowledge.packs import DEFAULT_PACK
from onrecord.record import Record, RecordFolder, open_record
from onrecord.record.folder import load_settings


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
