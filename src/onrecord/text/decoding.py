"""Bytes → text: by byte order mark, by what the page declares, else UTF-8, else a last resort."""

from __future__ import annotations

import codecs
import re

from onrecord.model import Capture, Problem

ROOM = "text"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_DECLARED = re.compile(
    rb"""<\?xml[^>]*encoding=["']([\w.:-]+)|<meta[^>]*charset=["']?([\w.:-]+)""", re.IGNORECASE
)
_HEAD_BYTES = 2048
_MOST_CONTROLS = 0.02  # share of control characters above which bytes are no text
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
LAST_RESORT = "cp1252"
# Encodings of Python's that no page is written in; some take quadratic time.
_FOR_PROGRAMS = {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "utf-7"}


def decode_capture(capture: Capture) -> tuple[str | None, list[Problem]]:
    """Return the text of a capture with plain line ends; None with a problem when it is binary."""
    body = capture.body
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return _decode_as(capture, encoding)
    sample = body[:65536]
    if b"\x00" in sample or len(_CONTROLS.findall(sample)) > _MOST_CONTROLS * len(sample):
        return None, [make_problem(capture, "is binary, not text; save its text as .txt")]
    declared = _find_declared(body) or _find_known(dict(capture.hints).get("charset", ""))
    if declared is not None:
        text, problems = _decode_as(capture, declared)
        if not problems:
            return text, []
    try:
        return _plain_ends(body.decode("utf-8")), []
    except UnicodeDecodeError:
        text, is_mixed = _decode_lines(body)
    what = (
        f"is partly UTF-8, partly {LAST_RESORT}, line by line"
        if is_mixed
        else (f"is not UTF-8 and was read as {LAST_RESORT}")
    )
    message = f"{what}; save it as UTF-8 if words look wrong"
    return _plain_ends(text), [make_problem(capture, message)]


def _decode_lines(body: bytes) -> tuple[str, bool]:
    """Return the text, each line in the encoding that it fits, and whether there are two of them."""
    lines: list[str] = []
    is_mixed = False
    for line in body.split(b"\n"):
        try:
            lines.append(line.decode("utf-8"))
            is_mixed = is_mixed or not line.isascii()
        except UnicodeDecodeError:
            lines.append(line.decode(LAST_RESORT, "replace"))
    return "\n".join(lines), is_mixed


def make_problem(capture: Capture, message: str) -> Problem:
    """Return a problem of this room with one capture."""
    return Problem(
        subject_id=capture.id, room=ROOM, source=capture.source,
        message=f"{capture.source} {message}",
    )  # fmt: skip


def _decode_as(capture: Capture, encoding: str) -> tuple[str, list[Problem]]:
    try:
        return _plain_ends(capture.body.decode(encoding)), []
    except UnicodeDecodeError:
        text = capture.body.decode(encoding, "replace")
        problem = make_problem(
            capture, f"is damaged: not all of it is {encoding}; fetch it again if words are missing"
        )
        return _plain_ends(text), [problem]


def _find_declared(body: bytes) -> str | None:
    """Return the encoding that a page names for itself, None when it names none that is known."""
    found = _DECLARED.search(body[:_HEAD_BYTES])
    if found is None:
        return None
    return _find_known((found.group(1) or found.group(2)).decode("ascii", "ignore"))


def _find_known(name: str) -> str | None:
    try:
        known = codecs.lookup(name).name
        b"a".decode(known)  # a packing such as zlib is a codec too, and no encoding of text
    except (LookupError, UnicodeError):
        return None
    if known in _FOR_PROGRAMS:
        return None
    # pages that declare Latin-1 are written in cp1252; the standard for HTML says so
    return LAST_RESORT if known in {"iso8859-1", "ascii"} else known


def _plain_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
