"""Annotated → figures: numbers with what they count, their period, place and indicator."""

from onrecord.extract.figures.reading import read_figures

__all__ = ["read_figures"]
