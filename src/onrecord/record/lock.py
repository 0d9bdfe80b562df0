"""The lock of a record: one build at a time, and the second says who holds it.

The kernel gives the lock back when its process ends, however it ends: a dead build holds nothing.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from onrecord.model import LockedError, RecordError

LOCK = ".lock"


@contextmanager
def hold_lock(folder: Path, *, now: datetime) -> Iterator[None]:
    """Hold the record's lock. Raises LockedError naming the process that has it."""
    path = folder / LOCK
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise RecordError(
            f"{folder}: cannot be written to ({error.strerror}); give it the permission, or name "
            "another folder with -r"
        ) from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise LockedError(_describe_holder(path, folder)) from error
        os.ftruncate(handle, 0)
        os.pwrite(handle, json.dumps({"pid": os.getpid(), "since": now.isoformat()}).encode(), 0)
        yield
        os.ftruncate(handle, 0)
    finally:
        os.close(handle)


def _describe_holder(path: Path, folder: Path) -> str:
    try:
        holder = json.loads(path.read_text(encoding="utf-8"))
        who = f"process {holder['pid']}, since {holder['since'][:19]}"
    except (OSError, ValueError, KeyError, TypeError):
        who = "another process"
    return f"{folder}: a build is going on ({who}); wait for it or stop it"
