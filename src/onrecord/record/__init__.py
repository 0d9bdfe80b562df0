"""The record: captures, parts and settings in a folder, and the database made from them."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from onrecord.record.folder import RecordFolder, find_record

if TYPE_CHECKING:
    from onrecord.record.records import PLURALS, Record, Table, open_record
    from onrecord.record.summaries import Summary, summarise

__all__ = [
    "PLURALS",
    "Record",
    "RecordFolder",
    "Summary",
    "Table",
    "find_record",
    "open_record",
    "summarise",
]


def __getattr__(name: str) -> Any:
    """Return what opens the database. Processes that only read documents do without it."""
    for module in ("records", "summaries") if name in __all__ else ():
        found = getattr(import_module(f"{__name__}.{module}"), name, None)
        if found is not None:
            return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
