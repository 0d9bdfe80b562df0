"""What the last build knew and the truth beside it does not hold any more: lines that were cut off.

A chain of hashes and a check for each line tell what was changed, but not that a file ends sooner than
it did. The build that is read remembers how much there was.
"""

from __future__ import annotations

from onrecord.model import RecordError
from onrecord.model.wording import count
from onrecord.record.captures import INDEX, CaptureStore
from onrecord.record.folder import RecordFolder, load_settings
from onrecord.record.records import Record, open_record
from onrecord.record.reviews import read_log
from onrecord.record.schema import DatabaseError
from onrecord.sources.series import SeriesFolder

_REMEDY = "put it back from a copy, or go on without"


def find_losses(folder: RecordFolder, store: CaptureStore) -> list[str]:
    """Return what was lost since the last build, a sentence each; nothing where there is none to ask."""
    if folder.find_build() is None:
        return []
    try:
        with open_record(folder.path) as record:
            return [
                *_find_lost_meetings(record, store),
                *_find_lost_reviews(record),
                *_find_lost_series(folder),
            ]
    except (RecordError, DatabaseError):
        return []  # another version made it, or it is damaged: it is made anew


def _find_lost_meetings(record: Record, store: CaptureStore) -> list[str]:
    lost = int(record.facts.get("meetings", 0)) - store.meetings
    if lost <= 0:
        return []
    return [
        f"{record.folder.captures / INDEX}: {count(lost, 'line')} fewer than the last build knew; "
        f"what their sources do not give again is lost to the record: {_REMEDY}"
    ]


def _find_lost_series(folder: RecordFolder) -> list[str]:
    settings, imported = load_settings(folder), SeriesFolder(folder.series)
    is_known = settings is not None and f"pack {folder.series.name}" in settings.pins
    if not is_known or imported.is_pack or imported.holds_values:
        return []
    return [f"{folder.series}: the values that were imported are gone; {_REMEDY}"]


def _find_lost_reviews(record: Record) -> list[str]:
    log = read_log(record.folder.reviews)
    if log.faults:
        return []  # told already, and what follows the fault does not count
    held = {review.id for review in log.reviews}
    lost = [row["id"] for row in record.whole.rows("review") if row["id"] not in held]
    if not lost:
        return []
    return [
        f"{record.folder.reviews}: {count(len(lost), 'decision')} that the last build knew, "
        f"{lost[-1]} among them, not in it; {_REMEDY}"
    ]
