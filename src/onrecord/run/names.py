"""Whom the mentions of one reading mean."""

from __future__ import annotations

from onrecord.knowledge import Knowledge
from onrecord.record.names import Names, make_names
from onrecord.run.readings import Reading


def name_reading(reading: Reading, knowledge: Knowledge) -> Names:
    """Return whom the mentions of one reading mean."""
    alpha3 = {code: country.alpha3 for code, country in knowledge.countries.items()}
    return make_names(reading.judgements, reading.actors, knowledge.actors, alpha3)
