"""The versions of a document in a record, and which of their findings differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from onrecord.model import NotFoundError, make_address
from onrecord.record.records import FINDINGS, PLURALS, Record

_ALIKE = 0.6  # of two quotes that are one finding reworded
_MOST_TRIED = 2000  # pairs of quotes in one table
# What else of a finding may change though its words stay.
_READ = {
    "statement": ("speaker", "polarity", "outcome", "diagnosis"),
    "event": ("actors", "type", "targets", "status"),
    "commitment": ("by", "to", "kind", "due", "outcome"),
    "figure": ("value", "comparator", "unit", "period", "outcome", "diagnosis"),
}
Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingChange:
    """A finding that differs between two versions; `old` is None when it appeared, `new` when it
    disappeared.
    """

    table: str
    old: Row | None
    new: Row | None


def find_versions_of(record: Record, name: str) -> list[Row]:
    """Return the rows of all versions of a document, earliest first.

    `name` is a document's id or the beginning of one, an address, a file as it was given, or a
    file's name that no other has, as lists show it.
    Raises NotFoundError when no document goes by it.
    """
    documents = record.rows("document")
    row = _find_document(record, documents, name)
    first = row["version_of"] or row["id"]
    return [d for d in _in_order(documents) if first in (d["id"], d["version_of"])]


def _find_document(record: Record, documents: Sequence[Row], name: str) -> Row:
    address = make_address(name)
    for document in documents:
        same = address is not None and make_address(document["url"]) == address
        if same or name == document["source"]:
            return document
    named = {d["version_of"] or d["id"]: d for d in documents if _file_name(d) == name}
    if len(named) == 1:
        return next(iter(named.values()))
    if len(named) > 1:
        files = ", ".join(d["source"] for d in list(named.values())[:5])
        raise NotFoundError(f'{len(named)} documents come from a file "{name}": {files}; name one')
    if "://" in name:
        raise NotFoundError(
            f'no document has the address "{name}"; `onrecord list documents` names them'
        )
    table, row = record.find(name)
    if table == "document":
        return row
    if row.get("document") is None:
        raise NotFoundError(f"{row['id']} is a row of {PLURALS[table]}, which no document holds")
    (document,) = record.rows_with("document", "id", row["document"])
    return document


def _file_name(document: Row) -> str:
    return str(document["source"]).replace("\\", "/").rpartition("/")[2]


def _in_order(documents: Sequence[Row]) -> list[Row]:
    """Return the rows in the order in which versions are told: as met, the first one first."""
    return sorted(
        documents,
        key=lambda d: (d["version_of"] is not None, d["met_at"] or "", str(d["published"])),
    )


def compare_findings(record: Record, old_id: str, new_id: str) -> list[FindingChange]:
    """Return the findings that appeared, disappeared or changed between two versions."""
    changes: list[FindingChange] = []
    for table in FINDINGS:
        old = record.rows_with(table, "document", old_id)
        new = record.rows_with(table, "document", new_id)
        changes += _compare(table, old, new)
    return changes


def _compare(table: str, old: list[Row], new: list[Row]) -> Iterator[FindingChange]:
    left, right = _number(old), _number(new)
    for key in left.keys() & right.keys():
        one, other = left[key], right[key]
        if any(one[column] != other[column] for column in _READ[table]):
            yield FindingChange(table=table, old=one, new=other)
    gone = [left[key] for key in left if key not in right]
    came = [right[key] for key in right if key not in left]
    for one in gone:
        match = _find_like(one, came) if len(gone) * len(came) <= _MOST_TRIED else None
        if match is not None:
            came.remove(match)
        yield FindingChange(table=table, old=one, new=match)
    for other in came:
        yield FindingChange(table=table, old=None, new=other)


def _number(rows: list[Row]) -> dict[tuple[str, int], Row]:
    """Return the rows by their words, and which occurrence of them it is."""
    seen: Counter[str] = Counter()
    found: dict[tuple[str, int], Row] = {}
    for row in sorted(rows, key=lambda r: (r["start"], r["end"])):
        seen[row["quote"]] += 1
        found[row["quote"], seen[row["quote"]]] = row
    return found


def _find_like(row: Row, others: list[Row]) -> Row | None:
    best = max(others, key=lambda other: _ratio(row, other), default=None)
    return best if best is not None and _ratio(row, best) >= _ALIKE else None


def _ratio(one: Row, other: Row) -> float:
    return SequenceMatcher(None, one["quote"], other["quote"], autojunk=False).ratio()
