"""xlsx (and xls, ods) → sheet, through calamine: it reads values, runs no formula and no macro."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence

from onrecord.knowledge.kinds import Kind
from onrecord.model import SourceError
from onrecord.sources.series.sheets import (
    Line,
    OfficialFile,
    Sheet,
    check_columns,
    find_header,
    write_cell,
)

MOST_UNPACKED = 512 * 1024**2  # a sheet of a million rows has about 100 MB of XML
MOST_RATIO = 200  # XML of numbers packs 10 to 20 times; a bomb thousands of times


def read_xlsx(file: OfficialFile, kind: Kind) -> Sheet:
    """Return the sheet that the kind names, or the first one."""
    from python_calamine import CalamineError, CalamineWorkbook

    _check_size(file)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(file.body))
        name = kind.sheet or book.sheet_names[0]
        if name not in book.sheet_names:
            shown = ", ".join(book.sheet_names)
            raise SourceError(f'{file.name}: no sheet "{name}"; there are {shown}')
        cells = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (CalamineError, IndexError) as error:
        raise SourceError(f"{file.name}: is no workbook ({error}); fetch it again") from error
    rows = [[write_cell(value) for value in row] for row in cells]
    place = f"{file.name}, sheet {name}"
    at = find_header(kind, rows, f"{place}, row 1")
    columns = [cell for cell in rows[at] if cell]
    check_columns(kind, columns, f"{place}, row {at + 1}")
    return Sheet(columns=tuple(columns), lines=_list_lines(rows, at, len(columns), place))


def _check_size(file: OfficialFile) -> None:
    """Raise SourceError for a packed file that is a bomb; an old xls is not packed."""
    if not file.body.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(file.body)) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
    except zipfile.BadZipFile as error:
        raise SourceError(f"{file.name}: is no workbook ({error}); fetch it again") from error
    if size > MOST_UNPACKED or size > MOST_RATIO * len(file.body):
        raise SourceError(f"{file.name}: {size:,} bytes when unpacked; save the one sheet as CSV")


def _list_lines(rows: Sequence[Sequence[str]], at: int, width: int, place: str) -> Iterator[Line]:
    """Yield the rows under the header that are not empty."""
    for number, row in enumerate(rows[at + 1 :], start=at + 2):
        if any(row[:width]):
            yield Line(f"{place}, row {number}", tuple(row[:width]))
