"""SDMX-JSON → sheet: the observations of a data message, 1.0 and 2.x, by series or flat.

After the "SDMX-JSON data message" field guide (SDMX Technical Working Group), sections
"dataSets" and "structure"/"structures": a key `0:2:1` holds, dimension by dimension, the place of
its code among the values of that dimension. In 2.x everything stands under `data`, there may be
several structures, and a data set names its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from onrecord.knowledge.kinds import Kind
from onrecord.model import SourceError
from onrecord.sources.series.json_sheets import find_at, load_json, read_day
from onrecord.sources.series.sheets import Line, OfficialFile, Sheet, find_header, write_cell

VALUE = "OBS_VALUE"


def read_sdmx_json(file: OfficialFile, kind: Kind) -> Sheet:
    """Return the sheet of an SDMX-JSON data message: a column for each dimension, and OBS_VALUE."""
    message = load_json(file)
    data = message.get("data", message) if isinstance(message, Mapping) else {}
    sets = data.get("dataSets") if isinstance(data, Mapping) else None
    if not isinstance(sets, list) or not sets:
        raise SourceError(f"{file.name}: no dataSets; is it an SDMX-JSON data message?")
    try:
        rows = [row for number, held in enumerate(sets) for row in _read_set(data, held, number)]
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise SourceError(
            f"{file.name}: keys and structure do not fit ({error!r}); ask the API anew"
        ) from error
    columns = list(dict.fromkeys(name for _, row in rows for name in row))
    find_header(kind, [columns], f"{file.name}: dataSets[0]")
    lines = (
        Line(f"{file.name}: {place}", tuple(row.get(column, "") for column in columns))
        for place, row in rows
    )
    prepared = find_at(message, "meta.prepared") or find_at(message, "header.prepared")
    return Sheet(columns=tuple(columns), lines=lines, dated=read_day(prepared))


def _read_set(
    data: Mapping[str, Any], held: Mapping[str, Any], number: int
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the rows of a data set with their places."""
    if held.get("action") == "Delete":
        return
    structures = data["structures"] if "structures" in data else [data["structure"]]
    structure = structures[held.get("structure", 0)]
    dimensions = structure["dimensions"]
    of_set = dimensions.get("dataSet") or []
    fixed = _decode("0:" * len(of_set), of_set)
    fixed |= _decode_attributes(held.get("attributes"), structure, "dataSet")
    across = dimensions.get("observation") or []
    groups = _Groups(held.get("dimensionGroupAttributes") or {}, structure)
    for key, series in (held.get("series") or {}).items():
        known = fixed | _decode(key, dimensions.get("series") or [])
        known |= _decode_attributes(series.get("attributes"), structure, "series")
        for place, observation in series["observations"].items():
            row = known | groups.find(f"{key}:{place}") | _decode(place, across)
            yield f"dataSets[{number}] {key}:{place}", row | _read_value(observation, structure)
    for place, observation in (held.get("observations") or {}).items():
        row = fixed | groups.find(place) | _decode(place, across)
        yield f"dataSets[{number}] {place}", row | _read_value(observation, structure)


class _Groups:
    """Attributes of groups of observations: the key `0::1` is of all whose other codes are any."""

    def __init__(self, held: Mapping[str, Sequence[Any]], structure: Mapping[str, Any]) -> None:
        self._groups = [
            (
                [(n, step) for n, step in enumerate(key.split(":")) if step],
                _decode_attributes(attributes, structure, "dimensionGroup"),
            )
            for key, attributes in held.items()
        ]

    def find(self, key: str) -> dict[str, str]:
        """Return the attributes of the groups that an observation's whole key belongs to."""
        steps = key.split(":")
        found: dict[str, str] = {}
        for wanted, attributes in self._groups:
            if all(n < len(steps) and steps[n] == step for n, step in wanted):
                found |= attributes
        return found


def _read_value(observation: Sequence[Any], structure: Mapping[str, Any]) -> dict[str, str]:
    """Return the value of an observation, and its attributes."""
    value = write_cell(observation[0]) if observation else ""
    attributes = _decode_attributes(observation[1:], structure, "observation")
    return {**attributes, VALUE: value}


def _decode(key: str, dimensions: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return the codes that a key stands for. Places count from 0; a negative one is an error."""
    places = [int(step) for step in key.strip(":").split(":")] if dimensions else []
    if len(places) != len(dimensions) or any(place < 0 for place in places):
        raise ValueError(f'key "{key}" for {len(dimensions)} dimensions')
    return {
        str(dimension["id"]): _name_value(dimension["values"][place])
        for place, dimension in zip(places, dimensions, strict=True)
    }


def _decode_attributes(
    held: Sequence[Any] | None, structure: Mapping[str, Any], level: str
) -> dict[str, str]:
    """Return the attributes of a series; those that are not there are left out."""
    defined = (structure.get("attributes") or {}).get(level) or []
    found = {}
    for place, attribute in zip(held or [], defined, strict=False):
        if isinstance(place, int) and attribute.get("values"):
            found[str(attribute["id"])] = _name_value(attribute["values"][place])
        elif isinstance(place, str):
            found[str(attribute["id"])] = place
    return found


def _name_value(value: Mapping[str, Any]) -> str:
    return str(value.get("id", value.get("value", value.get("name", ""))))
