"""The model's things as rows of the record's tables. Column names are those of tables.sql."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from onrecord.model import (
    Commitment,
    Compared,
    Document,
    Event,
    Evidence,
    Figure,
    Happening,
    Judgement,
    Mention,
    MentionKind,
    Move,
    Origin,
    Period,
    Problem,
    Statement,
    Verdict,
)
from onrecord.record.names import Names

Row = dict[str, Any]


class Sourced(Protocol):
    """What has the id and the source of a document."""

    @property
    def id(self) -> str:
        """Return the id of the document."""
        ...

    @property
    def source(self) -> str:
        """Return where it was met."""
        ...


def document_row(document: Document, *, origin: str, version_of: str | None = None) -> Row:
    """Return a row of `document`; `origin` is the document its content goes back to.

    `version_of` is the first version of a document that was captured several times.
    """
    publication = document.publication
    return {
        "id": document.id,
        "source": clean_text(document.source),
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
        "version_of": version_of,
        "met_at": document.met_at.isoformat() if document.met_at else None,
        "words": len(document.text.split()),
        "capture": document.capture_id,
        "dropped": [
            {"text": clean_text(d.text), "reason": d.reason, "line": d.line}
            for d in document.dropped
        ],
        "text": clean_text(document.text),
    }


def origin_row(origin: Origin, document: Sourced) -> Row:
    """Return a row of `origin`."""
    span = origin.span
    return {
        "id": origin.id,
        "document": document.id,
        "source": clean_text(document.source),
        "relation": origin.relation.value,
        "of": origin.of,
        "share": origin.share,
        "how": origin.how.value if origin.how else None,
        "direction": origin.direction.value if origin.direction else None,
        "reason": origin.reason,
        "quote": clean_text(span.quote) if span else None,
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
        "content": clean_text(statement.content.quote),
        "polarity": statement.polarity.value,
        "hedge": statement.hedge,
        "topics": list(statement.topics),
        "said_on": list_days(statement.said_on),
        "via": names.name(statement.via).name,
        "anonymity": statement.anonymity,
        "place": statement.place.value,
        "repeats": statement.repeats,
        "continues": statement.continues,
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
        "date": list_days(event.period),
        "place": event.place,
        "status": event.status.value,
        "asserted_by": names.name(event.asserted_by).name,
        "happening": happening.id if happening else None,
        "outcome": happening.outcome if happening else None,
        "actor_ids": actor_ids,
        "target_ids": target_ids,
        "alternatives": [f"{other} {share:.2f}" for other, share in event.alternatives],
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
        "differences": list(happening.differences),
    }


def commitment_row(
    commitment: Commitment, document: Document, names: Names, verdict: Verdict | None
) -> Row:
    """Return a row of `commitment`."""
    by, by_ids = names.name_sides(commitment.by)
    to, to_ids = _name_others(commitment, names, by, by_ids)
    return {
        "id": commitment.id,
        "by": by,
        "to": to,
        "deed": clean_text(commitment.deed),
        "kind": commitment.kind.value,
        "condition": commitment.condition,
        "due": commitment.due,
        "outcome": verdict.outcome.value if verdict else None,
        "outcome_evidence": verdict.reason if verdict else None,
        "diagnosis": verdict.diagnosis if verdict else None,
        "by_ids": by_ids,
        "to_ids": to_ids,
        "strength": commitment.strength.value,
        "joint": commitment.joint,
        **_evidence(commitment.evidence, document),
    }


def _name_others(
    commitment: Commitment, names: Names, by: list[str], by_ids: list[str]
) -> tuple[list[str], list[str]]:
    """Return to whom, without those who bind themselves: nobody does to their own state."""
    others = [m for m in commitment.to if not set(names.name_sides((m,))[0]) <= set(by)]
    to, to_ids = names.name_sides(others)
    return [side for side in to if side not in by], [i for i in to_ids if i not in by_ids]


def move_row(move: Move, document: Sourced) -> Row:
    """Return a row of `move`."""
    span = move.span
    return {
        "id": move.id,
        "commitment": move.commitment_id,
        "state": move.state.value,
        "day": move.day,
        "known": move.known,
        "basis": move.basis.value,
        "finding": move.finding_id,
        "due": move.due,
        "reason": clean_text(move.reason),
        "document": document.id,
        "source": clean_text(document.source),
        "quote": clean_text(span.quote),
        "start": span.start,
        "end": span.end,
        "method": move.method,
        "score": move.score,
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
        "period": list_days(figure.period),
        "base": list_days(figure.base),
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
        "assumed": figure.assumed,
        "said_by_id": _first(said_by.actor_ids),
        **_evidence(figure.evidence, document),
    }


def verdict_row(verdict: Verdict, document: Sourced) -> Row:
    """Return a row of `verdict`."""
    reference = verdict.reference
    return {
        "id": verdict.id,
        "finding": verdict.finding_id,
        "document": document.id,
        "source": clean_text(document.source),
        "outcome": verdict.outcome.value,
        "diagnosis": verdict.diagnosis,
        "reason": verdict.reason,
        "nearest": verdict.nearest,
        "series": reference.series_id if reference else None,
        "period": list_days(reference.period) if reference else None,
        "official": _numbers(reference.values) if reference else [],
        "as_of": reference.as_of if reference else None,
        "publisher": reference.publisher if reference else None,
        "carrier": reference.carrier if reference else None,
        "compared": [_compared(one) for one in verdict.compared],
        "difference": clean_text(verdict.difference) if verdict.difference else None,
        "method": verdict.method,
    }


def _compared(one: Compared) -> Row:
    return {
        "document": one.span.document_id,
        "speaker": one.speaker,
        "quote": clean_text(one.span.quote),
        "start": one.span.start,
        "end": one.span.end,
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
        "source": clean_text(document.source),
        "quote": clean_text(span.quote) if span else None,
        "start": span.start if span else None,
        "end": span.end if span else None,
    }


def problem_row(problem: Problem) -> Row:
    """Return a row of `problem`."""
    return {
        "id": problem.id,
        "subject": clean_text(problem.subject_id),
        "room": problem.room,
        "message": clean_text(problem.message),
        "source": clean_text(problem.source) if problem.source else None,
    }


def _evidence(evidence: Evidence, document: Document) -> Row:
    span = evidence.span
    return {
        "document": document.id,
        "source": clean_text(document.source),
        "quote": clean_text(span.quote),
        "start": span.start,
        "end": span.end,
        "method": evidence.method,
        "score": evidence.score,
    }


def _words_of(mention: Mention | None) -> str | None:
    """Return the words that name somebody at this place; None where nobody is named."""
    if mention is None or mention.kind is MentionKind.IMPLIED:
        return None
    return clean_text(mention.span.quote)


def list_days(period: Period | None) -> list[date] | None:
    """Return a period as a row holds it: its first day and the day after its last."""
    return [period.first, period.after] if period else None


def _numbers(values: Iterable[Decimal]) -> list[float]:
    return [float(value) for value in values]


def _first(ids: tuple[str, ...]) -> str | None:
    return ids[0] if ids else None


def clean_text(text: str) -> str:
    """Return the text as UTF-8 can hold it: a lone surrogate of a file name becomes `?`."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text
