"""HTML → blocks: one line of text each, with its place in the page; items begin with "- "."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

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
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_PARSING: dict[str, Any] = {
    "recover": True, "no_network": True, "remove_comments": True, "remove_pis": True,
    "huge_tree": False,
}  # fmt: skip
# What makers of pages call their parts, whatever language the page is in.
_CALLED = {
    "comment": r"comment|disqus|respond|repl(?:y|ies)\b",
    "share": r"shar(?:e|ing)|social|follow|facebook|twitter|whatsapp",
    "related": r"relat|recommend|recirc|also|more-|-more|read-?next|trending|popular|latest|teaser|outbrain|taboola",
    "prompt": r"newsletter|subscri|signup|sign-up|promo|paywall|donat|cta\b|cookie|consent|modal|popup|banner",
    "advert": r"\bad[sv]?\b|\bad-|-ad\b|advert|sponsor|affiliate|dfp",
    "navigation": r"nav|menu|breadcrumb|pagination|pager|toc\b|table-of-contents|skip",
    "author": r"author|byline|bio\b|contributor",
    "data": r"meta\b|-meta|date|timestamp|published|tags?\b|categor|read-?time",
    "caption": r"caption|credit|gallery|slideshow|photo",
    "side": r"sidebar|widget|\brail|aside|secondary|complementary",
    "foot": r"foot|copyright|legal|disclaimer",
    "top": r"header|masthead|topbar|hero|site-title|logo",
    "body": r"article-?_?(?:body|content|text)|(?:entry|post|story|page|main|blog|rich)-?_*(?:content|body|text)|articlebody|prose|wysiwyg",
    "article": r"article|post\b|post-|entry|story|content",
    "standfirst": r"standfirst|subtitle|sub-?head|dek\b|lead\b|lede|excerpt|summary|intro",
}  # fmt: skip
_TAGGED = {
    "nav": "navigation", "footer": "foot", "header": "top", "aside": "side", "form": "prompt",
    "figcaption": "caption", "figure": "caption", "main": "main", "article": "article",
}  # fmt: skip
CALLED = (*_CALLED, "main", "hidden", "replies")
_BITS = {name: 1 << number for number, name in enumerate(CALLED)}
_CALL = re.compile("|".join(f"(?P<{name}>{body})" for name, body in _CALLED.items()))
# what holds the readers' comments and nothing else, as one of an element's names
_REPLIES = re.compile(
    r"(?:comments?|comment-?list|comments?[-_](?:area|section|list|body|content|wrap(?:per)?|"
    r"container|thread|holder|\d+)|disqus[\w-]*|fb-comments|respond)",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ROLES = {"main": "main", "navigation": "navigation", "complementary": "side", "dialog": "prompt"}
_SPACES = re.compile(r"\s+")


# Elements inside lines, and those around the page, whose names say nothing of a block.
_PLAIN = frozenset({"a", "b", "i", "u", "em", "strong", "br", "img", "sup", "sub", "body", "html"})
# What other attributes say of an element.
_READ: dict[str, Callable[[str], int]] = {
    "role": lambda value: _BITS[_ROLES[value]] if value in _ROLES else 0,
    "itemprop": lambda value: _BITS["body"] if "articleBody" in value else 0,
    "hidden": lambda _: _BITS["hidden"],
    "style": lambda value: _BITS["hidden"] if _HIDDEN.search(value) else 0,
}


Element = lxml.etree._Element


class Place(NamedTuple):
    """Where a block stands: its tag, what the parts around it are called, the elements above."""

    tag: str
    called: int  # bits in the order of CALLED
    above: tuple[int, ...]  # numbers of the block elements around it, outermost first
    linked: bool = False
    item: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One line of a page; `linked` counts its characters that are links."""

    text: str
    place: Place
    linked: int


def read_blocks(html: str) -> list[str]:
    """Return the text of a page or fragment line by line; an unreadable one has no lines."""
    root = parse_page(html)
    return [block.text for block in cut_blocks(root)] if root is not None else []


