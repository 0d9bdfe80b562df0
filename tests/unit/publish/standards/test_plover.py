"""Events as the PLOVER manual writes them: its field names, required fields, codes."""

from __future__ import annotations

import jsonschema
import pytest

from onrecord.model.sectors import Sector
from onrecord.publish.standards.plover import make_location

# The tables of the manual's chapter "Data Fields", and our three fields.
NAMES = {"type": "string", "minLength": 1}
ENTITY = {
    "type": "object",
    "properties": {
        "code": {"type": "string", "pattern": "^[A-Z]{3}$"},
        "sector": {"enum": [str(one) for one in Sector]},
        **dict.fromkeys(("entity_text", "identifier_id", "identifier_text", "office"), NAMES),
    },
    "additionalProperties": False,
}
LOCATION = {
    "type": "object",
    "properties": {
        **dict.fromkeys(("resolved_place", "city", "district", "province", "country"), NAMES),
        "country_code": {"type": "string", "pattern": "^[A-Z]{3}$"},
        "resolution": {"enum": [1, 2, 3, 4, 5]},
    },
    "additionalProperties": False,
}
DAY = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}
LIST = {"type": "array", "items": NAMES, "minItems": 1}
RECORD = {
    "type": "object",
    "required": ["id", "date", "actor", "event"],
    "properties": {
        "id": NAMES, "date": DAY, "enddate": DAY, "link": NAMES, "coder": NAMES,
        "actor": {"type": "array", "items": ENTITY, "minItems": 1},
        "recipient": {"type": "array", "items": ENTITY},
        "event": LIST, "mode": LIST, "context": LIST, "event_loc": LOCATION,
        "quad_code": {"enum": [1, 2, 3, 4]},
        "event_scale": {"type": "number", "minimum": -10, "maximum": 10},
        "text_info": {
            "type": "object", "required": ["start", "end"],
            "properties": dict.fromkeys(("start", "end"), {"type": "integer"}),
            "additionalProperties": False,
        },
        "cite_info": {
            "type": "object",
            "properties": dict.fromkeys(
                ("corpus", "citation", "url", "title", "language", "publication", "codebook"), NAMES
            ),
            "additionalProperties": False,
        },
        "status": NAMES, "documents": {"type": "integer"}, "origins": {"type": "integer"},
    },
    "additionalProperties": False,
}  # fmt: skip


def test_every_record_fits_the_manual(write):
    rows = write("plover")
    assert rows
    for row in rows:
        jsonschema.validate(row, RECORD)


def test_a_dated_event_comes_with_its_codes(write):
    (row,) = [row for row in write("plover") if row["id"] == "eve-1"]
    assert (row["date"], row["enddate"]) == ("2023-10-05", "2023-10-07")
    assert (row["event"], row["mode"], row["quad_code"], row["event_scale"]) == (
        ["CONSULT"], ["phone"], 1, 1.5
    )  # fmt: skip
    assert row["actor"] == [
        {"code": "MEX", "sector": "GOV", "identifier_id": "mx", "identifier_text": "Mexico"}
    ]
    assert (row["link"], row["documents"], row["origins"]) == ("hap-1", 1, 1)


def test_what_has_no_date_or_is_denied_is_left_out(write):
    assert {row["id"] for row in write("plover")} == {"eve-1", "eve-4"}


@pytest.mark.parametrize(
    ("place", "location"),
    [
        ("Newark, New Jersey, USA", {"resolved_place": "Newark", "city": "Newark",
                                     "province": "New Jersey", "country_code": "USA",
                                     "resolution": 4}),
        ("Sonora, MEX", {"resolved_place": "Sonora", "country_code": "MEX", "resolution": 2}),
        ("MEX", {"resolved_place": "MEX", "country_code": "MEX", "resolution": 1}),
        ("the border", {"resolved_place": "the border"}),
        (None, None),
    ],
)  # fmt: skip
def test_a_place_is_told_as_far_as_it_is_known(place, location):
    assert make_location(place) == location
