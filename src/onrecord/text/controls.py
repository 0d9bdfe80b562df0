"""Signs that steer a terminal or printer have no place in a text: out they go, before anything is read.

Some pages write quotation marks as the control characters that have their place in Windows' table;
these become what was meant.
"""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.text.drafts import Draft

_ANY = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_UNFIT = re.compile("[\ud800-\udfff\ufffe\uffff]")  # halves of a sign, and none at all
_LINE_END = re.compile(r"\r\n?")
_MEANT = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
_APART = dict.fromkeys((0x0B, 0x0C, 0x1C, 0x1D, 0x1E, 0x1F, 0x85), " ")
_TABLE = {**dict.fromkeys((*range(9), *range(0x0E, 0x20), 0x0D, 0x7F), ""), **_MEANT, **_APART}


def strip_controls(text: str) -> str:
    r"""Return a text without control characters, line feeds and tabs aside.

    >>> strip_controls("a\x1b[31m b\x92s")
    'a[31m b’s'
    """
    return text.translate(_TABLE) if _ANY.search(text) else text


def strip_unfit(markup: str) -> str:
    r"""Return markup without control characters and what else no XML may hold (XML 1.0, 2.2).

    The libraries that read pages fail where such a sign stands in the wrong place.

    >>> strip_unfit("<p>a\x17b\uffff</p>\r\n<p>c</p>")
    '<p>ab</p>\n<p>c</p>'
    """
    if "\r" in markup:
        markup = _LINE_END.sub("\n", markup)
    return _UNFIT.sub("", strip_controls(markup))


def clean_draft(draft: Draft) -> Draft:
    """Return the draft with all that will be shown of it clean."""
    paragraphs = (strip_controls(text) for text in draft.paragraphs)
    return replace(
        draft,
        paragraphs=tuple(text for text in paragraphs if text.strip()),
        title=strip_controls(draft.title) if draft.title else draft.title,
        authors=tuple(strip_controls(name) for name in draft.authors),
        outlet=strip_controls(draft.outlet) if draft.outlet else draft.outlet,
        dropped=tuple(replace(one, text=strip_controls(one.text)) for one in draft.dropped),
    )
