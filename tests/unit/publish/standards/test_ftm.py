"""Entities as the followthemoney library checks them: schemata, properties, cleaned values, ranges."""

from __future__ import annotations

import sys
import types

import pytest


class _Plain:
    """Stands in for ICU, which must be compiled against the system: letters stay as they are."""

    @staticmethod
    def createInstance(*_: object) -> _Plain:  # noqa: N802
        return _Plain()

    def transliterate(self, text: str) -> str:
        return text


@pytest.fixture(scope="module")
def ftm():
    """The library's model, with a stand-in for the module it needs for other alphabets."""
    with pytest.MonkeyPatch.context() as patch:
        if "icu" not in sys.modules:
            icu = types.ModuleType("icu")
            icu.Transliterator = icu.Collator = icu.Locale = _Plain  # type: ignore[attr-defined]
            icu.ICUError = ValueError  # type: ignore[attr-defined]
            patch.setitem(sys.modules, "icu", icu)
        from followthemoney import model

        yield model


def test_every_entity_fits_its_schema_and_its_values_are_clean(ftm, write):
    rows = write("ftm")
    ids = {row["id"]: row["schema"] for row in rows}
    assert len(ids) == len(rows)
    for row in rows:
        schema = ftm.get(row["schema"])
        assert schema is not None and not schema.abstract
        for name, values in row["properties"].items():
            prop = schema.get(name)
            assert prop is not None, f"{row['schema']} has no {name}"
            for value in values:
                if prop.type.name == "entity":
                    assert ftm.get(ids[value]).is_a(prop.range)
                else:
                    assert prop.type.clean(value) == value, (name, value)
        assert ftm.get_proxy(row).to_dict()["properties"].keys() == row["properties"].keys()


def test_those_who_act_and_speak_are_joined_to_what_they_did_and_said(write):
    rows = {row["id"]: row for row in write("ftm")}
    assert rows["eve-1"]["properties"]["organizer"] == ["mx"]
    assert rows["eve-1"]["properties"]["involved"] == ["us"]
    assert rows["eve-1"]["properties"]["endDate"] == ["2023-10-07"]
    assert rows["sta-1"]["properties"]["entity"] == ["agency"]
    assert rows["sta-3"]["properties"]["name"] == ["a resident, indirect (denies)"]
    schemata = {row["schema"] for row in rows.values()}
    assert {"Position", "Occupancy", "Article", "Document", "PublicBody"} <= schemata
