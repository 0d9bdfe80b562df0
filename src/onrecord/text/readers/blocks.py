"""HTML → lines: one for each block, links with their words, items with "- "."""

from __future__ import annotations

import re

import lxml.etree
import lxml.html

_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "dd", "details", "div", "dl",
        "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
        "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section",
        "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    }
)  # fmt: skip
_SILENT = frozenset(
    {
        "script", "style", "noscript", "template", "iframe", "object", "svg", "button",
        "select", "option", "input", "textarea", "head", "video", "audio", "canvas",
    }
)  # fmt: skip
_MOST_DEPTH = 200


def read_blocks(html: str) -> list[str]:
    """Return the text of a page or fragment line by line; an unreadable one has no lines."""
    root = parse_html(html)
    if root is None:
        return []
    pieces: list[str] = []
    _walk(root, pieces, 0)
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return [line for line in lines if line and line != "-"]


def parse_html(html: str) -> lxml.html.HtmlElement | None:
    """Return the tree of a page or fragment, None when there is nothing in it."""
    # lxml refuses text that declares an encoding: it has been decoded already
    html = re.sub(r"^\s*<\?xml[^>]*\?>", "", html)
    if not html.strip():
        return None
    parser = lxml.html.HTMLParser(
        recover=True, no_network=True, remove_comments=True, huge_tree=False
    )
    try:
        return lxml.html.document_fromstring(html, parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError, ValueError):
        return None


def _walk(element: lxml.html.HtmlElement, pieces: list[str], depth: int) -> None:
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag in _SILENT or depth > _MOST_DEPTH:
        return
    block = tag in _BLOCKS
    cell = tag in {"td", "th"}
    if block and not cell:
        pieces.append("\n")
    if tag == "li":
        pieces.append("- ")
    if tag == "br":
        pieces.append("\n")
    pieces.append(_flat(element.text))
    for child in element:
        _walk(child, pieces, depth + 1)
        pieces.append(_flat(child.tail))
    if cell:
        pieces.append(" | ")
    elif block:
        pieces.append("\n")


def _flat(text: str | None) -> str:
    return re.sub(r"\s+", " ", text) if text else ""
