"""Onrecord: a checked, sourced record of what governments say, promise and do to each other.

>>> import onrecord
>>> record = onrecord.open("record")
>>> record.figures.where("outcome=fails").df()
>>> onrecord.check("Border Patrol made 181,509 arrests in August 2023.", published="2023-09-25")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from onrecord.record import Record
    from onrecord.run.checks import CheckedList

__version__ = "0.1.0"
__all__ = ["__version__", "check", "open"]


def open(path: str | Path) -> Record:
    """Return the record in the folder `path`, opened for reading.

    Its tables are attributes (`record.figures`); each has `.where(…)`, `.rows()`, `.df()` and
    `.arrow()`. Raises RecordError when there is no record.
    """
    from onrecord.record import open_record

    return open_record(path)


def check(
    text: str, *, published: date | str | None = None, pack: str | Path | None = None
) -> CheckedList:
    """Return each figure of `text` with its verdict, in the order of the text.

    `published` is the day on which the text came or comes out: it says which official values were
    known. Without it the text's own words bound the day. Tables and language model are loaded
    anew each time; `onrecord.run.checks.Checker` keeps them for many texts.
    """
    from datetime import datetime

    from onrecord.knowledge import DEFAULT_PACK
    from onrecord.run.checks import check_text

    # The edge of the program for those who call it from Python: the clock is read here.
    now = datetime.now().astimezone()  # noqa: TID251
    return check_text(text, published=published, pack=pack or DEFAULT_PACK, met_at=now)
