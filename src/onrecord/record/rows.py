"""The model's things as rows of the record's tables. Column names are those of tables.sql."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from onrecord.model import (
    Actor,
    Commitment,
    Document,
    Event,
    Evidence,
    Figure,
    Happening,
    Judgement,
    Mention,
    MentionKind,
    Observation,
    Office,
    Origin,
    Period,
    Problem,
    Programme,
    Series,
    Statement,
    Verdict,
    make_id,
)
from onrecord.model.naming import Named, name_mention, name_sides

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Whom the mentions of one document mean: its judgements, and all actors by id.

    `alpha3` are the countries' three-letter codes by their two-letter ones.
    """

    judgements: Mapping[str, list[Judgement]]
    actors: Mapping[str, Actor]
    alpha3: Mapping[str, str]

    def name(self, mention: Mention | None) -> Named:
        """Return name, country and role of whom a mention means; all empty for None."""
        if mention is None:
            return Named()
        return name_mention(mention, self.judgements.get(mention.id, ()), self.actors)

    def name_sides(self, mentions: Iterable[Mention]) -> tuple[list[str], list[str]]:
        """Return the sides of an act (alpha-3 codes or names) and the ids of the actors."""
        return name_sides(mentions, self.judgements, self.actors, self.alpha3)


def make_names(
    judgements: Iterable[Judgement],
    document_actors: Iterable[Actor],
    actors: Mapping[str, Actor],
    alpha3: Mapping[str, str],
) -> Names:
    """Return the names of one document: its own actors beside those of the tables."""
    by_mention: dict[str, list[Judgement]] = {}
    for judgement in judgements:
        by_mention.setdefault(judgement.left, []).append(judgement)
    own = {actor.id: actor for actor in document_actors}
    return Names(judgements=by_mention, actors={**own, **actors} if own else actors, alpha3=alpha3)


def document_row(document: Document, *, origin: str) -> Row:
    """Return a row of `document`; `origin` is the document its content goes back to."""
    publication = document.publication
    return {
        "id": document.id,
        "source": _clean(document.source),
        "url": document.url,
        "title": document.title,
        "outlet": document.outlet,
        "original_outlet": document.original_outlet,
        "authors": list(document.authors),
        "language": document.language,
        "kind": document.kind.value,
        "published": publication.earliest if publication else None,
        "published_latest": publication.latest if publication else None,
        "published_basis": publication.basis.value if publication else None,
        "origin": origin,
        "words": len(document.text.split()),
        "capture": document.capture_id,
        "dropped": [
            {"text": _clean(d.text), "reason": d.reason, "line": d.line} for d in document.dropped
        ],
        "text": _clean(document.text),
    }


def origin_row(origin: Origin, document: Document) -> Row:
    """Return a row of `origin`."""
    span = origin.span
    return {
        "id": origin.id,
        "document": document.id,
        "source": _clean(document.source),
        "relation": origin.relation.value,
        "of": origin.of,
        "share": origin.share,
        "how": origin.how.value if origin.how else None,
        "direction": origin.direction.value if origin.direction else None,
        "reason": origin.reason,
        "quote": _clean(span.quote) if span else None,
        "start": span.start if span else None,
        "end": span.end if span else None,
    }


def statement_row(
    statement: Statement, document: Document, names: Names, verdict: Verdict | None
) -> Row:
    """Return a row of `statement`."""
    speaker = names.name(statement.speaker)
    return {
        "id": statement.id,
        "speaker": speaker.name,
        "speaker_text": _words_of(statement.speaker),
        "speaker_country": speaker.country,
        "role": speaker.role,
        "cue": statement.cue.quote if statement.cue else None,
        "cue_class": statement.cue_class.value,
        "manner": statement.manner.value,
        "content": _clean(statement.content.quote),
        "polarity": statement.polarity.value,
        "hedge": statement.hedge,
        "topics": list(statement.topics),
        "said_on": _days(statement.said_on),
        "via": names.name(statement.via).name,
        "anonymity": statement.anonymity,
        "outcome": verdict.outcome.value if verdict else None,
        "diagnosis": verdict.diagnosis if verdict else None,
        "speaker_id": _first(speaker.actor_ids),
        **_evidence(statement.evidence, document),
    }


