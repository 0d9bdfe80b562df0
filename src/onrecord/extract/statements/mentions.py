"""The words that name who speaks: a noun with what belongs to it, as a mention of its kind."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.annotate import Annotated, Name, NameLabel
from onrecord.annotate.endings import is_dropped, is_impersonal
from onrecord.knowledge import References
from onrecord.model import Mention, MentionKind

NAMED = frozenset({NameLabel.PERSON, NameLabel.BODY, NameLabel.STATE, NameLabel.PLACE})
RELATIVE_TAGS = frozenset({"WP", "WDT", "WP$"})
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "csubj"})


def is_governed(name: Name, annotated: Annotated, references: References) -> bool:
    """Does a preposition stand before a name, or before its article: "with the United States"?"""
    at = name.first - 1
    if at >= 0 and references.find(annotated.doc[at].text, "article") is not None:
        at -= 1
    return at >= 0 and references.find(annotated.doc[at].text, "preposition") is not None


def make_mention(
    head: Token, annotated: Annotated, references: References, least: int = 0
) -> Mention | None:
    """Return the noun phrase around `head` as a mention, without its clauses.

    It begins at token `least` at the earliest: a tagger takes "Según Smith" for a name.
    """
    if is_dropped(head) or is_impersonal(head):
        return Mention(span=annotated.cut(head.i, head.i + 1), kind=MentionKind.PRONOUN)
    if head.tag_ in RELATIVE_TAGS | {"DT"} and references.find(head.text) is None:
        return None  # "that said"
    first, after = bound_phrase(head, annotated, references)
    first = max(first, least)
    if first >= after:
        return None
    kind = _kind_of(head, after, annotated, references)
    return Mention(span=annotated.cut(first, after), kind=kind)


def bound_phrase(head: Token, annotated: Annotated, references: References) -> tuple[int, int]:
    """Return the tokens of the noun phrase: what stands before the head, "of" and coordination."""
    first, after = head.left_edge.i, head.i + 1
    for child in head.lefts:
        if child.dep_ in _CLAUSES:
            first = child.right_edge.i + 1
    for child in head.rights:
        if child.i < after and child.dep_ not in _CLAUSES:
            continue
        if _is_part(child) or _is_demonym(child, annotated):
            after = max(after, child.right_edge.i + 1)
        elif (
            child.dep_ == "appos" and _is_named(child, annotated) and not _is_named(head, annotated)
        ):
            held = annotated.name_at(child.i)
            after = max(after, child.i + 1, held.after if held is not None else 0)
    name = annotated.name_at(head.i)
    if name is not None:
        first, after = min(first, name.first), max(after, name.after)
    while first > 0 and references.find(annotated.doc[first - 1].text, "particle") is not None:
        first -= 1
    return _trim(first, after, annotated)


def _is_part(child: Token) -> bool:
    if child.dep_ in {"conj", "cc"}:
        return not _has_verb(child)
    return child.dep_ in {"compound", "nummod", "flat", "case"} or _belongs(child)


def _is_demonym(child: Token, annotated: Annotated) -> bool:
    """Is it the state behind the noun: "el Gobierno marroquí"?"""
    name = annotated.name_at(child.i)
    return child.dep_ == "amod" and name is not None and name.label is NameLabel.DEMONYM


def _belongs(child: Token) -> bool:
    """Is it "of …", "for …": a phrase about the speaker, not about the day of speaking?"""
    return child.dep_ == "prep" and not any(t.ent_type_ in {"DATE", "TIME"} for t in child.subtree)


def _has_verb(child: Token) -> bool:
    return any(t.pos_ == "VERB" and t.dep_ in {"conj", "relcl", "ROOT"} for t in child.subtree)


def _is_named(token: Token, annotated: Annotated) -> bool:
    name = annotated.name_at(token.i)
    if name is not None:
        return name.label in NAMED
    return token.pos_ == "PROPN"


def _trim(first: int, after: int, annotated: Annotated) -> tuple[int, int]:
    doc = annotated.doc
    while first < after and (doc[first].is_punct or doc[first].is_space or doc[first].dep_ == "cc"):
        first += 1
    while after > first and (
        doc[after - 1].is_punct or doc[after - 1].is_space or doc[after - 1].tag_ == "POS"
    ):
        after -= 1
    if after < len(doc) and doc[after].text == ")" and "(" in {t.text for t in doc[first:after]}:
        after += 1  # "the commission (ABC)" with its short form
    return first, after


def _kind_of(head: Token, after: int, annotated: Annotated, references: References) -> MentionKind:
    row = references.find(head.text)
    is_name = _is_name(head, annotated, references)
    if row is not None and not is_name and row.kind in {"pronoun", "document"}:
        return MentionKind.PRONOUN if row.kind == "pronoun" else MentionKind.DOCUMENT
    beside = [t.i for t in annotated.doc[head.i : after] if stands_for(t, head)]
    inside = [annotated.name_at(i) for i in beside]
    if is_name or any(n is not None and n.label is NameLabel.PERSON for n in inside):
        return MentionKind.NAME
    if row is not None and row.kind in {"states", "pair"}:
        return MentionKind.GROUP
    many = "Number=Plur" in str(head.morph) or (row is not None and row.number == "many")
    return MentionKind.GROUP if many else MentionKind.TITLE


def stands_for(token: Token, head: Token) -> bool:
    """Is it the head, or a name set or listed beside it (not one in "a meeting with Canada")?"""
    while token != head and token.dep_ in {"appos", "conj", "compound"}:
        token = token.head
    return bool(token == head)


def _is_name(head: Token, annotated: Annotated, references: References) -> bool:
    """Is the head a name: by the tables, the tagger, or its capital?

    A tagger takes "Banks" for money; a capital inside a sentence, or a word that is a proper noun
    elsewhere in the text, tells better.
    """
    name = annotated.name_at(head.i)
    if head.pos_ == "PROPN" or (name is not None and name.label in NAMED):
        return True
    if head.pos_ == "PRON" or not head.text[:1].isupper() or references.find(head.text) is not None:
        return False
    if not (head.is_sent_start or head.i == 0 or annotated.doc[head.i - 1].is_punct):
        return True
    return any(t.text == head.text and t.pos_ == "PROPN" for t in annotated.doc)
