"""Read commitments without a parse: by the forms of the words with which somebody binds themselves.

For languages without an installed model. Within one sentence are read:

    Ambos gobiernos se comprometieron a mejorar …      who, words that bind, a deed
    México … y se comprometió a enviar …               who goes on within the sentence
    ambos países compartirán información …             several sides, what they will do

Where nobody is named who binds themselves, nothing is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as Stretch
from spacy.tokens import Token

from onrecord.annotate import Annotated, Name, NameLabel
from onrecord.knowledge import BondWords, Knowledge
from onrecord.knowledge.bond_words import BondCue, BondKind
from onrecord.model import (
    Commitment,
    CommitmentKind,
    CommitmentStrength,
    Evidence,
    Mention,
    MentionKind,
    make_finding_id,
)

METHOD = "extract.commitments.surface@1"
SCORE = 0.5
FAR = 16  # tokens from who is named to the words that bind
TO_DEED = 2  # tokens between these words and the verb of the deed
SHORTEST = 3  # tokens of a deed
_ACTING = frozenset({NameLabel.PERSON, NameLabel.BODY, NameLabel.STATE})
_TWO = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """Words that bind at tokens [at, deed): who does, from which token on."""

    at: int
    deed: int
    kind: CommitmentKind
    first: int
    by: tuple[Mention, ...]
    strength: CommitmentStrength = CommitmentStrength.WILL


def read_surface_commitments(annotated: Annotated, knowledge: Knowledge) -> list[Commitment]:
    """Return the commitments of a document that no model has parsed."""
    words = knowledge.bond_words.get(annotated.document.language)
    if words is None:
        return []
    reader = _Reader(annotated, words)
    return [c for sentence in annotated.doc.sents for c in reader.read(sentence)]


class _Reader:
    """Reads one document, sentence by sentence."""

    def __init__(self, annotated: Annotated, words: BondWords) -> None:
        self._annotated = annotated
        self._doc = annotated.doc
        self._words = words

    def read(self, sentence: Stretch) -> Iterator[Commitment]:
        found = list(self._find(sentence))
        for number, each in enumerate(found):
            behind = found[number + 1] if number + 1 < len(found) else None
            after = self._end(each, behind, sentence)
            if after - each.deed >= SHORTEST:
                yield self._make(each, after)

    def _find(self, sentence: Stretch) -> Iterator[_Found]:
        last: _Found | None = None
        for token in sentence:
            found = self._bound(token, sentence, last) or self._joint(token)
            if found is not None:
                last = found
                yield found

    def _bound(self, token: Token, sentence: Stretch, last: _Found | None) -> _Found | None:
        """Return who binds themselves by the words at a token."""
        cue = self._cue_at(token.i)
        if cue is None or self._is_denied(token.i):
            return None
        deed = self._deed_from(token.i + len(cue.phrase), "infinitive")
        if deed is None:
            return None
        who = self._who_before(token.i, sentence)
        if last is not None and (who is None or who[0] < last.deed):
            who = (token.i, last.by)
        if who is None:
            return None
        return _Found(
            at=token.i,
            deed=deed,
            kind=cue.kind,
            first=who[0],
            by=who[1],
            strength=cue.strength,
        )

    def _joint(self, token: Token) -> _Found | None:
        """Return what several sides will do."""
        length = self._both_at(token.i)
        verb = self._deed_from(token.i + length, "future") if length else None
        if verb is None or self._words.has("state", self._doc[verb].lower_):
            return None
        return _Found(
            at=verb,
            deed=verb,
            kind=CommitmentKind.AGREEMENT,
            first=token.i,
            by=self._both(token.i, length),
        )

    # -- words ----------------------------------------------------------------------------------

    def _cue_at(self, at: int) -> BondCue | None:
        cues = self._words.cues.get(self._doc[at].lower_, ())
        return next((cue for cue in cues if self._stands(cue.phrase, at)), None)

    def _both_at(self, at: int) -> int:
        phrases = self._words.both.get(self._doc[at].lower_, ())
        return next((len(p) for p in phrases if self._stands(p, at)), 0)

    def _stands(self, phrase: tuple[str, ...], at: int) -> bool:
        return phrase == tuple(t.lower_ for t in self._doc[at : at + len(phrase)])

    def _is_denied(self, at: int) -> bool:
        return at > 0 and self._words.has("denial", self._doc[at - 1].lower_)

    def _deed_from(self, at: int, kind: BondKind) -> int | None:
        """Return the token of the deed's verb, near `at`."""
        for token in self._doc[at : at + TO_DEED + 1]:
            ends = self._words.ends_as(kind, token.lower_)
            if ends and token.is_alpha and len(token) > SHORTEST:
                return token.i
            if not self._words.has("between", token.lower_):
                return None
        return None

    # -- who ------------------------------------------------------------------------------------

    def _who_before(self, at: int, sentence: Stretch) -> tuple[int, tuple[Mention, ...]] | None:
        """Return who is named last before token `at`, and where that begins."""
        first = max(sentence.start, at - FAR)
        for i in range(at - 1, first - 1, -1):
            length = self._both_at(i)
            if length:
                return i, self._both(i, length)
        names = [n for n in self._annotated.names if first <= n.first and n.after <= at]
        names = [n for n in names if n.label in _ACTING and n.candidates]
        if not names:
            return None
        joined = self._joined(names)
        return joined[0].first, tuple(self._mention(n) for n in joined)

    def _joined(self, names: list[Name]) -> list[Name]:
        """Return the last name with those that a comma or "and" joins to it."""
        joined = [names[-1]]
        for name in reversed(names[:-1]):
            between = self._doc[name.after : joined[0].first]
            joins = all(t.text == "," or self._words.has("stop", t.lower_) for t in between)
            if not joins or len(between) > _TWO:
                break
            joined.insert(0, name)
        return joined

    def _both(self, at: int, length: int) -> tuple[Mention, ...]:
        """Return the states that "both governments" are, else the words."""
        for until in (at, len(self._doc)):  # named before, else in the whole text
            states = self._states(until)
            if len(states) == _TWO:
                return tuple(self._mention(n) for n in states)
        span = self._annotated.cut(at, at + length)
        return (Mention(span=span, kind=MentionKind.GROUP),)

    def _states(self, until: int) -> list[Name]:
        """Return the states named before a token, each where it is named last."""
        states: dict[tuple[str, ...], Name] = {}
        for name in reversed(self._annotated.names):
            if name.label is NameLabel.STATE and name.candidates and name.after <= until:
                states.setdefault(name.candidates, name)
        return list(reversed(states.values()))

    def _mention(self, name: Name) -> Mention:
        return Mention(span=self._annotated.cut(name.first, name.after), kind=MentionKind.NAME)

    # -- the finding ----------------------------------------------------------------------------

    def _end(self, found: _Found, behind: _Found | None, sentence: Stretch) -> int:
        """Return where the deed ends: before what else binds somebody, or with the sentence."""
        after = sentence.end if behind is None else behind.first
        while after > found.deed and self._is_loose(self._doc[after - 1]):
            after -= 1
        return after

    def _is_loose(self, token: Token) -> bool:
        return token.is_punct or token.is_space or self._words.has("stop", token.lower_)

    def _make(self, found: _Found, after: int) -> Commitment:
        span = self._annotated.cut(found.first, after)
        deed = self._annotated.cut(found.deed, after).quote
        return Commitment(
            id=make_finding_id("com", self._annotated.document, span),
            document_id=self._annotated.document.id,
            by=found.by,
            to=(),
            deed=" ".join(deed.split()),
            kind=found.kind,
            strength=found.strength,
            joint=len(found.by) > 1 or any(m.kind is MentionKind.GROUP for m in found.by),
            evidence=Evidence(spans=(span,), method=METHOD, score=SCORE),
        )
