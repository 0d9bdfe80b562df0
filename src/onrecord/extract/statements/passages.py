"""Passages: where in a document quotations, narration, paragraphs and cues stand.

What both quoted.py and introduced.py ask of a text: the tokens between two places, the sentence
they stand in, the last cue, and who speaks at a cue.
"""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Token

from onrecord.annotate import Annotated, NameLabel, Quotation
from onrecord.extract.statements.cue_words import Cue
from onrecord.extract.statements.mentions import is_governed, make_mention
from onrecord.extract.statements.speakers import find_speaker, find_subject
from onrecord.extract.statements.voices import (
    may_speak,
    names_third_person,
    points_at_somebody,
    speaks_in_first_person,
)
from onrecord.knowledge import References
from onrecord.model import Mention, MentionKind

MAX_REACH = 45  # tokens between words and their cue
MAX_LONE_TOKENS = 8
_SPOKEN = frozenset({NameLabel.PERSON, NameLabel.BODY, NameLabel.OFFICE})
_STOPS = frozenset({".", "?", "!"})

Stretch = tuple[int, int]


class Passages:
    """One document's quotations, cues and paragraphs, by place."""

    def __init__(
        self,
        annotated: Annotated,
        cues: dict[int, Cue],
        references: References,
        quotations: list[Quotation],
    ) -> None:
        self.annotated = annotated
        self.doc = annotated.doc
        self.text = annotated.document.text
        self.cues = cues
        self.references = references
        self.quotations = quotations
        self.paragraphs = annotated.paragraphs()
        self._starts = [token.idx for token in annotated.doc]

    def tokens(self, start: int, end: int) -> Stretch:
        """Return the tokens that begin within characters [start, end)."""
        return bisect_left(self._starts, start), bisect_left(self._starts, end)

    def narration(self, i: int) -> tuple[Stretch, Stretch]:
        """Return the characters before and behind a quotation, up to its neighbours."""
        quotation, all_ = self.quotations[i], self.quotations
        first, after = self.paragraphs[quotation.paragraph]
        if i > 0 and all_[i - 1].paragraph == quotation.paragraph:
            first = all_[i - 1].outer_end
        if i + 1 < len(all_) and all_[i + 1].paragraph == quotation.paragraph:
            after = all_[i + 1].outer_start
        return (first, quotation.outer_start), (quotation.outer_end, after)

    def clip_sentence(self, first: int, after: int) -> int:
        """Return where the sentence that begins at a token ends."""
        for at in range(first + 1, after):
            if self.doc[at].text in {".", ";", "?", "!"}:
                return at
        return after

    def last_sentence(self, first: int, after: int) -> int:
        """Return where the last sentence within tokens [first, after) begins."""
        for at in range(after - 2, first - 1, -1):
            if self.doc[at].text in _STOPS or self.doc[at].is_space:
                return at + 1
        return first

    def last_cue(self, first: int, after: int) -> Cue | None:
        """Return the last cue within tokens [first, after)."""
        for at in range(after - 1, max(first, after - MAX_REACH) - 1, -1):
            if at in self.cues:
                return self.cues[at]
        return None

    def last_name(self, first: int, after: int) -> Mention | None:
        """Return the last one who can speak and is named within tokens [first, after)."""
        names = [n for n in self.annotated.names if first <= n.first < after and n.label in _SPOKEN]
        free = [n for n in names if not is_governed(n, self.annotated, self.references)]
        if not names:
            return None
        last = (free or names)[-1]
        root = self.doc[last.first : last.after].root
        if not free:  # "Jones, behind closed doors with Smith:", where the tagger missed the first
            root = next((t for t in self.doc[first : last.first] if self._is_known(t)), root)
        return make_mention(root, self.annotated, self.references)

    def lone_speaker(self, first: int, after: int) -> Mention | None:
        """Return whom a short lead in capitals names: "Secretary Jones:", in no table."""
        while first < after and (self.doc[first].is_punct or self.doc[first].is_space):
            first += 1
        words = [t for t in self.doc[first:after] if not t.is_punct]
        if not words or len(words) > MAX_LONE_TOKENS or not words[-1].text[:1].isupper():
            return None
        if any(t.text[:1].islower() and t.pos_ not in {"ADP", "DET", "CCONJ"} for t in words):
            return None
        if not any(self._can_speak(t) for t in words):
            return None
        span = self.annotated.cut(words[0].i, words[-1].i + 1)
        return Mention(span=span, kind=MentionKind.NAME)

    def _can_speak(self, token: Token) -> bool:
        return self.references.can_speak(token.text) or self._is_known(token)

    def _is_known(self, token: Token) -> bool:
        """Is it a name that ends another one of the text?"""
        known = (self.doc[n.first : n.after] for n in self.annotated.names if n.label in _SPOKEN)
        return token.pos_ == "PROPN" and any(name[-1].text == token.text for name in known)

    def about_whom(self, at: int) -> Mention | None:
        """Return whom the sentence at a token is about: its subject, if that can speak."""
        subject = find_subject(self.doc[at].sent.root)
        if subject is None:
            return None
        speaker = make_mention(subject, self.annotated, self.references)
        if speaker is None or not self.is_third(speaker):
            return None
        if speaker.kind is MentionKind.PRONOUN:
            row = self.references.find(speaker.span.quote, "pronoun")
            return speaker if row is not None and row.gender in {"m", "f"} else None
        if speaker.kind in {MentionKind.TITLE, MentionKind.GROUP}:
            fits = points_at_somebody(speaker, self.annotated, self.references)
            return speaker if fits else None
        return speaker if speaker.kind is MentionKind.NAME else None

    def last_paper(self, first: int, after: int) -> Mention | None:
        """Return the last paper ("the article") within tokens [first, after)."""
        for at in range(after - 1, first - 1, -1):
            if self.references.find(self.doc[at].text, "document") is not None:
                return make_mention(self.doc[at], self.annotated, self.references)
        return None

    def speaker_at(self, cue: Cue, first: int, after: int) -> Mention | None:
        """Return the cue's speaker; when the parse gives none outside marks, the nearest noun."""
        if cue.row.kind == "verb" and speaks_in_first_person(self.doc[cue.first]):
            return None
        mention = find_speaker(cue, self.annotated, self.references)
        if mention is not None and not self._is_quoted(mention) and self.is_third(mention):
            fits = may_speak(cue, mention, self.annotated, self.references)
            return mention if fits or cue.row.by == "document" else None
        head = self._nearest_noun(cue, first, after)
        mention = make_mention(head, self.annotated, self.references) if head is not None else None
        return mention if mention is not None and self.is_third(mention) else None

    def _is_quoted(self, mention: Mention) -> bool:
        span = mention.span
        return any(
            q.start <= span.start < q.end or q.start < span.end <= q.end for q in self.quotations
        )

    def is_third(self, mention: Mention) -> bool:
        """Is it somebody the text speaks of, not "I" or "you"?"""
        if mention.kind is not MentionKind.PRONOUN:
            return True
        row = self.references.find(mention.span.quote, "pronoun")
        if row is None:
            return names_third_person(mention, self.annotated)
        return row.person == 3

    def _nearest_noun(self, cue: Cue, first: int, after: int) -> Token | None:
        for at in [*range(cue.first - 1, first - 1, -1), *range(cue.after, after)]:
            token: Token = self.doc[at]
            if token.pos_ in {"PROPN", "PRON", "NOUN"} and token.ent_type_ != "DATE":
                while token.dep_ == "compound" and first <= token.head.i < after:
                    token = token.head
                return token
        return None
