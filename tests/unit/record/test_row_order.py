"""Rows come in the order they were written in, also from tables too large for a join to keep it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from onrecord.model.reviews import Decision, Review
from onrecord.record import Record, open_record
from onrecord.record.folder import RecordFolder
from onrecord.record.paging import take_page
from onrecord.record.reviews import append_reviews
from onrecord.record.schema import create_database

MANY = 300_000  # a join loses the order somewhere above 122,880 rows
DOCUMENTS = 600
SQL = f"""
insert into document (id, source, language, kind, published, published_latest, capture, text)
select 'doc-' || i, '', 'en', 'news', date '2025-01-01' + i::integer, null, '', ''
from range({DOCUMENTS}) numbers(i);
insert into statement (id, document, source, manner, content, quote, start, "end", method, score)
select 'sta-' || i, 'doc-' || (i * 7919 % {DOCUMENTS}), '', 'direct', '', i, i, i, '', 1
from range({MANY}) numbers(i)
"""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    folder = RecordFolder(tmp_path_factory.mktemp("large") / "record")
    build = folder.built / "b1"
    build.mkdir(parents=True)
    with create_database(build / "record.duckdb") as connection:
        connection.execute(SQL)
    folder.current.write_text("b1\n")
    with open_record(folder.path) as record:
        yield record


def expect(*, left_out: frozenset[int] = frozenset()) -> list[int]:
    """Return the numbers of the statements in documents published in 2026, in their order."""
    return [i for i in range(MANY) if i * 7919 % DOCUMENTS >= 365 and i not in left_out]


def read(record: Record, **page: int) -> list[int]:
    table = record.table("statement").where("published>=2026")
    return [row["start"] for row in take_page(table, columns=("start",), **page)]


def test_rows_chosen_by_their_document_keep_their_order(large: Record) -> None:
    assert read(large, limit=MANY) == expect()


def test_pages_follow_each_other(large: Record) -> None:
    whole = expect()
    for first in (0, 50, 60_000, 90_000):
        assert read(large, offset=first, limit=50) == whole[first : first + 50]


def test_what_is_left_out_leaves_the_rest_in_order(large: Record) -> None:
    rejected = frozenset(range(1000, MANY, 1009))
    reviews = [
        Review(at="2025-03-04T10:00:00+00:00", by="Ada", subject=f"sta-{i}", table="statement",
               decision=Decision.REJECT)
        for i in sorted(rejected)
    ]  # fmt: skip
    append_reviews(large.folder.reviews, reviews)
    assert read(large, limit=MANY) == expect(left_out=rejected)
    every = [row["start"] for row in take_page(large.statements, columns=("start",), limit=MANY)]
    assert every == [i for i in range(MANY) if i not in rejected]
