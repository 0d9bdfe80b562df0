"""Acts that no frame knows, found by the learned reader of events.

"Chile poured cold water on Peru's plan": no table knows the words, but a verb has a political actor
as its subject and another one behind it. What the model is very sure of is an event; where it is
not, or says that nothing passes between the two, there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from onrecord.extract.clauses import (
    clause_root,
    find_subject,
    is_passive,
    objects_of,
    phrases_of,
)
from onrecord.extract.events.learned import TypeReader
from onrecord.extract.events.matches import Match, key_set
from onrecord.extract.events.status import is_told
from onrecord.extract.parties.phrases import deep_parties
from onrecord.extract.parties.scene import Party, Scene
from onrecord.knowledge import EventWord
from onrecord.model import EventType

LEAST = 0.9  # probability of a type
CLAUSES = frozenset({"ccomp", "xcomp", "csubj"})  # what is said, meant or wanted: the frames' work
MEETING = frozenset({EventType.CONSULT, EventType.COOPERATE, EventType.AGREE})


def find_unknown_acts(scene: Scene, matches: Iterable[Match], reader: TypeReader) -> list[Match]:
    """Return acts between political actors in the clauses where no frame found one."""
    taken = {clause_root(m.verb or m.token).i for m in matches}
    found = []
    for verb, actor, target in _candidates(scene, taken):
        text, (actor_at, target_at) = _cut_sentence(scene, verb, (actor, target))
        scores = reader.read(text, actor_at, target_at)
        if scores.best is None or scores.score < LEAST:
            continue
        row = EventWord(words=[], part="verb", type=scores.best, rest=True)
        both = (actor, target) if scores.best in MEETING else ()
        found.append(
            Match(
                row=row,
                token=verb,
                verb=verb,
                actors=both or (actor,),
                targets=both or (target,),
            )
        )
    return found


def _candidates(scene: Scene, taken: set[int]) -> Iterator[tuple[Token, Party, Party]]:
    """Yield verbs that stand between two actors of different states."""
    for verb in scene.annotated.doc:
        if verb.pos_ != "VERB" or clause_root(verb).i in taken:
            continue
        if any(child.dep_ in CLAUSES for child in verb.children) or is_passive(verb):
            continue
        subject = find_subject(verb)
        actors = scene.parties([subject]) if subject is not None else []
        if not actors or not is_told(verb, scene.words):
            continue
        heads = [*objects_of(verb), *(head for _, head in phrases_of(verb))]
        others = [p for head in heads for p in deep_parties(scene, head)]
        target = next((p for p in others if _is_other(p, actors[0])), None)
        if target is not None:
            yield verb, actors[0], target


def _is_other(one: Party, two: Party) -> bool:
    """Do both stand for somebody, and for different ones?"""
    return bool(one.keys and two.keys) and not key_set((one,)) & key_set((two,))


def _cut_sentence(
    scene: Scene, verb: Token, parties: tuple[Party, Party]
) -> tuple[str, list[tuple[int, int]]]:
    """Return the sentence of a verb, and where in it the parties stand."""
    doc = scene.annotated.doc
    first = min(verb.sent.start, *(p.first for p in parties))
    after = max(verb.sent.end, *(p.after for p in parties))
    sentence = doc[first:after]
    spans = [doc[p.first : p.after] for p in parties]
    start = sentence.start_char
    return sentence.text, [(s.start_char - start, s.end_char - start) for s in spans]
