"""Document → Annotated: sentences, tokens, names, dates. The only room that loads a model."""

from onrecord.annotate.annotated import MAX_CHARACTERS, Annotated, annotate, make_annotated
from onrecord.annotate.date_words import Precision
from onrecord.annotate.dates import DateMention, read_dates
from onrecord.annotate.models import (
    InstalledModel,
    find_model,
    load_bare,
    load_model,
    load_model_for,
)
from onrecord.annotate.name_index import NameIndex, NameLabel
from onrecord.annotate.names import Name, find_names
from onrecord.annotate.quotations import Quotation, find_inner, find_quotations

__all__ = [
    "MAX_CHARACTERS",
    "Annotated",
    "DateMention",
    "InstalledModel",
    "Name",
    "NameIndex",
    "NameLabel",
    "Precision",
    "Quotation",
    "annotate",
    "find_inner",
    "find_model",
    "find_names",
    "find_quotations",
    "load_bare",
    "load_model",
    "load_model_for",
    "make_annotated",
    "read_dates",
]
