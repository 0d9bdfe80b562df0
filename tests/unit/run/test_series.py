"""Importing end to end: a publisher's server, a pack, vintages, snapshots; the record reads them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from onrecord.knowledge import load_knowledge
from onrecord.model import LockedError, RecordError, SourceError, TableError
from onrecord.record.folder import RecordFolder, RecordSettings
from onrecord.record.lock import hold_lock
from onrecord.run.integrity import Report, check_series
from onrecord.run.series import ImportOptions, Imports, import_file, load_tables
from onrecord.run.series_feeds import Fetcher, Updated, update_series
from onrecord.run.series_state import find_silent, list_changes
from onrecord.run.tables import load_record_tables
from onrecord.sources.fetching import FetchLimits
from onrecord.sources.series import OfficialFile, SeriesFolder
from tests.unit.sources.publisher import Publisher, open_publisher
from tests.unit.sources.series.importing import write_stops

NOW = datetime(2026, 6, 30, 12, tzinfo=UTC)
WORDS = "publisher: Agency, definition: D, population: all, place: border, limits: none"
SERIES = f"""\
- {{id: stops, name: Stops, grain: month, unit: events, rhythm: month, lag_days: 20, {WORDS}}}
- {{id: rate, name: Rate, grain: month, unit: percent, {WORDS}}}
"""
KINDS = """\
- id: stops-file
  title: Stops
  publisher: Agency
  format: csv
  columns: {year: [Fiscal Year], month: [Month (abbv)], component: [Component], count: [Encounter Count]}
  other_columns: [Month Grouping]
  period: {year: year, month: month, first_month: 10, partial: " (FYTD)"}
  months: [January, February, March, April, May, June, July, August, September, October, November, December]
  value: count
  sums: true
  series:
    - {series: stops, unit: events, where: {component: [Patrol]}}
