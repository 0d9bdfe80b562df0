"""Pages that are made to be hard to read: what is cut before parsing, and why a page has no text.

Everything here takes one pass over the page.
"""

from __future__ import annotations

import re
from contextlib import suppress

import lxml.etree
import lxml.html

# Opening and closing ones. Live blogs of a whole day have 50,000; the libraries that read pages
# take quadratic time for some shapes of more.
MOST_TAGS = 100_000
_LONGEST_TAG = 20_000  # characters: pictures written into the page are longer, and are not text
_LONG_TAG = re.compile(rf"<(?!!)[^<>]{{{_LONGEST_TAG},}}(?:>|\Z)")
_SCRIPT = re.compile(
    r"<(script|style|noscript|template)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(r"<[^<>]*>?")
_HEAD = re.compile(r"<head\b.*?(?:</head\s*>|<body\b|\Z)", re.IGNORECASE | re.DOTALL)
_FEW_LETTERS = 40
_PROGRAM = re.compile(r"<(script|style|svg)\b[^<>]*>", re.IGNORECASE)
_PROGRAM_ENDS = {
    name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in ("script", "style", "svg")
}
_DATA = "ld+json"


def cut_tags(html: str) -> str:
    """Return the page without tags of a length that no words have."""
    return _LONG_TAG.sub("", html)


def cut_programs(html: str) -> str:
    """Return the page without scripts, styles and drawings; data about the page stays.

    The page is parsed twice, and much of it is neither text nor says what is.
    """
    pieces: list[str] = []
    ends: dict[str, re.Match[str]] = {}
    at = place = 0
    while (opener := _PROGRAM.search(html, place)) is not None:
        name, place = opener[1].lower(), opener.end()
        if name not in ends or ends[name].start() < place:
            closer = _PROGRAM_ENDS[name].search(html, place)
            if closer is None:
                break
            ends[name] = closer
        if _holds_more(opener, html, ends[name].start()):
            continue
        place = ends[name].end()
        pieces.append(html[at : opener.start()])
        at = place
    return "".join([*pieces, html[at:]])


def _holds_more(opener: re.Match[str], html: str, end: int) -> bool:
    """Is it data, or a drawing that has no end of its own?"""
    if opener[1].lower() != "svg":
        return _DATA in opener[0].lower()
    return opener[0].endswith("/>") or html.find("<svg", opener.end(), end) >= 0


def find_excess(html: str) -> str | None:
    """Return what is too much about a page to read it, None when nothing is."""
    count = html.count("<")
    if count <= MOST_TAGS:
        return None
    return f"has {count:,} tags, more than any page; it was not read: save its text as .txt"


def explain_empty(html: str) -> str | None:
    """Return why a page came to no text, None when there is nothing special about it."""
    bare = _SCRIPT.sub(" ", html)
    letters = sum(c.isalnum() for c in _TAG.sub(" ", _HEAD.sub(" ", bare)))
    if letters < _FEW_LETTERS and len(bare) < len(html):
        return (
            "is only a script, which a browser would have to run; save the page as a browser "
            "shows it"
        )
    if _is_deep(html):
        return "has its tags nested too deeply to be read; save its text as .txt"
    return None


def _is_deep(html: str) -> bool:
    """Does the parser stop because elements stand within elements without end?"""
    parser = lxml.html.HTMLParser(recover=True, no_network=True, huge_tree=False)
    with suppress(lxml.etree.ParserError, lxml.etree.XMLSyntaxError, ValueError):
        lxml.html.document_fromstring(html, parser=parser)
    return any("depth" in entry.message for entry in parser.error_log)
