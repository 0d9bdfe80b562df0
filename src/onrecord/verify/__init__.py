"""Findings and series → verdicts."""

from onrecord.verify.consistency import find_inconsistencies
from onrecord.verify.figures import check_figures

__all__ = ["check_figures", "find_inconsistencies"]
