"""Commitments and later acts → the moves of the ledger, one promiser at a time."""

from onrecord.verify.ledger.lines import METHOD
from onrecord.verify.ledger.moves import find_moves
from onrecord.verify.ledger.targets import Target, follow_target
from onrecord.verify.ledger.tellings import Telling

__all__ = ["METHOD", "Target", "Telling", "find_moves", "follow_target"]