def event_row(event: Event, document: Document, names: Names, happening: Happening | None) -> Row:
    """Return a row of `event`."""
    actors, actor_ids = names.name_sides(event.actors)
    targets, target_ids = names.name_sides(event.targets)
    return {
        "id": event.id,
        "actors": actors,
        "type": event.type.value,
        "targets": targets,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "date": _days(event.period),
        "place": event.place,
        "status": event.status.value,
        "asserted_by": names.name(event.asserted_by).name,
        "happening": happening.id if happening else None,
        "outcome": happening.outcome if happening else None,
        "actor_ids": actor_ids,
        "target_ids": target_ids,
        **_evidence(event.evidence, document),
    }


def happening_row(happening: Happening) -> Row:
    """Return a row of `happening`."""
    return {
        "id": happening.id,
        "events": list(happening.event_ids),
        "outcome": happening.outcome,
        "documents": happening.documents,
        "origins": happening.origins,
    }


def commitment_row(
    commitment: Commitment, document: Document, names: Names, verdict: Verdict | None
) -> Row:
    """Return a row of `commitment`."""
    by, by_ids = names.name_sides(commitment.by)
    to, to_ids = names.name_sides(commitment.to)
    return {
        "id": commitment.id,
        "by": by,
        "to": to,
        "deed": _clean(commitment.deed),
        "kind": commitment.kind.value,
        "condition": commitment.condition,
        "due": commitment.due,
        "outcome": verdict.outcome.value if verdict else None,
        "outcome_evidence": verdict.reason if verdict else None,
        "diagnosis": verdict.diagnosis if verdict else None,
        "by_ids": by_ids,
        "to_ids": to_ids,
        **_evidence(commitment.evidence, document),
    }


def figure_row(figure: Figure, document: Document, names: Names, verdict: Verdict | None) -> Row:
    """Return a row of `figure`; `value` has one number, or the two ends of a range."""
    reference = verdict.reference if verdict else None
    said_by = names.name(figure.said_by)
    return {
        "id": figure.id,
        "value": _numbers((figure.low, figure.high) if figure.is_range else (figure.low,)),
        "comparator": figure.comparator.value,
        "unit": figure.unit,
        "measure": figure.measure,
        "kind": figure.kind.value,
        "direction": figure.direction.value if figure.direction else None,
        "period": _days(figure.period),
        "base": _days(figure.base),
        "place": figure.place,
        "said_by": said_by.name,
        "indicator": figure.indicator,
        "series": reference.series_id if reference else None,
        "official": _numbers(reference.values) if reference else [],
        "outcome": verdict.outcome.value if verdict else None,
        "diagnosis": verdict.diagnosis if verdict else None,
        "reason": verdict.reason if verdict else None,
        "nearest": verdict.nearest if verdict else None,
        "hedges": list(figure.hedges),
        "said_by_id": _first(said_by.actor_ids),
        **_evidence(figure.evidence, document),
    }


def verdict_row(verdict: Verdict, document: Document) -> Row:
    """Return a row of `verdict`."""
    reference = verdict.reference
    return {
        "id": verdict.id,
        "finding": verdict.finding_id,
        "document": document.id,
        "source": _clean(document.source),
        "outcome": verdict.outcome.value,
        "diagnosis": verdict.diagnosis,
        "reason": verdict.reason,
        "nearest": verdict.nearest,
        "series": reference.series_id if reference else None,
        "period": _days(reference.period) if reference else None,
        "official": _numbers(reference.values) if reference else [],
        "as_of": reference.as_of if reference else None,
        "publisher": reference.publisher if reference else None,
        "carrier": reference.carrier if reference else None,
        "method": verdict.method,
    }


