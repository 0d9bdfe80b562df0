"""The record: captures, parts and settings in a folder, and the database made from them."""

from onrecord.record.folder import RecordFolder, find_record
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
