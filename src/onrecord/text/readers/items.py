"""A feed's item → draft: its title, day and content; a bare fragment of an item as well."""

from __future__ import annotations

import re
from html.entities import html5

import lxml.etree

from onrecord.knowledge import Knowledge
from onrecord.model import DateBasis
from onrecord.text.drafts import DateClue, Draft
from onrecord.text.readers.blocks import read_blocks
from onrecord.text.readers.furniture import drop_furniture

_ENTITY = re.compile(r"&([A-Za-z]\w{0,40});")
_XML_NAMES = {"amp", "lt", "gt", "quot", "apos"}
_CONTENT = ("encoded", "content", "description", "summary")
_DATES = ("pubDate", "published", "issued", "date", "updated")
_AUTHORS = ("creator", "author")
_WRAPPER = (
    '<item xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom">{}</item>'
)


def read_item(text: str, knowledge: Knowledge) -> Draft | None:
    """Return the draft of a feed's item, None when it cannot be read."""
    fields = _read_fields(text)
    if not fields:
        return None
    contents = [value for name in _CONTENT for value in fields.get(name, ())]
    content = max(contents, key=len, default="")
    kept, dropped = drop_furniture(read_blocks(content), knowledge)
    return Draft(
        paragraphs=tuple(kept),
        dropped=tuple(dropped),
        title=_first(fields, "title"),
        authors=tuple(v for name in _AUTHORS for v in fields.get(name, ())),
        url=_first(fields, "link") or _first(fields, "guid"),
        clues=tuple(
            DateClue(text=fields[name][0], basis=DateBasis.METADATA, sure=True)
            for name in _DATES
            if fields.get(name)
        ),
        tags=tuple(v for v in fields.get("category", ()) if v),
    )


def _first(fields: dict[str, list[str]], name: str) -> str | None:
    values = fields.get(name)
    return " ".join(read_blocks(values[0])) if values and values[0].strip() else None


def _read_fields(text: str) -> dict[str, list[str]]:
    """Return the values of the item's elements by local name."""
    inner = _ENTITY.sub(_read_entity, re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    parser = lxml.etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, huge_tree=False, strip_cdata=True
    )
    try:
        root = lxml.etree.fromstring(_WRAPPER.format(inner).encode("utf-8"), parser)
    except (lxml.etree.XMLSyntaxError, ValueError):
        return {}
    fields: dict[str, list[str]] = {}
    top = next((e for e in root if _name(e) in {"item", "entry"}), root)
    for element in top:
        name = _name(element)
        value = element.text or ""
        if name == "link" and element.get("href"):
            value = element.get("href") or ""
        elif len(element):
            value += "".join(lxml.etree.tostring(child, encoding="unicode") for child in element)
        if name == "author" and len(element):
            value = " ".join(str(t) for t in element.itertext()).strip()
        fields.setdefault(name, []).append(value.strip())
    return fields


def _read_entity(found: re.Match[str]) -> str:
    """Return the letter that HTML calls so; XML knows five names itself, and others are nothing."""
    name = found.group(1)
    return found.group(0) if name.lower() in _XML_NAMES else html5.get(f"{name};", "")


def _name(element: lxml.etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]