def actor_row(actor: Actor, *, mentions: int) -> Row:
    """Return a row of `actor`."""
    return {
        "id": actor.id,
        "name": _clean(actor.name),
        "kind": actor.kind.value,
        "country": actor.country,
        "role": actor.role,
        "is_public": actor.is_public,
        "mentions": mentions,
        "offices": [_office(office) for office in actor.offices],
    }


def judgement_row(judgement: Judgement, document: Document, mention: Mention | None) -> Row:
    """Return a row of `judgement`, with the words of the mention it is about."""
    span = mention.span if mention else None
    return {
        "id": judgement.id,
        "left": judgement.left,
        "right": judgement.right,
        "decision": judgement.decision.value,
        "role": judgement.role,
        "by": judgement.by,
        "at": judgement.at,
        "score": judgement.score,
        "reason": judgement.reason,
        "document": document.id,
        "source": _clean(document.source),
        "quote": _clean(span.quote) if span else None,
        "start": span.start if span else None,
        "end": span.end if span else None,
    }


def programme_row(programme: Programme) -> Row:
    """Return a row of `programme`."""
    return {
        "id": programme.id,
        "name": programme.name,
        "parties": list(programme.parties),
        "instrument": programme.instrument,
        "period": _days(programme.period),
        "status": programme.status,
        "source": programme.source,
    }


def series_row(series: Series, *, observations: int) -> Row:
    """Return a row of `series`."""
    return {
        "id": series.id,
        "name": series.name,
        "publisher": series.publisher,
        "definition": series.definition,
        "unit": series.unit,
        "population": series.population,
        "place": series.place,
        "limits": series.limits,
        "grain": series.grain,
        "url": series.url,
        "observations": observations,
    }


def observation_row(observation: Observation) -> Row:
    """Return a row of `observation`."""
    first, after = observation.period.first, observation.period.after
    return {
        "id": make_id(
            "obs",
            f"{observation.series_id} {first} {after} {observation.value} {observation.released} "
            f"{observation.retrieved} {observation.carrier}",
        ),
        "series": observation.series_id,
        "period": [first, after],
        "value": float(observation.value),
        "released": observation.released,
        "retrieved": observation.retrieved,
        "carrier": observation.carrier,
        "note": observation.note or None,
    }  # fmt: skip


def problem_row(problem: Problem) -> Row:
    """Return a row of `problem`."""
    return {
        "id": problem.id,
        "subject": _clean(problem.subject_id),
        "room": problem.room,
        "message": _clean(problem.message),
        "source": _clean(problem.source) if problem.source else None,
    }


def _evidence(evidence: Evidence, document: Document) -> Row:
    span = evidence.span
    return {
        "document": document.id,
        "source": _clean(document.source),
        "quote": _clean(span.quote),
        "start": span.start,
        "end": span.end,
        "method": evidence.method,
        "score": evidence.score,
    }


def _office(office: Office) -> Row:
    return {
        "title": office.title,
        "body": office.body_id,
        "country": office.country,
        "first": date.fromisoformat(office.first) if office.first else None,
        "after": date.fromisoformat(office.after) if office.after else None,
    }


def _words_of(mention: Mention | None) -> str | None:
    """Return the words that name somebody at this place; None where nobody is named."""
    if mention is None or mention.kind is MentionKind.IMPLIED:
        return None
    return _clean(mention.span.quote)


def _days(period: Period | None) -> list[date] | None:
    return [period.first, period.after] if period else None


def _numbers(values: Iterable[Decimal]) -> list[float]:
    return [float(value) for value in values]


def _first(ids: tuple[str, ...]) -> str | None:
    return ids[0] if ids else None


def _clean(text: str) -> str:
    """Return the text as UTF-8 can hold it: a lone surrogate of a file name becomes `?`."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text
