"""Mentions → actors. Writes judgements, merges nothing."""

from onrecord.annotate import loaded as loaded  # the first: how spaCy is loaded
from onrecord.resolve.labels import resolve_labels
from onrecord.resolve.mentions import keep_settled_events, resolve_mentions

__all__ = ["keep_settled_events", "resolve_labels", "resolve_mentions"]
