"""Positions that a text tells of somebody, read from a parse.

    "Mexico has rejected the use of American troops"     Mexico, against
    "her government would not allow US forces to …"      her government, against
    "Washington imposed tariffs on Mexican goods"        Washington, for: it did it
    "Mexico may accept …", "if it supported …"           nothing

The stance is that of the nearest stance word above the issue, and belongs to its subject.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.annotate import Annotated
from onrecord.extract.clauses import (
    OBJECTS,
    RELATIVE,
    VERBAL,
    find_subject,
    has_particle,
    is_passive,
    lemma_of,
    phrases_of,
    possessor,
)
from onrecord.extract.positions.index import Hit, Part
from onrecord.knowledge import StanceWords
from onrecord.knowledge.stances import StanceWord
from onrecord.model import OPPOSITES, Stance

MAX_CLIMB = 7
AUXILIARIES = frozenset({"aux", "auxpass", "aux:pass"})
PARTICLES = frozenset({"prt", "compound:prt", "prep"})
# Clauses beside the one that says it: what stands in them is not what the verb is about.
ASIDE = frozenset({"advcl", "parataxis"})


@dataclass(frozen=True, slots=True)
class Stand:
    """A stance word of a parse, and whose it is."""

    stance: Stance
    word: Token
    subject: Token


def read_told(annotated: Annotated, hit: Hit, words: StanceWords) -> Stand | None:
    """Return where the subject of the stance word above the issue stands."""
    start, end = hit.place
    span = annotated.doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return None
    if hit.part in (Part.DEED, Part.UNDONE):
        first = hit.words[hit.match.first]
        verb = annotated.doc.char_span(first.start, first.end, alignment_mode="expand")
        if verb is None:
            return None
        inner = next((t for t in verb if t.pos_ == "VERB"), verb.root)  # "re-established"
        return _read_deed(inner, hit, words)
    place = hit.words[hit.match.mark]
    root = span.root
    if hit.part is Part.CLAIM:
        held = annotated.doc.char_span(place.start, place.end, alignment_mode="expand")
        root = held.root if held is not None else root
    for word, found in _climb(root, words):
        if found.stance is not Stance.AGAINST and has_particle(word):
            chain = [word, *_above(word)]
            if not any(_is_negated(t, words) for t in chain) and not _is_told(chain, words):
                continue  # "urged them to allow": whoever urges is for it
        stance = _stance_of(word, found, words)
        subject = _subject_of(word, words) if stance is not None else None
        if stance is None or subject is None or not _suits(stance, hit):
            return None
        if start <= subject.idx < end:
            return None
        return Stand(stance, word, subject)
    return None


def _suits(stance: Stance, hit: Hit) -> bool:
    is_of_fact = stance in (Stance.ACCEPTS, Stance.DENIES)
    return is_of_fact is (hit.part is Part.CLAIM) and is_of_fact is (hit.issue.kind == "fact")


def _climb(token: Token, words: StanceWords) -> Iterator[tuple[Token, StanceWord]]:
    """Yield the stance words above a word, nearest first, as far as its clause is their matter."""
    for _ in range(MAX_CLIMB):
        head = token.head
        if head is token or token.dep_ in ASIDE or _only_describes(token):
            return
        found = find_word(head, words)
        if found is not None and not _is_subject(token):
            yield head, found
        if words.has("block", lemma_of(head)):
            return
        token = head


def _only_describes(token: Token) -> bool:
    """Does it only describe a noun: "deaths resulting from …", "deaths that it caused"?"""
    if token.dep_ == "acl":
        return token.tag_ in {"VBG", "VBN"}
    return token.dep_ in RELATIVE and not has_particle(token)


def _is_subject(token: Token) -> bool:
    """Is it who does it, not what it is done to?"""
    return token.dep_ in {"nsubj", "csubj"} and not is_passive(token.head)


def find_word(token: Token, words: StanceWords) -> StanceWord | None:
    """Return the stance word that a token is, its particle with it."""
    if token.pos_ in VERBAL:
        lemma = lemma_of(token)
        for child in token.children:
            if child.dep_ in PARTICLES and f"{lemma} {child.lower_}" in words.verbs:
                return words.verbs[f"{lemma} {child.lower_}"]
        return words.verbs.get(lemma)
    return words.nouns.get(lemma_of(token)) if token.pos_ == "NOUN" else None


def _stance_of(word: Token, found: StanceWord, words: StanceWords) -> Stance | None:
    """Return the stance, with negations and modals heard; None where it is not told as so."""
    chain = [word, *_above(word)]
    if any(_is_doubted(token, words) for token in chain) or not _is_told(chain, words):
        return None
    if chain[-1].dep_ == "ccomp" and _is_wish(chain[-1].head, words):
        return None
    negations = sum(_is_negated(token, words) or _refuses(token, word, words) for token in chain)
    if any(_is_maybe(token, words) for token in chain) and not negations:
        return None
    if negations > 1:
        return None
    return found.negated if negations else found.stance


def _refuses(above: Token, word: Token, words: StanceWords) -> bool:
    """Is the word what somebody refuses to do: "refused to accept"?"""
    found = find_word(above, words) if above is not word else None
    return found is not None and found.stance is Stance.AGAINST


def _is_told(chain: list[Token], words: StanceWords) -> bool:
    """Is it what somebody does or wants, and not what somebody is to do: "urged them to allow"?"""
    word = chain[0]
    if word.pos_ == "NOUN":
        return True
    if not has_particle(word):  # "would rather Congress approve it" is a wish
        bare = word.tag_ == "VB" and not any(c.dep_ in AUXILIARIES for c in word.children)
        return not bare or word.dep_ in {"conj", "ROOT"}
    above = chain[1] if len(chain) > 1 else None
    if above is None or word.dep_ == "conj":
        return above is not None and not has_particle(above)
    if any(c.dep_ in OBJECTS and c.i < word.i for c in above.children):
        return False
    return find_word(above, words) is not None and not has_particle(above)


def _above(word: Token) -> Iterator[Token]:
    """Yield the verbs that a verb only completes or shares the helper of: "may raise or expand"."""
    while word.dep_ in {"xcomp", "conj"} and word.head.pos_ in VERBAL:
        if word.dep_ == "conj" and any(
            c.dep_ in {"nsubj", "nsubjpass", *AUXILIARIES} for c in word.children
        ):
            return
        yield word.head
        word = word.head


def _is_wish(verb: Token, words: StanceWords) -> bool:
    """Does somebody only wish for it: "would rather Congress approved it"?"""
    near = (verb, *verb.children)
    return any(words.has("wish", t.lower_) or words.has("wish", lemma_of(t)) for t in near)


def _is_doubted(token: Token, words: StanceWords) -> bool:
    marks = [c for c in token.children if c.dep_ in {"mark", "advmod"} and c.i < token.i]
    return any(words.has("doubt", mark.lower_) for mark in marks)


def _is_negated(token: Token, words: StanceWords) -> bool:
    return any(
        c.dep_ == "neg" or (c.dep_ in {"det", "advmod"} and words.has("negation", c.lower_))
        for c in token.children
    )


def _is_maybe(token: Token, words: StanceWords) -> bool:
    return any(c.dep_ in AUXILIARIES and words.has("maybe", lemma_of(c)) for c in token.children)


def _subject_of(word: Token, words: StanceWords) -> Token | None:
    """Return whose stance it is: a verb's subject, who does it where it is passive, an owner."""
    if word.pos_ == "NOUN":
        return possessor(word) or next(
            (c for c in word.children if c.dep_ in {"amod", "compound"} and c.ent_type_), None
        )
    if is_passive(word):
        return next((h for w, h in phrases_of(word) if words.has("doer", w)), None)
    return find_subject(word)


