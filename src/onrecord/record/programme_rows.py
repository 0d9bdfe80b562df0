"""Programmes, where they are named, and what belongs to them, as rows."""

from __future__ import annotations

from onrecord.model import Belonging, Document, Life, Moment, Naming, Programme
from onrecord.record.rows import Row, clean_text, list_days


def programme_row(programme: Programme, life: Life) -> Row:
    """Return a row of `programme`, with what the documents say of it."""
    return {
        "id": programme.id,
        "name": programme.name,
        "parties": list(programme.parties),
        "instrument": programme.instrument,
        "period": list_days(programme.period),
        "status": programme.status,
        "source": programme.source,
        "namings": life.namings,
        "documents": life.documents,
        "origins": life.origins,
        "findings": life.findings,
        "history": [_moment(moment) for moment in life.history],
    }


def naming_row(naming: Naming, document: Document) -> Row:
    """Return a row of `naming`."""
    span = naming.evidence.span
    return {
        "id": naming.id,
        "programme": naming.programme_id,
        "document": document.id,
        "source": clean_text(document.source),
        "quote": clean_text(span.quote),
        "start": span.start,
        "end": span.end,
        "method": naming.evidence.method,
        "score": naming.evidence.score,
    }


def belonging_row(belonging: Belonging, document: Document) -> Row:
    """Return a row of `belonging`."""
    return {
        "id": belonging.id,
        "programme": belonging.programme_id,
        "finding": belonging.finding_id,
        "kind": belonging.kind,
        "naming": belonging.naming.id,
        "reason": belonging.tie.value,
        "document": document.id,
        "source": clean_text(document.source),
    }


def _moment(moment: Moment) -> Row:
    span = moment.span
    return {
        "state": moment.state.value,
        "first": moment.period.first,
        "after": moment.period.after,
        "words": clean_text(moment.words),
        "source": clean_text(moment.source),
        "document": span.document_id if span else None,
        "start": span.start if span else None,
        "end": span.end if span else None,
        "documents": moment.documents,
        "origins": moment.origins,
    }
