"""Origins as trees: documents that stand alone, what copies them, and whose reports they rest on.

The document that a chain of copies goes back to is the root of its tree; a copy stands under
the source of most of its words. Relations that are not the branch of a tree (an excerpt in a text
of its own, a second source, a credit) are links of the document that has them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.publish.dossier_rows import Row, make_source

COPY, AGENCY = "copy", "agency"
_DIRECTIONS = {
    "dates": "published later",
    "credit": "says where it comes from",
    "issuer": "the other stands with its issuer",
    "extent": "the other holds more",
    "unknown": "which came first is not known",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginLink:
    """One relation of a document: to another document of the record or to an outlet."""

    id: str
    relation: str
    how: str | None
    of: str
    of_name: str
    share: float | None
    direction: str | None
    reason: str
    quote: str | None

    @property
    def text(self) -> str:
        """Return the relation in words: "trimmed copy of Bugle, 82% of its words"."""
        if self.relation != COPY:
            verb = "carries the text of" if self.relation == AGENCY else "rests on"
            return f"{verb} {self.of_name}"
        kind = f"{self.how} copy of" if self.how else "copy of"
        share = f", {self.share:.0%} of its words" if self.share is not None else ""
        why = _DIRECTIONS.get(self.direction or "", "")
        return f"{_KINDS.get(self.how or '', kind)} {self.of_name}{share}{why and f' ({why})'}"


_KINDS = {
    "excerpt": "holds an excerpt of",
    "quoted whole": "holds the whole text of",
    "light edit": "copy, lightly edited, of",
    "merged": "put together, in part, from",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginNode:
    """A document of a tree; `branch` is its relation to the document that it stands under."""

    document: str
    file: str
    outlet: str | None
    published: str
    branch: OriginLink | None
    links: tuple[OriginLink, ...]
    copies: tuple[OriginNode, ...]

    @property
    def size(self) -> int:
        """Return how many documents the tree has."""
        return 1 + sum(copy.size for copy in self.copies)

    def list_outlets(self) -> Iterator[str]:
        """Yield the outlets that documents of the tree rest on or carry."""
        yield from (link.of_name for link in self.links if link.relation != COPY)
        for copy in self.copies:
            yield from copy.list_outlets()


def list_trees(documents: Sequence[Row], origins: Sequence[Row]) -> list[OriginNode]:
    """Return the trees in the order of their roots among the documents."""
    by_id = {document["id"]: document for document in documents}
    links: dict[str, list[OriginLink]] = {}
    for row in origins:
        links.setdefault(row["document"], []).append(_make_link(row, by_id))
    branches: dict[str, OriginLink | None] = {}
    under: dict[str, list[str]] = {}
    roots: list[str] = []
    for document in documents:
        root = document["origin"]
        if not root or root == document["id"] or root not in by_id:
            roots.append(document["id"])
            continue
        branch = _find_branch(links.get(document["id"], []), by_id, root)
        branches[document["id"]] = branch
        under.setdefault(branch.of if branch is not None else root, []).append(document["id"])

    def grow(id_: str) -> OriginNode:
        document, branch = by_id[id_], branches.get(id_)
        return OriginNode(
            document=id_,
            file=document["source"].rsplit("/", 1)[-1],
            outlet=document["outlet"],
            published=make_source(document).published,
            branch=branch,
            links=tuple(link for link in links.get(id_, ()) if link is not branch),
            copies=tuple(grow(copy) for copy in under.get(id_, ())),
        )

    return [grow(root) for root in roots]


def _find_branch(links: list[OriginLink], by_id: dict[str, Row], root: str) -> OriginLink | None:
    """Return the relation to the source of most of a copy's words, in the tree of that root."""
    mine = [
        link
        for link in links
        if link.relation == COPY and link.of in by_id and by_id[link.of]["origin"] == root
    ]
    return max(mine, key=lambda link: link.share or 0, default=None)


def _make_link(row: Row, by_id: dict[str, Row]) -> OriginLink:
    other = by_id.get(row["of"])
    return OriginLink(
        id=row["id"],
        relation=row["relation"],
        how=row.get("how"),
        of=row["of"],
        of_name=make_source(other).name if other is not None else row["of"],
        share=row["share"],
        direction=row.get("direction"),
        reason=row["reason"],
        quote=row["quote"],
    )
