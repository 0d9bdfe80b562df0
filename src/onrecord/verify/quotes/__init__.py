"""Quotes against transcripts and releases → verdicts."""

from onrecord.verify.quotes.answers import EXPLANATIONS, METHOD, Answer, make_verdicts
from onrecord.verify.quotes.checking import answer_quotes, check_quotes
from onrecord.verify.quotes.index import SpeechIndex
from onrecord.verify.quotes.mapped import MappedArrays
from onrecord.verify.quotes.meanings import Meanings
from onrecord.verify.quotes.standing import News, gather_news

__all__ = [
    "EXPLANATIONS",
    "METHOD",
    "Answer",
    "Meanings",
    "News",
    "MappedArrays",
    "SpeechIndex",
    "answer_quotes",
    "check_quotes",
    "gather_news",
    "make_verdicts",
]
