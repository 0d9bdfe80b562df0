"""Captures of one address are versions of one document; another text at it is another document."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from onrecord.model import Document, Origin, Relation
from onrecord.text.versions import find_versions, follow_versions, leave_versions_out

MET = datetime(2024, 5, 3, tzinfo=UTC)
SAID = "The ministers met in the capital and agreed on three posts at the bridge for the summer."
OTHER = "A storm hit the coast in the night, and several thousand homes were left without power."


def capture(
    name: str, text: str = SAID, *, url: str | None = "https://a.example/one", days: int = 0
):
    return Document(
        capture_id=f"cap-{name}", source=f"{name}.html", text=text, language="en", url=url,
        met_at=MET + timedelta(days=days),
    )  # fmt: skip


def test_a_later_capture_is_a_version_of_the_first() -> None:
    first, second = capture("a", days=2), capture("b", SAID.replace("three", "four"), days=5)
    third = capture("c", url="http://www.a.example/one/?utm_source=x", days=9)
    assert find_versions([third, second, first]) == {second.id: first.id, third.id: first.id}


def test_the_same_words_elsewhere_are_no_version() -> None:
    assert find_versions([capture("a"), capture("b", url="https://b.example/one")]) == {}


def test_another_text_at_the_address_is_another_document() -> None:
    first, other = capture("a"), capture("b", OTHER, days=3)
    again = capture("c", OTHER.replace("several", "three"), days=4)
    assert find_versions([first, other, again]) == {again.id: other.id}


def test_a_file_that_was_overwritten_is_a_version() -> None:
    first = capture("a", url=None)
    second = replace(
        capture("b", SAID.replace("three", "four"), url=None, days=1), source=first.source
    )
    assert find_versions([first, second]) == {second.id: first.id}


def test_versions_of_one_document_are_one_origin() -> None:
    first, second, copy = capture("a"), capture("b", days=1), capture("c", url=None, days=2)
    firsts = find_versions([first, second, copy])
    origins = [link(second, first), link(copy, second)]
    assert leave_versions_out(origins, firsts) == origins[1:]
    roots = {first.id: first.id, second.id: second.id, copy.id: second.id}
    assert set(follow_versions(roots, firsts).values()) == {first.id}


def test_a_first_version_that_was_copied_leads_to_its_source() -> None:
    source, first, second = capture("s", url=None), capture("a"), capture("b", days=1)
    roots = {source.id: source.id, first.id: source.id, second.id: second.id}
    assert set(follow_versions(roots, {second.id: first.id}).values()) == {source.id}


def test_a_circle_comes_to_one_root() -> None:
    roots, firsts = {"a": "c", "b": "b", "c": "b"}, {"b": "a"}
    assert len(set(follow_versions(roots, firsts).values())) == 1


def link(document: Document, of: Document) -> Origin:
    return Origin(
        document_id=document.id, relation=Relation.COPY, of=of.id, share=1.0, reason="the same"
    )
