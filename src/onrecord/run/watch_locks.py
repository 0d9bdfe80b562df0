"""One process watches a record, and waits for builds of others that are going on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from onrecord.model import LockedError
from onrecord.record.folder import RecordFolder
from onrecord.record.lock import hold_lock
from onrecord.sources.fetching.polite import Clock

PATIENCE_SECONDS = 900.0  # longer than a build of a large record takes
_LOOK_SECONDS = 1.0


@contextmanager
def hold_watch(folder: RecordFolder, clock: Clock) -> Iterator[None]:
    """Be the one who watches. Raises LockedError when another process is."""
    with ExitStack() as held:
        try:
            held.enter_context(hold_lock(folder.watch, now=clock.now()))
        except LockedError as error:
            raise LockedError(
                f"{folder.path}: another process watches it; stop that one, or wait"
            ) from error
        yield


@contextmanager
def wait_for_record(folder: RecordFolder, clock: Clock) -> Iterator[None]:
    """Hold the record's lock, once who has it is done. Raises LockedError when that takes too long."""
    waited = 0.0
    with ExitStack() as held:
        while True:
            try:
                held.enter_context(hold_lock(folder.path, now=clock.now()))
                break
            except LockedError:
                if waited >= PATIENCE_SECONDS:
                    raise
                clock.sleep(_LOOK_SECONDS)
                waited += _LOOK_SECONDS
        yield
