"""PDF → draft: the text layer, read in a process of its own that may take only so much.

A crafted file can crash a PDF library, fill the memory or never end. What opens it here is a
child process under limits of the kernel; this process only ever sees JSON.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.knowledge import Knowledge
from onrecord.model import DateBasis
from onrecord.text.drafts import DateClue, Draft, UnreadableError
from onrecord.text.readers.pdf_layout import Page, Segment, lay_out
from onrecord.text.readers.releases import draft_release

_CHILD = Path(__file__).with_name("pdf_child.py")
_ERRORS = {
    "locked": "is locked with a password; save it without one",
    "damaged": "is a damaged PDF; fetch it again",
    "memory": "needs more memory than a PDF may have; save its text as .txt",
}
_LEAST_CHARACTERS = 20  # of a page with a text layer
_MOST_UNKNOWN = 0.2  # share of signs that the file's fonts give no letter for
_UNKNOWN = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
_STAMP = re.compile(r"D?:?((?:19|20)\d\d)(\d\d)(\d\d)")
# Programs put a file's name, or their own, where the title belongs.
_NO_TITLE = re.compile(
    r"\.\w{2,5}$|^\W*$|^untitled\b|^\S+$|^Microsoft |^PowerPoint ", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfLimits:
    """What reading one PDF may take."""

    seconds: int = 60
    memory: int = 768 * 1024 * 1024  # 500 pages of text took 40 MiB
    output: int = 96 * 1024 * 1024


def read_pdf(body: bytes, knowledge: Knowledge, limits: PdfLimits | None = None) -> Draft:
    """Return the draft of a PDF. Raises UnreadableError when it has no text that can be read."""
    found = open_pdf(body, limits or PdfLimits())
    pages = [_make_page(page) for page in found["pages"]]
    _check_layer(pages, found["count"])
    layout = lay_out(pages)
    data = found.get("data", {})
    named = " ".join(str(data.get("Title", "")).split())
    stamp = _STAMP.match(str(data.get("CreationDate", "")))
    problems = []
    if len(pages) < found["count"]:
        problems.append(f"has {found['count']} pages, of which the first {len(pages)} were read")
    damaged = sum(bool(page.get("damaged")) for page in found["pages"])
    if damaged:
        problems.append(f"has {damaged} damaged pages, which were not read")
    return draft_release(
        layout.paragraphs,
        knowledge,
        Draft(
            paragraphs=(),
            dropped=layout.dropped,
            title=layout.title or (None if _NO_TITLE.search(named) else named),
            clues=(DateClue(text="-".join(stamp.groups()), basis=DateBasis.METADATA),)
            if stamp
            else (),
            problems=tuple(problems),
        ),
    )


def open_pdf(body: bytes, limits: PdfLimits) -> dict[str, Any]:
    """Return what the child process read. Raises UnreadableError when it could not."""
    words = [str(limits.seconds), str(limits.memory), str(limits.output)]
    with tempfile.TemporaryFile() as output:
        try:
            done = subprocess.run(
                [sys.executable, "-I", str(_CHILD), *words],
                input=body, stdout=output, stderr=subprocess.DEVNULL, check=False, env={},
                timeout=limits.seconds + 5,
            )  # fmt: skip
        except subprocess.TimeoutExpired as error:
            raise UnreadableError(_say_too_long(limits)) from error
        if done.returncode < 0:
            raise UnreadableError(_say_too_long(limits))
        output.seek(0)
        try:
            found: dict[str, Any] = json.load(output)
        except ValueError as error:
            raise UnreadableError(_ERRORS["memory"]) from error
    if "error" in found:
        raise UnreadableError(_ERRORS[found["error"]])
    return found


def _say_too_long(limits: PdfLimits) -> str:
    return (
        f"takes longer than {limits.seconds} s or more memory than a PDF may have; it was given up: "
        "save its text as .txt"
    )


def _make_page(page: dict[str, Any]) -> Page:
    return Page(
        width=page["width"],
        height=page["height"],
        segments=tuple(
            Segment(left=s[0], bottom=s[1], right=s[2], top=s[3], size=s[4], text=s[5])
            for s in page["segments"]
        ),
    )


def _check_layer(pages: list[Page], count: int) -> None:
    """Raise UnreadableError when the pages are pictures, or their letters are not known."""
    text = "".join(segment.text for page in pages for segment in page.segments)
    if len(text) < _LEAST_CHARACTERS * max(1, min(count, 2)):
        raise UnreadableError(
            "is scanned; it has no text layer: run text recognition over it and name the result"
        )
    if len(_UNKNOWN.findall(text)) > _MOST_UNKNOWN * len(text):
        raise UnreadableError(
            "has fonts that do not say which letters they are; run text recognition over it"
        )
