"""Trees of origins: copies under their sources, the rest as links."""

from __future__ import annotations

from typing import Any

from onrecord.publish.origin_trees import list_trees

Row = dict[str, Any]


def document(id_: str, origin: str | None = None) -> Row:
    return {
        "id": id_, "source": f"pile/{id_}.txt", "outlet": None, "url": None,
        "published": None, "published_latest": None, "origin": origin or id_,
    }  # fmt: skip


def copy(id_: str, of: str, share: float, how: str = "trimmed") -> Row:
    return {
        "id": f"ori-{id_}-{of}", "document": id_, "relation": "copy", "of": of, "share": share,
        "how": how, "direction": "dates", "reason": "why", "quote": "the words",
    }  # fmt: skip


def rests(id_: str, of: str) -> Row:
    return copy(id_, of, 0.0) | {"relation": "rests on", "how": None, "direction": None}


def test_a_copy_of_a_copy_stands_under_its_source() -> None:
    documents = [document("a"), document("b", "a"), document("c", "a"), document("d")]
    (tree, alone) = list_trees(documents, [copy("b", "a", 0.9), copy("c", "b", 0.8)])
    (b,) = tree.copies
    assert [node.document for node in b.copies] == ["c"]
    assert (tree.size, alone.size) == (3, 1)


def test_second_sources_and_credits_are_links() -> None:
    documents = [document("a"), document("b"), document("m", "a")]
    origins = [copy("m", "a", 0.6, "merged"), copy("m", "b", 0.4, "merged"), rests("m", "Bugle")]
    merged = list_trees(documents, origins)[0].copies[0]
    assert merged.branch is not None
    assert merged.branch.of == "a"
    assert [link.text for link in merged.links] == [
        "put together, in part, from b.txt, 40% of its words (published later)",
        "rests on Bugle",
    ]
    assert list(merged.list_outlets()) == ["Bugle"]


def test_an_excerpt_in_an_independent_text_is_no_branch() -> None:
    trees = list_trees([document("a"), document("b")], [copy("b", "a", 0.2, "excerpt")])
    assert [tree.size for tree in trees] == [1, 1]
    assert trees[1].links[0].text == "holds an excerpt of a.txt, 20% of its words (published later)"