def parse_html(html: str) -> lxml.html.HtmlElement | None:
    """Return the tree of a page or fragment to be changed, None when there is nothing in it."""
    # lxml refuses text that declares an encoding: it has been decoded already
    html = _DECLARATION.sub("", html)
    if not html.strip():
        return None
    parser = lxml.html.HTMLParser(**_PARSING)
    try:
        return lxml.html.document_fromstring(html, parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError, ValueError):
        return None


def parse_page(html: str) -> Element | None:
    """Return the tree of a page or fragment to be read, which is made in half the time."""
    html = _DECLARATION.sub("", html)
    if not html.strip():
        return None
    try:
        root: Element | None = lxml.etree.fromstring(html, lxml.etree.HTMLParser(**_PARSING))
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError, ValueError):
        return None
    return root


def read_text(element: Element) -> str:
    """Return the words in an element, white space made plain."""
    return " ".join("".join(map(str, element.itertext())).split())


def cut_blocks(root: Element) -> list[Block]:
    """Return the blocks of a page that have words or signs in them."""
    cutter = _Cutter()
    cutter.walk(root, Place(tag="", called=0, above=()), 0)
    cutter.close()
    return cutter.blocks


@dataclass(slots=True)
class _Cutter:
    """The blocks made so far and the line that is open."""

    blocks: list[Block] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _place: Place | None = None
    _linked: int = 0
    _mark: bool = False
    _number: int = 0
    _known: dict[str, int] = field(default_factory=dict)

    def walk(self, element: Element, around: Place, depth: int) -> None:
        """Cut an element and what is in it."""
        tag = str(element.tag)
        if tag in _SILENT or depth > _MOST_DEPTH:
            return
        is_block, is_cell = tag in _BLOCKS, tag in {"td", "th"}
        if (is_block and not is_cell) or tag == "br":
            self.close()
        self._mark = self._mark or tag == "li"
        place = self._enter(element, tag, around, is_block=is_block)
        self._add(element.text, place)
        for child in element:
            self.walk(child, place, depth + 1)
            self._add(child.tail, place)
        if is_cell:
            self._pieces.append(" | ")
        elif is_block:
            self.close()

    def close(self) -> None:
        """End the open line."""
        text = " ".join("".join(self._pieces).split()) if self._pieces else ""
        self._pieces.clear()
        if text and text != "|" and self._place is not None:
            text = f"- {text}" if self._mark else text
            self.blocks.append(Block(text=text, place=self._place, linked=self._linked))
            self._mark = False
        self._place, self._linked = None, 0

    def _add(self, text: str | None, place: Place) -> None:
        if not text:
            return
        if text.isspace():
            self._pieces.append(" ")
            return
        self._pieces.append(text)
        self._place = self._place or place
        if place.linked:
            self._linked += len(_SPACES.sub(" ", text))

    def _enter(self, element: Element, tag: str, around: Place, *, is_block: bool) -> Place:
        called = around.called | self._read_names(element, tag)
        linked = around.linked or tag == "a"
        if not is_block and called == around.called and linked == around.linked:
            return around
        above = around.above
        if is_block:
            self._number += 1
            above = (*above, self._number)
        return Place(
            tag=tag if is_block else around.tag,
            called=called,
            above=above,
            linked=linked,
            item=around.item or tag == "li",
        )

    def _read_names(self, element: Element, tag: str) -> int:
        """Return the bits for what an element is called."""
        bits = _BITS[_TAGGED[tag]] if tag in _TAGGED else 0
        if tag in _PLAIN:
            return bits
        for name, value in element.items():
            if name == "class" or name == "id":
                bits |= self._look_up(str(value))
            elif name in _READ:
                bits |= _READ[str(name)](str(value))
        return bits

    def _look_up(self, names: str) -> int:
        known = self._known.get(names)
        if known is None:
            known = 0
            for name in names.split():
                known |= self._known.get(name) or _read_name(name)
            self._known[names] = known
        return known


def _read_name(name: str) -> int:
    """Return the bits for one of an element's names."""
    bits = _BITS["replies"] if _REPLIES.fullmatch(name) else 0
    for found in _CALL.finditer(name.lower()):
        bits |= _BITS[found.lastgroup or ""]
    return bits
