"""Find the words that put words in a mouth: verbs and phrases of the cue table."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.knowledge import CueRow, Cues

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
AUXILIARIES = frozenset({"aux", "auxpass"})
_VERBAL = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A cue in a text: its tokens [first, after), the row, and whether the text takes it back.

    `is_real` is False for "did not say", "would announce", "if he says": nothing was said.
    """

    first: int
    after: int
    row: CueRow
    is_real: bool = True


def find_cues(doc: Doc, cues: Cues) -> dict[int, Cue]:
    """Return the cues of `doc` by their first token."""
    unreal = frozenset(row.cue for row in cues.phrases.get("unreal", ()))
    found: dict[int, Cue] = {}
    for token in doc:
        row = _find_verb(token, cues)
        if row is not None:
            after = _end_of(token, row)
            found[token.i] = Cue(
                first=token.i, after=after, row=row, is_real=not _is_taken_back(token, unreal)
            )
    for row in cues.phrases.get("preposition", ()):
        words = row.cue.split()
        for i in range(len(doc) - len(words)):
            if doc[i].lower_ == words[0] and [t.lower_ for t in doc[i : i + len(words)]] == words:
                found[i] = Cue(first=i, after=i + len(words), row=row)
    return found


def _find_verb(token: Token, cues: Cues) -> CueRow | None:
    if token.pos_ not in _VERBAL:
        return None
    for row in cues.verbs.get(token.lemma_.lower(), ()):
        rest = row.cue.split()[1:]
        if not rest or _has_parts(token, rest):
            return row
    return None


def _has_parts(token: Token, rest: list[str]) -> bool:
    """Do the further words of a cue follow within a few tokens?"""
    window = [t.lower_ for t in token.doc[token.i + 1 : token.i + 1 + len(rest)]]
    return window == rest


def _end_of(token: Token, row: CueRow) -> int:
    return token.i + len(row.cue.split())


def _is_taken_back(token: Token, unreal: frozenset[str]) -> bool:
    """Does the text say that it was not, or is not yet, said?"""
    verb = token
    for _ in range(3):
        for child in verb.children:
            if child.i < token.i and (child.dep_ == "neg" or _is_unreal(child, unreal)):
                return True
        if verb.dep_ == "xcomp" or (verb.dep_ == "conj" and not _has_subject(verb)):
            verb = verb.head
        else:
            break
    return False


def _is_unreal(child: Token, unreal: frozenset[str]) -> bool:
    return child.dep_ in {"aux", "mark", "advmod"} and child.lower_ in unreal


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in SUBJECTS for child in verb.children)
