"""Who is quoted, and who spoke: one, two, or it cannot be told."""

from __future__ import annotations

import pytest

from onrecord.model import Speech, SpeechKind, Voice
from onrecord.verify.quotes.voices import Likeness, compare_voices
from tests.unit.verify.quotes.makers import ENVOY, MINISTER, PRESS

MINISTRY = Voice(ids=("min",), name="The Ministry", words="the ministry", country="MX")
LABEL = Voice(words="MINISTER MARÍN")
OFFICE = Voice(words="THE MINISTER")


def in_turn(voice: Voice, kind: SpeechKind = SpeechKind.TURN) -> Speech:
    return Speech(document_id="doc-1", start=0, end=9, kind=kind, voice=voice, language="en")


@pytest.mark.parametrize(
    ("quoted", "spoken", "likeness"),
    [
        (MINISTER, MINISTER, Likeness.SAME),
        (MINISTER, ENVOY, Likeness.OTHER),
        (MINISTER, LABEL, Likeness.SAME),
        (ENVOY, OFFICE, Likeness.UNKNOWN),
        (MINISTER, PRESS, Likeness.OTHER),
        (MINISTRY, MINISTER, Likeness.SAME),
        (MINISTRY, ENVOY, Likeness.OTHER),
        (Voice(), ENVOY, Likeness.UNKNOWN),
        (Voice(words="Rosa Linde", is_person=True), ENVOY, Likeness.OTHER),
        (Voice(words="Leo Brandt", is_person=True), ENVOY, Likeness.SAME),
        (Voice(ids=("x",), name="Marín", is_person=True), MINISTER, Likeness.SAME),
    ],
)
def test_two_voices(quoted: Voice, spoken: Voice, likeness: Likeness) -> None:
    assert compare_voices(quoted, in_turn(spoken)) is likeness


def test_a_person_may_be_quoted_from_the_text_of_their_own_government() -> None:
    issuer = Voice(words="The Ministry", country="MX")
    assert compare_voices(MINISTER, in_turn(issuer, SpeechKind.RELEASE)) is Likeness.UNKNOWN
    assert compare_voices(ENVOY, in_turn(issuer, SpeechKind.RELEASE)) is Likeness.OTHER
