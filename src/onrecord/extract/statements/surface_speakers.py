"""Find who speaks without a parse: names of the tables, names by their capitals, nouns of people.

señaló la Secretaría de Marina          a name of the tables
apuntó el titular, Ana Pérez Ruiz       a name by its capitals, behind a noun of people
el funcionario precisó                  a noun: the last one named who is a person, else the words
agregó                                  nobody: the last one named
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc

from onrecord.annotate import Annotated, Name, NameLabel
from onrecord.extract.statements.mentions import is_governed
from onrecord.knowledge import References
from onrecord.model import Mention, MentionKind

MAX_TO_NAME = 14  # tokens between a cue and its speaker
NEAR = 3  # paragraphs over which the last speaker goes on
MAX_APPOSITION = 24  # "the institution, part of the ministry of …, said"
MIN_NAME_TOKENS = 2
MAX_TO_NOUN = 10  # "apuntó en un mensaje en redes sociales el titular …"
MAX_BESIDE = 12  # tokens from a noun of people to the name behind its comma
_SPEAKING = frozenset({NameLabel.PERSON, NameLabel.BODY, NameLabel.STATE})


@dataclass(kw_only=True)
class SurfaceSpeakers:
    """Finds speakers in one document, and remembers who was named."""

    annotated: Annotated
    references: References
    _named: list[tuple[int, Mention, bool]] = field(default_factory=list)  # place, who, a body?

    @property
    def _doc(self) -> Doc:
        return self.annotated.doc

    def find_before(self, first: int, at: int) -> Mention | None:
        """Return who stands before a cue at token `at`, within tokens from `first`."""
        name = self._last_name(first, at)
        noun = self._noun_at(max(first, at - MAX_APPOSITION), at)
        if name is None or (noun is not None and noun > name.after):
            return self._refer(noun) if noun is not None else None
        return self._remember(self._mention(name), is_body=name.label is not NameLabel.PERSON)

    def find_behind(self, first: int, after: int) -> Mention | None:
        """Return who stands behind a cue that ends before token `first`."""
        after = min(after, first + MAX_TO_NAME + MAX_BESIDE)
        noun = self._noun_at(first, min(first + MAX_TO_NOUN, after))
        if noun is not None and (name := self._name_beside(noun, after)) is not None:
            return self._remember(name, is_body=False)
        known = self._first_name(first, after)
        if known is not None and (noun is None or known.first <= noun + 2):
            is_body = known.label is not NameLabel.PERSON
            return self._remember(self._mention(known), is_body=is_body)
        if noun is not None:
            return self._refer(noun)
        paper = self._paper_at(first, min(first + 3, after))
        run = self._run(first, after)
        if paper is None and run is not None:
            return self._remember(self._cut(*run, MentionKind.NAME), is_body=False)
        return paper

    def find_last(self, start: int) -> Mention | None:
        """Return who was named last, some paragraphs before character `start` at most."""
        return self._last(start, None)

    def _last(self, start: int, is_body: bool | None) -> Mention | None:
        text = self.annotated.document.text
        for place, mention, body in reversed(self._named):
            if place <= start and is_body in {None, body}:
                return mention if text.count("\n", place, start) <= NEAR else None
        return None

    def _refer(self, noun: int) -> Mention:
        """Return whom "the official", "the institution" means, else the words."""
        token = self._doc[noun]
        row = self.references.find_speaker(token.text)
        last = self._last(token.idx, row is not None and row.gender == "n")
        return last if last is not None else self._cut(noun - 1, noun + 1, MentionKind.TITLE)

    def _remember(self, mention: Mention, *, is_body: bool) -> Mention:
        self._named.append((mention.span.start, mention, is_body))
        return mention

    def _last_name(self, first: int, after: int) -> Name | None:
        """Return the name nearest before the cue that no preposition takes for something else."""
        for name in reversed(self.annotated.names):
            if name.label not in _SPEAKING or not name.candidates or name.after > after:
                continue
            if name.first < first or after - name.after > MAX_TO_NAME:
                return None
            commas = sum(t.text == "," for t in self._doc[name.after : after])
            governed = is_governed(name, self.annotated, self.references)
            if commas != 1 and not governed:  # 2: an apposition
                return name
        return None

    def _first_name(self, first: int, after: int) -> Name | None:
        for name in self.annotated.names:
            if name.label in _SPEAKING and name.candidates and first <= name.first < after:
                return name if name.first - first <= MAX_TO_NAME else None
        return None

    def _noun_at(self, first: int, after: int) -> int | None:
        """Return a noun of people or bodies behind its article."""
        for at in range(first + 1, after):
            article = self.references.find(self._doc[at - 1].text, "article")
            before = self._doc[at - 2].text if at - 2 >= first else ""
            if article is None or self.references.find(before, "preposition") is not None:
                continue
            if self.references.can_speak(self._doc[at].text):
                return at
        return None

    def _name_beside(self, noun: int, after: int) -> Mention | None:
        """Return the name behind the comma of "the minister of trade, Name Name"."""
        for at in range(noun + 1, min(after, noun + MAX_BESIDE)):
            if self._doc[at].text == ",":
                run = self._run(at + 1, after)
                return self._cut(*run, MentionKind.NAME) if run is not None else None
        return None

    def _run(self, first: int, after: int) -> tuple[int, int] | None:
        """Return the tokens of a name by its capitals: two words at least."""
        end = first
        while end < after and self._doc[end].is_title:
            end += 1
        return (first, end) if end - first >= MIN_NAME_TOKENS else None

    def _paper_at(self, first: int, after: int) -> Mention | None:
        for at in range(first, after):
            if self.references.find(self._doc[at].text, "document") is not None:
                article = self.references.find(self._doc[at - 1].text, "article") is not None
                return self._cut(at - article, at + 1, MentionKind.DOCUMENT)
        return None

    def _mention(self, name: Name) -> Mention:
        return self._cut(name.first, name.after, MentionKind.NAME)

    def _cut(self, first: int, after: int, kind: MentionKind) -> Mention:
        return Mention(span=self.annotated.cut(first, after), kind=kind)
