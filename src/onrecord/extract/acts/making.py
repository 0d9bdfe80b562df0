"""Make an act of a verb: its own words, what it is done to, who is named, numbers, days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from spacy.tokens import Token

from onrecord.annotate import Annotated, Name, NameLabel
from onrecord.extract.clauses import (
    NOUNS,
    RELATIVE,
    conjuncts,
    find_subject,
    has_particle,
    is_passive,
    lemma_of,
    phrases_of,
    possessor,
    things_of,
)
from onrecord.knowledge import DeedWords
from onrecord.model import Act, Period, Span, Stage

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
# What hangs on an act and tells of another one: "after Mexico agreed …", "…, officials said".
ASIDES = frozenset({"advcl", "parataxis", "relcl", "acl:relcl", "ccomp", "conj", "nsubj"})
LONGEST_DAYS = 31  # a longer stretch dates nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Where an act stands, and who does it."""

    span: Span
    stage: Stage
    doers: tuple[str, ...]
    finding_id: str | None


def make_act(
    annotated: Annotated, verb: Token, tokens: list[Token], found: Found, *, words: DeedWords
) -> Act:
    """Return the act of a verb whose own words are `tokens`.

    What is done to something that only a pronoun names ("receive them with open arms") has no words
    that tell it from others.
    """
    things = _things(verb)
    if _is_pronoun(verb, things):
        things, tokens = [], []
    dates = [(d.start, d.end) for d in annotated.dates]
    tokens = [t for t in tokens if not any(start <= t.idx < end for start, end in dates)]
    others = _others(annotated, tokens, found.doers)
    named = {i for n in annotated.names if n.candidates for i in range(n.first, n.after)}
    plain = [
        t for t in sorted({*tokens, *things}) if t.i not in named or t.pos_ not in {"PROPN", "ADJ"}
    ]
    return Act(
        span=found.span,
        verb=verb_of(verb),
        stage=found.stage,
        things=tuple(dict.fromkeys(lemma_of(t) for t in things)),
        objects=tuple(dict.fromkeys(_objects(verb, things, words))),
        words=tuple(dict.fromkeys(lemma_of(t) for t in plain if t.pos_ in CONTENT and t != verb)),
        counts=tuple(_counts(plain)),
        actors=found.doers,
        others=others,
        finding_id=found.finding_id,
        period=_period_at(annotated, verb, found.span),
    )


def verb_of(verb: Token) -> str:
    """Return a verb with its particle: "take back"."""
    particle = next((c.lower_ for c in verb.children if c.dep_ in {"prt", "compound:prt"}), None)
    return f"{lemma_of(verb)} {particle}" if particle else lemma_of(verb)


def own_words(verb: Token) -> Iterator[Token]:
    """Yield the words that belong to the act: not the doer's, nor those of other clauses."""
    passive = is_passive(verb)
    for child in verb.children:
        aside = child.dep_ in ASIDES and not (child.dep_ == "nsubj" and passive)
        if child.dep_ == "ccomp" and has_particle(child):  # "allowed cars to enter"
            aside = False
        if aside or child.dep_ == "agent":
            continue
        yield from _below(child)


def _below(token: Token) -> Iterator[Token]:
    yield token
    for child in token.children:
        if child.dep_ not in {"advcl", "parataxis"}:
            yield from _below(child)


def _things(verb: Token) -> list[Token]:
    things = [_antecedent(thing) or thing for thing in things_of(verb)]
    return things or [head for _, head in phrases_of(verb)]


def _antecedent(thing: Token) -> Token | None:
    """Return the noun that a relative pronoun stands for: "the accord that they signed"."""
    above = thing.head.head
    relative = thing.pos_ == "PRON" and thing.head.dep_ in RELATIVE
    return above if relative and above.pos_ in NOUNS and above.i < thing.i else None


