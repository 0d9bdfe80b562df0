"""Annotations by the rules of the recommendation, read as JSON-LD, and found again in the texts."""

from __future__ import annotations

import json
import re

from rdflib import RDF, Namespace

from tests.unit.publish.standards.anno_context import CONTEXT, OA
from tests.unit.publish.standards.graphs import read_graph

oa = Namespace(OA)


def by_id(said):
    return {one["id"].removeprefix("urn:onrecord:"): one for one in said["items"]}


def test_every_term_is_one_of_the_vocabulary(write):
    said = write("annotations")
    keys = set(re.findall(r'"(\w+)": ', json.dumps(said)))
    assert keys <= CONTEXT.keys()


def test_the_graph_keeps_the_rules_of_the_model(write):
    said = write("annotations")
    assert said["@context"] == "http://www.w3.org/ns/anno.jsonld"
    graph = read_graph(said, CONTEXT)
    annotations = set(graph.subjects(RDF.type, oa.Annotation))
    assert len(annotations) == len(said["items"]) > 0
    for one in annotations:
        assert set(graph.objects(one, oa.hasTarget))
        assert set(graph.objects(one, oa.motivatedBy)) <= {oa.describing, oa.assessing}
    for one in graph.subjects(RDF.type, oa.SpecificResource):
        assert len(set(graph.objects(one, oa.hasSource))) == 1
    for one in graph.subjects(RDF.type, oa.TextQuoteSelector):
        assert len(list(graph.objects(one, oa.exact))) == 1
    for one in graph.subjects(RDF.type, oa.TextPositionSelector):
        (start,), (end,) = (list(graph.objects(one, p)) for p in (oa.start, oa.end))
        assert 0 <= int(start) < int(end)
    assert set(graph.subjects(RDF.type, oa.RangeSelector)) == set(
        graph.subjects(oa.hasStartSelector)
    )


def test_both_selectors_lead_to_the_words_of_the_clean_text(write, story):
    texts = {f"urn:onrecord:{row['id']}": row["text"] for row in story.rows("document")}
    checked = 0
    for one in write("annotations")["items"]:
        target = one["target"][0]
        text = texts[target["source"]["id"]]
        quoting, position = target["selector"][0], target["selector"][-1]
        words = text[position["start"] : position["end"]]
        if quoting["type"] == "TextQuoteSelector":
            around = quoting.get("prefix", "") + quoting["exact"] + quoting.get("suffix", "")
            assert (words, text.count(around)) == (quoting["exact"], 1)
            checked += 1
    assert checked > 5


def test_a_long_quotation_is_given_by_its_ends(write, story):
    (document,) = story.table("document").where("id=doc-2").dicts()
    (target,) = by_id(write("annotations"))["sta-3"]["target"]
    chosen, position = target["selector"]
    assert chosen["type"] == "RangeSelector"
    begun, ended = chosen["startSelector"], chosen["endSelector"]
    first = document["text"].index(begun["exact"] + begun["suffix"])
    last = document["text"].index(ended["prefix"] + ended["exact"]) + len(ended["prefix"])
    assert (first, last) == (position["start"], position["end"])


def test_the_page_is_a_target_by_quotation_alone(write):
    target = by_id(write("annotations"))["fig-1"]["target"][1]
    assert target["source"] == "https://bugle.example/a"
    assert target["selector"]["type"] == "TextQuoteSelector"


def test_a_verdict_assesses_and_an_open_one_does_not(write):
    found = by_id(write("annotations"))
    assert found["fig-1"]["motivation"] == ["describing", "assessing"]
    assert found["fig-1"]["body"][-1]["value"] == "fails"
    assert found["fig-2"]["motivation"] == "describing"
