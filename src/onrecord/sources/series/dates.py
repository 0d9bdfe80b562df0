"""From which day is a file's content known to have been known?"""

from __future__ import annotations

import calendar
import re
from datetime import date

from onrecord.knowledge.kinds import Kind
from onrecord.sources.series.periods import find_month
from onrecord.sources.series.sheets import OfficialFile, Sheet

_ISO = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)")


def find_file_date(file: OfficialFile, sheet: Sheet, kind: Kind) -> date | None:
    """Return the day of the file: as its name says it, else as its content does; None when neither.

    A name that says only a month means the last day of it: by then it was known.
    """
    return _read_name(file, kind) or sheet.dated


def _read_name(file: OfficialFile, kind: Kind) -> date | None:
    found = re.search(kind.dated, file.name) if kind.dated else None
    found = found or _ISO.search(file.base_name)
    if found is None:
        return None
    named = found.groupdict()
    month = find_month(named["month"], kind.months) if named.get("month") else 12
    year = int(named["year"])
    if month is None:
        return None
    day = int(named.get("day") or calendar.monthrange(year, month)[1])
    try:
        return date(year, month, day)
    except ValueError:
        return None
