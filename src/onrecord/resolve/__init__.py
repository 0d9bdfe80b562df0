"""Mentions → actors. Writes judgements, merges nothing."""

from onrecord.resolve.labels import resolve_labels
from onrecord.resolve.mentions import keep_settled_events, resolve_mentions

__all__ = ["keep_settled_events", "resolve_labels", "resolve_mentions"]
