"""Mentions → actors. Writes judgements, merges nothing."""

from onrecord.resolve.mentions import keep_settled_events, resolve_mentions

__all__ = ["keep_settled_events", "resolve_mentions"]
