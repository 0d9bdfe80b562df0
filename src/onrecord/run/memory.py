"""Memory that is free: given back to the system, which libraries that took it do not do by themselves.

For the one process that puts a record together: what it holds of all documents is little beside what
it held for a while. (docs/performance.md)
"""

from __future__ import annotations

import ctypes
from contextlib import suppress
from functools import cache
from typing import Any

import pyarrow as pa


def take_from_system() -> None:
    """Let Arrow take memory where all others do: what it gives back can then be used by them."""
    pa.set_memory_pool(pa.system_memory_pool())


def give_back() -> None:
    """Give free memory back to the system, where there is a way: what is held stays."""
    if (trim := _find_trim()) is not None:
        trim(0)


@cache
def _find_trim() -> Any:
    """Return the function of glibc, None elsewhere."""
    with suppress(OSError, AttributeError, TypeError):
        return ctypes.CDLL(None).malloc_trim
    return None
