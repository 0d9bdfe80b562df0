"""What a standard's writer is made from: the rows chosen, with the documents and actors they name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from onrecord.knowledge.codebook import Codebook
from onrecord.publish.dossier_rows import find_page
from onrecord.record.records import FINDINGS
from onrecord.record.selections import Selection

Row = dict[str, Any]
# Ids become addresses by standing behind it; `--base` gives another.
BASE = "urn:onrecord:"
PRIVATE = "a private person"
# Enough words on either side to find a quotation again.
WIDTH = 32
MOST_CHARACTERS = 600
# A web address with its host, or a name of another scheme; ids come behind its last sign.
_BASE = re.compile(
    r"""(?:https?://[^\s/<>"{}|\\^`]+/|(?!https?:)[a-z][a-z0-9+.-]+:)[^\s<>"{}|\\^`]*(?<=[/#:=?-])""",
    re.IGNORECASE,
)


def is_base(text: str) -> bool:
    """Do ids behind `text` make addresses?

    >>> [is_base(one) for one in ("https://example.org/record/", "urn:onrecord:", "notaniri")]
    [True, True, False]
    """
    return _BASE.fullmatch(text) is not None


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """The chosen rows of a record. People without a public role have no row and no name here.

    `alpha3` are the countries' three-letter codes by their two-letter ones, `codebook` the
    event types.
    """

    selection: Selection
    base: str = BASE
    alpha3: Mapping[str, str] = field(default_factory=dict)
    codebook: Codebook = field(default_factory=Codebook)

    def iri(self, row_id: str) -> str:
        """Return the address of a row."""
        return f"{self.base}{row_id}"

    @cached_property
    def facts(self) -> dict[str, str]:
        """Return what the record was built with."""
        return self.selection.facts

    @cached_property
    def software(self) -> str:
        """Return the name of the program that built the record."""
        return f"Onrecord {self.facts.get('onrecord', '')}".strip()

    @cached_property
    def documents(self) -> dict[str, Row]:
        """Return the documents by id, without their texts."""
        return {row["id"]: row for row in self.selection.rows("document")}

    @cached_property
    def actors(self) -> dict[str, Row]:
        """Return the actors with a public role by id."""
        return {row["id"]: row for row in self._all_actors if row["is_public"]}

    @cached_property
    def series(self) -> dict[str, Row]:
        """Return the series by id."""
        return {row["id"]: row for row in self.selection.needed("series")}

    @cached_property
    def accepted(self) -> dict[str, str]:
        """Return who accepted a finding, by its id."""
        return {row["now"]: row["by"] for row in self.reviews if row["decision"] == "accept"}

    @cached_property
    def reviews(self) -> list[Row]:
        """Return the reviews that count: those whose finding is there, taken-back ones left out."""
        return [
            row for row in self.selection.rows("review") if row["now"] and row["fate"] != "undone"
        ]

    @cached_property
    def _all_actors(self) -> list[Row]:
        return list(self.selection.needed("actor"))

    @cached_property
    def _private(self) -> frozenset[str]:
        return frozenset(row["name"] for row in self._all_actors if not row["is_public"])

    @cached_property
    def _private_ids(self) -> frozenset[str]:
        return frozenset(row["id"] for row in self._all_actors if not row["is_public"])

    def findings(self, table: str) -> Iterator[Row]:
        """Yield the findings of a kind; headlines that repeat their body are left out."""
        for row in self.selection.rows(table):
            if not row.get("repeats"):
                yield row

    @cached_property
    def positions(self) -> dict[str, Row]:
        """Return the positions by id."""
        return {row["id"]: row for row in self.selection.rows("position")}

    @cached_property
    def shifts(self) -> list[Row]:
        """Return the pairs of positions that do not go together, both of them chosen."""
        rows = self.selection.rows("shift") if self.positions else ()
        return [r for r in rows if r["before"] in self.positions and r["after"] in self.positions]

    @cached_property
    def grounds(self) -> frozenset[str]:
        """Return the findings that positions were read in and that go along."""
        wanted = {row["finding"] for row in self.positions.values()}
        return frozenset(row["id"] for _, row in self.all_findings() if row["id"] in wanted)

    def all_findings(self) -> Iterator[tuple[str, Row]]:
        """Yield all findings with the name of their kind."""
        for table in FINDINGS:
            for row in self.findings(table):
                yield table, row

    def name(self, name: str | None, actor_id: str | None = None) -> str | None:
        """Return a name, but not that of a private person."""
        if name is None:
            return None
        return PRIVATE if name in self._private or actor_id in self._private_ids else name

    def names(self, names: Iterable[str] | None) -> list[str]:
        """Return names, but not those of private persons."""
        return [said for name in names or () if (said := self.name(name))]

    def page(self, document_id: str) -> str | None:
        """Return the web address of a document, if it has one."""
        document = self.documents.get(document_id)
        return find_page(document["url"]) if document else None


def cut(text: str) -> str:
    """Return a text as an export may carry it: an excerpt."""
    return text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - 1].rstrip() + "…"


def last_day(period: list[date] | None) -> date | None:
    """Return the last day of a half-open period."""
    return date.fromordinal(period[1].toordinal() - 1) if period else None


def drop_empty(node: Row) -> Row:
    """Return what of a node says something."""
    return {key: value for key, value in node.items() if value not in (None, "", [], {})}


def join(names: Iterable[str]) -> str:
    """Return names in one line."""
    return ", ".join(names)
