"""`onrecord origins`: who copied whom, and whose reports documents rest on."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import json_option, open_given, record_option
from onrecord.model.wording import count, shorten

if TYPE_CHECKING:
    from onrecord.publish.origin_trees import OriginLink, OriginNode

STEP = "    "
SHOWN = 110  # characters of the words behind a relation


@click.command("origins")
@record_option
@json_option
def command(record: Path | None, *, as_json: bool) -> None:
    """Print who copied whom, and whose reports documents rest on.

    A copy stands under what it copies. Documents that depend on nothing are only counted.
    """
    from onrecord.cli.output import print_json
    from onrecord.publish.origin_trees import list_trees

    with open_given(record) as opened:
        trees = list_trees(opened.rows("document"), opened.rows("origin"))
    documents = sum(tree.size for tree in trees)
    if as_json:
        body = {"documents": documents, "origins": len(trees), "trees": [asdict(t) for t in trees]}
        print_json(body)
        return
    shown = [tree for tree in trees if tree.copies or tree.links]
    for tree in shown:
        print_node(tree, depth=0)
    if alone := len(trees) - len(shown):
        more = count(alone, "more stands alone and credits", "more stand alone and credit")
        print(f"{more} nobody")
    print(f"{count(documents, 'document')}, {count(len(trees), 'independent origin')}")


def print_node(node: OriginNode, *, depth: int) -> None:
    """Print a document, its relations and, indented, its copies."""
    indent = STEP * depth
    facts = ", ".join(filter(None, (node.outlet, node.published)))
    print(f"{indent}{node.file}  {node.document}  {facts}".rstrip())
    for link in (node.branch, *node.links):
        if link is not None:
            print_link(link, f"{indent}  ")
    for copy in node.copies:
        print_node(copy, depth=depth + 1)


def print_link(link: OriginLink, indent: str) -> None:
    """Print one relation and the words behind it."""
    print(f"{indent}{link.text}")
    if link.quote:
        print(f"{indent}  “{shorten(link.quote, SHOWN)}”")
