"""Quotes against transcripts and releases → verdicts."""

from onrecord.verify.quotes.checking import EXPLANATIONS, METHOD, check_quotes
from onrecord.verify.quotes.index import SpeechIndex
from onrecord.verify.quotes.meanings import Meanings

__all__ = ["EXPLANATIONS", "METHOD", "Meanings", "SpeechIndex", "check_quotes"]
