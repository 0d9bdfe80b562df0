"""Check that a record is what its captures say: bytes, words, ids, tables."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.model import RecordError, SourceError, TableError, make_id
from onrecord.record.captures import (
    INDEX,
    CaptureEntry,
    CaptureStore,
    find_strays,
    find_torn_line,
    load_capture,
    load_source_problems,
)
from onrecord.record.captures_met import load_met
from onrecord.record.folder import SAY_AGAIN, RecordFolder, is_sealed, load_settings
from onrecord.record.records import FINDINGS, PLURALS, Record, open_record
from onrecord.record.reviews import read_log
from onrecord.record.schema import DatabaseError
from onrecord.record.sums import find_changed
from onrecord.run.assemble import Assembly, hash_problems, load_readings, write_build
from onrecord.run.build import Progress, name_method
from onrecord.run.engines import Engine
from onrecord.run.losses import find_losses
from onrecord.run.packed import KINDS, is_whole
from onrecord.run.parts import PartFolder
from onrecord.run.reading import Desk, read_captures
from onrecord.run.reviewing import ROOM as REVIEWING
from onrecord.run.tables import load_record_tables
from onrecord.run.watch_state import load_fetched, load_state
from onrecord.sources.series import SeriesFolder

# Rows that hang on words: their offsets must lead to them.
WITH_WORDS = (*FINDINGS, "move", "position", "judgement", "origin")


@dataclass(kw_only=True)
class Report:
    """What was checked, and what is not as it should be."""

    checked: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def check_integrity(path: Path, *, reread: bool) -> Report:
    """Return what is wrong with the record at `path`.

    The tables are compared with the parts they were built from; with `reread` every capture is
    read again instead.
    """
    folder = RecordFolder(path)
    report = Report()
    if not folder.read_current():
        open_record(path).close()  # says that there is none
    check_settings(folder, report)
    check_captures(folder, report)
    check_series(folder, report)
    check_beside(folder, report)
    check_watch(folder, report)
    check_earlier(folder, report)
    changed = find_changed_files(folder)
    try:
        with open_record(path) as record:
            check_words(record.whole, report)
            check_reviews(folder, report)
            if report.faults:
                report.notes.append("tables were not compared: first mend what is named above")
            else:
                check_tables(record, folder, report, reread=reread)
    except (RecordError, TableError, DatabaseError) as error:
        report.faults.append(" ".join(str(error).split()))
    report.faults += changed
    return report


def check_settings(folder: RecordFolder, report: Report) -> None:
    """Note an onrecord.toml that cannot be read, or that is not what the last build wrote."""
    try:
        settings = load_settings(folder)
    except RecordError as error:
        report.faults.append(str(error))
        return
    if settings is None:
        report.faults.append(
            f"{folder.settings_path}: gone; put it back from a copy, or {SAY_AGAIN}"
        )
    elif not is_sealed(settings):
        report.notes.append(
            f"{folder.settings_path}: changed since the last build; the next one reads it as it is"
        )


def find_changed_files(folder: RecordFolder) -> list[str]:
    """Return which files of the build are not as they were written."""
    build = folder.find_build()
    changed = find_changed(build) if build is not None else []
    return [f"{fault}; build again, and it is made anew" for fault in changed]


def check_earlier(folder: RecordFolder, report: Report) -> None:
    """Note a damaged build before the one that is read: `brief` tells what is new since then."""
    for build in sorted(folder.built.glob("[!.]*")):
        if build == folder.find_build() or not build.is_dir():
            continue
        if changed := find_changed(build):
            report.notes.append(
                f"{changed[0]}; it is an earlier build, with which `brief` compares: delete {build}"
            )


def check_watch(folder: RecordFolder, report: Report) -> None:
    """Note what watching keeps and cannot be read any more."""
    for load in (load_state, load_fetched, load_source_problems):
        try:
            load(folder.watch)
        except RecordError as error:
            report.faults.append(str(error))


def check_series(folder: RecordFolder, report: Report) -> None:
    """Note imported official files that are not as they came."""
    imported = SeriesFolder(folder.series)
    report.faults += imported.sums.find_changed()
    try:
        snapshots = imported.load_snapshots()
    except SourceError as error:
        report.faults.append(str(error))
        return
    for snapshot in snapshots:
        try:
            imported.load_body(snapshot)
        except SourceError as error:
            report.faults.append(str(error))
    if snapshots:
        report.checked["official files"] = len(snapshots)


def check_captures(folder: RecordFolder, report: Report) -> None:
    """Note captures whose bytes are gone or changed, and bytes that the index does not name."""
    try:
        store = CaptureStore(folder.captures)
    except RecordError as error:
        report.faults.append(str(error))
        return
    entries = store.entries()
    report.faults += find_losses(folder, store)
    if find_torn_line(folder.captures):
        report.notes.append(
            f"{folder.captures / INDEX}: the last line was cut short; the next build puts it aside "
            "and meets its source again"
        )
    met = load_met(folder.captures)
    if met.fault:
        report.notes.append(met.fault)
    strays = find_strays(folder.captures, entries)
    if strays:
        report.notes.append(
            f"{strays[0]}: bytes that the index does not name ({len(strays)} such files); a killed "
            "build leaves them, and so does a line that was taken out of the index"
        )
    for entry in entries:
        try:
            load_capture(folder.captures, entry)
        except RecordError as error:
            report.faults.append(str(error))
    report.checked["captures"] = len(entries)


def check_beside(folder: RecordFolder, report: Report) -> None:
    """Note files beside the parts that are damaged: builds do not use them, and make them again."""
    files = sorted(path for path in folder.parts.glob("*/*") if path.suffix in KINDS)
    damaged = [path for path in files if not is_whole(path)]
    if damaged:
        report.notes.append(
            f"{damaged[0]}: damaged ({len(damaged)} such files); it is a cache, which the next build "
            "does not use and makes again"
        )


def check_reviews(folder: RecordFolder, report: Report) -> None:
    """Note a line of the log of reviews that was changed, taken out or put in."""
    log = read_log(folder.reviews)
    report.faults += log.faults
    if log.torn:
        report.notes.append(
            f"{folder.reviews.name}: the last line was cut short; the next decision puts it aside"
        )
    report.checked["reviews"] = len(log.reviews)


def copy_reviews(record: Record, folder: RecordFolder, again: RecordFolder) -> None:
    """Copy the log as it was when the record was built: later decisions are not in it yet.

    A line that was cut short then is maybe put aside by now, and one that is cut short now was maybe
    not there: a problem of the record says which.
    """
    body = folder.reviews.read_bytes() if folder.reviews.is_file() else b""
    lines = body.splitlines(keepends=True)[: len(record.table("review"))]
    was_torn = any(row["room"] == REVIEWING for row in record.rows("problem"))
    again.reviews.write_bytes(b"".join(lines) + (b"{" if was_torn else b""))


def check_words(record: Record, report: Report) -> None:
    """Note rows whose words are not where they say, and ids that do not fit their content."""
    documents = {row["id"]: row for row in record.rows("document")}
    for document in documents.values():
        if document["id"] != make_id("doc", document["capture"]):
            report.faults.append(f"{document['id']}: the id does not fit {document['capture']}")
    report.checked["documents"] = len(documents)
    for table in WITH_WORDS:
        rows = [row for row in record.rows(table) if row["quote"] is not None]
        for row in rows:
            fault = find_fault(table, row, documents)
            if fault:
                report.faults.append(f"{row['id']}: {fault}")
        report.checked[PLURALS[table]] = len(rows)
    check_compared(record, documents, report)


def check_compared(record: Record, documents: dict[str, Any], report: Report) -> None:
    """Note verdicts on quotes whose transcript has not the words that they were compared with."""
    for row in record.rows("verdict"):
        for one in row["compared"] or ():
            document = documents.get(one["document"])
            if document is None:
                fault = f"{one['document']}, which it was compared with, is not in the record"
            elif document["text"][one["start"] : one["end"]] != one["quote"]:
                where = f"{one['start']} of {document['source']}"
                fault = f"the words {one['quote'][:60]!r} it was compared with are not at {where}"
            else:
                continue
            report.faults.append(f"{row['id']}: {fault}")


def find_fault(table: str, row: dict[str, Any], documents: dict[str, Any]) -> str | None:
    """Return what is wrong with a row's words or id, None when they are right."""
    document = documents.get(row["document"])
    if document is None:
        return f"its document {row['document']} is not in the record"
    text, quote, start = document["text"], row["quote"], row["start"]
    if text[start : row["end"]] != quote:
        return f"the words {quote[:60]!r} are not at {start} of {document['source']}"
    if table in FINDINGS:
        kind = row["id"].partition("-")[0]
        occurrence = text.count(quote, 0, start)
        if row["id"] != make_id(kind, document["capture"], quote, str(occurrence)):
            return f"the id does not fit the words {quote[:60]!r} of {document['source']}"
    return None


