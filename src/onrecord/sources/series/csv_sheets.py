"""CSV → sheet: a header, perhaps under a title, and a row for each value; SDMX-CSV too.

SDMX-CSV 1.0 and 2.0 (SDMX Technical Working Group, "SDMX-CSV field guide", section "Format"):
the first columns name the structure (DATAFLOW; STRUCTURE, STRUCTURE_ID, ACTION), then dimensions,
OBS_VALUE, attributes. With labels=both a header is `REF_AREA: Reference area` and a cell
`MX: Mexico`; the part before the colon is the code.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice

from onrecord.knowledge.kinds import Kind
from onrecord.model import SourceError
from onrecord.sources.series.sheets import (
    HEADER_WITHIN,
    Line,
    OfficialFile,
    Sheet,
    check_columns,
    find_header,
)


def read_csv(file: OfficialFile, kind: Kind) -> Sheet:
    """Return the sheet of a CSV file."""
    rows = read_cells(file, kind.delimiter)
    begin = list(islice(rows, HEADER_WITHIN))
    at = find_header(kind, [cells for _, cells in begin], f"{file.name}:1")
    line, columns = begin[at]
    check_columns(kind, columns, f"{file.name}:{line}")
    return Sheet(
        columns=tuple(columns), lines=_list_lines(file, len(columns), begin[at + 1 :], rows)
    )


def read_sdmx_csv(file: OfficialFile, kind: Kind) -> Sheet:
    """Return the sheet of an SDMX-CSV file, labels taken off; deleted observations are left out."""
    sheet_rows = read_cells(file, kind.delimiter)
    _, header = next(sheet_rows, (1, []))
    columns = [_take_code(cell) for cell in header]
    find_header(kind, [columns], f"{file.name}:1")
    action = columns.index("ACTION") if "ACTION" in columns else None
    labelled = [":" in cell for cell in header]

    def strip(line: Line) -> Line:
        cells = zip(line.cells, labelled, strict=True)
        return Line(line.place, tuple(_take_code(cell) if has else cell for cell, has in cells))

    plain = _list_lines(file, len(columns), [], sheet_rows)
    lines = (strip(line) for line in plain if action is None or line.cells[action] != "D")
    return Sheet(columns=tuple(columns), lines=lines)


def read_cells(file: OfficialFile, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a CSV file that are not empty, with their line numbers."""
    lines = io.TextIOWrapper(io.BytesIO(file.body), find_encoding(file), newline="")
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, [cell.strip() for cell in cells]
    except csv.Error as error:
        raise SourceError(
            f"{file.name}:{reader.line_num}: is no CSV ({error}); fetch the file again"
        ) from error


def decode(file: OfficialFile) -> str:
    """Return the text of a file."""
    return file.body.decode(find_encoding(file))


def find_encoding(file: OfficialFile) -> str:
    """Return how a file is encoded: UTF-8, else as Excel writes it on Windows."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            file.body.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    raise SourceError(f"{file.name}: is no text; save it as UTF-8")


def _list_lines(
    file: OfficialFile,
    width: int,
    begin: list[tuple[int, list[str]]],
    rows: Iterator[tuple[int, list[str]]],
) -> Iterator[Line]:
    for part in (begin, rows):
        for number, cells in part:
            if len(cells) != width:
                raise SourceError(
                    f"{file.name}:{number}: {len(cells)} cells under {width} columns; the file is "
                    "cut or damaged: fetch it again"
                )
            yield Line(f"{file.name}:{number}", tuple(cells))


def _take_code(cell: str) -> str:
    return cell.split(":", 1)[0].strip()
