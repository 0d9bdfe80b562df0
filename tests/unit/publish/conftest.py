"""A record of a few rows, as the database would give them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

Row = dict[str, Any]
TEXT = (
    "Agents made 218,673 arrests along the border in September, the agency said.\n"
    "In August the count was 181,059. Mexico agreed to send 10,000 guards by May 1."
)
SEPTEMBER = [date(2023, 9, 1), date(2023, 10, 1)]
AUGUST = [date(2023, 8, 1), date(2023, 9, 1)]


@dataclass
class FakeRecord:
    """Gives the rows it holds; tables it does not hold are empty."""

    tables: dict[str, list[Row]] = field(default_factory=dict)

    def rows(self, table: str) -> list[Row]:
        return self.tables.get(table, [])

    def document(self, id: str = "doc-1", **other: Any) -> Row:
        row = {
            "id": id, "source": f"{id}.html", "url": "https://bugle.example/a", "title": "A title",
            "outlet": "Bugle", "original_outlet": None, "authors": [], "language": "en",
            "kind": "news", "published": date(2023, 10, 23), "published_latest": date(2023, 10, 23),
            "published_basis": "metadata", "origin": id, "words": 30, "capture": "cap-1",
            "dropped": [], "text": TEXT, "version_of": None,
        }  # fmt: skip
        return self.add("document", row, other)

    def figure(self, quote: str = "218,673 arrests", id: str = "fig-1", **other: Any) -> Row:
        row = {
            **self.evidence(id, quote), "value": [218673.0], "comparator": "exact",
            "unit": "arrests", "measure": "arrests", "kind": "level", "direction": None,
            "period": SEPTEMBER, "base": None, "place": None, "said_by": None,
            "indicator": "arrests", "series": "arrests-month", "official": [218763.0],
            "outcome": "fails", "diagnosis": "swapped-digits",
            "reason": "two digits of 218,763 swapped", "nearest": "218,763 in September 2023",
            "hedges": [], "said_by_id": None,
        }  # fmt: skip
        return self.add("figure", row, other)

    def statement(self, quote: str = "In August the count was 181,059", **other: Any) -> Row:
        row = {
            **self.evidence("sta-1", quote), "speaker": "The agency", "speaker_text": "the agency",
            "speaker_country": "US", "role": None, "cue": "said", "cue_class": "say",
            "manner": "indirect", "content": quote, "polarity": "affirms", "hedge": None,
            "topics": [], "said_on": None, "via": None, "anonymity": None, "place": "body",
            "repeats": None, "continues": None, "outcome": None,
            "diagnosis": None, "speaker_id": "agency",
        }  # fmt: skip
        return self.add("statement", row, other)

    def event(self, quote: str = "Mexico agreed to send 10,000 guards", **other: Any) -> Row:
        row = {
            **self.evidence("eve-1", quote), "actors": ["MEX"], "type": "AGREE", "targets": [],
            "mode": None, "contexts": [], "date": None, "place": None, "status": "happened",
            "asserted_by": None, "happening": None, "outcome": None, "actor_ids": ["mx"],
            "target_ids": [],
        }  # fmt: skip
        return self.add("event", row, other)

    def commitment(self, quote: str = "Mexico agreed to send 10,000 guards", **other: Any) -> Row:
        row = {
            **self.evidence("com-1", quote), "by": ["MEX"], "to": ["USA"], "deed": "send guards",
            "kind": "promise", "condition": None, "due": date(2024, 5, 1), "outcome": "open",
            "outcome_evidence": None, "diagnosis": "pending", "by_ids": ["mx"], "to_ids": ["us"],
        }  # fmt: skip
        return self.add("commitment", row, other)

    def verdict(self, finding: str = "fig-1", **other: Any) -> Row:
        row = {
            "id": "ver-1", "finding": finding, "document": "doc-1", "source": "doc-1.html",
            "outcome": "fails", "diagnosis": "swapped-digits", "reason": "two digits swapped",
            "nearest": None, "series": "arrests-month", "period": SEPTEMBER,
            "official": [218763.0], "as_of": date(2023, 10, 21), "publisher": "The Agency",
            "carrier": "a copy of its release", "method": "verify.figures@1",
        }  # fmt: skip
        return self.add("verdict", row, other)

    def series(self, **other: Any) -> Row:
        row = {
            "id": "arrests-month", "name": "Arrests at the border", "publisher": "The Agency",
            "definition": "Arrests between ports.", "unit": "arrests", "population": "all",
            "place": "the border", "limits": "Events, not people.", "grain": "month",
            "url": None, "observations": 2,
        }  # fmt: skip
        return self.add("series", row, other)

    def observation(self, period: list[date], value: float, **other: Any) -> Row:
        row = {
            "id": f"obs-{value}", "series": "arrests-month", "period": period, "value": value,
            "released": date(2023, 10, 21), "retrieved": date(2023, 10, 21), "carrier": "x",
            "note": None,
        }  # fmt: skip
        return self.add("observation", row, other)

    def actor(self, id: str, name: str, **other: Any) -> Row:
        row = {
            "id": id, "name": name, "kind": "body", "country": "US", "role": None,
            "is_public": True, "mentions": 1, "offices": [],
        }  # fmt: skip
        return self.add("actor", row, other)

    def evidence(self, id: str, quote: str) -> Row:
        start = TEXT.index(quote)
        return {
            "id": id, "document": "doc-1", "source": "doc-1.html", "quote": quote, "start": start,
            "end": start + len(quote), "method": "extract.test@1", "score": 0.9,
        }  # fmt: skip

    def add(self, table: str, row: Row, other: Row) -> Row:
        row.update(other)
        self.tables.setdefault(table, []).append(row)
        return row


@pytest.fixture
def record() -> FakeRecord:
    """A record of one document, with a figure that fails."""
    record = FakeRecord()
    record.tables["build"] = [
        {"key": "build", "value": "b-1"},
        {"key": "title", "value": "A story"},
    ]
    record.document()
    record.figure()
    record.verdict()
    record.series()
    record.observation(AUGUST, 181059.0)
    record.observation(SEPTEMBER, 218763.0)
    record.actor("agency", "The agency")
    record.actor("us", "United States", kind="state")
    return record
