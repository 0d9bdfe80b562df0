"""Findings in schema.org's words (JSON-LD): Quotation, Claim, ClaimReview, and what they stand in.

What is quoted directly is a Quotation, what is reported is a Claim, and so is a figure. A verdict
that says something (holds, close, fails) is a ClaimReview; `creditText` says that a program
computed it, and `author` stands there only when a person accepted the finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.publish.standards.chosen import Chosen, Row, cut, drop_empty
from onrecord.publish.standards.streams import write_document

CONTEXT = "https://schema.org"
# A rating needs numbers; the outcome itself is the alternate name.
RATINGS = {"fails": 1, "close": 2, "holds": 3}
WORKS = {
    "news": "NewsArticle",
    "release": "Article",
    "transcript": "CreativeWork",
    "order": "CreativeWork",
}


def write_schemaorg(chosen: Chosen, path: Path) -> int:
    """Write documents, quotations, claims, their reviews and who is named; return how many."""
    return write_document(path, {"@context": CONTEXT}, "@graph", iterate_nodes(chosen))


def iterate_nodes(chosen: Chosen) -> Iterator[Row]:
    """Yield every node of the graph."""
    for document in chosen.documents.values():
        yield make_work(document, chosen)
    for actor in chosen.actors.values():
        yield make_party(actor, chosen)
    for series in chosen.series.values():
        yield make_dataset(series, chosen)
    verdicts = {
        row["finding"]: row for row in chosen.selection.rows("verdict") if row["outcome"] in RATINGS
    }
    for row in chosen.findings("statement"):
        if row["manner"] != "no-comment":
            yield make_statement(row, chosen)
            if row["id"] in verdicts:
                yield make_review(verdicts[row["id"]], "the wording", row, chosen)
    for row in chosen.findings("figure"):
        yield make_claim(row, chosen)
        if row["id"] in verdicts:
            yield make_review(verdicts[row["id"]], "the number alone", row, chosen)
    for row in chosen.positions.values():
        yield make_position(row, chosen)


def make_position(row: Row, chosen: Chosen) -> Row:
    """Return where somebody stands on an issue, as a Claim about it."""
    holder = _refer(row["actor"], chosen)
    ground = row["finding"] if row["finding"] in chosen.grounds else None
    return drop_empty({
        **_begin("Claim", row, chosen),
        "text": cut(row["quote"]),
        "claimInterpreter": holder,
        "creditText": None if holder else chosen.name(row["actor_name"], row["actor"]),
        "about": {"@type": "Thing", "name": row["issue"]},
        "description": f"position: {row['stance']}",
        "isBasedOn": ground and {"@id": chosen.iri(ground)},
        "dateCreated": row["day"],
    })  # fmt: skip


def make_work(document: Row, chosen: Chosen) -> Row:
    """Return a document."""
    day = document["published"]
    exact = day is not None and day == document["published_latest"]
    return drop_empty({
        "@id": chosen.iri(document["id"]),
        "@type": WORKS.get(document["kind"], "CreativeWork"),
        "identifier": document["id"],
        "headline": document["title"],
        "url": chosen.page(document["id"]),
        "genre": document["kind"],
        "inLanguage": document["language"],
        "publisher": _name_organization(document["outlet"]),
        "datePublished": day if exact else None,
    })  # fmt: skip


def make_party(actor: Row, chosen: Chosen) -> Row:
    """Return an actor with a public role."""
    is_person = actor["kind"] == "person"
    return drop_empty({
        "@id": chosen.iri(actor["id"]),
        "@type": _type(actor),
        "identifier": actor["id"],
        "name": actor["name"],
        "jobTitle": actor["role"] if is_person else None,
    })  # fmt: skip


def make_dataset(series: Row, chosen: Chosen) -> Row:
    """Return an official series."""
    return drop_empty({
        "@id": chosen.iri(series["id"]),
        "@type": "Dataset",
        "identifier": series["id"],
        "name": series["name"],
        "description": series["definition"],
        "publisher": _name_organization(series["publisher"]),
        "variableMeasured": series["unit"],
        "url": series["url"],
    })  # fmt: skip


def make_statement(row: Row, chosen: Chosen) -> Row:
    """Return a statement: a Quotation when its words are the speaker's, else a Claim."""
    spoken = row["manner"] in ("direct", "mixed")
    speaker = _refer(row["speaker_id"], chosen)
    return drop_empty({
        **_begin("Quotation" if spoken else "Claim", row, chosen),
        "text": cut(row["content"]),
        ("spokenByCharacter" if spoken else "claimInterpreter"): speaker,
        "creditText": None if speaker else chosen.name(
            row["speaker"] or row["speaker_text"], row["speaker_id"]),
        "description": "denied by the speaker" if row["polarity"] == "denies" else None,
        "dateCreated": row["said_on"][0] if _is_one_day(row["said_on"]) else None,
    })  # fmt: skip


def make_claim(row: Row, chosen: Chosen) -> Row:
    """Return a figure."""
    return drop_empty({
        **_begin("Claim", row, chosen),
        "text": cut(row["quote"]),
        "claimInterpreter": _refer(row["said_by_id"], chosen),
        "about": row["measure"] and {"@type": "Thing", "name": row["measure"]},
    })  # fmt: skip


def make_review(row: Row, aspect: str, finding: Row, chosen: Chosen) -> Row:
    """Return the verdict on a finding."""
    by = chosen.accepted.get(row["finding"])
    credit = f"Computed by {chosen.software} ({row['method']})"
    return drop_empty({
        "@id": chosen.iri(row["id"]),
        "@type": "ClaimReview",
        "identifier": row["id"],
        "itemReviewed": {"@id": chosen.iri(row["finding"])},
        "claimReviewed": cut(finding["quote"]),
        "reviewAspect": aspect,
        "reviewBody": row["reason"],
        "reviewRating": {
            "@type": "Rating", "ratingValue": RATINGS[row["outcome"]], "worstRating": 1,
            "bestRating": len(RATINGS), "alternateName": row["outcome"],
            "ratingExplanation": row["diagnosis"] or row["outcome"],
        },
        "isBasedOn": [{"@id": chosen.iri(one)} for one in _list_bases(row, chosen)],
        "creditText": credit if by else f"{credit}; no person has reviewed it",
        "author": by and {"@type": "Person", "name": by},
    })  # fmt: skip


def _list_bases(row: Row, chosen: Chosen) -> Iterator[str]:
    if row["series"] in chosen.series:
        yield row["series"]
    for one in row["compared"] or ():
        yield one["document"]


def _begin(kind: str, row: Row, chosen: Chosen) -> Row:
    work = {"@id": chosen.iri(row["document"])}
    where = {"isPartOf": work} if kind == "Quotation" else {"appearance": work}
    document = chosen.documents[row["document"]]
    return {
        "@id": chosen.iri(row["id"]),
        "@type": kind,
        "identifier": row["id"],
        "inLanguage": document["language"],
        **where,
    }


def _refer(actor_id: str | None, chosen: Chosen) -> Row | None:
    return {"@id": chosen.iri(actor_id)} if actor_id in chosen.actors else None


def _type(actor: Row) -> str:
    """Return the type of an actor; a state acts as its government does."""
    match actor["kind"]:
        case "person":
            return "Person"
        case "state" | "subnational" | "body":
            return "GovernmentOrganization"
        case _:
            return "Organization"


def _name_organization(name: str | None) -> Row | None:
    return {"@type": "Organization", "name": name} if name else None


def _is_one_day(period: list[Any] | None) -> bool:
    return bool(period) and (period[1] - period[0]).days == 1 if period else False
