"""Events as PLOVER records: one JSON object a line, with the field names of the manual.

The manual wants a date of every record, so an event without one is left out, and so is what only
might happen or is denied. `status`, `happening`, `documents` and `origins` are fields of ours.
Manual: "PLOVER: Political Language Ontology for Verifiable Event Records", chapter "Data Fields".
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onrecord.model import EventType
from onrecord.publish.standards.chosen import Chosen, Row, drop_empty, last_day
from onrecord.publish.standards.streams import write_lines

QUADS = {
    "verbal cooperation": 1,
    "material cooperation": 2,
    "verbal conflict": 3,
    "material conflict": 4,
}
LEFT_OUT = frozenset({"hypothetical", "denied"})
CODEBOOK = "plover-base-2.0"
CODE_LENGTH = 3
# How many parts a place has ("Newark, New Jersey, USA") → the manual's code of resolution.
RESOLUTIONS = {1: 1, 2: 2, 3: 4}


def write_plover(chosen: Chosen, path: Path) -> int:
    """Write the dated events; return how many."""
    return write_lines(path, iterate_records(chosen))


def iterate_records(chosen: Chosen) -> Iterator[Row]:
    """Yield a record for each event that has a date."""
    happenings = {row["id"]: row for row in chosen.selection.rows("happening")}
    for row in chosen.findings("event"):
        if row["date"] and row["status"] not in LEFT_OUT:
            yield make_record(row, happenings.get(row["happening"] or ""), chosen)


def make_record(row: Row, happening: Row | None, chosen: Chosen) -> Row:
    """Return an event as a record."""
    first, last = row["date"][0], last_day(row["date"])
    coded = chosen.codebook.types.get(EventType(row["type"]))
    return drop_empty({
        "id": row["id"],
        "date": first,
        "enddate": last if last != first else None,
        "actor": _make_entities(row["actors"], row["actor_ids"], chosen),
        "recipient": _make_entities(row["targets"], row["target_ids"], chosen),
        "event": [row["type"]],
        "mode": [row["mode"]] if row["mode"] else [],
        "context": list(row["contexts"] or ()),
        "quad_code": QUADS[str(coded.quad)] if coded else None,
        "event_scale": _find_scale(row, chosen),
        "event_loc": make_location(row["place"]),
        "link": row["happening"],
        "text_info": {"start": row["start"], "end": row["end"]},
        "cite_info": _make_cite(row, chosen),
        "coder": f"{chosen.software} {row['method']}",
        "status": row["status"],
        "documents": happening["documents"] if happening else 1,
        "origins": happening["origins"] if happening else 1,
    })  # fmt: skip


def make_location(place: str | None) -> Row | None:
    """Return a place ("Newark, New Jersey, USA") as a location object."""
    if not place:
        return None
    parts = [part.strip() for part in place.split(",")]
    country = parts.pop() if _is_code(parts[-1]) else None
    names = dict(zip(("city", "province"), parts, strict=False)) if len(parts) > 1 else {}
    known = len(parts) + (country is not None)
    return drop_empty({
        "resolved_place": parts[0] if parts else country,
        **names,
        "country_code": country,
        "resolution": RESOLUTIONS.get(known) if country else None,
    })  # fmt: skip


def _make_entities(
    names: list[str] | None, actor_ids: list[str] | None, chosen: Chosen
) -> list[Row]:
    """Return the sides of an act; who they are is told only where the ids fit the names."""
    ids: list[str | None] = list(actor_ids or ())
    if len(ids) != len(names or ()):
        ids = [None] * len(names or ())
    return [
        _make_entity(name, chosen.actors.get(actor_id or ""))
        for name, actor_id in zip(chosen.names(names), ids, strict=True)
    ]


def _make_entity(name: str, actor: Row | None) -> Row:
    side = {"code": name} if _is_code(name) else {"entity_text": name}
    if actor is None:
        return side
    return drop_empty({
        **side,
        "sector": actor["sector"],
        "identifier_id": actor["id"],
        "identifier_text": actor["name"],
        "office": actor["role"],
    })  # fmt: skip


def _find_scale(row: Row, chosen: Chosen) -> float | None:
    of = EventType(row["type"])
    mode = chosen.codebook.find_mode(of, row["mode"]) if row["mode"] else None
    if mode is not None and mode.intensity is not None:
        return mode.intensity
    coded = chosen.codebook.types.get(of)
    return coded.intensity if coded else None


def _make_cite(row: Row, chosen: Chosen) -> Row:
    document = chosen.documents[row["document"]]
    return drop_empty({
        "corpus": f"record {chosen.facts.get('build', '')}".strip(),
        "citation": row["document"],
        "url": chosen.page(row["document"]),
        "title": document["title"],
        "language": document["language"],
        "publication": document["outlet"],
        "codebook": CODEBOOK,
    })  # fmt: skip


def _is_code(name: str) -> bool:
    return len(name) == CODE_LENGTH and name.isalpha() and name.isupper()
