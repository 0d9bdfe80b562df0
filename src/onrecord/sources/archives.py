"""ZIP files: a Word document, a web archive (WACZ), or something that is not read."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

from onrecord.model import Capture, Problem
from onrecord.sources.files import make_problem
from onrecord.sources.formats import Format
from onrecord.sources.packed import open_gzip, open_member, open_zip, read_whole
from onrecord.sources.warcs import read_warc

# A file that each kind of ZIP file has, and the name shown.
_KINDS = (
    ("xl/workbook.xml", "Excel workbook"), ("ppt/presentation.xml", "PowerPoint file"),
    ("META-INF/container.xml", "EPUB"), ("content.xml", "OpenDocument file"),
    ("META-INF/MANIFEST.MF", "Java archive"),
)  # fmt: skip
_WORD = "word/document.xml"
_WARC_FOLDER = "archive/"


def read_zip(source: str, stream: BinaryIO, met_at: datetime) -> Iterator[Capture | Problem]:
    """Yield what a ZIP file holds: one Word document, or the documents of a web archive."""
    with open_zip(stream) as archive:
        names = set(archive.namelist())
        warcs = sorted(n for n in names if n.startswith(_WARC_FOLDER) and ".warc" in n)
        if warcs and "datapackage.json" in names:
            for name in warcs:
                yield from _read_packed_warc(source, archive, name, met_at)
            return
        if _WORD not in names:
            shown = next((shown for name, shown in _KINDS if name in names), "ZIP")
            remedy = "unpack it and name the files" if shown == "ZIP" else "save its text as .txt"
            yield make_problem(source, f"{source}: format {shown} is not read; {remedy}")
            return
    stream.seek(0)
    yield Capture(
        body=read_whole(stream), media_type=Format.WORD.value, source=source, met_at=met_at
    )


def _read_packed_warc(
    source: str, archive: zipfile.ZipFile, name: str, met_at: datetime
) -> Iterator[Capture | Problem]:
    with open_member(archive, name) as member:
        place = f"{source}#{name.removeprefix(_WARC_FOLDER)}"
        packed = member.peek(2).startswith(b"\x1f\x8b")
        yield from read_warc(place, open_gzip(member) if packed else member, met_at)
