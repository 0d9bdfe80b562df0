"""spaCy, loaded. Rooms that cannot do without it import this module before their own."""

from onrecord.annotate.loading import load_spacy

load_spacy()
