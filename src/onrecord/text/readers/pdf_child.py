"""The process that opens a PDF: a script of its own, started by `pdf.py` with hard limits.

It imports nothing of ours, reads the file on standard input, and writes one JSON object: pages
with their segments of text (left, bottom, right, top, size of type, words), or an `error`.
"""

from __future__ import annotations

import json
import sys
from typing import Any

MOST_PAGES = 2_000
MOST_CHARACTERS = 6_000_000
# A blank wider than this many times the type parts columns and cells.
_WIDE = 1.8
# PDFium's signs for a hyphen that a line's end has made.
_HYPHENS = {0x02: "\u00ad", 0xFFFE: "\u00ad", 0xAD: "\u00ad"}
_BREAKS = (0x0A, 0x0D)


def limit_process(seconds: int, memory: int, output: int) -> None:
    """Let the kernel end this process when it takes more than it may."""
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (output, output))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def read_document(body: bytes) -> dict[str, Any]:
    """Return pages and data of a PDF, or why it cannot be read."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        return {"error": "locked" if locked else "damaged"}
    pages: list[dict[str, Any]] = []
    left = MOST_CHARACTERS
    for number in range(min(len(pdf), MOST_PAGES)):
        try:
            page = pdf[number]
            segments, count = read_segments(page, left)
        except pypdfium2.PdfiumError:
            pages.append({"width": 0, "height": 0, "segments": [], "damaged": True})
            continue
        width, height = page.get_size()
        pages.append({"width": width, "height": height, "segments": segments})
        left -= count
        page.close()
    return {"pages": pages, "count": len(pdf), "data": pdf.get_metadata_dict(skip_empty=True)}


def read_segments(page: Any, most: int) -> tuple[list[list[Any]], int]:
    """Return stretches of one line each, in the order of the file, and how many signs they have."""
    import ctypes

    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    count = min(text.count_chars(), most)
    segments: list[list[Any]] = []
    # The box of the font, not of the letter: lines without a "g" stand no higher than others.
    box = pdfium.FS_RECTF()
    pointer = ctypes.byref(box)
    fresh = True
    for at in range(count):
        code = pdfium.FPDFText_GetUnicode(text.raw, at)
        if code in _BREAKS:
            fresh = True
            continue
        sign = _HYPHENS.get(code) or (chr(code) if code else "")
        if pdfium.FPDFText_IsGenerated(text.raw, at) == 1:
            if segments and not fresh:
                segments[-1][5] += sign
            continue
        pdfium.FPDFText_GetLooseCharBox(text.raw, at, pointer)
        left, right, bottom, top = box.left, box.right, box.bottom, box.top
        size = pdfium.FPDFText_GetFontSize(text.raw, at)
        if fresh or is_apart(segments[-1], left, bottom, top):
            segments.append([left, bottom, right, top, size, sign])
            fresh = False
            continue
        last = segments[-1]
        last[0], last[1] = min(last[0], left), min(last[1], bottom)
        last[2], last[3] = max(last[2], right), max(last[3], top)
        last[4] = max(last[4], size)
        last[5] += sign
    text.close()
    return [[*(round(v, 1) for v in s[:5]), s[5]] for s in segments if s[5].strip()], count


def is_apart(last: list[Any], left: float, bottom: float, top: float) -> bool:
    """Does a sign stand on another line or far from the stretch before it?"""
    kind = max(last[4], last[3] - last[1], 4.0)
    if left - last[2] > _WIDE * kind or left < last[0] - kind:
        return True
    middle = (bottom + top) / 2
    return not last[1] - kind * 0.5 < middle < last[3] + kind * 0.5


def main() -> None:
    """Read standard input, write JSON on standard output."""
    seconds, memory, output = (int(word) for word in sys.argv[1:4])
    limit_process(seconds, memory, output)
    body = sys.stdin.buffer.read()
    try:
        found = read_document(body)
    except MemoryError:
        found = {"error": "memory"}
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
