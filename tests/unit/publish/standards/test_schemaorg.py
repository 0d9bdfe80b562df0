"""The graph uses schema.org's terms on the types that have them, with what they may hold."""

from __future__ import annotations

import re

from onrecord.publish.standards.chosen import Chosen
from onrecord.publish.standards.schemaorg import make_review
from onrecord.record.selections import Selection
from tests.unit.publish.standards.graphs import read_graph
from tests.unit.publish.standards.schemaorg_terms import PROPERTIES, list_types

DAY = re.compile(r"\d{4}-\d\d-\d\d")


def by_id(said):
    return {one["@id"].removeprefix("urn:onrecord:"): one for one in said["@graph"]}


def name_types(value, known) -> set[str]:
    if isinstance(value, dict):
        return list_types(value["@type"] if "@type" in value else known[value["@id"]])
    if isinstance(value, int | float):
        return {"Number"}
    kinds = {"Text"}
    if DAY.fullmatch(value):
        kinds.add("Date")
    if value.startswith(("https://", "http://")):
        kinds.add("URL")
    return kinds


def check_node(node, known):
    types = list_types(node.get("@type") or known[node["@id"]])
    for name, value in node.items():
        if name.startswith("@"):
            continue
        having, holding = PROPERTIES[name]
        assert having & types, f"{node['@type']} has no {name}"
        for one in value if isinstance(value, list) else [value]:
            assert holding & name_types(one, known), f"{name} holds {one}"
            if isinstance(one, dict) and "@type" in one:
                check_node(one, known)


def test_every_property_is_in_its_domain_and_range(write):
    said = write("schemaorg")
    known = {one["@id"]: one["@type"] for one in said["@graph"]}
    assert len(known) == len(said["@graph"])
    for node in said["@graph"]:
        check_node(node, known)


def test_it_is_json_ld_of_which_nothing_is_lost(write):
    said = write("schemaorg")
    assert said["@context"] == "https://schema.org"
    graph = read_graph(said, {"@vocab": "https://schema.org/"})
    assert {str(s) for s in graph.subjects() if str(s).startswith("urn:")} == {
        one["@id"] for one in said["@graph"]
    }


def test_direct_words_are_quotations_and_reported_ones_claims(write):
    found = by_id(write("schemaorg"))
    assert found["sta-5"]["@type"] == "Quotation"
    assert found["sta-5"]["spokenByCharacter"] == {"@id": "urn:onrecord:a-minister"}
    assert found["sta-5"]["dateCreated"] == "2023-10-05"
    assert found["sta-3"]["@type"] == "Claim"
    assert found["sta-3"]["creditText"] == "a resident"
    assert found["sta-3"]["description"] == "denied by the speaker"
    assert "sta-4" not in found


def test_a_verdict_is_a_review_that_says_a_program_made_it(write):
    found = by_id(write("schemaorg"))
    review = found["ver-1"]
    assert review["claimReviewed"] == "218,673 arrests"
    assert review["reviewRating"]["alternateName"] == "fails"
    assert review["isBasedOn"] == [{"@id": "urn:onrecord:arrests-month"}]
    assert review["creditText"].endswith("(verify.figures@1)")
    assert review["author"] == {"@type": "Person", "name": "A. Reviewer"}
    assert "ver-2" not in found


def test_without_a_reviewer_nobody_is_its_author(story):
    (verdict,) = story.table("verdict").where("id=ver-1").dicts()
    (figure,) = story.table("figure").where("id=fig-1").dicts()
    chosen = Chosen(selection=Selection(story, ("kind=level",)))
    chosen.accepted.clear()
    review = make_review(verdict, "the number alone", figure, chosen)
    assert review["creditText"].endswith("; no person has reviewed it")
    assert "author" not in review
