"""Pages without their tags: the lines that a scraper of text would leave."""

from __future__ import annotations

from page_truth import Page

from onrecord.text.readers.blocks import cut_blocks, parse_page

# Blocks around which a text in lines has blank ones.
_APART = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "table"})


def flatten_page(page: Page, *, gaps: bool | None = None, bullets: bool = False) -> list[str]:
    """Return the visible lines of a page without tags, "" for the blank ones between them.

    Blank lines stand where a browser leaves space, or before all lines or none with `gaps`.
    """
    root = parse_page(page.html.decode("utf-8", "replace"))
    lines: list[str] = []
    last = ""
    for block in cut_blocks(root) if root is not None else ():
        text = block.text if bullets else block.text.removeprefix("- ")
        tag = block.place.tag
        apart = bool({tag, last} & _APART) or (tag == "li") != (last == "li")
        last = tag
        if not text.strip(" |-"):
            continue
        lines += ["", text] if (apart if gaps is None else gaps) else [text]
    return lines
