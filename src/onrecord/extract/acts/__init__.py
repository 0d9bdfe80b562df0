"""What a text says was done, begun or not done, and the deeds that commitments bind to."""

from onrecord.extract.acts.reading import read_acts

__all__ = ["read_acts"]
