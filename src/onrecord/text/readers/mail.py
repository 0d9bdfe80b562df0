"""Mail (.eml) → draft: the message's text, its headers as data; forwarding and footers dropped.

A release often comes twice in one mail, as HTML and as plain text. HTML keeps paragraphs whole;
the plain text is taken where it has more to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.utils import parseaddr
from itertools import islice

import lxml.html

from onrecord.knowledge import Knowledge
from onrecord.model import DateBasis
from onrecord.text.drafts import DateClue, Draft, UnreadableError
from onrecord.text.readers.blocks import parse_html, read_blocks
from onrecord.text.readers.lines import cut_lines, is_wrapped, unwrap
from onrecord.text.readers.mail_lines import MailWords
from onrecord.text.readers.releases import draft_release

_MOST_PARTS = 200
_MOST_BYTES = 16 * 1024 * 1024
_LEAST_SHARE = 0.5  # of the plain text's words that the HTML must have
_HIDDEN = re.compile(r"display\s*:\s*none|font-size\s*:\s*0(?![.\d])|mso-hide\s*:\s*all")
_QUOTED = re.compile(r"^(?:>\s?)+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """What a mail is made of."""

    html: str
    plain: str
    attached: tuple[str, ...]


def read_mail(body: bytes, knowledge: Knowledge) -> Draft:
    """Return the draft of a mail. Raises UnreadableError when it cannot be taken apart."""
    try:
        message = BytesParser(policy=policy.compat32).parsebytes(body)
        parts = _take_parts(message)
    except (MessageError, RecursionError, ValueError) as error:
        raise UnreadableError(f"is a damaged mail ({error}); fetch it again") from error
    words = MailWords(knowledge)
    lines = _choose_lines(parts)
    lines, forwarded, dropped = words.cut_forwarding(lines)
    lines, footer = words.cut_footers(lines)
    name, address = parseaddr(forwarded.get("from") or _header(message, "From"))
    day = forwarded.get("date") or _header(message, "Date")
    problems = [f'has an attachment "{n}", which was not read: save it' for n in parts.attached]
    return draft_release(
        lines,
        knowledge,
        Draft(
            paragraphs=(),
            dropped=(*dropped, *footer),
            title=words.strip_subject(forwarded.get("subject") or _header(message, "Subject")),
            outlet=_name_outlet(name, address, knowledge),
            clues=(DateClue(text=day, basis=DateBasis.METADATA, sure=True),) if day else (),
            problems=tuple(problems),
        ),
    )


def _header(message: Message, name: str) -> str:
    """Return a header's words, whatever they are coded as."""
    raw = str(message.get(name, ""))[:2000]
    try:
        text = str(make_header(decode_header(raw)))
    except (MessageError, UnicodeError, LookupError, ValueError):
        text = raw
    return " ".join(text.split())


def _name_outlet(name: str, address: str, knowledge: Knowledge) -> str | None:
    """Return the outlet whose address it comes from, else the name that the sender goes by."""
    host = address.rpartition("@")[2].lower()
    for outlet in knowledge.outlets.values():
        if any(host == d or host.endswith(f".{d}") for d in outlet.domains):
            return outlet.name
    return name or host or None


def _take_parts(message: Message) -> _Parts:
    found: dict[str, str] = {}
    attached: list[str] = []
    for part in islice(message.walk(), _MOST_PARTS):
        if part.is_multipart():
            continue
        kind = part.get_content_type()
        name = part.get_filename()
        if part.get_content_disposition() == "attachment" or kind not in (
            "text/html",
            "text/plain",
        ):
            if name and not kind.startswith(("image/", "application/pkcs7", "application/pgp")):
                attached.append(" ".join(str(name).split())[:200])
            continue
        text = _decode(part)
        found[kind] = f"{found[kind]}\n\n{text}" if kind in found else text
    return _Parts(
        html=found.get("text/html", ""),
        plain=found.get("text/plain", ""),
        attached=tuple(attached),
    )


def _decode(part: Message) -> str:
    raw = part.get_payload(decode=True)
    body = raw[:_MOST_BYTES] if isinstance(raw, bytes) else b""
    charset = part.get_content_charset() or "utf-8"
    for name in (charset, "utf-8"):
        try:
            return _plain(body.decode(name))
        except (LookupError, UnicodeDecodeError):
            continue
    return _plain(body.decode("cp1252", "replace"))


def _plain(text: str) -> str:
    """Return the text with plain line ends, without what is no sign at all."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def _choose_lines(parts: _Parts) -> list[str]:
    """Return the lines of the part that has more to say; HTML where both say the same."""
    html = list(_read_html(parts.html))
    words = sum(len(line.split()) for line in html)
    if html and words >= _LEAST_SHARE * len(parts.plain.split()):
        return html
    text = "\n".join(_QUOTED.sub("", line) for line in parts.plain.split("\n"))
    lines = cut_lines(text)
    return [line.text for line in (unwrap(lines) if is_wrapped(lines) else lines)]


def _read_html(html: str) -> Iterator[str]:
    """Yield the lines of a mail in HTML; its tables are there for the looks."""
    root = parse_html(html) if html.strip() else None
    if root is None:
        return
    for element in list(root.iter("*")):
        hidden = _HIDDEN.search(str(element.get("style") or ""))
        if hidden and element.getparent() is not None:
            element.drop_tree()
    for line in read_blocks(lxml.html.tostring(root, encoding="unicode")):
        bare = line.strip(" |\u200c\u200b\u00ad\ufeff\u034f")
        if any(sign.isalnum() for sign in bare):
            yield bare
