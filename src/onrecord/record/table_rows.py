"""What the packs' tables know, as rows: actors, series, observations."""

from __future__ import annotations

from datetime import date

from onrecord.model import Actor, Observation, Office, Series, make_id
from onrecord.record.rows import Row, clean_text


def actor_row(actor: Actor, *, mentions: int) -> Row:
    """Return a row of `actor`."""
    return {
        "id": actor.id,
        "name": clean_text(actor.name),
        "kind": actor.kind.value,
        "country": actor.country,
        "role": actor.role,
        "sector": actor.sector.value if actor.sector else None,
        "is_public": actor.is_public,
        "mentions": mentions,
        "offices": [_office(office) for office in actor.offices],
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
        "rhythm": series.rhythm,
        "lag_days": series.lag_days,
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


def _office(office: Office) -> Row:
    return {
        "title": office.title,
        "body": office.body_id,
        "country": office.country,
        "first": date.fromisoformat(office.first) if office.first else None,
        "after": date.fromisoformat(office.after) if office.after else None,
    }
