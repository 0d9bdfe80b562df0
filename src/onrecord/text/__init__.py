"""Capture → Document: clean, date, byline, outlet; who copied whom."""

from onrecord.text.documents import make_document

__all__ = ["make_document"]
