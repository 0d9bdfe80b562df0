"""An answer → a capture: the page's bytes under its address, with what the server said of them."""

from __future__ import annotations

from datetime import datetime
from email.message import Message
from types import MappingProxyType

from onrecord.model import Capture, Problem
from onrecord.sources.fetching.asking import Answer
from onrecord.sources.files import make_problem
from onrecord.sources.formats import Format, find_format

_TYPES = MappingProxyType({
    "text/html": Format.HTML,
    "application/xhtml+xml": Format.HTML,
    "text/plain": Format.TEXT,
    "text/markdown": Format.MARKDOWN,
    "application/pdf": Format.PDF,
    Format.WORD.value: Format.WORD,
    "message/rfc822": Format.MAIL,
})  # fmt: skip
# Of these the bytes are believed, whatever the server called them.
_BY_BYTES = frozenset({Format.PDF, Format.HTML})


def make_capture(answer: Answer, url: str, *, met_at: datetime) -> Capture | Problem:
    """Return the page as a capture; a problem when it is of a kind that is not read."""
    said = Message()
    said["Content-Type"] = "".join(sign for sign in answer.content_type if sign.isprintable())
    found = find_format(answer.url.partition("?")[0], answer.body)
    kind = found if found in _BY_BYTES else _TYPES.get(said.get_content_type())
    if not answer.body.strip():
        return make_problem(url, f"{url}: an empty page; look at it in a browser")
    if kind is None:
        shown = said.get_content_type() if answer.content_type else "of no known type"
        return make_problem(url, f"{url}: is {shown}, which is not read")
    charset = said.get_content_charset()
    return Capture(
        body=answer.body,
        media_type=kind.value,
        source=url,
        met_at=met_at,
        url=answer.url,
        hints=(("charset", charset),) if charset else (),
    )