def _read_deed(verb: Token, hit: Hit, words: StanceWords) -> Stand | None:
    """Return that who does it is for it, or accepts by it that it is so."""
    if verb.pos_ != "VERB" or not _is_done(verb):
        return None
    chain = [verb, *_above(verb)]
    if any(_is_doubted(t, words) or _is_maybe(t, words) or _is_negated(t, words) for t in chain):
        return None
    if any(_says_more(above, words) for above in _governors(verb)):
        return None  # "opposed to imposing": the other word says it
    subject = verb.head if _is_misread(verb) else _subject_of(verb, words)
    if subject is None:
        return None
    stance = Stance.ACCEPTS if hit.issue.kind == "fact" else Stance.FOR
    return Stand(OPPOSITES[stance] if hit.part is Part.UNDONE else stance, verb, subject)


def _is_done(verb: Token) -> bool:
    """Is it a finite verb, or one that something finite carries: "is imposing", "will impose"?"""
    if verb.tag_ == "VBN" and not any(c.dep_ in AUXILIARIES for c in verb.children):
        return verb.dep_ in {"ROOT", "conj"} or _is_misread(verb)
    if verb.tag_ == "VBG":
        return any(c.dep_ in AUXILIARIES for c in verb.children)
    return not has_particle(verb)


def _is_misread(verb: Token) -> bool:
    """Does a name stand right before a participle, which then is a past tense misread?"""
    return verb.dep_ == "acl" and verb.head.pos_ == "PROPN" and verb.head.i == verb.i - 1


def _says_more(word: Token, words: StanceWords) -> bool:
    return find_word(word, words) is not None or words.has("block", lemma_of(word))


def _governors(verb: Token) -> Iterator[Token]:
    for _ in range(MAX_CLIMB):
        if verb.dep_ not in {"xcomp", "pcomp", "ccomp", "acl", "prep", "pobj", "dobj"}:
            return
        verb = verb.head
        yield verb
