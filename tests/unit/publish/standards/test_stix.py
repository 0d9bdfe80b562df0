"""The bundle as the stix2 library checks it."""

from __future__ import annotations

import stix2


def test_the_library_takes_the_bundle_and_every_reference_has_its_object(write):
    said = write("stix")
    bundle = stix2.parse(said, allow_custom=False)
    ids = [one["id"] for one in bundle.objects]
    assert len(ids) == len(set(ids))
    for one in said["objects"]:
        refs = [v for k, v in one.items() if k.endswith("_ref")] + one.get("object_refs", [])
        assert set(refs) <= set(ids)
    kinds = {one["type"] for one in said["objects"]}
    assert kinds == {"identity", "location", "relationship", "note", "report"}


def test_a_report_has_its_day_and_one_without_has_when_it_was_met(write):
    reports = {
        one["external_references"][0]["external_id"]: one
        for one in write("stix")["objects"]
        if one["type"] == "report"
    }
    assert reports["doc-1"]["published"] == "2023-10-23T00:00:00.000Z"
    assert reports["doc-1"]["created"] == "2025-03-01T09:00:00.500Z"
    assert reports["doc-2"]["published"] == "2025-03-02T10:00:00.000Z"
    assert "url" not in reports["doc-2"]["external_references"][0]


def test_a_place_of_an_event_is_a_location(write):
    places = [one for one in write("stix")["objects"] if one["type"] == "location"]
    assert ("Newark", "US", "New Jersey") in {
        (one["name"], one["country"], one.get("administrative_area")) for one in places
    }
