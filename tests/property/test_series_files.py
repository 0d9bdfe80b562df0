"""Official files, however damaged: they are read, or refused with a sentence; never anything else."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.knowledge.kinds import Kind, load_kinds
from onrecord.knowledge.packs import list_folders
from onrecord.knowledge.series import load_series_rows
from onrecord.model import SourceError
from onrecord.sources.series import OfficialFile, Wanted, read_observations, read_sheet

FOLDERS = list_folders("us-mexico")
KINDS, ROWS = load_kinds(FOLDERS), load_series_rows(FOLDERS)
KNOWN_BY = date(2026, 6, 30)

ENCOUNTERS = b"""Fiscal Year,Month Grouping,Month (abbv),Component,Demographic,Citizenship Grouping,Title of Authority,Encounter Type,Encounter Count
2026 (FYTD),FYTD,OCT,U.S. Border Patrol,FMUA,Mexico,Title 8,Apprehensions,12
2026 (FYTD),FYTD,NOV,Office of Field Operations,FMUA,Other,Title 8,Inadmissibles,7
"""
APPLICATIONS = json.dumps(
    {
        "page": 1,
        "maxPages": 1,
        "items": [{"year": 2023, "coa_iso": "MEX", "app_type": "N", "applied": 140979}],
    }
).encode()
MESSAGE = json.dumps(
    {
        "dataSets": [{"series": {"0:0": {"observations": {"0": [1.5], "1": [2]}}}}],
        "structure": {
            "dimensions": {
                "series": [
                    {"id": "FREQ", "values": [{"id": "M"}]},
                    {"id": "AREA", "values": [{"id": "MX"}]},
                ],
                "observation": [
                    {"id": "TIME_PERIOD", "values": [{"id": "2023-01"}, {"id": "2023-02"}]}
                ],
            }
        },
    }
).encode()
ANY = Kind.model_validate(
    KINDS["sdmx-json"].model_dump()
    | {"series": [{"series": "usbp-southwest-month", "unit": "events"}]}
)
FILES = [
    (KINDS["cbp-southwest-encounters"], ENCOUNTERS),
    (KINDS["unhcr-asylum-applications"], APPLICATIONS),
    (ANY, MESSAGE),
    (KINDS["ohss-usbp-region"], b"PK\x03\x04" + b"\0" * 40),
]
DAMAGE = st.lists(
    st.tuples(st.integers(0, 5000), st.integers(0, 12), st.binary(max_size=8)),
    min_size=1,
    max_size=4,
)


def read(kind: Kind, body: bytes) -> int:
    file = OfficialFile(name="file", body=body)
    wanted = [Wanted(target=t, row=ROWS[t.series]) for t in kind.series]
    return len(
        read_observations(read_sheet(file, kind), kind, wanted, known_by=KNOWN_BY, countries={})
    )


@pytest.mark.parametrize(("kind", "body"), FILES[:1] + FILES[2:3], ids=["csv", "sdmx"])
def test_the_file_itself_is_read(kind: Kind, body: bytes) -> None:
    assert read(kind, body)


@pytest.mark.parametrize(("kind", "body"), FILES, ids=["csv", "json", "sdmx", "xlsx"])
@settings(max_examples=60, deadline=None)
@given(damage=DAMAGE)
def test_a_damaged_file_is_read_or_refused(
    kind: Kind, body: bytes, damage: list[tuple[int, int, bytes]]
) -> None:
    for place, length, instead in damage:
        at = place % (len(body) + 1)
        body = body[:at] + instead + body[at + length :]
    try:
        read(kind, body)
    except SourceError as error:
        assert "file" in str(error)