"""
FEEDS = """\
- {id: stops, kind: stops-file, url: "%s/stats", link: 'stops-.*[.]csv'}
- {id: rate, kind: tidy-csv, url: "%s/rate.csv", series: rate}
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack with two series that have no observations yet."""
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "pack.yml").write_text(
        'name: pack\ntitle: Pack\nversion: "1"\nrequires: [base]\n', encoding="utf-8"
    )
    (folder / "series.yml").write_text(SERIES, encoding="utf-8")
    (folder / "kinds.yml").write_text(KINDS, encoding="utf-8")
    return folder


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with open_publisher() as opened:
        yield opened


def take(pack: Path, text: str, day: date, **given) -> Imports:
    file = OfficialFile(name="stops.csv", body=text.encode())
    options = ImportOptions(kind="stops-file", as_of=day, **given)
    return import_file(file, options, SeriesFolder(pack), load_tables(pack), now=NOW)


def read_files(pack: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in pack.rglob("*") if p.is_file()}


def fetch_all(pack: Path, *names: str) -> list[Updated]:
    fetcher = Fetcher(limits=FetchLimits(allow_private=True, seconds=10), now=NOW)
    return list(update_series(SeriesFolder(pack), pack, names, fetcher))


def serve(publisher: Publisher, pack: Path) -> None:
    """Serve a page that links to a file of stops, and a file of rates."""
    (pack / "feeds.yml").write_text(FEEDS % (publisher.url, publisher.url), encoding="utf-8")
    publisher.serve("/stats", b'<a href="/2026-06/stops-fy24.csv">new</a> <a href="/x.pdf">x</a>')
    publisher.serve("/2026-06/stops-fy24.csv", write_stops().encode(), ETag='"1"')
    publisher.serve("/rate.csv", b"period,value\n2026-04,2.5\n2026-05,2.75\n")


def test_a_file_is_imported_with_its_day_and_kept(pack: Path) -> None:
    imports = take(pack, write_stops(), date(2024, 10, 20))
    assert (imports.rows, imports.dated, len(imports.vintage.added)) == (12, "given", 12)
    (snapshot,) = SeriesFolder(pack).load_snapshots()
    assert (snapshot.as_of, snapshot.at[:10]) == ("2024-10-20", "2026-06-30")
    observation = load_tables(pack).held["stops"][0]
    assert (observation.value, observation.released) == (100, None)
    assert observation.as_of == date(2024, 10, 20), "known by the file's day, never earlier"


def test_a_day_of_release_is_kept_apart(pack: Path) -> None:
    take(pack, write_stops(), date(2024, 10, 20), released=date(2024, 10, 15))
    observation = load_tables(pack).held["stops"][0]
    assert (observation.released, observation.retrieved) == (date(2024, 10, 15), date(2024, 10, 20))


@pytest.mark.parametrize(
    ("text", "day", "said"),
    [
        (write_stops().replace("Encounter Count", "N"), date(2025, 2, 1), r"stops\.csv:1: .* missing"),
        (write_stops().replace("MAY,Patrol,100", "MAY,Patrol,x"), date(2025, 2, 1), r"stops\.csv:16"),
        (write_stops(), date(2026, 7, 1), "2026-07-01 lies ahead"),
        (write_stops().replace(",100", ",220"), date(2025, 2, 1), "another unit"),
        (write_stops().replace("MAY,Patrol,100", "MAY,Patrol,99"), date(2024, 10, 20), "not overwritten"),
        (write_stops(last=11), date(2025, 2, 1), "months are missing"),
    ],
    ids=["header", "text", "future", "unit", "same day", "month"],
)  # fmt: skip
def test_a_bad_file_leaves_everything_as_it_was(
    pack: Path, text: str, day: date, said: str
) -> None:
    take(pack, write_stops(), date(2024, 10, 20))
    before = read_files(pack)
    with pytest.raises(SourceError, match=said):
        take(pack, text, day)
    assert read_files(pack) == before


def test_a_second_import_waits_for_the_first(pack: Path) -> None:
    take(pack, write_stops(), date(2024, 10, 20))
    revised = write_stops().replace("MAY,Patrol,100", "MAY,Patrol,103")
    with (
        hold_lock(pack / "snapshots", now=NOW),
        pytest.raises(LockedError, match="another import is going on"),
    ):
        take(pack, revised, date(2025, 1, 20))
    assert take(pack, revised, date(2025, 1, 20)).vintage.unchanged == 11


def test_what_a_new_vintage_changed_can_be_told(pack: Path) -> None:
    take(pack, write_stops(), date(2024, 10, 20))
    revised = write_stops(years=("2024", "2025 (FYTD)"), last=2)
    take(pack, revised.replace("2024,Remaining,MAY,Patrol,100", "2024,Remaining,MAY,Patrol,103"), date(2024, 12, 20))  # fmt: skip
    ((series_id, start, end, changes),) = list_changes(load_tables(pack).held, ["stops"], first=None, second=None)  # fmt: skip
    assert (series_id, start, end) == ("stops", date(2024, 12, 19), date(2024, 12, 20))
    assert [(str(c.period), c.old, c.new) for c in changes] == [
        ("May 2024", 100, 103),
        ("October 2024", None, 100),
        ("November 2024", None, 100),
    ]


def test_feeds_are_fetched_kept_and_not_fetched_again(pack: Path, publisher: Publisher) -> None:
    serve(publisher, pack)
    first = fetch_all(pack)
    assert [u.imports.rows for u in first if u.imports] == [12, 2]
    assert load_tables(pack).held["stops"][0].retrieved == NOW.date()
    second = fetch_all(pack)
    assert [(u.fault, u.imports) for u in second] == [(None, None)] * 2
    assert publisher.asked[-2][1]["If-None-Match"] == '"1"'
    assert len(SeriesFolder(pack).load_snapshots()) == 2


def test_a_feed_that_fails_does_not_stop_the_others(pack: Path, publisher: Publisher) -> None:
    serve(publisher, pack)
    publisher.serve("/stats", b"Access denied", status=403)
    stops, rate = fetch_all(pack)
    assert stops.fault is not None
    assert "answered 403" in stops.fault
    assert rate.imports is not None
    assert "stops" not in load_tables(pack).held


def test_a_feed_that_is_damaged_leaves_the_old_series(pack: Path, publisher: Publisher) -> None:
    serve(publisher, pack)
    fetch_all(pack)
    before = read_files(pack)
    publisher.serve("/rate.csv", b"period,value\n2026-04,2.5\n2026-05,n.a.\n")
    (updated,) = fetch_all(pack, "rate")
    assert updated.fault is not None
    assert f'{publisher.url}/rate.csv:3: value "n.a." is no number' in updated.fault
    assert read_files(pack) == before


def test_a_feed_that_is_not_there_is_named(pack: Path) -> None:
    with pytest.raises(TableError, match="no feed to fetch"):
        fetch_all(pack)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"kind": "none"}, 'no kind "none"'),
        ({"kind": "tidy-csv"}, "is for any series; name it with --series"),
        ({"kind": "tidy-csv", "series": "none"}, 'no series "none"; describe it'),
        ({"kind": "stops-file", "series": "stops"}, "names its series itself"),
        ({"kind": "tidy-csv", "series": "stops", "dimension": "place"}, "do not agree"),
    ],
)
def test_a_wrong_kind_or_series_is_named(pack: Path, given: dict[str, str], said: str) -> None:
    file = OfficialFile(name="f.csv", body=b"period,value\n2025-01,5\n")
    with pytest.raises(TableError, match=said):
        import_file(file, ImportOptions(**given), SeriesFolder(pack), load_tables(pack), now=NOW)


def test_a_series_is_silent_when_its_next_period_is_late(pack: Path) -> None:
    take(pack, write_stops(), date(2024, 10, 20))
    tables = load_tables(pack)

    def look(day: date) -> list[tuple[str, str, int]]:
        found = find_silent(tables.rows, tables.held, as_of=day)
        return [(s.series, str(s.missing), s.days) for s in found]

    assert look(date(2024, 11, 21)) == []  # October 2024 is due on 21 November
    assert look(date(2024, 11, 25)) == [("stops", "October 2024", 4)]
    assert look(date(2024, 10, 1)) == [], "nothing was held then"


def test_a_record_reads_what_was_imported_into_it(pack: Path, tmp_path: Path) -> None:
    take(pack, write_stops(), date(2024, 10, 20))
    (pack / "series" / "rate.csv").write_text(
        (pack / "series" / "stops.csv").read_text(encoding="utf-8"), encoding="utf-8"
    )
    record = RecordFolder(tmp_path / "record")
    settings = RecordSettings(pack=str(pack))
    own = SeriesFolder(record.series, stands_on=str(pack))
    revised = write_stops().replace("MAY,Patrol,100", "MAY,Patrol,104")
    file = OfficialFile(name="stops-2025-01-10.csv", body=revised.encode())
    import_file(file, ImportOptions(kind="stops-file"), own, load_tables(pack), now=NOW)
    knowledge = load_record_tables(record, settings)
    values = [(o.value, o.as_of) for o in knowledge.series["stops"].observations if o.period.first.month == 5]  # fmt: skip
    assert values == [(100, date(2024, 10, 20)), (104, date(2025, 1, 10))]
    assert knowledge.packs[-1].title == "Pack"
    assert "stops" in load_knowledge(record.path).series, "check --pack RECORD reads it too"


def test_a_record_is_not_built_with_a_value_that_changed_on_the_disk(
    pack: Path, tmp_path: Path
) -> None:
    record = RecordFolder(tmp_path / "record")
    own = SeriesFolder(record.series, stands_on=str(pack))
    own.make()
    file = OfficialFile(name="stops-2025-01-10.csv", body=write_stops().encode())
    import_file(file, ImportOptions(kind="stops-file"), own, load_tables(pack), now=NOW)
    path = record.series / "series" / "stops.csv"
    path.write_bytes(path.read_bytes().replace(b",100,", b",101,"))
    with pytest.raises(RecordError, match=r"stops\.csv: not as it was imported"):
        load_record_tables(record, RecordSettings(pack=str(pack)))
    report = Report()
    check_series(record, report)
    assert "not as it was imported" in report.faults[0]
