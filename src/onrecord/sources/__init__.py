"""Fetch or read bytes → Capture. Nothing else knows the outside world."""

from onrecord.sources.files import find_files
from onrecord.sources.piles import read_sources
from onrecord.sources.places import find_places

__all__ = ["find_files", "find_places", "read_sources"]
