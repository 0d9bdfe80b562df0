"""Onrecord: a checked, sourced record of what governments say, promise and do to each other."""

from __future__ import annotations

__version__ = "0.1.0"
