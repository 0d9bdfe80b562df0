"""Word (.docx) → draft: paragraphs, lists and tables as lines; core properties as data.

The file is a ZIP of XML: each part is read up to a cap whatever its header claims, a document type
declaration is refused, and nothing outside the file is looked at.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

import lxml.etree

from onrecord.knowledge import Knowledge
from onrecord.model import DateBasis, Dropped
from onrecord.text.drafts import DateClue, Draft, UnreadableError
from onrecord.text.readers.releases import draft_release

_MOST_PART = 48 * 1024 * 1024  # 4 million characters of text, marks and all
_MOST_RATIO = 200
_MAIN, _CORE = "word/document.xml", "docProps/core.xml"
_BROKEN = (KeyError, EOFError, OSError, zlib.error, zipfile.BadZipFile, NotImplementedError,
           RuntimeError, ValueError, struct.error)  # fmt: skip
_BREAKS = {"br": "\n", "cr": "\n", "tab": " ", "noBreakHyphen": "-", "sym": ""}
_DELETED = frozenset({"del", "moveFrom", "instrText", "delText", "fldData"})
_MOST_DEPTH = 60
_BESIDE = (("word/header", "header"), ("word/footer", "footer"), ("word/footnotes", "footnotes"))


def read_word(body: bytes, knowledge: Knowledge) -> Draft:
    """Return the draft of a Word document. Raises UnreadableError when it cannot be read."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(body))
    except _BROKEN as error:
        raise UnreadableError("is a damaged Word document; fetch it again") from error
    with archive:
        root = _parse(_read_part(archive, _MAIN))
        names = archive.namelist()
        data = _read_core(archive) if _CORE in names else {}
        beside = [
            Dropped(text=text, reason=shown)
            for start, shown in _BESIDE
            for name in sorted(n for n in names if n.startswith(start) and n.endswith(".xml"))
            if (text := " ".join(_read_lines(_parse(_read_part(archive, name)))))
        ]
    made = data.get("created")
    return draft_release(
        [line for text in _read_lines(root) for line in text.split("\n") if line.strip()],
        knowledge,
        Draft(
            paragraphs=(),
            dropped=tuple(beside),
            title=data.get("title"),
            clues=(DateClue(text=made, basis=DateBasis.METADATA),) if made else (),
        ),
    )


def _read_part(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        info = archive.getinfo(name)
        with archive.open(info) as part:
            body = part.read(_MOST_PART + 1)
    except _BROKEN as error:
        raise UnreadableError("is a damaged Word document; fetch it again") from error
    swollen = len(body) > 1024 * 1024 and len(body) > _MOST_RATIO * max(1, info.compress_size)
    if len(body) > _MOST_PART or swollen:
        raise UnreadableError(
            "swells when it is unpacked, as no text does; save its text as .txt if you trust it"
        )
    return body


def _parse(body: bytes) -> lxml.etree._Element:
    if b"<!DOCTYPE" in body[:4096] or b"<!ENTITY" in body:
        raise UnreadableError("declares entities, which no Word document does; it was not read")
    parser = lxml.etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False
    )
    try:
        return lxml.etree.fromstring(body, parser)
    except lxml.etree.XMLSyntaxError as error:
        raise UnreadableError(f"is a damaged Word document ({error.msg})") from error


def _read_core(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the core properties by their names."""
    root = _parse(_read_part(archive, _CORE))
    return {_name(e): " ".join(e.text.split()) for e in root if e.text and e.text.strip()}


def _name(element: lxml.etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _get(element: lxml.etree._Element, name: str) -> str | None:
    return next((str(v) for k, v in element.attrib.items() if str(k).endswith(f"}}{name}")), None)


def _read_lines(root: lxml.etree._Element, depth: int = 0) -> Iterator[str]:
    """Yield a line for each paragraph and each row of a table, in the order of the text."""
    for element in root:
        name = _name(element)
        if name in _DELETED or depth > _MOST_DEPTH:
            continue
        if name == "p":
            text = _read_paragraph(element)
            if text:
                yield text
        elif name == "tbl":
            yield from _read_rows(element)
        else:
            yield from _read_lines(element, depth + 1)


def _read_rows(table: lxml.etree._Element) -> Iterator[str]:
    for row in table:
        if _name(row) == "tr":
            cells = [" ".join(_read_lines(cell)).replace("\n", " ") for cell in row
                     if _name(cell) == "tc"]  # fmt: skip
            line = " | ".join(cell for cell in cells if cell)
            if line:
                yield line


def _read_paragraph(paragraph: lxml.etree._Element) -> str:
    """Return the words of a paragraph, an item's with "- " in front."""
    pieces = "".join(_read_words(paragraph))
    text = "\n".join(" ".join(line.split()) for line in pieces.split("\n")).strip()
    item = any(
        _name(mark) == "numPr" and not any(_get(m, "val") == "0" for m in mark if _name(m) == "numId")
        for properties in paragraph if _name(properties) == "pPr"
        for mark in properties
    )  # fmt: skip
    return f"- {text}" if item and text else text


def _read_words(root: lxml.etree._Element) -> Iterator[str]:
    """Yield the words under an element; text of a box inside a line comes where the box is held."""
    held = [iter(root)]
    while held:
        element = next(held[-1], None)
        if element is None:
            held.pop()
            continue
        name = _name(element)
        if name == "t":
            yield element.text or ""
        elif name in _BREAKS:
            yield _BREAKS[name]
        elif name == "Fallback":  # the same box again, for older programs
            continue
        elif name not in _DELETED and name not in {"pPr", "rPr"} and len(held) < _MOST_DEPTH:
            if name == "p":
                yield "\n"
            held.append(iter(element))
