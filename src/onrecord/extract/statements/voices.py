"""Who may have said it: people, bodies and papers, of the sort that a cue takes."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from onrecord.annotate import Annotated, NameLabel
from onrecord.annotate.endings import is_dropped, is_impersonal
from onrecord.extract.statements.cue_words import Cue
from onrecord.extract.statements.mentions import NAMED, stands_for
from onrecord.knowledge import References
from onrecord.model import DocumentKind, Mention, MentionKind

_POINTING_WORDS = frozenset(
    {"official", "source", "government", "body", "states", "pair", "document"}
)
_POINTING = frozenset({NameLabel.OFFICE, NameLabel.PERSON, NameLabel.BODY})


def may_speak(
    cue: Cue, speaker: Mention | None, annotated: Annotated, references: References
) -> bool:
    """Is it somebody in the text (not the document's own "we"), of the sort that the cue takes?"""
    if speaker is None:
        return False
    if speaker.kind is MentionKind.PRONOUN:
        if names_third_person(speaker, annotated):
            told = cue.row.by != "document"
            return told and not _may_be_first_person(annotated.doc[cue.first], annotated)
        row = references.find(speaker.span.quote, "pronoun")
        if row is None or row.person != 3 or cue.row.by == "document":
            return False
        return row.gender != "n" or cue.row.by == "anybody"
    if cue.row.by == "document":
        return speaker.kind is MentionKind.DOCUMENT
    if _is_own_voice(speaker, references):
        return False
    if speaker.kind is MentionKind.DOCUMENT:
        return True
    # What was spoken is often parsed wrongly: its subject must be people, a body or a name.
    if annotated.document.kind is DocumentKind.TRANSCRIPT:
        return _is_somebody(speaker, annotated, references)
    if cue.row.by == "somebody" and speaker.kind is not MentionKind.NAME:
        return points_at_somebody(speaker, annotated, references)
    return True


def speaks_in_first_person(verb: Token) -> bool:
    """Does the verb's ending say "I", "we" or "you": "le dije", "anunciamos"?"""
    return is_dropped(verb) and verb.morph.get("Person", []) != ["3"]


def _may_be_first_person(verb: Token, annotated: Annotated) -> bool:
    """Does a speech leave it open who it was, as the ending tells both: "comentaba", "decía"?"""
    if annotated.document.kind is not DocumentKind.TRANSCRIPT or not is_dropped(verb):
        return False
    return "Imp" in verb.morph.get("Tense", []) and verb.morph.get("Number", []) == ["Sing"]


def names_third_person(speaker: Mention, annotated: Annotated) -> bool:
    """Is it a verb whose ending tells of somebody else: "añadió", "dijeron"?"""
    span = speaker.span
    verb = annotated.doc.char_span(span.start, span.end)
    if verb is None or not (is_dropped(verb[0]) or is_impersonal(verb[0])):
        return False
    return bool(verb[0].morph.get("Person", []) == ["3"])


def _is_own_voice(speaker: Mention, references: References) -> bool:
    """Is it "our three countries": the document speaks for itself?"""
    words = (w for w in speaker.span.quote.split() if not w.isupper())  # "US" is not "us"
    rows = (references.find(word, "pronoun") for word in words)
    return any(row is not None and row.person != 3 for row in rows)


def _is_somebody(speaker: Mention, annotated: Annotated, references: References) -> bool:
    """Is the head of the words a noun of people or bodies, or a name: not "the border"?"""
    words = annotated.doc.char_span(speaker.span.start, speaker.span.end, alignment_mode="expand")
    if words is None:
        return False
    heads = [t for t in words if stands_for(t, words.root)]  # "el ingeniero Ruiz"
    names = (annotated.name_at(t.i) for t in heads)
    named = any(name is not None and name.label in NAMED | _POINTING for name in names)
    return named or _tell_of_people([t.text for t in heads], references)


def points_at_somebody(speaker: Mention, annotated: Annotated, references: References) -> bool:
    """Is it a noun of people or bodies, or one with a name in it; not "the talks"?"""
    if _tell_of_people(speaker.span.quote.split(), references):
        return True
    return any(
        n.label in _POINTING
        for n in annotated.names
        if n.start < speaker.span.end and speaker.span.start < n.end
    )


def _tell_of_people(words: Sequence[str], references: References) -> bool:
    """Is one of the words a noun of people, bodies or papers?"""
    rows = (references.find(word) for word in words)
    pointing = any(row is not None and row.kind in _POINTING_WORDS for row in rows)
    return pointing or any(references.can_speak(word) for word in words)
