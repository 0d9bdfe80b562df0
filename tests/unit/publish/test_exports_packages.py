"""The Data Package says what lies in the folder: the frictionless library agrees."""

from __future__ import annotations

import hashlib
import json

import pyarrow.parquet as pq
import pytest
from frictionless import Package, Resource, Schema

from onrecord.publish.exports import export_record
from onrecord.publish.exports_packages import write_package
from onrecord.record import PLURALS, open_record
from onrecord.record.selections import Selection
from tests.unit.publish.stored import make_story, write_rows


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("package")
    with open_record(write_rows(make_story(), place / "record")) as record:
        files = export_record(record, "parquet", place / "out", with_text=False)
        write_package(Selection(record), files, place / "out", with_text=False, licence=None)
    return place / "out"


@pytest.fixture(scope="module")
def said(folder):
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


def test_the_library_finds_no_fault_in_the_description(said):
    package = Package.from_descriptor(said)
    assert [resource.name for resource in package.resources] == list(PLURALS.values())


def test_every_row_fits_the_columns_it_is_said_to_have(folder, said):
    for resource in said["resources"]:
        rows = pq.read_table(folder / resource["path"]).to_pylist()
        if rows:
            fields = {**resource["schema"]}
            fields.pop("foreignKeys", None)
            checked = Resource(data=rows, schema=Schema.from_descriptor(fields)).validate()
            assert checked.valid, checked.flatten(["rowNumber", "fieldName", "note"])


def test_hashes_and_sizes_are_those_of_the_files(folder, said):
    for resource in said["resources"]:
        body = (folder / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(body).hexdigest()}"
        assert resource["bytes"] == len(body)


def test_sources_are_counted_and_no_licence_is_made_up(said):
    assert {"title": "Bugle (1 document)"} in said["sources"]
    assert said["licenses"][0]["name"] == "notspecified"
    documents = said["resources"][0]["schema"]["fields"]
    assert "text" not in [field["name"] for field in documents]
