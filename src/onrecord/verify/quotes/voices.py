"""Is who is quoted the one who spoke? Yes, no, or it cannot be told.

"Rubio" and SECRETARY RUBIO are one; a minister and his president are two; "the ministry" may speak
through any of its country.
"""

from __future__ import annotations

from enum import Enum

from onrecord.knowledge import fold_name
from onrecord.model import Speech, SpeechKind, Voice


class Likeness(Enum):
    """Whether two voices are one, the likeliest first."""

    SAME = "same"
    UNKNOWN = "unknown"
    OTHER = "other"


def compare_voices(quoted: Voice, speech: Speech, *, around: str = "") -> Likeness:
    """Return whether `quoted` is who speaks in `speech`.

    `around` are the words beside the quote: where they name who spoke, it is not sure that the
    text means somebody else.
    """
    likeness = _compare(quoted, speech)
    if likeness is Likeness.OTHER and _is_named(speech.voice, around):
        return Likeness.UNKNOWN
    return likeness


def list_keys(voice: Voice) -> set[str]:
    """Return what the speeches of a voice are found by: its ids, and the last two words of its name."""
    return {*voice.ids, *fold_name(voice.name or voice.words)[-2:]}


def find_surname(voice: Voice) -> tuple[str, ...]:
    """Return the last word of a voice's name, folded; none where it has no name."""
    return fold_name(voice.name or voice.words)[-1:]


def _is_named(spoken: Voice, around: str) -> bool:
    surname = fold_name(spoken.name or "")[-1:]
    return bool(surname) and surname[0] in fold_name(around)


def _compare(quoted: Voice, speech: Speech) -> Likeness:
    spoken = speech.voice
    if set(quoted.ids) & set(spoken.ids):
        return Likeness.SAME
    if quoted.is_person:
        return _compare_person(quoted, speech)
    if not quoted.ids:
        return Likeness.UNKNOWN
    if spoken.is_asking:
        return Likeness.UNKNOWN
    if quoted.country and spoken.country:
        return Likeness.SAME if quoted.country == spoken.country else Likeness.OTHER
    return Likeness.UNKNOWN


def _compare_person(quoted: Voice, speech: Speech) -> Likeness:
    spoken = speech.voice
    if spoken.is_person:
        return Likeness.SAME if _share_name(quoted, spoken) else Likeness.OTHER
    if spoken.is_asking or (spoken.ids and speech.kind is SpeechKind.TURN):
        return Likeness.OTHER
    surname = find_surname(quoted)
    if surname and surname[0] in fold_name(spoken.words):
        return Likeness.SAME
    if speech.kind is SpeechKind.RELEASE and quoted.country and spoken.country:
        return Likeness.UNKNOWN if quoted.country == spoken.country else Likeness.OTHER
    return Likeness.UNKNOWN


def _share_name(one: Voice, other: Voice) -> bool:
    """May two names be of one person: one holds all words of the other, or their ends agree?"""
    a, b = (set(fold_name(voice.name or voice.words)) for voice in (one, other))
    return bool(a and b) and (a <= b or b <= a)
