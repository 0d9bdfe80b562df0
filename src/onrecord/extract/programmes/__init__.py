"""Programmes named in a text: the words, the findings that belong to them, what became of them."""

from onrecord.extract.programmes.belongings import find_belongings
from onrecord.extract.programmes.index import ProgrammeIndex
from onrecord.extract.programmes.namings import read_namings
from onrecord.extract.programmes.phases import read_phases

__all__ = ["ProgrammeIndex", "find_belongings", "read_namings", "read_phases"]
