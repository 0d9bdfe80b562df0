"""Small PDF, Word and web archive files, made by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

Placed = tuple[float, float, float, str]  # left, foot, size of type, words
_WORD_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def make_pdf(pages: Sequence[Sequence[Placed]], *, title: str = "", made: str = "") -> bytes:
    """Return a PDF with words at these places, one font."""
    bodies = ["\n".join(_show(*placed) for placed in page) for page in pages]
    return make_raw_pdf(bodies, title=title, made=made)


def make_raw_pdf(
    bodies: Sequence[str], *, title: str = "", made: str = "", more: Sequence[str] = ()
) -> bytes:
    """Return a PDF with these content streams; `more` are objects from number 4 on."""
    first = 4 + len(more)
    numbers = [first + 2 * at for at in range(len(bodies))]
    names = " ".join(f"/F{at} {at + 4} 0 R" for at in range(len(more)))
    resources = f"<< /Font << /T 3 0 R >> /XObject << {names} >> >>"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(numbers)} /Kids [{' '.join(f'{n} 0 R' for n in numbers)}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        *more,
    ]
    for number, body in zip(numbers, bodies, strict=True):
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources {resources} "
            f"/Contents {number + 1} 0 R >>",
            f"<< /Length {len(body.encode('cp1252'))} >>\nstream\n{body}\nendstream",
        ]
    objects.append(f"<< /Title ({title}) /CreationDate ({made}) >>")
    return _number(objects)


def _number(objects: list[str]) -> bytes:
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    return out + (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n"
        f"<< /Size {size} /Root 1 0 R /Info {size - 1} 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    ).encode("cp1252")


def _show(left: float, foot: float, size: float, words: str) -> str:
    safe = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /T {size} Tf {left} {foot} Td ({safe}) Tj ET"


def set_lines(
    lines: Sequence[str], *, left: float = 72, top: float = 700, size: float = 11
) -> list[Placed]:
    """Return lines one below the other; an empty one is a gap."""
    step = size * 1.2
    return [(left, top - at * step, size, line) for at, line in enumerate(lines) if line]


def make_endless_pdf(depth: int = 28) -> bytes:
    """Return a PDF whose forms each draw the next one twice: 2 to the power of `depth` words."""
    forms = []
    for at in range(depth):
        nested = f"/F{at + 1} Do /F{at + 1} Do" if at + 1 < depth else _show(72, 700, 9, "again")
        names = f"/F{at + 1} {at + 5} 0 R" if at + 1 < depth else ""
        forms.append(
            "<< /Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /Font << /T 3 0 R >> "
            f"/XObject << {names} >> >> /Length {len(nested)} >>\nstream\n{nested}\nendstream"
        )
    return make_raw_pdf(["/F0 Do"], more=forms)


def make_word(body: str, *, core: str = "", others: Sequence[tuple[str, str]] = ()) -> bytes:
    """Return a Word document with this XML inside its body."""
    main = f'<w:document xmlns:w="{_WORD_SPACE}"><w:body>{body}</w:body></w:document>'
    properties = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:dcterms="http://purl.org/dc/terms/">{core}</cp:coreProperties>'
    )
    members = [("word/document.xml", main), ("docProps/core.xml", properties), *others]
    return make_zip(members)


def make_zip(members: Sequence[tuple[str, str | bytes]]) -> bytes:
    """Return a ZIP file with these members."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members:
            archive.writestr(name, text)
    return held.getvalue()


def word_paragraph(text: str, *, style: str = "") -> str:
    """Return the XML of one paragraph."""
    return f"<w:p>{style}<w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def make_warc(records: Sequence[tuple[str, str, bytes]], *, day: str = "2024-05-03") -> bytes:
    """Return a web archive of answers: address, type of content, bytes."""
    out = b""
    for url, kind, body in records:
        answer = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + body
        out += (
            (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
                f"WARC-Date: {day}T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:{len(out)}>\r\n"
                f"Content-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(answer)}\r\n\r\n"
            ).encode()
            + answer
            + b"\r\n\r\n"
        )
    return out
