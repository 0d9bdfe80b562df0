"""Fetch or read bytes → Capture. Nothing else knows the outside world."""

from onrecord.sources.files import find_files
from onrecord.sources.piles import read_sources

__all__ = ["find_files", "read_sources"]
