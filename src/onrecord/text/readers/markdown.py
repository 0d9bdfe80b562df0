"""Markdown → draft: words without marks, one line per paragraph, heading or item."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

from onrecord.knowledge import Knowledge
from onrecord.model import DateBasis, Dropped
from onrecord.text.drafts import DateClue, Draft
from onrecord.text.readers.front_matter import FrontMatter, split_front_matter
from onrecord.text.readers.furniture import drop_furniture

_DATE_KEYS = (
    "date",
    "published",
    "published_time",
    "pubdate",
    "datepublished",
    "publishdate",
    "created",
)
_TITLE_KEYS = ("title", "headline")
_URL_KEYS = ("source_url", "url", "link", "canonical_url", "canonical", "permalink")
_AUTHOR_KEYS = ("author", "authors", "byline", "creator")
_OUTLET_KEYS = ("outlet", "publisher", "site_name", "site", "source", "publication")
_TAG = re.compile(r"<[^<>]*>")
_BLANK = re.compile(r"^[^\S\n]+$", re.MULTILINE)  # lines of hard blanks part paragraphs too
_ITEM_NUMBER = "{}. "
_BULLET = "- "
# Emphasis that Markdown would leave as it is: its closing mark stands behind a space ("*Name
# *says") or between a stop and a word ("**Name:**says"); and marks around no word ("zone*. *").
_EMPHASIS = re.compile(
    r"(?<![\\\w*])(\*{1,3})(?=[^\s*])([^*]{1,400}?)([^\S\n]*)(?<![\\\n])\1(?!\*)(?=(\w?))"
)
_EMPTY_EMPHASIS = re.compile(r"(?<=[^\s*\\])(\*{1,3})([^\w\s*]?[^\S\n]+)\1(?=\s|\Z)")
_STARTS_BLOCK = re.compile(r"[\d#>+|-]")
_PARAGRAPH_END = re.compile(r"\n\s*\n")
# A line that is broken on purpose ends a sentence or a heading; others were wrapped by a program.
_CLOSED = re.compile(r"[.!?:;…][”\"’')\]*_]*$")


def read_markdown(text: str, knowledge: Knowledge) -> Draft:
    """Return the draft of a Markdown text with or without front matter."""
    matter, body = split_front_matter(text)
    lines, dropped = render_lines(body)
    kept, furniture = drop_furniture(lines, knowledge)
    data = [Dropped(text=matter.raw, reason="front matter", line=1)] if matter.raw else []
    tags = matter.lists.get("tags", ()) or tuple(
        filter(None, [matter.get("tags", "category", "type")])
    )
    return Draft(
        paragraphs=tuple(kept),
        dropped=(*data, *dropped, *furniture),
        title=matter.get(*_TITLE_KEYS),
        authors=_read_authors(matter),
        outlet=matter.get(*_OUTLET_KEYS),
        url=matter.get(*_URL_KEYS),
        clues=tuple(
            DateClue(text=matter.data[key], basis=DateBasis.METADATA, sure=True)
            for key in _DATE_KEYS
            if matter.data.get(key)
        ),
        tags=tags,
        problems=(matter.problem,) if matter.problem else (),
    )


def _read_authors(matter: FrontMatter) -> tuple[str, ...]:
    for key in _AUTHOR_KEYS:
        if matter.lists.get(key):
            return matter.lists[key]
        if matter.data.get(key):
            return (matter.data[key],)
    return ()


def render_lines(text: str) -> tuple[list[str], list[Dropped]]:
    """Return the lines of the rendered text, and the marks and pictures that were left out."""
    renderer = _Renderer()
    text = _close_emphasis(_BLANK.sub("", text))
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        renderer.take(token)
    return [line for line in renderer.lines if line.strip(" -")], renderer.dropped


def _close_emphasis(text: str) -> str:
    """Mend the marks of emphasis that are one place beside where Markdown wants them."""

    def close(found: re.Match[str]) -> str:
        mark, words, space, after = found.groups()
        if _PARAGRAPH_END.search(words):
            return found[0]
        if space:
            return f"{mark}{words}{mark}{space}"
        glued = after and not words[-1].isalnum() and not _STARTS_BLOCK.match(words)
        return words if glued else found[0]

    return _EMPHASIS.sub(close, _EMPTY_EMPHASIS.sub(r"\2", text))


class _Renderer:
    """The lines made so far, and what is open: lists, an item's mark, a table's row."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.dropped: list[Dropped] = []
        self._lists: list[int | None] = []  # the next item's number, None for bullets
        self._mark = ""
        self._row: list[str] | None = None

    def take(self, token: Token) -> None:
        """Add what a block gives."""
        match token.type:
            case "bullet_list_open":
                self._lists.append(None)
            case "ordered_list_open":
                self._lists.append(int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_open":
                self._open_item()
            case "tr_open":
                self._row = []
            case "tr_close":
                self._add([" | ".join(self._row or [])])
                self._row = None
            case _:
                self._take_words(token)

    def _take_words(self, token: Token) -> None:
        match token.type:
            case "inline" if self._row is not None:
                self._row.append(" ".join(render_inline(token, self.dropped)))
            case "inline":
                self._add(render_inline(token, self.dropped))
            case "code_block" | "fence":
                self._add([" ".join(line.split()) for line in token.content.split("\n")])
            case "html_block":
                self.dropped.append(_drop_marks(token))
                self._add([" ".join(_TAG.sub(" ", _strip_comments(token.content)).split())])
            case "hr":
                self.dropped.append(_drop_marks(token))
            case _:
                pass

    def _add(self, parts: list[str]) -> None:
        """Add lines, the first with the mark of its item."""
        for part in filter(None, parts):
            self.lines.append(self._mark + part)
            self._mark = ""

    def _open_item(self) -> None:
        number = self._lists[-1] if self._lists else None
        self._mark = _BULLET if number is None else _ITEM_NUMBER.format(number)
        if number is not None:
            self._lists[-1] = number + 1


def _drop_marks(token: Token) -> Dropped:
    line = token.map[0] + 1 if token.map else None
    return Dropped(text=token.content or token.markup, reason="markup", line=line)


def _strip_comments(text: str) -> str:
    return re.sub(r"<!--.*?(?:-->|\Z)", " ", text, flags=re.DOTALL)


def render_inline(token: Token, dropped: list[Dropped]) -> list[str]:
    """Return the lines of one paragraph: wrapped ones joined, those broken on purpose kept."""
    parts: list[str] = [""]
    for child in token.children or []:
        match child.type:
            case "text" | "code_inline":
                parts[-1] += child.content
            case "softbreak":
                parts[-1] += " "
            case "hardbreak":
                if _CLOSED.search(parts[-1].strip()):
                    parts.append("")
                else:
                    parts[-1] += " "
            case "image":
                dropped.append(
                    Dropped(text=child.content or str(child.attrs.get("src", "")), reason="picture")
                )
            case "html_inline":
                if re.match(r"<br\b", child.content, re.IGNORECASE):
                    parts.append("")
                dropped.append(Dropped(text=child.content, reason="markup"))
            case _:
                pass
    plain = (" ".join(part.split()) for part in parts)
    return [part for part in plain if part]
