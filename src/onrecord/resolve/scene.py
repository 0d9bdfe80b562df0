"""The scene: what a document has said so far, for those who ask whom a word means."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.annotate import Annotated, Name, NameLabel
from onrecord.knowledge import Knowledge, References
from onrecord.model import Actor, ActorKind, Decision, Judgement, Mention, make_id
from onrecord.resolve.persons import PersonRegister, fold

METHOD = "resolve.mentions@1"


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

    def tokens_of(self, mention: Mention) -> tuple[int, int]:
        """Return the tokens [first, after) of a mention."""
        span = self.annotated.doc.char_span(
            mention.span.start, mention.span.end, alignment_mode="expand"
        )
        return (span.start, span.end) if span is not None else (0, 1)

    def names_in(self, first: int, after: int) -> list[Name]:
        """Return the names that touch tokens [first, after)."""
        return [n for n in self.annotated.names if n.first < after and first < n.after]

    def states_before(self, token: int) -> list[str]:
        """Return the ids of the states named (also by adjective) before a token, nearest first."""
        found: list[str] = []
        for name in reversed(self.annotated.names):
            if name.first >= token or name.label not in {NameLabel.STATE, NameLabel.DEMONYM}:
                continue
            for candidate in name.candidates[:1]:
                if candidate not in found:
                    found.append(candidate)
        return found

    def state_of(self, actor_id: str) -> str | None:
        """Return the id of the state an actor acts for."""
        actor = self.knowledge.actors.get(actor_id)
        if actor is None or actor.country is None:
            return None
        code = actor.country.lower()
        return code if code in self.knowledge.actors else None

    def call(self, state_id: str) -> str:
        """Return how a state is named before a noun: its short letters ("US"), else its adjective."""
        language = self.annotated.document.language
        country = self.knowledge.countries.get(state_id.upper())
        if country is None:
            return state_id.upper()
        names = country.names.get(language, [])
        short = [n for n in names if n.isupper() and n.isalpha() and len(n) <= 3]
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

    def role_of(self, actor: Actor) -> str | None:
        """Return the office that an actor holds at the document's date, else its description."""
        on = self.register.on
        if on is not None:
            day = on.isoformat()
            for office in reversed(actor.offices):
                if (office.first or "") <= day and (office.after is None or day < office.after):
                    return office.title
            past = [o for o in actor.offices if o.after is not None and o.after <= day]
            if past:
                return f"former {past[-1].title}"
        return actor.role


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
