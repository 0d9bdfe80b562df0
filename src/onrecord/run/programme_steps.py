"""Programmes: what one document says of them. Apart, since it needs the language library."""

from __future__ import annotations

from dataclasses import replace

from onrecord.annotate import Annotated
from onrecord.extract.programmes import (
    ProgrammeIndex,
    find_belongings,
    read_namings,
    read_phases,
)
from onrecord.knowledge import Knowledge
from onrecord.model import Finding
from onrecord.run.readings import Reading


def add_programmes(
    reading: Reading, annotated: Annotated, index: ProgrammeIndex, knowledge: Knowledge
) -> Reading:
    """Return the reading with the programmes its document names."""
    namings = read_namings(annotated, index, knowledge)
    if not namings:
        return reading
    findings: list[Finding] = [
        *reading.statements,
        *reading.events,
        *reading.commitments,
        *reading.figures,
    ]
    words = knowledge.phase_words.get(annotated.document.language)
    return replace(
        reading,
        namings=tuple(namings),
        belongings=tuple(find_belongings(annotated, namings, findings)),
        phases=tuple(read_phases(annotated, namings, words)),
    )
