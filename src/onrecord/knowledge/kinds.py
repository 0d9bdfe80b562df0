"""Kinds of official files, and what `onrecord series update` fetches: tables, not code.

A row of kinds.yml says how a publisher's file becomes observations: which columns there must be
(under which spellings), how a row names its period, which rows go into which series. A row of
feeds.yml names an address from which a file of a kind comes.

>>> kinds["my-arrests"].series[0].series  # doctest: +SKIP
'my-arrests-month'
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from onrecord.knowledge.tables import Row, add_rows, load_rows, load_yaml, make_row
from onrecord.model import TableError

Format = Literal["csv", "json", "xlsx", "wide-csv", "sdmx-csv", "sdmx-json"]
StandsFor = Literal["itself", "12 months ending", "last day"]


def _check_pattern(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f'"{pattern}" is no regular expression ({error})') from error
    return pattern


Pattern = Annotated[str, AfterValidator(_check_pattern)]


class PeriodRule(Row):
    """How a row names its period.

    Either `text` is a column with all of it (2023, 2023-08, 2023-Q3, 2023M08, 2023-08-15), or
    `year` and `month` are columns. With `first_month` 10 the year is a fiscal year that begins in
    the October before. `partial` is what marks a year that is not over yet: " (FYTD)".
    """

    text: str | None = None
    year: str | None = None
    month: str | None = None
    first_month: int = Field(default=1, ge=1, le=12)
    partial: str = ""
    to_date: bool = False
    stands_for: StandsFor = "itself"

    @model_validator(mode="after")
    def _names_columns(self) -> PeriodRule:
        if bool(self.text) == bool(self.year):
            raise ValueError("name the column of the period with text, or those of year and month")
        return self


class Target(Row):
    """Which rows of a file go into which series.

    `where` holds the values that a column must have. `value` is the column of the value, when the
    kind has several. `dimension` is the column that splits the series; `names` turns its cells
    into the values of the dimension, `names_from: countries` by the table of countries. A cell
    that is in neither is an error, or left out with `others: leave out`.
    """

    series: str
    unit: str
    where: dict[str, list[str]] = {}
    value: str | None = None
    dimension: str | None = None
    names: dict[str, str] = {}
    names_from: Literal["cells", "countries"] | None = None
    others: Literal["refuse", "leave out"] = "refuse"


class Kind(Row):
    """A row of kinds.yml: how files of one layout are read.

    A kind without `series` is for any series: the user names it with --series.
    """

    id: str
    title: str
    publisher: str = ""
    format: Format
    url: str | None = None
    columns: dict[
        str, list[str]
    ]  # our name: how the publisher spells it; "*": the one that is left
    optional: list[str] = []  # of `columns`: may be missing
    other_columns: list[str] | Literal["any"] = []  # known, and nothing comes of them
    period: PeriodRule
    months: list[str] = []  # names of the twelve months, where a column has them
    value: str | None = None
    counts_rows: bool = False  # each row is one; there is no column of values
    sums: bool = False  # rows of one period are added up
    repeats: bool = False  # rows may be alike in all but the value
    gaps: bool = False  # periods may be missing between the first and the last
    decimals: int | None = None
    missing: list[str] = [""]  # cells that say that there is no value
    known: dict[str, list[str]] = {}  # all values that a column may have
    unit_column: str | None = None
    units: dict[str, str] = {}  # the file's unit: the series' unit
    power_column: str | None = None  # a column that says by which power of ten values are written
    note: str | None = None  # a column that becomes the note
    delimiter: str = ","
    sheet: str | None = None
    records: str = ""  # where the rows lie in JSON: "items", "1"
    pages: str | None = None  # where JSON says how many pages there are
    cut_at: int | None = None  # an answer of exactly so many rows is one page of several
    dated_at: str | None = None  # where JSON says how old it is
    dated: Pattern | None = None  # how a file's name says it: groups year, month, day
    year_in: Pattern | None = None  # wide: the line that says the year, group "year"
    total: bool = False  # wide: the last column is the sum of the others
    series: list[Target] = []
    source: str = ""

    @model_validator(mode="after")
    def _names_its_columns(self) -> Kind:
        for name in self._list_names():
            if name not in self.columns:
                raise ValueError(f'"{name}" is none of the columns; add it there')
        if self.counts_rows == bool(self.value or any(t.value for t in self.series)):
            raise ValueError("name the column of the value, or say counts_rows: true")
        if self.months and len(self.months) != 12:
            raise ValueError("months are the names of all twelve")
        return self

    def _list_names(self) -> list[str]:
        rule = self.period
        names = [rule.text, rule.year, rule.month, self.value, self.note]
        names += [self.unit_column, self.power_column]
        names += [*self.optional, *self.known]
        for target in self.series:
            names += [target.value, target.dimension, *target.where]
        return [name for name in names if name]


class Feed(Row):
    """A row of feeds.yml: an address from which a file of a kind comes.

    With `link` the address is a page, and the newest file is meant whose link fits. `series`,
    `where`, `dimension` and `value` are for kinds that are for any series.
    """

    id: str
    kind: str
    url: str
    link: Pattern | None = None
    series: str | None = None
    where: dict[str, str] = {}
    dimension: str | None = None
    value: str | None = None
    source: str = ""


def load_kinds(folders: list[Path]) -> dict[str, Kind]:
    """Return the kinds of all packs by id."""
    kinds: dict[str, Kind] = {}
    for folder in folders:
        path = folder / "kinds.yml"
        add_rows(kinds, path, load_rows(path, Kind), "id")
    return kinds


def load_kind(path: Path) -> Kind:
    """Return the kind that a file of its own holds: a mapping, or a list of one row."""
    data, _ = load_yaml(path)
    if isinstance(data, list):
        rows = load_rows(path, Kind)
        if len(rows) != 1:
            raise TableError(f"{path}: {len(rows)} kinds; name the one with --as, from a pack")
        return rows[0][1]
    return make_row(data, Kind, lambda _: f"{path}:1")


def load_feeds(folders: list[Path], kinds: dict[str, Kind]) -> dict[str, Feed]:
    """Return the feeds of all packs by id."""
    feeds: dict[str, Feed] = {}
    for folder in folders:
        path = folder / "feeds.yml"
        rows = load_rows(path, Feed)
        for line, row in rows:
            if row.kind not in kinds:
                known = ", ".join(sorted(kinds))
                raise TableError(f'{path}:{line}: no kind "{row.kind}"; known: {known}')
        add_rows(feeds, path, rows, "id")
    return feeds
