"""Annotated → statements, events, commitments, figures."""

from onrecord.annotate import loaded as loaded  # the first: how spaCy is loaded
from onrecord.extract.commitments.reading import read_commitments
from onrecord.extract.events.reading import read_events, read_events_of_anybody
from onrecord.extract.figures import read_figures
from onrecord.extract.statements import read_statements

__all__ = [
    "read_commitments",
    "read_events",
    "read_events_of_anybody",
    "read_figures",
    "read_statements",
]
