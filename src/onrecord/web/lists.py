"""One list for all tables: what the address asks for → rows, counts, and addresses to go on from.

The address says everything: `/figures?outcome=fails&q=arrests&sort=-value&page=2`. Each column is a
parameter and means "is"; `where` takes the conditions of `onrecord list`; `q` looks for words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from onrecord.model import NotFoundError
from onrecord.model.judged import LEFT_OUT_BY
from onrecord.model.wording import guess
from onrecord.record import Record, Table
from onrecord.record.paging import Row, count_values, take_page
from onrecord.record.records import FROM_DOCUMENT
from onrecord.web.views import ALWAYS, View

PAGE_ROWS = 50
MOST_ROWS = 100_000  # of a file
MOST_FACETS = 8
OWN = frozenset({"q", "sort", "page", "where", "rejected"})

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """A value that can be chosen, how many rows have it, and the address that chooses it."""

    value: str
    count: int
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """The values of one column."""

    column: str
    label: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """What was chosen, and the address without it. Words and conditions stand in the label alone."""

    label: str
    column: str
    value: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """What a list shows: `count` rows of `total` fit, and these are the ones of this page."""

    view: View
    rows: tuple[Row, ...]
    count: int
    total: int
    first: int
    facets: tuple[Facet, ...]
    chosen: tuple[Chip, ...]
    words: str
    query: str
    before: str | None
    after: str | None
    orders: Mapping[str, str]
    sort: str
    rejected: int  # how many of the rows that fit reviewers rejected
    shows_rejected: bool
    turned: str  # the address with them, or without them

    @property
    def last(self) -> int:
        """Return the number of the last row shown."""
        return self.first + len(self.rows) - 1

    def address(self, ending: str) -> str:
        """Return where the same is found as JSON or CSV."""
        return f"/{self.view.name}{ending}{f'?{self.query}' if self.query else ''}"


def choose(record: Record, view: View, pairs: Pairs) -> Table:
    """Return the rows that an address asks for. Raises FilterError or NotFoundError when it is wrong."""
    table = _find_table(record, view, pairs)
    return table.where(*_list_conditions(table, view, pairs))


def _find_table(record: Record, view: View, pairs: Pairs) -> Table:
    table = record.table(view.table).where(*ALWAYS.get(view.name, ()))
    return table.with_rejected() if _shows_rejected(pairs) else table


def _shows_rejected(pairs: Pairs) -> bool:
    return dict(pairs).get("rejected") == "show"


def _count_rejected(record: Record, view: View, pairs: Pairs) -> int:
    """Return how many of the rows that fit are rejected ones."""
    if view.table not in LEFT_OUT_BY or not record.judged.rejected:
        return 0
    rest = _without(pairs, "rejected")
    whole = choose(record, view, [*rest, ("rejected", "show")])
    return len(whole) - len(choose(record, view, rest))


def make_page(record: Record, view: View, pairs: Pairs, *, facets: bool = True) -> ListPage:
    """Return the page of a list that an address asks for."""
    table = choose(record, view, pairs)
    number, sort = _read_page(pairs), _read_sort(table, view, pairs)
    offset = (number - 1) * PAGE_ROWS
    rows = take_page(
        table, columns=_columns(table, view), order=sort, offset=offset, limit=PAGE_ROWS
    )
    count = len(table)
    kept = [(k, v) for k, v in pairs if k != "page" and v]
    return ListPage(
        view=view,
        rows=tuple(rows),
        count=count,
        total=len(_find_table(record, view, pairs)),
        first=offset + 1 if rows else 0,
        facets=tuple(_list_facets(table, view, kept)) if facets else (),
        chosen=tuple(_list_chosen(view, kept)),
        words=dict(pairs).get("q", ""),
        query=urlencode(kept),
        before=_turn(view, kept, number - 1) if number > 1 else None,
        after=_turn(view, kept, number + 1) if offset + PAGE_ROWS < count else None,
        orders={
            c: _address(view, [*_without(kept, "sort"), ("sort", _turn_order(c, sort))])
            for c, _ in view.columns
        },
        sort=sort,
        rejected=_count_rejected(record, view, pairs),
        shows_rejected=_shows_rejected(pairs),
        turned=_address(
            view,
            [
                *_without(kept, "rejected"),
                *([] if _shows_rejected(pairs) else [("rejected", "show")]),
            ],
        ),
    )


def list_all(record: Record, view: View, pairs: Pairs) -> tuple[list[str], Iterator[Row]]:
    """Return the columns and the rows of all pages, whole texts left out."""
    table = choose(record, view, pairs)
    names = [name for name in table.columns if name not in ("text", "dropped")]
    sort = _read_sort(table, view, pairs)
    return names, iter(take_page(table, columns=names, order=sort, limit=MOST_ROWS))


def _columns(table: Table, view: View) -> list[str]:
    return [name for name in dict.fromkeys(view.shown) if name in table.columns]


def _list_conditions(table: Table, view: View, pairs: Pairs) -> Iterator[str]:
    known = {*table.columns, *(FROM_DOCUMENT if "document" in table.columns else ())}
    for name, value in pairs:
        if name == "where" and value:
            yield value
        elif name == "q" and value and view.searched:
            yield f"{view.searched}~{value}"
        elif name not in OWN:
            if name not in known:
                raise NotFoundError(
                    f'{view.title} have no "{name}" to choose by{guess(name, known)}'
                )
            if value:
                yield f'{name}="{value}"'


def _read_page(pairs: Pairs) -> int:
    text = dict(pairs).get("page", "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 8 else 1


def _read_sort(table: Table, view: View, pairs: Pairs) -> str:
    sort = dict(pairs).get("sort", view.order)
    if sort.removeprefix("-") not in table.columns:
        return view.order if view.order.removeprefix("-") in table.columns else ""
    return sort


def _list_facets(table: Table, view: View, kept: Pairs) -> Iterator[Facet]:
    chosen = {(k, v) for k, v in kept}
    for column, label in view.facets:
        if column not in table.columns:
            continue
        values = tuple(
            FacetValue(
                value=str(value),
                count=count,
                address=_address(view, [*kept, (column, str(value))]),
                is_chosen=(column, str(value)) in chosen,
            )
            for value, count in count_values(table, column, limit=MOST_FACETS)
        )
        if values:
            yield Facet(column=column, label=label, values=values)


def _list_chosen(view: View, kept: Pairs) -> Iterator[Chip]:
    labels = dict((*view.columns, *view.facets))
    for pair in kept:
        name, value = pair
        if name in ("sort", "rejected"):
            continue
        rest = [other for other in kept if other != pair]
        said = {"q": f"holds “{value}”", "where": value}.get(name)
        yield Chip(
            label=said or labels.get(name, name),
            column="" if said else name,
            value="" if said else value,
            address=_address(view, rest),
        )


def _turn(view: View, kept: Pairs, number: int) -> str:
    return _address(view, [*kept, ("page", str(number))] if number > 1 else kept)


def _turn_order(column: str, sort: str) -> str:
    return f"-{column}" if sort == column else column


def _without(pairs: Pairs, name: str) -> list[tuple[str, str]]:
    return [pair for pair in pairs if pair[0] != name]


def _address(view: View, pairs: Pairs) -> str:
    query = urlencode(list(dict.fromkeys(pairs)))
    return f"/{view.name}{f'?{query}' if query else ''}"


def find_documents(record: Record, rows: Sequence[Mapping[str, Any]]) -> dict[str, Row]:
    """Return the documents that rows stand in, by id, without their texts."""
    ids = sorted({str(row["document"]) for row in rows if row.get("document")})
    if not ids:
        return {}
    found = record.rows_among("document", ids, columns=DOCUMENT_COLUMNS)
    return {row["id"]: row for row in found}


DOCUMENT_COLUMNS = (
    "id", "title", "outlet", "published", "published_latest", "url", "source", "kind", "language",
    "origin", "version_of",
)  # fmt: skip
