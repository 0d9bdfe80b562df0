"""Say whom the labels of a transcript mean: by name, else by surname and office on that day.

No parse is needed, so that transcripts in any language are resolved whose labels are known.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from onrecord.knowledge import Holder, Knowledge, OfficeRow, fold
from onrecord.model import (
    Actor,
    ActorKind,
    Decision,
    Document,
    Judgement,
    Mention,
    list_labels,
    make_id,
)
from onrecord.resolve.label_roles import LabelRoles

METHOD = "resolve.labels@1"
_LEAST_NAME = 2  # words of a name in full
_MOST_NAME = 6


def resolve_labels(document: Document, knowledge: Knowledge) -> tuple[list[Judgement], list[Actor]]:
    """Return a judgement for each label that names somebody, and the actors that no table knows."""
    resolver = _Resolver(document, knowledge)
    judgements: list[Judgement] = []
    actors: dict[str, Actor] = {}
    for label, mention in list_labels(document).items():
        found = resolver.judge(label, mention)
        if found is not None:
            judgement, actor = found
            judgements.append(judgement)
            if actor.id not in knowledge.actors:
                actors[actor.id] = actor
    return judgements, list(actors.values())


class _Resolver:
    """The tables as one document's labels need them."""

    def __init__(self, document: Document, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._window = _window(document)
        table = knowledge.page_words.get(document.language)
        self._particles = frozenset(
            fold(word) for word in (table.get("name particle") if table else ())
        )
        self._office_words = frozenset(
            fold(word) for word in (table.get("turn office") if table else ())
        )
        self._given = knowledge.folded_given_names
        self._roles = LabelRoles(document, knowledge)
        outlet = knowledge.outlets.get(document.outlet or "")
        self._country = outlet.country if outlet is not None else None

    def judge(self, label: str, mention: Mention) -> tuple[Judgement, Actor] | None:
        """Return whom a label means with the actor, None when it names nobody."""
        words = tuple(_fold_words(label))
        actor_id = self._find_full(words) or self._find_longer(label)
        if actor_id is not None:
            return self._same(mention, actor_id, 0.95, "named in the label")
        actor_id = self._find_by_surname(words)
        if actor_id is not None:
            return self._same(mention, actor_id, 0.85, "surname and office in the label")
        actor_id = self._find_by_office(words)
        if actor_id is not None:
            return self._same(mention, actor_id, 0.75, "held the office in the label")
        actor = self._describe(label)
        if actor is not None:
            return _judge(mention, actor, 0.8, "named in the label"), actor
        return self._judge_unnamed(words, mention)

    def _judge_unnamed(
        self, words: tuple[str, ...], mention: Mention
    ) -> tuple[Judgement, Actor] | None:
        """Return the state for which an unnamed official speaks in its government's transcript."""
        issuer = self._roles.issuer
        row = self._roles.references.find(words[-1], "official") if words else None
        if row is None or issuer is None or issuer.country is None:
            return None
        actor = self._knowledge.actors[issuer.country.lower()]
        judgement = _judge(mention, actor, 0.7, f"unnamed, issued by {issuer.name}")
        role = f"anonymous {mention.span.quote.lower()}"
        return replace(judgement, decision=Decision.SPEAKS_FOR, role=role), actor

    def _same(
        self, mention: Mention, actor_id: str, score: float, reason: str
    ) -> tuple[Judgement, Actor]:
        actor = self._knowledge.actors[actor_id]
        held = [o.title for o in actor.offices if _overlaps(o.first or "", o.after, self._window)]
        role = held[-1] if held else self._told_role(mention.span.quote)
        return replace(_judge(mention, actor, score, reason), role=role), actor

    def _told_role(self, label: str) -> str | None:
        """Return what a label calls somebody of the tables, who held none of their offices then."""
        parts = [part.strip() for part in label.split(",") if part.strip()]
        roles = [p for p in parts if any(w in self._office_words for w in _fold_words(p))]
        return ", ".join(self._roles.spell(p, self._particles) for p in roles) or None

    def _find_full(self, words: tuple[str, ...]) -> str | None:
        """Return the person of the tables whose name stands in the label in full."""
        for at, word in enumerate(words):
            for actor_id, name in self._knowledge.surnames.get(word, ()):
                start = at + 1 - len(name)
                if len(name) >= _LEAST_NAME and start >= 0 and words[start : at + 1] == name:
                    return actor_id
        return None

    def _find_longer(self, label: str) -> str | None:
        """Return the person whose name is in the label's with words between: a middle name."""
        parts = [part.strip() for part in label.split(",") if part.strip()]
        name = self._find_name(parts)
        words = _fold_words(name) if name is not None else []
        found = {
            actor_id
            for word in words
            for actor_id, known in self._knowledge.surnames.get(word, ())
            if len(known) >= _LEAST_NAME and known[0] == words[0] and _is_within(known, words)
        }
        return found.pop() if len(found) == 1 else None

    def _find_by_surname(self, words: tuple[str, ...]) -> str | None:
        """Return the one person of that surname who held the office that the label names.

        Where it names none of theirs ("MR. SMITH"), the surname has to be all there is.
        """
        bearers = dict(self._knowledge.surnames.get(words[-1], ())) if words else {}
        fitting = {
            holder.person: self._names_office(words, office)
            for office in self._knowledge.office_rows.values()
            for holder in office.holders
            if holder.person in bearers and self._was_held(holder)
        }
        by_office = [person for person, named in fitting.items() if named]
        if by_office:
            return by_office[0] if len(by_office) == 1 else None
        bare = tuple(w for w in words if w not in self._office_words)
        alone = [person for person in fitting if bare and bearers[person][-len(bare) :] == bare]
        return alone[0] if len(alone) == 1 else None

    def _was_held(self, holder: Holder) -> bool:
        after = holder.after.isoformat() if holder.after else None
        return _overlaps(holder.first.isoformat(), after, self._window)

    def _names_office(self, words: tuple[str, ...], office: OfficeRow) -> bool:
        """Is a title of the office made of words of the label?"""
        held = set(words)
        return any(
            title and set(_fold_words(title)) - self._particles <= held
            for titles in office.titles.values()
            for title in titles
        )

    def _find_by_office(self, words: tuple[str, ...]) -> str | None:
        """Return who held the office that is the whole label, in the outlet's country."""
        wanted = [w for w in words if w not in self._particles]
        found: set[str] = set()
        for office in self._knowledge.office_rows.values():
            if office.many or office.country != self._country:
                continue
            titles = [
                [w for w in _fold_words(title) if w not in self._particles]
                for some in office.titles.values()
                for title in some
            ]
            if wanted in titles:
                found |= {h.person for h in office.holders if not h.acting and self._was_held(h)}
        return next(iter(found)) if len(found) == 1 else None

    def _describe(self, label: str) -> Actor | None:
        """Return somebody whom no table knows: "OFFICE OF A THING, NAME IN FULL"."""
        parts = [part.strip() for part in label.split(",") if part.strip()]
        name = self._find_name(parts)
        if name is None:
            return None
        role = ", ".join(self._roles.spell(p, self._particles) for p in parts if p != name)
        shown = self._roles.spell(name, self._particles)
        country = self._roles.find_country(role)
        return Actor(
            id=make_id("act", fold(shown), country or ""),
            name=shown,
            kind=ActorKind.PERSON,
            country=country,
            role=role,
        )

    def _find_name(self, parts: list[str]) -> str | None:
        """Return the part that is a person's name: the last or the first, beside an office or body."""
        if len(parts) < _LEAST_NAME:
            return None
        ends = [part for part in (parts[-1], parts[0]) if self._may_be_name(part)]
        given = [part for part in ends if _fold_words(part)[0] in self._given]
        if given or not ends:
            return given[0] if given else None
        has_office = any(w in self._office_words for w in _fold_words(" ".join(parts)))
        return ends[0] if has_office else None

    def _may_be_name(self, part: str) -> bool:
        words = _fold_words(part)
        bare = [w for w in words if w not in self._particles]
        if not _LEAST_NAME <= len(bare) <= _MOST_NAME or words[0] in self._particles:
            return False
        return not any(w in self._office_words for w in words)


def _is_within(name: tuple[str, ...], words: list[str]) -> bool:
    """Do the words of a name stand among words in their order?"""
    rest = iter(words)
    return all(word in rest for word in name)


def _fold_words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", fold(text))


def _window(document: Document) -> tuple[str, str] | None:
    publication = document.publication
    if publication is None or publication.latest is None:
        return None
    return (publication.earliest or date.min).isoformat(), publication.latest.isoformat()


def _overlaps(first: str, after: str | None, window: tuple[str, str] | None) -> bool:
    return window is None or (first <= window[1] and (after is None or window[0] < after))


def _judge(mention: Mention, actor: Actor, score: float, reason: str) -> Judgement:
    return Judgement(
        left=mention.id,
        right=actor.id,
        decision=Decision.SAME,
        by=METHOD,
        score=score,
        reason=reason,
        role=actor.role,
    )
