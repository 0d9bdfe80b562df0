"""What a text calls somebody: the apposition or title beside a name, and the country acted for."""

from __future__ import annotations

from spacy.tokens import Span, Token

from onrecord.annotate import Annotated, Name, NameLabel
from onrecord.knowledge import Knowledge, References, fold
from onrecord.model import Actor, ActorKind, make_id

MAX_ROLE_TOKENS = 16
_DANGLING = frozenset({"CCONJ", "ADP", "DET", "PRON", "SCONJ"})
_ACTING = frozenset({"official", "source", "government", "body"})


def describe_person(
    name: Name, annotated: Annotated, *, knowledge: Knowledge, references: References
) -> Actor:
    """Return an actor made from the text's own words about a person."""
    role = find_role(name, annotated)
    country = None
    if role:
        country = find_country(role, name, annotated, knowledge=knowledge, references=references)
    words = name.text.replace("’s", "").replace("'s", "").split()
    text = " ".join(w for w in words if references.find(w, "honorific") is None).strip(" ,.")
    private = role is None or any(references.find(w.strip(",."), "private") for w in role.split())
    return Actor(
        id=make_id("act", fold(text), country or ""),
        name=text,
        kind=ActorKind.PERSON,
        country=country,
        role=role,
        is_public=not private,
    )


def find_role(name: Name, annotated: Annotated) -> str | None:
    """Return what the text calls somebody: an apposition, or the title before the name."""
    doc = annotated.doc
    head: Token = doc[name.first : name.after].root
    for child in head.children:
        if child.dep_ == "appos" and child.i >= name.after:
            after = min(_end_of_role(child), child.left_edge.i + MAX_ROLE_TOKENS)
            words = doc[child.left_edge.i : after]
            if not _holds_person(words.start, after, annotated):
                return _cut_role(words).text.strip(" ,;—–()") or None
    first = _start_of_title(name, head, annotated)
    words = doc[first : name.first]
    return words.text.strip(" ,;—–()") or None


def _end_of_role(child: Token) -> int:
    ends = [t.left_edge.i for t in child.subtree if t.dep_ in {"relcl", "acl"} and t.i > child.i]
    return min([child.right_edge.i + 1, *ends])


def _cut_role(words: Span) -> Span:
    """Return a description without the conjunction or preposition at which it was cut."""
    while len(words) > 1 and (words[-1].pos_ in _DANGLING or words[-1].is_punct):
        words = words[:-1]
    return words


def _holds_person(first: int, after: int, annotated: Annotated) -> bool:
    return any(
        n.label is NameLabel.PERSON and n.first < after and first < n.after for n in annotated.names
    )


def _start_of_title(name: Name, head: Token, annotated: Annotated) -> int:
    """Return where the title before a name begins: "the country's president, Name"."""
    doc = annotated.doc
    first = name.first
    if head.dep_ == "appos" and head.head.i < name.first:
        left = head.head.left_edge.i
    else:
        left = head.left_edge.i
    while first > left and not _breaks_title(doc[first - 1], first == name.first):
        if annotated.name_at(first - 1) is not None and _holds_person(first - 1, first, annotated):
            break
        first -= 1
    return first


def _breaks_title(token: Token, is_next: bool) -> bool:
    """Is it a mark or a conjunction? Only a comma directly before the name belongs to the title."""
    if token.is_punct:
        return not (is_next and token.text == ",")
    return bool(token.is_space or token.pos_ in {"VERB", "CCONJ", "PRON", "AUX"})


def find_country(
    role: str, name: Name, annotated: Annotated, *, knowledge: Knowledge, references: References
) -> str | None:
    """Return the country that somebody so described acts for.

    "spokesman for the Mexican Embassy" acts for Mexico; a historian of Mexico, or the director of
    a Mexico institute, does not.
    """
    at = annotated.document.text.find(role, max(0, name.start - len(role) - 60))
    for other in annotated.names:
        if not at <= other.start < at + len(role) or not other.candidates:
            continue
        if other.label is NameLabel.BODY:
            row = knowledge.actor_rows[other.candidates[0]]
            if row.kind is ActorKind.BODY and row.country is not None:
                return row.country
        if other.label in {NameLabel.DEMONYM, NameLabel.STATE} and _acts(
            other, annotated, references
        ):
            return other.candidates[0].upper()
    return None


def _acts(name: Name, annotated: Annotated, references: References) -> bool:
    """Does the state's name stand by an office or organ: "Mexican president", "embassy of Mexico"?"""
    head: Token = annotated.doc[name.first : name.after].root
    for _ in range(3):
        head = head.head
        row = references.find(head.text)
        office = annotated.name_at(head.i)
        if row is not None and row.kind in _ACTING:
            return True
        if office is not None and office.label in {NameLabel.OFFICE, NameLabel.PERSON}:
            return True
        if head.pos_ != "ADP" and head.dep_ != "compound":
            return False
    return False
