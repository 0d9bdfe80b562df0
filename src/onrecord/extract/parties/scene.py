"""The scene: a text with what is needed to see who acts in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from onrecord.annotate import Annotated, Name, NameLabel
from onrecord.extract.clauses import conjuncts, lemma_of, phrases_of
from onrecord.extract.stretches import phrase_start
from onrecord.knowledge import ActorRow, EventWords, Knowledge, list_tails
from onrecord.model import DocumentKind, Mention, MentionKind, Statement

COUNTRY_KEY = 2  # letters: longer keys are ids or words
CARRY = 200  # tokens of a list that may go on with one subject
QUANTITIES = frozenset({"NUM", "DET"})
ISSUED = frozenset({DocumentKind.RELEASE, DocumentKind.ORDER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Tokens [first, after) that stand for a political actor; `head` is the noun itself.

    `stands_for` are the parties a pronoun points back at, where that can be seen.
    """

    first: int
    after: int
    head: int
    kind: MentionKind
    keys: frozenset[str] = frozenset()
    many: bool = False  # several sides in one word: "both countries"
    stands_for: tuple[Party, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What an extractor of events looks at: the text, the tables, who is known in it."""

    annotated: Annotated
    knowledge: Knowledge
    words: EventWords
    find_party: Callable[[Scene, Token], Party | None]
    names: dict[int, Name]  # by each token of the name
    persons: dict[str, frozenset[str]]  # political persons by full name and surname → countries
    statements: tuple[Statement, ...] = ()
    issuers: tuple[Party, ...] = ()  # who speaks in a release or order
    dated: frozenset[int] = frozenset()  # tokens of dates: "May" is a month there
    anybody: bool = False  # parties of any kind are asked for, and nobody need be named as doer
    found: dict[int, Party | None] = field(default_factory=dict)

    def party(self, token: Token) -> Party | None:
        """Return the political actor whose head noun `token` is."""
        if token.i not in self.found:
            self.found[token.i] = None  # while it is looked for: no circles
            self.found[token.i] = self.find_party(self, token)
        return self.found[token.i]

    def parties(self, heads: Iterable[Token]) -> list[Party]:
        """Return the political actors among the heads and those joined to them."""
        found = [self.party(each) for head in heads for each in self._joined(head)]
        return [party for party in found if party is not None]

    def _joined(self, head: Token) -> Iterator[Token]:
        """Yield a head and those joined to it, in the parse or by its name.

        "The Republic of Korea and Japan": Japan is joined to the whole name; "Canada, Mexico, and
        France": what the parse takes for an apposition in a list of states is one more of them.
        """
        if head.dep_.startswith("csubj") and head.tag_ == "VBG":
            return  # "tackling smuggling and crime networks will …": a clause, and nobody in it acts
        yield from conjuncts(head)
        if head.pos_ in QUANTITIES:  # "two of the ministers"
            yield from (
                h for word, h in phrases_of(head) if word in self.words.sets["Side prepositions"]
            )
        name = self.names.get(head.i)
        if name is None:
            return
        inner = (t for t in self.annotated.doc[name.first : name.after] if t != head)
        for token in inner:
            for child in token.children:
                if child.dep_ == "conj" and child.i >= name.after:
                    yield from conjuncts(child)
        if name.label is NameLabel.STATE:
            yield from self._listed_states(head)

    def _listed_states(self, head: Token) -> Iterator[Token]:
        """Yield the states that the parse takes for an apposition in a list."""
        in_list = any(c.dep_ == "conj" for c in head.children)
        for child in head.children:
            name = self.names.get(child.i)
            if child.dep_ != "appos" or name is None or name.label is not NameLabel.STATE:
                continue
            if in_list or any(c.dep_ == "conj" for c in child.children):
                yield from conjuncts(child)

    def mentions(self, parties: Iterable[Party]) -> tuple[Mention, ...]:
        """Return the words that name the parties; for a pronoun, those it stands for."""
        mentions: dict[str, Mention] = {}
        for party in parties:
            for each in party.stands_for or (party,):
                mention = Mention(span=self.annotated.cut(each.first, each.after), kind=each.kind)
                mentions.setdefault(mention.id, mention)
        return tuple(mentions.values())

    def speaker_of(self, token: Token) -> Mention | None:
        """Return who says the words around a token, when they stand in a statement."""
        statement = self.statement_at(token)
        return statement.speaker if statement is not None else None

    def statement_at(self, token: Token) -> Statement | None:
        """Return the innermost statement around a token."""
        around = [s for s in self.statements if s.content.start <= token.idx < s.content.end]
        return min(around, key=lambda s: s.content.end - s.content.start, default=None)

    def speaker_party(self, token: Token) -> Party | None:
        """Return the speaker of the words around a token as a party.

        A surname alone may be nobody's in the tables: whose it is, the text itself has told.
        """
        speaker = self.speaker_of(token)
        if speaker is None:
            return None
        span = self.annotated.doc.char_span(
            speaker.span.start, speaker.span.end, alignment_mode="expand"
        )
        if span is None:
            return None
        party, at = self.party(span.root), span.root.i
        if party is None and len(span) == 1 and speaker.kind is MentionKind.NAME:
            party = Party(first=at, after=at + 1, head=at, kind=speaker.kind)
        return party

    def carried_subject(self, verb: Token) -> Token | None:
        """Return the subject that a list in a release goes on with: "deployed …" as a bullet."""
        doc = verb.doc
        if verb.dep_ != "ROOT" or verb.tag_ not in {"VBD", "VBN"} or verb.i != verb.left_edge.i:
            return None
        for i in range(verb.i - 1, max(-1, verb.i - CARRY), -1):
            if doc[i].dep_ == "nsubj" and doc[i].head.dep_ == "ROOT":
                return doc[i]
        return None

    def rows_of(self, name: Name) -> list[ActorRow]:
        """Return the table rows that a name can mean."""
        rows = self.knowledge.actor_rows
        return [rows[c] for c in name.candidates if c in rows]

    def find_person(self, name: Name) -> frozenset[str] | None:
        """Return the countries of a person known to be political, None for others."""
        text = name.text.removesuffix("'s").removesuffix("’s")
        return self.persons.get(text)

    def is_person(self, party: Party) -> bool:
        """Does the party name one person?"""
        name = self.names.get(party.first)
        return name is not None and (
            name.label is NameLabel.PERSON or self.find_person(name) is not None
        )

    def is_state(self, party: Party) -> bool:
        """Does the party name a state itself, or several together?"""
        name = self.names.get(party.head)
        return party.many or (name is not None and name.label is NameLabel.STATE)

    def is_unknown_body(self, party: Party) -> bool:
        """Is it a body that no table knows, and so anybody's: "the trade ministry"?"""
        rows = self.knowledge.actor_rows
        if any(len(key) == COUNTRY_KEY or key in rows for key in party.keys):
            return False
        head = self.annotated.doc[party.head]
        return any("organ" in self.words.party_kinds(w) for w in (lemma_of(head), head.lower_))

    def is_personal(self, token: Token) -> bool:
        """Is it a pronoun for people (he, she), not for things?"""
        return bool({"Masc", "Fem"} & set(token.morph.get("Gender", [])))

    def is_organ_name(self, name: Name) -> bool:
        """Is it a body by its own words: "Ministry of …", "… National Guard", "… Cartel"?"""
        kinds = {
            kind
            for token in (self.annotated.doc[name.first], self.annotated.doc[name.after - 1])
            for kind in self.words.party_kinds(lemma_of(token))
        }
        return bool(kinds & {"organ", "force", "armed"})


def make_scene(
    annotated: Annotated,
    knowledge: Knowledge,
    words: EventWords,
    statements: list[Statement],
    *,
    find_party: Callable[[Scene, Token], Party | None],
) -> Scene:
    """Return the scene of a document."""
    scene = Scene(
        annotated=annotated,
        knowledge=knowledge,
        words=words,
        find_party=find_party,
        names={i: name for name in annotated.names for i in range(name.first, name.after)},
        persons=_find_persons(annotated, knowledge, words),
        statements=tuple(statements),
        dated=_find_dated(annotated),
    )
    return replace(scene, issuers=_find_issuers(scene), found={})


def _find_dated(annotated: Annotated) -> frozenset[int]:
    spans = [
        annotated.doc.char_span(date.start, date.end, alignment_mode="expand")
        for date in annotated.dates
    ]
    return frozenset(token.i for span in spans if span is not None for token in span)


def _find_issuers(scene: Scene) -> tuple[Party, ...]:
    """Return who speaks in a release or order: the first actor of its outlet's country.

    A joint statement speaks for the states in its title. Without a known outlet, the first
    state or person that the text names is taken.
    """
    document = scene.annotated.document
    if document.kind not in ISSUED:
        return ()
    joint = _find_authors(scene) or _find_joint_issuers(scene, document.title or "")
    if joint:
        return joint
    outlet = scene.knowledge.outlets.get(document.outlet or "")
    country = outlet.country.lower() if outlet is not None and outlet.country else None
    for name in _by_title(scene.annotated.names, document.title or ""):
        party = scene.find_party(scene, scene.annotated.doc[name.first : name.after].root)
        if party is not None and party.keys and (country is None or country in party.keys):
            return (replace(party, kind=MentionKind.IMPLIED),)
    return ()


def _find_authors(scene: Scene) -> tuple[Party, ...]:
    """Return the states in whose name a paper opens: "We, the leaders of A, B and C, …"."""
    annotated = scene.annotated
    for token in annotated.doc:
        first_person = token.pos_ == "PRON" and token.morph.get("Person", []) == ["1"]
        if first_person and token.i == token.sent.start:
            opening = annotated.doc[token.i : max(token.head.i, token.i)]
            found = [scene.find_party(scene, t) for t in opening if _is_state_name(scene, t)]
            states: dict[frozenset[str], Party] = {}
            for party in found:
                if party is not None:
                    states.setdefault(party.keys, replace(party, kind=MentionKind.IMPLIED))
            return tuple(states.values()) if len(states) > 1 else ()
    return ()


def _is_state_name(scene: Scene, token: Token) -> bool:
    name = scene.names.get(token.i)
    return name is not None and name.label is NameLabel.STATE


def _by_title(names: tuple[Name, ...], title: str) -> list[Name]:
    """Return the names that can issue a paper, those of its title first, in the title's order."""
    able = [n for n in names if n.label in {NameLabel.PERSON, NameLabel.STATE, NameLabel.BODY}]
    places = {n: title.find(n.text.split()[-1]) for n in able}
    return sorted(able, key=lambda n: (places[n] < 0, places[n], n.first))


def _find_joint_issuers(scene: Scene, title: str) -> tuple[Party, ...]:
    """Return the states of a joint statement: those of the title that the text names too."""
    if not scene.words.sets["Joint paper words"] & set(title.lower().replace(":", " ").split()):
        return ()
    found: dict[frozenset[str], Party] = {}
    for name in scene.annotated.names:
        if name.label is NameLabel.STATE and _is_in_title(scene, name, title):
            party = scene.find_party(scene, scene.annotated.doc[name.first : name.after].root)
            if party is not None:
                found.setdefault(party.keys, replace(party, kind=MentionKind.IMPLIED))
    return tuple(found.values()) if len(found) > 1 else ()


def _is_in_title(scene: Scene, name: Name, title: str) -> bool:
    """Does the title name the same state, by any of its names?"""
    language = scene.annotated.document.language
    return any(
        text in title
        for row in scene.rows_of(name)
        for text in (row.name, *row.aliases.get(language, ()))
    )


def _find_persons(
    annotated: Annotated, knowledge: Knowledge, words: EventWords
) -> dict[str, frozenset[str]]:
    """Return persons of the tables, and those whom the text gives an office."""
    found = dict(knowledge.person_countries)
    none: frozenset[str] = frozenset()
    for name in annotated.names:
        if name.label is NameLabel.PERSON and name.candidates and " " in name.text:
            first = name.text.split()[0]
            found[first] = found.get(first, none) | found.get(name.text, none)
    for name in annotated.names:
        if name.label is NameLabel.PERSON and not name.candidates:
            head = annotated.doc[name.first : name.after].root
            if _has_office(annotated, head, name, words):
                for text in list_tails(name.text):
                    found[text] = found.get(text, none) | frozenset(_near_keys(annotated, head))
    return found


def _has_office(annotated: Annotated, head: Token, name: Name, words: EventWords) -> bool:
    """Does a title or office stand beside a person's name?"""
    beside = [c for c in head.children if c.dep_ in {"compound", "appos", "nmod"}]
    if head.dep_ == "appos":
        beside.append(head.head)
    if name.first > 0:
        beside.append(annotated.doc[name.first - 1])
    for token in beside:
        held = annotated.name_at(token.i)
        if held is not None and held.label is NameLabel.OFFICE:
            return True
        if "people" in words.party_kinds(lemma_of(token)):
            return True
    return False


def _near_keys(annotated: Annotated, head: Token) -> set[str]:
    keys: set[str] = set()
    for i in range(phrase_start(head), head.i):
        name = annotated.name_at(i)
        if name is not None and name.label in {NameLabel.DEMONYM, NameLabel.STATE}:
            keys.update(name.candidates)
    return keys