def _is_pronoun(verb: Token, things: list[Token]) -> bool:
    """Does a pronoun alone name what the act is done to, beside the verb or written on it?"""
    if things_of(verb):
        return all(t.pos_ == "PRON" and "PronType=Prs" in t.morph for t in things)
    return "PronType=Prs" in verb.morph and "Case=Acc" in verb.morph


def _objects(verb: Token, things: list[Token], words: DeedWords) -> Iterator[str]:
    """Yield the nouns of what an act is done to: "tariff rates", "the sale of arms".

    Where that is somebody ("appointed A. B. as its envoy"), also as what.
    """
    yield from _nouns_of(things, words)
    if all(thing.pos_ == "PROPN" for thing in things):
        roles = (head for word, head in phrases_of(verb) if words.has("role", word))
        yield from _nouns_of(roles, words)


def _nouns_of(things: Iterable[Token], words: DeedWords) -> Iterator[str]:
    """Yield the nouns of things; of a word that names none ("its plan to …") what hangs on it."""
    for thing in things:
        yield lemma_of(thing)
        if words.has("empty", lemma_of(thing)):
            yield from (lemma_of(t) for t in thing.subtree if t.pos_ in CONTENT)
            continue
        yield from (lemma_of(c) for c in thing.children if c.dep_ == "compound")
        below = (head for word, head in phrases_of(thing) if words.has("of", word))
        yield from _nouns_of(below, words)


def names_of_doer(annotated: Annotated, verb: Token, words: DeedWords) -> tuple[str, ...]:
    """Return the ids of the actors that the doer's words name, joined ones too.

    Of "A and B resumed ties" the parse may leave out A.
    """
    doer = find_subject(verb)
    if is_passive(verb):
        doer = next((h for word, h in phrases_of(verb) if words.has("doer", word)), None)
    if doer is None:
        return ()
    heads = dict.fromkeys(
        [*conjuncts(doer), *(c for c in doer.subtree if c.dep_ == "conj" and c.head.i >= doer.i)]
    )
    named = [annotated.name_at(h.i) or _name_of_owner(annotated, h, words) for h in heads]
    named += [_name_before(annotated, named[0])] if named[0] is not None else []
    return tuple(dict.fromkeys(i for n in named if n is not None for i in _ids(n)))


def _name_of_owner(annotated: Annotated, noun: Token, words: DeedWords) -> Name | None:
    """Return the state whose organ a noun is: "Hungary's parliament"."""
    owner = possessor(noun) if words.has("organ", lemma_of(noun)) else None
    return annotated.name_at(owner.i) if owner is not None else None


def _name_before(annotated: Annotated, name: Name) -> Name | None:
    """Return the name that "and" joins to a name from before."""
    at = name.first - 1
    if at < 1 or annotated.doc[at].dep_ != "cc":
        return None
    return annotated.name_at(at - 1)


def _others(
    annotated: Annotated, tokens: Iterable[Token], doers: tuple[str, ...]
) -> tuple[str, ...]:
    places = {t.i for t in tokens}
    named = [n for n in annotated.names if any(i in places for i in range(n.first, n.after))]
    ids = dict.fromkeys(i for n in named for i in _ids(n))
    return tuple(i for i in ids if i not in doers)


def _ids(name: Name) -> tuple[str, ...]:
    """Return the actors a name may mean, none where they are many or it names an office."""
    if name.label is NameLabel.OFFICE or len(name.candidates) != 1:
        return ()
    return name.candidates


def _counts(tokens: Iterable[Token]) -> Iterator[tuple[Decimal, str]]:
    for token in tokens:
        if token.dep_ == "nummod" or token.like_num:
            number = _read_number(token.text)
            if number is not None:
                yield number, lemma_of(token.head)


def _read_number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _period_at(annotated: Annotated, verb: Token, span: Span) -> Period | None:
    """Return the nearest date of the clause that means few days."""
    dates = [
        d
        for d in annotated.dates
        if span.start <= d.start < span.end
        and d.period is not None
        and d.period.days <= LONGEST_DAYS
    ]
    return min(dates, key=lambda d: abs(d.start - verb.idx)).period if dates else None
