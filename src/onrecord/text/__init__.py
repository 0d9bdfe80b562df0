"""Capture → Document: clean, date, byline, outlet; who copied whom."""

from onrecord.text.documents import make_document
from onrecord.text.origins import count_origins, find_origins, find_root_at, find_roots

__all__ = ["count_origins", "find_origins", "find_root_at", "find_roots", "make_document"]
