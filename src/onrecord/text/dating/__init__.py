"""Dates in the words of a text, and what they say of its publication."""
