"""Where actors stand on the issues of the tables: for, against, accepts, denies."""

from onrecord.extract.positions.index import PositionIndex
from onrecord.extract.positions.reading import read_positions

__all__ = ["PositionIndex", "read_positions"]
