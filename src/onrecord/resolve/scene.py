"""The scene: what a document has said so far, for those who ask whom a word means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from onrecord.annotate import Annotated, Name, NameLabel
from onrecord.knowledge import Knowledge, Outlet, References, fold
from onrecord.model import (
    Actor,
    ActorKind,
    Decision,
    Judgement,
    Mention,
    MentionKind,
    Office,
    cut_span,
    make_id,
)
from onrecord.resolve.persons import PersonRegister
from onrecord.resolve.windows import held_in, held_throughout

METHOD = "resolve.mentions@2"
NEAR_TOKENS = 60  # so far away a naming counts half
FORMER = "former"
_STATES = frozenset({NameLabel.STATE, NameLabel.DEMONYM})
_CLAUSES = frozenset({"relcl", "acl", "appos"})


@dataclass(kw_only=True)
class Scene:
    """One document while its mentions are resolved, in the order of the text."""

    annotated: Annotated
    knowledge: Knowledge
    references: References
    register: PersonRegister
    new_actors: list[Actor] = field(default_factory=list)
    judged: list[tuple[Mention, list[Judgement]]] = field(default_factory=list)

    def remember(self, mention: Mention, judgements: list[Judgement]) -> None:
        """Keep what was decided, for the mentions that follow."""
        if judgements:
            self.judged.append((mention, judgements))

    @property
    def issuer(self) -> Outlet | None:
        """Return the outlet when it is a government's: the text is its own word."""
        outlet = self.knowledge.outlets.get(self.annotated.document.outlet or "")
        return outlet if outlet is not None and outlet.kind == "government" else None

    def tokens_of(self, mention: Mention) -> tuple[int, int]:
        """Return the tokens [first, after) of a mention."""
        span = self.annotated.doc.char_span(
            mention.span.start, mention.span.end, alignment_mode="expand"
        )
        return (span.start, span.end) if span is not None else (0, 1)

    def phrase_of(self, head: Token, kind: MentionKind) -> Mention:
        """Return the phrase of a noun as a mention, without its clauses."""
        ends = [c.left_edge.i for c in head.children if c.dep_ in _CLAUSES and c.i > head.i]
        after = min([head.right_edge.i + 1, *ends])
        words = head.doc[head.left_edge.i : after].text.rstrip(" ,;—–-")
        start = head.left_edge.idx
        span = cut_span(self.annotated.document, start, start + len(words))
        return Mention(span=span, kind=kind)

    def names_in(self, first: int, after: int) -> list[Name]:
        """Return the names that touch tokens [first, after)."""
        return [n for n in self.annotated.names if n.first < after and first < n.after]

    def states_before(self, token: int) -> list[str]:
        """Return the ids of the states named (also by adjective) before a token, nearest first."""
        found: list[str] = []
        for name in reversed(self.annotated.names):
            if name.first >= token or name.label not in _STATES or not name.candidates:
                continue
            if name.candidates[0] not in found:
                found.append(name.candidates[0])
        return found

    def pair_before(self, mention: Mention, count: int) -> list[str]:
        """Return the states that a text speaks of together: as a pair before, else most named.

        The states of the sentence before count first; a third one named in passing does not
        come between two that are named again and again.
        """
        for previous, judgements in reversed(self.judged):
            states = [j.right for j in judgements if self.is_state(j.right)]
            if previous.span.start < mention.span.start and len(states) == count:
                return states
        first, _ = self.tokens_of(mention)
        near = self.states_before(first)
        if len(near) < count:
            near = list(dict.fromkeys([*near, *self._states_acted_for()]))
        if len(near) <= count:
            return near
        counts: dict[str, float] = {}
        for name in self.annotated.names:
            if name.label in _STATES and name.candidates and name.first < first:
                weight = 1.0 / (1.0 + (first - name.first) / NEAR_TOKENS)
                counts[name.candidates[0]] = counts.get(name.candidates[0], 0.0) + weight
        return sorted(counts, key=lambda state: -counts[state])[:count]

    def _states_acted_for(self) -> Iterator[str]:
        """Yield the states for which those judged before act, the last first."""
        for _, judgements in reversed(self.judged):
            for judgement in judgements:
                state = self.state_of(judgement.right)
                if state is not None:
                    yield state

    def body_before(self, token: int, reach: int, word: str = "") -> str | None:
        """Return the body named last before a token, of those whose name holds `word`."""
        for name in reversed(self.annotated.names):
            if name.first >= token or name.label is not NameLabel.BODY:
                continue
            if token - name.first > reach:
                return None
            if self.register.at(name.first, name.after):
                continue  # the tagger took a surname for a body
            right = name.candidates[0] if name.candidates else self.body_id(name)
            known = self.knowledge.actors.get(right)
            if word.lower() in f"{name.text} {known.name if known else ''}".lower():
                return right
        return None

    def body_id(self, name: Name) -> str:
        """Return the id of a body that no table knows."""
        return self.add_body(name.text).id

    def add_body(self, words: str) -> Actor:
        """Return the body of that name which no table knows, made once."""
        return self.add_actor(_bare(words, self.references), ActorKind.ORGANISATION)

    def is_bare_body(self, name: Name) -> bool:
        """Is it only the kind of a body: "the Department", "the Court"?"""
        words = _bare(name.text, self.references)
        return self.references.find(words, "body") is not None

    def is_bare_organ(self, name: Name) -> bool:
        """Is it only the kind of a state's organ: "the Administration"?"""
        return self.references.find(_bare(name.text, self.references), "government") is not None

    def issuing_state(self) -> str | None:
        """Return the state whose outlet issued the paper, None of a paper that no state issued."""
        issuer = self.issuer
        return issuer.country.lower() if issuer is not None and issuer.country else None

    def body_of_officer(self, before: int, word: str) -> str | None:
        """Return the body of an officer named before, when its name holds the word."""
        for _, person in self.register.before(before):
            office = self.office_of(person.actor)
            body = self.knowledge.actors.get((office.body_id if office else None) or "")
            if body is not None and word.lower() in body.name.lower().split():
                return body.id
        return None

    def is_other_body(self, actor_id: str, word: str) -> bool:
        """Is a body by its name of another kind than the word: a court is no ministry?"""
        known = self.knowledge.actors.get(actor_id)
        words = (known.name if known is not None else "").lower().split()
        kinds = {w for w in words if self.references.find(w, "body") is not None}
        return bool(kinds) and word.lower() not in kinds

    def own_body(self, word: str) -> str | None:
        """Return the body that issued the text, when its name holds the word."""
        issuer = self.issuer
        if issuer is None or word.lower() not in issuer.name.lower().split():
            return None
        return next(
            (r.id for r in self.knowledge.actor_rows.values() if r.name == issuer.name), None
        )

    def outlet_id(self, words: str) -> str | None:
        """Return the actor id of an outlet of that name, not a government's."""
        text = _bare(words, self.references)
        for outlet in self.knowledge.outlets.values():
            if outlet.kind == "government":
                continue  # a body, found by the tables of actors
            if text == outlet.name or text in outlet.aliases or words == outlet.name:
                return self.add_actor(outlet.name, ActorKind.COMPANY, outlet.country).id
        return None

    def outlet_before(self, name: Name) -> str | None:
        """Return the outlet named in full before, of which a name is the last word: "the Post"."""
        words = _bare(name.text, self.references)
        if words == name.text and self.annotated.doc[max(0, name.first - 1)].pos_ != "DET":
            return None
        for other in reversed(self.annotated.names):
            if other.first < name.first and other.text.endswith(f" {words}"):
                found = self.outlet_id(other.text)
                if found is not None:
                    return found
        return None

    def is_indefinite(self, mention: Mention) -> bool:
        """Is it "a report", "an official": somebody new to the text?"""
        first, after = self.tokens_of(mention)
        root = self.annotated.doc[first:after].root
        return any("Ind" in c.morph.get("Definite", []) for c in root.children)

    def is_anonymous(self, mention: Mention) -> bool:
        """Does the sentence say that the speaker did not want to be named?"""
        first, _ = self.tokens_of(mention)
        words = self.annotated.doc[first].sent.text.lower()
        cues = self.knowledge.cues.get(self.annotated.document.language)
        rows = cues.phrases.get("anonymity", ()) if cues is not None else ()
        return any(row.cue in words for row in rows)

    def state_of(self, actor_id: str) -> str | None:
        """Return the id of the state that an actor of the tables acts for."""
        actor = self.knowledge.actors.get(actor_id)
        return self.state_of_actor(actor) if actor is not None else None

    def state_of_actor(self, actor: Actor) -> str | None:
        """Return the id of the state that an actor acts for, by office when the day tells."""
        country = self.country_of(actor)
        code = (country or "").lower()
        return code if code in self.knowledge.actors else None

    def is_state(self, actor_id: str) -> bool:
        """Is it the id of a state, which is its country's two letters?"""
        return actor_id.upper() in self.knowledge.countries

    def country_of(self, actor: Actor) -> str | None:
        """Return the country that an actor acted for on the document's day."""
        office = self.office_of(actor)
        return office.country if office is not None and office.country else actor.country

    def call(self, state_id: str) -> str:
        """Return how a state is named before a noun: its two letters ("US"), else its adjective."""
        language = self.annotated.document.language
        country = self.knowledge.countries.get(state_id.upper())
        if country is None:
            return state_id.upper()
        spellings = [*country.names.get(language, []), *country.demonyms.get(language, [])]
        short = [n for n in spellings if n.isupper() and n.isalpha() and len(n) == 2]
        adjectives = country.demonyms.get(language, [])
        return (short or adjectives or [country.name])[0]

    def add_actor(self, name: str, kind: ActorKind, country: str | None = None) -> Actor:
        """Return the actor of that name which no table knows, made once."""
        actor = Actor(
            id=make_id("act", fold(name), country or ""), name=name, kind=kind, country=country
        )
        if actor not in self.new_actors:
            self.new_actors.append(actor)
        return actor

    def office_of(self, actor: Actor) -> Office | None:
        """Return the office that an actor held when the document was published.

        Of several at a time the one taken first. None when it may have been one after another:
        the day is not known well enough.
        """
        window = self.register.window
        fitting = [o for o in actor.offices if held_in(window, o.first, o.after)]
        if len({o.title for o in fitting}) == 1:
            return fitting[-1]
        throughout = [o for o in fitting if held_throughout(window, o.first, o.after)]
        return throughout[0] if throughout else None

    def role_of(self, actor: Actor, told: str | None = None) -> str | None:
        """Return the office held then, else what the text calls the actor, else a former office."""
        office = self.office_of(actor)
        if office is not None:
            return office.title
        described = told or actor.role
        window = self.register.window
        if described is not None or window is None:
            return described
        past = [o for o in actor.offices if o.after is not None and o.after <= window[0]]
        return f"{FORMER} {past[-1].title}" if past else None


def _bare(words: str, references: References) -> str:
    """Return a name without the article before it."""
    head, _, rest = words.partition(" ")
    return rest if rest and references.find(head, "article") is not None else words


def judge(
    mention: Mention,
    right: str,
    decision: Decision,
    *,
    score: float,
    reason: str,
    role: str | None = None,
) -> Judgement:
    """Return a judgement of this room."""
    return Judgement(
        left=mention.id,
        right=right,
        decision=decision,
        by=METHOD,
        score=score,
        reason=reason,
        role=role,
    )
