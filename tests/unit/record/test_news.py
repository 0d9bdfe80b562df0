"""What a brief of some days is made from: fewer rows, and the same brief."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from onrecord.publish.briefs import Wanted, make_brief
from onrecord.publish.ledger import list_lines
from onrecord.record import Record, open_record
from onrecord.record.news import News
from onrecord.web.reading import SlimReader
from tests.unit.web.hostile import Row, write_rows

MONDAY = date(2025, 3, 3)
TEXT = "Tariffs were raised.\nPatrols will begin in April."
WORDS = {"en": ("tariff",)}


def document(number: int, days: int, **given: object) -> Row:
    day = MONDAY + timedelta(days=days)
    return {"id": f"doc-{number}", "text": TEXT, "published": day, "published_latest": day,
            "language": "en", "origin": f"doc-{number}", "source": "a.html", **given}  # fmt: skip


def words(name: str, of: int, *, second: bool = False, **given: object) -> Row:
    start, end = (21, len(TEXT)) if second else (0, 20)
    return {"id": name, "document": f"doc-{of}", "start": start, "end": end,
            "quote": TEXT[start:end], **given}  # fmt: skip


def event(name: str, of: int, day: date | None, happening: str | None = None) -> Row:
    days = [day, day + timedelta(days=1)] if day else None
    return words(name, of, type="COERCE", actors=["USA"], targets=["MEX"], status="happened",
                 date=days, happening=happening)  # fmt: skip


def move(name: str, of: int, commitment: str, state: str, *, finding: str | None = None) -> Row:
    return words(name, of, second=True, commitment=commitment, state=state, finding=finding,
                 basis="read", known=MONDAY + timedelta(days=of))  # fmt: skip


EARLY, LATE, AGAIN, OLD = 0, 3, 4, 5
ROWS = {
    "document": [document(EARLY, -30), document(1, 1), document(2, 2), document(LATE, 20),
                 document(AGAIN, 1, version_of="doc-1"), document(OLD, -400)],
    "event": [event("eve-1", EARLY, MONDAY, "hap-1"), event("eve-2", 1, MONDAY, "hap-1"),
              event("eve-3", 2, None), event("eve-4", EARLY, None), event("eve-5", LATE, MONDAY),
              event("eve-6", AGAIN, MONDAY), event("eve-7", 1, date(2020, 1, 1))],
    "happening": [{"id": "hap-1", "documents": 2, "origins": 2}],
    "commitment": [words("com-1", 1, second=True, kind="promise", by=["USA"], deed="begin"),
                   words("com-2", EARLY, second=True, kind="promise", due=MONDAY, deed="begin"),
                   words("com-3", 2, second=True, kind="promise", deed="begin"),
                   words("com-4", OLD, second=True, kind="promise", deed="begin"),
                   words("com-5", LATE, second=True, kind="threat", deed="begin"),
                   words("com-6", OLD, second=True, kind="promise", deed="begin")],
    "move": [move("mov-1", 2, "com-1", "announced", finding="com-3"), move("mov-2", 1, "com-4", "kept"),
             move("mov-3", LATE, "com-4", "broken"), move("mov-4", 1, "com-6", "in progress")],
    "figure": [words("fig-1", 1, outcome="fails", reason="r", diagnosis="other-period"),
               words("fig-2", 1, outcome="holds"), words("fig-3", LATE, outcome="fails")],
    "statement": [words("sta-1", 2, outcome="close", diagnosis="changed"),
                  words("sta-2", EARLY, outcome="fails", diagnosis="changed")],
    "position": [words("pos-1", EARLY, issue="tariffs", side="USA", stance="for", day=MONDAY),
                 words("pos-2", 1, issue="tariffs", side="USA", stance="against", day=None),
                 words("pos-3", 2, issue="tariffs", side="USA", stance="against", day=None),
                 words("pos-4", LATE, issue="tariffs", side="MEX", stance="for", day=MONDAY)],
    "shift": [{"id": "shi-1", "before": "pos-1", "after": "pos-2", "kind": "reversal"},
              {"id": "shi-2", "before": "pos-1", "after": "pos-4", "kind": "reversal"}],
}  # fmt: skip


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """A record with news of each kind, and with what is none."""
    path: Path = write_rows(tmp_path_factory.mktemp("news") / "record", ROWS)
    with open_record(path) as opened:
        yield opened


@pytest.mark.parametrize("topic", [None, WORDS])
@pytest.mark.parametrize(("since", "until"), [(0, 6), (-60, 60), (2, 2), (19, 30), (90, 99)])
def test_a_brief_of_fewer_rows_is_the_same(
    record: Record, since: int, until: int, topic: dict[str, tuple[str, ...]] | None
) -> None:
    first, last = MONDAY + timedelta(days=since), MONDAY + timedelta(days=until)
    wanted = Wanted(since=first, until=last, words=topic)
    news = News(record, first, last, with_texts=topic is not None)
    assert make_brief(news, wanted) == make_brief(record, wanted)


def test_the_week_has_news_of_each_kind(record: Record) -> None:
    week = (MONDAY, MONDAY + timedelta(days=6))
    brief = make_brief(News(record, *week), Wanted(since=week[0], until=week[1]))
    assert {line.kind for line in brief.lines} == {
        "happening", "promise", "figure", "quote", "position",
    }  # fmt: skip
    assert any("overdue" in line.head for line in brief.of("promise"))


def test_what_is_not_of_the_days_is_not_read(record: Record) -> None:
    news = News(record, MONDAY, MONDAY + timedelta(days=6))
    assert [row["id"] for row in news.rows("figure")] == ["fig-1"]
    assert "eve-4" not in {row["id"] for row in news.rows("event")}
    assert {row["text"] for row in news.rows("document")} == {""}


@pytest.mark.parametrize("days", [0, 3, 30])
def test_a_ledger_of_fewer_columns_is_the_same(record: Record, days: int) -> None:
    on = MONDAY + timedelta(days=days)
    assert list_lines(SlimReader(record), on=on) == list_lines(record, on=on)
