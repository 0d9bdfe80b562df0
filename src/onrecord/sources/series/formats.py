"""Which reader reads which format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from onrecord.knowledge.kinds import Kind
from onrecord.model import SourceError
from onrecord.sources.series.csv_sheets import read_csv, read_sdmx_csv
from onrecord.sources.series.json_sheets import read_json
from onrecord.sources.series.sdmx_json_sheets import read_sdmx_json
from onrecord.sources.series.sheets import OfficialFile, Sheet
from onrecord.sources.series.wide_sheets import read_wide
from onrecord.sources.series.xlsx_sheets import read_xlsx

FORMATS: dict[str, Callable[[OfficialFile, Kind], Sheet]] = {
    "csv": read_csv,
    "json": read_json,
    "xlsx": read_xlsx,
    "wide-csv": read_wide,
    "sdmx-csv": read_sdmx_csv,
    "sdmx-json": read_sdmx_json,
}
MOST_BYTES = 128 * 1024**2


def read_sheet(file: OfficialFile, kind: Kind) -> Sheet:
    """Return what the file holds. Raises SourceError naming place and remedy."""
    if len(file.body) > MOST_BYTES:
        raise SourceError(f"{file.name}: {len(file.body):,} bytes; {MOST_BYTES:,} are the most")
    if not file.body.strip():
        raise SourceError(f"{file.name}: is empty; fetch it again")
    return FORMATS[kind.format](file, kind)


def load_file(path: Path) -> bytes:
    """Return a file's bytes. Raises SourceError when they are more than any official file has."""
    with path.open("rb") as file:
        body = file.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        raise SourceError(f"{path}: more than {MOST_BYTES:,} bytes; cut it down to what is needed")
    return body
