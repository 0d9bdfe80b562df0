"""Whose turn it is in a transcript: "tuvimos una llamada" is told of whoever speaks.

What a reporter asks is no act of anybody, and a question tells nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from spacy.tokens import Token

from onrecord.annotate import NameLabel
from onrecord.extract.parties.scene import Party, Scene
from onrecord.model import MentionKind, Turn, TurnKind

QUESTION = "?"
MARKS = frozenset("¿?.!…")


def turn_at(scene: Scene, token: Token) -> Turn | None:
    """Return the turn that a word is said in, None outside of transcripts."""
    turns = scene.annotated.document.turns
    at = bisect_right(turns, token.idx, key=lambda turn: turn.start) - 1
    return turns[at] if at >= 0 and token.idx < turns[at].end else None


def is_asked(scene: Scene, token: Token) -> bool:
    """Is it a reporter's word, or part of a question in a transcript?"""
    turn = turn_at(scene, token)
    return turn is not None and (turn.kind is TurnKind.QUESTION or _is_in_question(token))


def _is_in_question(token: Token) -> bool:
    """Is the next mark behind a word that of a question?"""
    for other in token.doc[token.i :]:
        if other.text[0] in MARKS and other.is_punct:
            return other.text[0] == QUESTION
        if other.text[0] == "\n":
            return False
    return False


def turn_speaker(scene: Scene, token: Token) -> Party | None:
    """Return who speaks, by the label of the turn, where it is known for which country."""
    turn = turn_at(scene, token)
    if turn is None or turn.kind is not TurnKind.SPEAKER:
        return None
    end = turn.label_start + len(turn.label)
    names = [n for n in scene.annotated.names if turn.label_start <= n.start < end]
    for label in (NameLabel.PERSON, NameLabel.OFFICE):
        for name in names:
            if name.label is not label:
                continue
            party = scene.party(scene.annotated.doc[name.first : name.after].root)
            if party is not None and party.keys:
                return replace(party, kind=MentionKind.NAME) if label is NameLabel.PERSON else party
    return None
