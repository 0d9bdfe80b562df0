"""What of a record fits STIX 2.1: documents as reports, statements and positions as notes, who, where.

Ids are made from ours (uuid5), and times are those of the record: the same record gives the same
bundle. Where no day of publication is known, a report has the time at which it was met.
Standard: https://docs.oasis-open.org/cti/stix/v2.1/
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from onrecord.publish.standards.chosen import Chosen, Row, cut, drop_empty
from onrecord.publish.standards.plover import make_location
from onrecord.publish.standards.streams import write_document

# A namespace of our own, as the standard asks for objects that are no observables.
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:onrecord:stix")
CLASSES = {"person": "individual", "armed group": "group", "party": "group"}
# Of a record without documents, for nothing in it has a time.
NO_TIME = "1970-01-01T00:00:00.000Z"


def write_stix(chosen: Chosen, path: Path) -> int:
    """Write the bundle; return how many objects."""
    name = chosen.facts.get("build", "record")
    head = {"type": "bundle", "id": make_stix_id("bundle", name)}
    return write_document(path, head, "objects", iterate_objects(chosen))


def iterate_objects(chosen: Chosen) -> Iterator[Row]:
    """Yield identities, places, who is where, notes, and the reports they stand in."""
    first = min(map(_time_of, chosen.documents.values()), default=NO_TIME)
    countries = {row["country"] for row in chosen.actors.values() if row["country"]}
    for actor in chosen.actors.values():
        yield make_identity(actor, first)
    for country in sorted(countries):
        yield _make("location", country, first, {"name": country, "country": country})
    for actor in chosen.actors.values():
        if actor["country"]:
            yield make_relationship(actor, first)
    yield from _iterate_places(chosen, first)
    named: dict[str, set[str]] = {}
    for row in chosen.findings("statement"):
        note = make_note(row, chosen)
        named.setdefault(row["document"], set()).update((note["id"], *_list_speakers(row, chosen)))
        yield note
    for row in chosen.positions.values():
        note = make_position_note(row, chosen)
        named.setdefault(row["document"], set()).update((note["id"], *_list_holders(row, chosen)))
        yield note
    for row in chosen.shifts:
        yield make_shift_note(row, first)
    for document in chosen.documents.values():
        if document["id"] in named:
            yield make_report(document, sorted(named[document["id"]]), chosen)


def make_identity(actor: Row, time: str) -> Row:
    """Return an actor with a public role."""
    is_public_body = actor["kind"] in ("state", "subnational", "body")
    return _make("identity", actor["id"], time, {
        "name": actor["name"],
        "identity_class": CLASSES.get(actor["kind"], "organization"),
        "roles": [actor["role"]] if actor["role"] else [],
        "sectors": ["government"] if is_public_body else [],
    })  # fmt: skip


def make_relationship(actor: Row, time: str) -> Row:
    """Return that an actor is at home in a country."""
    return _make("relationship", f"{actor['id']} {actor['country']}", time, {
        "relationship_type": "located-at",
        "source_ref": make_stix_id("identity", actor["id"]),
        "target_ref": make_stix_id("location", actor["country"]),
    })  # fmt: skip


def make_note(row: Row, chosen: Chosen) -> Row:
    """Return a statement: it is about the document and about who speaks."""
    document = chosen.documents[row["document"]]
    speaker = chosen.name(row["speaker"] or row["speaker_text"], row["speaker_id"])
    return _make("note", row["id"], _time_of(document), {
        "abstract": f"{speaker or 'Speaker not named'}: {row['manner']}",
        "content": cut(row["content"]),
        "authors": [speaker] if speaker else [],
        "lang": document["language"] if document["language"] != "und" else None,
        "object_refs": [make_stix_id("report", row["document"]), *_list_speakers(row, chosen)],
        "external_references": [{"source_name": "onrecord", "external_id": row["id"]}],
    })  # fmt: skip


def make_position_note(row: Row, chosen: Chosen) -> Row:
    """Return where somebody stands on an issue."""
    document = chosen.documents[row["document"]]
    holder = chosen.name(row["actor_name"], row["actor"])
    return _make("note", row["id"], _time_of(document), {
        "abstract": f"{holder}: {row['stance']} ({row['issue']})",
        "content": cut(row["quote"]),
        "authors": [holder] if holder else [],
        "object_refs": [make_stix_id("report", row["document"]), *_list_holders(row, chosen)],
        "external_references": [{"source_name": "onrecord", "external_id": row["id"]}],
    })  # fmt: skip


def make_shift_note(row: Row, time: str) -> Row:
    """Return that two positions do not go together: a note about the notes of both."""
    return _make("note", row["id"], time, {
        "abstract": f"{row['kind']}: {row['issue']}",
        "content": cut(row["reason"]),
        "object_refs": [make_stix_id("note", row[one]) for one in ("before", "after")],
        "external_references": [{"source_name": "onrecord", "external_id": row["id"]}],
    })  # fmt: skip


def make_report(document: Row, refs: list[str], chosen: Chosen) -> Row:
    """Return a document with what stands in it."""
    time = _time_of(document)
    exact = document["published"] is not None and (
        document["published"] == document["published_latest"]
    )
    reference = {
        "source_name": document["outlet"] or document["source"].rsplit("/", 1)[-1],
        "url": chosen.page(document["id"]),
        "external_id": document["id"],
    }
    return _make("report", document["id"], time, {
        "name": document["title"] or document["source"].rsplit("/", 1)[-1],
        "published": _write_day(document["published"]) if exact else time,
        "object_refs": refs,
        "external_references": [drop_empty(reference)],
    })  # fmt: skip


def make_stix_id(kind: str, of: str) -> str:
    """Return `kind--uuid`, the same for the same row on every machine."""
    return f"{kind}--{uuid.uuid5(NAMESPACE, f'{kind} {of}')}"


def _iterate_places(chosen: Chosen, time: str) -> Iterator[Row]:
    alpha2 = {three: two for two, three in chosen.alpha3.items()}
    column = chosen.selection.relation("event").select("place").distinct()
    for place in sorted(name for (name,) in column.fetchall() if name):
        where = make_location(place) or {}
        country = alpha2.get(where.get("country_code", ""))
        if country and where["resolved_place"] != where.get("country_code"):
            yield _make("location", place, time, {
                "name": where["resolved_place"],
                "country": country,
                "administrative_area": where.get("province"),
                "city": where.get("city"),
            })  # fmt: skip


def _list_speakers(row: Row, chosen: Chosen) -> list[str]:
    speaker = row["speaker_id"]
    return [make_stix_id("identity", speaker)] if speaker in chosen.actors else []


def _list_holders(row: Row, chosen: Chosen) -> list[str]:
    return [make_stix_id("identity", row["actor"])] if row["actor"] in chosen.actors else []


def _make(kind: str, of: str, time: str, said: Row) -> Row:
    return {
        "type": kind,
        "spec_version": "2.1",
        "id": make_stix_id(kind, of),
        "created": time,
        "modified": time,
        **drop_empty(said),
    }


def _time_of(document: Row) -> str:
    met = document["met_at"]
    return _write_time(datetime.fromisoformat(met)) if met else NO_TIME


def _write_day(day: date) -> str:
    return _write_time(datetime(day.year, day.month, day.day, tzinfo=UTC))


def _write_time(time: datetime) -> str:
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