def check_tables(record: Record, folder: RecordFolder, report: Report, *, reread: bool) -> None:
    """Note tables that differ from what the captures come to when they are put together again."""
    settings = load_settings(folder)
    assert settings is not None, "check_settings has looked"
    entries = list_known(record, folder, report)
    problems = load_source_problems(folder.captures)
    if record.facts.get("source_problems", hash_problems(problems)) != hash_problems(problems):
        report.notes.append("sources were met since the last build; problems were not compared")
        tables = tuple(table for table in PLURALS if table != "problem")
    else:
        tables = tuple(PLURALS)
    knowledge = load_record_tables(folder, settings)
    with tempfile.TemporaryDirectory(prefix="onrecord-verify-") as place:
        again = RecordFolder(Path(place))
        again.built.mkdir()
        copy_reviews(record, folder, again)
        name = name_method(knowledge)
        parts = PartFolder(path=(again if reread else folder).parts / name)
        made_by = record.facts.get("method", name)
        keys = {entry.key for entry in entries}
        if not reread and (made_by != name or not keys <= set(parts.find_done())):
            report.notes.append(
                "tables were not compared: the parts are gone, or made by another version or other tables; "
                "`onrecord verify --reread` reads every capture again"
            )
            return
        if reread:
            desk = Desk(knowledge=knowledge, captures=folder.captures, parts=parts)
            read_captures(entries, desk, engine=Engine(workers=1), progress=Progress())
        as_of = record.facts.get("as_of")
        assembly = Assembly(
            folder=again,
            knowledge=knowledge,
            entries=tuple(entries),
            parts=parts,
            trusts_sheets=False,
            problems=tuple(problems),
            as_of=date.fromisoformat(as_of) if as_of else None,
        )
        write_build(assembly, load_readings(assembly), "again")
        with open_record(again.path) as other:
            compare(record.whole, other.whole, tables, report)


