"""PROV-JSON as the prov library reads it: nothing is lost, and every relation joins what there is."""

from __future__ import annotations

import json

from prov.model import (
    ProvActivity,
    ProvAgent,
    ProvDerivation,
    ProvDocument,
    ProvEntity,
    ProvGeneration,
    ProvRelation,
)


def read(said) -> ProvDocument:
    return ProvDocument.deserialize(content=json.dumps(said), format="json")


def test_the_library_reads_every_statement(write):
    said = write("prov")
    document = read(said)
    counts = {ProvEntity: "entity", ProvActivity: "activity", ProvAgent: "agent",
              ProvDerivation: "wasDerivedFrom", ProvGeneration: "wasGeneratedBy"}  # fmt: skip
    for kind, name in counts.items():
        assert len(list(document.get_records(kind))) == len(said[name]) > 0


def test_every_relation_joins_what_is_declared(write):
    document = read(write("prov"))
    elements = (ProvEntity, ProvActivity, ProvAgent)
    known = {record.identifier for kind in elements for record in document.get_records(kind)}
    relations = list(document.get_records(ProvRelation))
    assert relations
    for relation in relations:
        assert {value for _, value in relation.formal_attributes if value is not None} <= known


def test_a_finding_leads_back_to_the_bytes(write):
    derived = {
        row["prov:generatedEntity"]: row["prov:usedEntity"]
        for row in write("prov")["wasDerivedFrom"].values()
    }
    assert derived["onrecord:fig-1"] == "onrecord:doc-1"
    assert derived["onrecord:doc-1"] == "onrecord:cap-1"


def test_a_review_that_counts_is_an_activity_with_its_person(write):
    said = write("prov")
    reviews = [name for name in said["activity"] if name.startswith("onrecord:rev-")]
    assert reviews == ["onrecord:rev-0"]
    assert "A. Reviewer" in [agent["prov:label"] for agent in said["agent"].values()]


def test_what_is_written_can_be_written_again(write):
    document = read(write("prov"))
    assert read(json.loads(document.serialize(format="json"))) == document
