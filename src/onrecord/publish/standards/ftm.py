"""Statements, events, people and organisations as FollowTheMoney entities, one a line.

One way: verdicts, figures and commitments have no place there; positions are notes, shifts are none. People without a public role are
left out. Schemata: https://followthemoney.tech/explorer/
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.model import make_id
from onrecord.publish.standards.chosen import Chosen, Row, cut, join, last_day
from onrecord.publish.standards.streams import write_lines

SCHEMATA = {
    "person": "Person", "body": "PublicBody", "state": "PublicBody", "subnational": "PublicBody",
    "company": "Company",
}  # fmt: skip


def write_ftm(chosen: Chosen, path: Path) -> int:
    """Write the entities; return how many."""
    return write_lines(path, iterate_entities(chosen))


def iterate_entities(chosen: Chosen) -> Iterator[Row]:
    """Yield the documents, those who act and speak, their offices, and what they did and said."""
    for document in chosen.documents.values():
        yield make_document(document, chosen)
    posts: set[str] = set()
    for actor in chosen.actors.values():
        yield make_party(actor)
        for office in actor["offices"] or ():
            yield from _make_occupancy(actor, office, posts)
    for row in chosen.findings("event"):
        yield make_event(row, chosen)
    for row in chosen.findings("statement"):
        yield make_note(row, chosen)
    for row in chosen.positions.values():
        yield make_position_note(row, chosen)


def make_document(document: Row, chosen: Chosen) -> Row:
    """Return a document."""
    return _make("Article" if document["kind"] == "news" else "Document", document["id"], {
        "title": [document["title"]],
        "fileName": [document["source"].rsplit("/", 1)[-1]],
        "publisher": [document["outlet"]],
        "publishedAt": [document["published"] if _is_exact(document) else None],
        "language": [_name_language(document["language"])],
        "sourceUrl": [chosen.page(document["id"])],
    })  # fmt: skip


def make_party(actor: Row) -> Row:
    """Return somebody who acts or speaks."""
    schema = SCHEMATA.get(actor["kind"], "Organization")
    role = "position" if schema == "Person" else "summary"
    return _make(schema, actor["id"], {
        "name": [actor["name"]],
        "country": [_name_country(actor["country"])],
        role: [actor["role"]],
    })  # fmt: skip


def make_event(row: Row, chosen: Chosen) -> Row:
    """Return an event, with its type and status in its name and its words as description."""
    actors, targets = join(chosen.names(row["actors"])), join(chosen.names(row["targets"]))
    sides = " → ".join(side for side in (actors, targets) if side)
    return _make("Event", row["id"], {
        "name": [f"{row['type']}: {sides} ({row['status']})"],
        "organizer": [one for one in row["actor_ids"] or () if one in chosen.actors],
        "involved": [one for one in row["target_ids"] or () if one in chosen.actors],
        "startDate": [row["date"][0] if row["date"] else None],
        "endDate": [last_day(row["date"])],
        "location": [row["place"]],
        "description": [cut(row["quote"])],
        "proof": [row["document"]],
        "sourceUrl": [chosen.page(row["document"])],
        "recordId": [row["id"]],
    })  # fmt: skip


def make_note(row: Row, chosen: Chosen) -> Row:
    """Return a statement."""
    speaker = chosen.name(row["speaker"] or row["speaker_text"], row["speaker_id"])
    denies = " (denies)" if row["polarity"] == "denies" else ""
    return _make("Note", row["id"], {
        "name": [f"{speaker or 'Speaker not named'}, {row['manner']}{denies}"],
        "entity": [row["speaker_id"] if row["speaker_id"] in chosen.actors else None],
        "description": [cut(row["content"])],
        "keywords": list(row["topics"] or ()),
        "proof": [row["document"]],
        "sourceUrl": [chosen.page(row["document"])],
    })  # fmt: skip


def make_position_note(row: Row, chosen: Chosen) -> Row:
    """Return where somebody stands on an issue; `Position` is an office in FollowTheMoney."""
    return _make("Note", row["id"], {
        "name": [f"{chosen.name(row['actor_name'], row['actor'])}: {row['stance']} ({row['issue']})"],
        "entity": [row["actor"] if row["actor"] in chosen.actors else None],
        "description": [cut(row["quote"])],
        "keywords": [row["issue"]],
        "proof": [row["document"]],
        "sourceUrl": [chosen.page(row["document"])],
    })  # fmt: skip


def _make_occupancy(actor: Row, office: Row, posts: set[str]) -> Iterator[Row]:
    """Yield the post, when it is new, and that the person held it."""
    if actor["kind"] != "person":
        return
    country = _name_country(office["country"])
    post = make_id("post", office["title"], office["body"] or "", country or "")
    if post not in posts:
        posts.add(post)
        yield _make("Position", post, {"name": [office["title"]], "country": [country]})
    first, after = office["first"], office["after"]
    last = last_day([after, after]) if after else None
    yield _make("Occupancy", make_id("occ", actor["id"], post, str(first)), {
        "holder": [actor["id"]],
        "post": [post],
        "startDate": [first],
        "endDate": [last],
    })  # fmt: skip


def _make(schema: str, entity_id: str, properties: dict[str, list[Any]]) -> Row:
    said = {
        name: [
            _clean(value) if isinstance(value, str) else value.isoformat()
            for value in values
            if value
        ]
        for name, values in properties.items()
    }
    return {
        "id": entity_id,
        "schema": schema,
        "properties": {name: values for name, values in said.items() if values},
    }


def _clean(text: str) -> str:
    """Return a text without what cannot be seen (word joiners, controls), as FollowTheMoney keeps it."""
    kept = (c for c in text if c == "\n" or unicodedata.category(c) not in ("Cf", "Cc"))
    return "".join(kept).strip()


def _is_exact(document: Row) -> bool:
    return document["published"] is not None and (
        document["published"] == document["published_latest"]
    )


def _name_country(code: str | None) -> str | None:
    return code.lower() if code else None


# FollowTheMoney writes languages with three letters (ISO 639-3).
LANGUAGES = {
    "en": "eng", "es": "spa", "fr": "fra", "de": "deu", "it": "ita", "pt": "por", "ru": "rus",
    "ar": "ara", "zh": "zho", "ja": "jpn", "ko": "kor", "uk": "ukr", "tr": "tur", "nl": "nld",
    "pl": "pol",
}  # fmt: skip


def _name_language(code: str) -> str | None:
    return LANGUAGES.get(code)