def list_known(record: Record, folder: RecordFolder, report: Report) -> list[CaptureEntry]:
    """Return the captures that the build knew; a killed build may have met more."""
    store = CaptureStore(folder.captures)
    known = int(record.facts.get("meetings", store.meetings))
    if known < store.meetings:
        report.notes.append(
            f"{store.meetings - known} captures were met since the last build; the next one reads them"
        )
    return store.entries(meetings=known)


def compare(record: Record, other: Record, tables: Sequence[str], report: Report) -> None:
    """Note the rows of `tables` that differ."""
    for table in tables:
        plural = PLURALS[table]
        mine = {row["id"]: row for row in record.rows(table)}
        theirs = {row["id"]: row for row in other.rows(table)}
        for row_id in sorted(mine.keys() | theirs.keys()):
            if row_id not in theirs:
                report.faults.append(f"{row_id}: in {plural}, but the captures do not give it")
            elif row_id not in mine:
                report.faults.append(f"{row_id}: missing in {plural}")
            elif mine[row_id] != theirs[row_id]:
                differing = [c for c in mine[row_id] if mine[row_id][c] != theirs[row_id][c]]
                report.faults.append(
                    f"{row_id}: {', '.join(differing)} differ from what the captures give"
                )
    report.checked["tables"] = len(tables)
