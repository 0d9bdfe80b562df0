"""Copies are found with their direction; independent reports are not copies."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.knowledge import Knowledge
from onrecord.model import DateBasis, Document, Publication, Relation
from onrecord.text import count_origins, find_origins, find_root_at, find_roots
from onrecord.text.shingles import read_print
from tests.unit.text.origin_texts import make_story, make_text

STORY = [
    f"In part {n} of the report the {who} of the {what} described how the {thing} had been moved over "
    f"the {where} by night, and how {n + 7} of the {what}'s men had looked on without a word."
    for n, (who, what, thing, where) in enumerate(
        [
            ("captain", "harbor", "cargo", "bridge"),
            ("keeper", "museum", "statue", "river"),
            ("driver", "bank", "money", "hills"),
            ("doctor", "clinic", "medicine", "border"),
            ("farmer", "village", "grain", "pass"),
        ]
    )
]


def make(name: str, text: str, day: str | None = None, outlet: str | None = None) -> Document:
    on = date.fromisoformat(day) if day else None
    publication = Publication(earliest=on, latest=on, basis=DateBasis.METADATA) if on else None
    return Document(
        capture_id=name,
        source=name,
        text=text,
        language="en",
        outlet=outlet,
        publication=publication,
    )


def test_a_trimmed_copy_points_at_the_earlier_text(knowledge: Knowledge) -> None:
    first = make("first", "\n".join(STORY), "2024-05-01")
    copy = make("copy", "\n".join(STORY[:3]), "2024-05-02")
    (origin,) = find_origins([copy, first], knowledge)
    assert (origin.document_id, origin.relation, origin.of) == (copy.id, Relation.COPY, first.id)
    assert origin.share == 1.0


def test_copies_are_counted_apart(knowledge: Knowledge) -> None:
    documents = [
        make("a", "\n".join(STORY), "2024-05-01"),
        make("b", "\n".join(STORY), "2024-05-02"),
        make("c", "\n".join(STORY[:4]), "2024-05-03"),
        make("d", "Nothing of this was ever reported by anybody else at all in the whole land."),
    ]
    origins = find_origins(documents, knowledge)
    assert count_origins(documents, origins) == (4, 2)
    assert set(find_roots(documents, origins).values()) == {documents[0].id, documents[3].id}


def test_shared_quotations_make_no_copy(knowledge: Knowledge) -> None:
    quotes = "\n".join(f"“{part}” she said." for part in STORY)
    one = make("one", f"{quotes}\nThe first paper had its own words for what had happened there.")
    two = make("two", f"{quotes}\nAnother paper told the same story in quite another way.")
    assert find_origins([one, two], knowledge) == []


def test_releases_that_share_a_paragraph_are_no_copies(knowledge: Knowledge) -> None:
    shared = STORY[:2]
    one = make("one", "\n".join([*shared, STORY[2], STORY[3]]), "2024-05-01", outlet="Ministry")
    two = make("two", "\n".join([*shared, STORY[4]]), "2024-06-01", outlet="Ministry")
    assert find_origins([one, two], knowledge) == []


def test_shingles_leave_quotations_out() -> None:
    assert len(read_print(f"“{STORY[0]}”").own) == 0


@pytest.mark.parametrize(("lead", "tail"), [("first reported by", ""), ("", "earlier reported it")])
def test_a_credit_is_kept_with_its_words(knowledge: Knowledge, lead: str, tail: str) -> None:
    outlet = next(o for o in knowledge.outlets.values() if o.kind == "broadcaster")
    text = f"The plan was known. {lead} {outlet.name} {tail}."
    (origin,) = find_origins([make("one", " ".join(text.split()))], knowledge)
    assert (origin.relation, origin.of) == (Relation.RESTS_ON, outlet.name)
    assert origin.span is not None
    assert outlet.name in origin.span.quote


def test_what_stands_in_an_excerpt_goes_back_to_its_source(knowledge: Knowledge) -> None:
    source, report = make_text("one", make_story(1), "2024-05-01"), make_story(2)
    holder = make_text("two", [*report[:2], make_story(1)[1], *report[2:]], "2024-05-02")
    origins = find_origins([source, holder], knowledge)
    roots = find_roots([source, holder], origins)
    assert roots[holder.id] == holder.id
    found = [
        find_root_at(holder.text.index(part[:40]), holder.id, origins, roots)
        for part in (report[1], make_story(1)[1], report[2])
    ]
    assert found == [holder.id, source.id, holder.id]


def test_a_copy_shows_the_words_that_it_shares(knowledge: Knowledge) -> None:
    source, copy = make_text("one", make_story(1)), make_text("two", make_story(1)[:3])
    (origin,) = find_origins([source, copy], knowledge)
    assert origin.span is not None
    assert copy.text[origin.span.start : origin.span.end] == origin.span.quote
    assert len(origin.span.quote.split()) == 40
