"""Quotes against transcripts and releases → verdicts."""

from onrecord.verify.quotes.checking import EXPLANATIONS, METHOD, check_quotes
from onrecord.verify.quotes.index import SpeechIndex

__all__ = ["EXPLANATIONS", "METHOD", "SpeechIndex", "check_quotes"]
