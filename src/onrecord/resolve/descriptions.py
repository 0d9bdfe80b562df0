"""What a text calls somebody: the apposition or title beside a name, and the country acted for."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from onrecord.annotate import Annotated, Name, NameLabel
from onrecord.knowledge import Knowledge, References, fold
from onrecord.model import Actor, ActorKind, make_id

MAX_ROLE_TOKENS = 16
_INNER = frozenset({"pobj", "prep", "conj", "compound", "nmod", "appos"})
_PLACES = frozenset({NameLabel.STATE, NameLabel.PLACE})
_STATES = frozenset({NameLabel.DEMONYM, NameLabel.STATE})
_DANGLING = frozenset({"CCONJ", "ADP", "DET", "PRON", "SCONJ"})
_BRACKETS = str.maketrans("", "", "[]()")
_TITLE_PARTS = frozenset({"NOUN", "PROPN", "ADJ", "ADP", "DET"})
_ACTING = frozenset({"official", "source", "government", "body"})


def describe_person(
    name: Name, annotated: Annotated, *, knowledge: Knowledge, references: References
) -> Actor:
    """Return an actor made from the text's own words about a person."""
    role = find_role(name, annotated, references)
    country = None
    if role:
        country = find_country(name, annotated, knowledge=knowledge, references=references)
    words = name.text.replace("’s", "").replace("'s", "").translate(_BRACKETS).split()
    while len(words) > 2 and has_office(words[0], references):
        role = " ".join(filter(None, (role, words.pop(0))))  # the tagger took it for the name's
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


def find_role(name: Name, annotated: Annotated, references: References) -> str | None:
    """Return what the text calls somebody: an apposition, or the title before the name."""
    first, after = _find_words(name, annotated, references)
    return _clean_role(annotated.doc[first:after].text)


def _find_words(name: Name, annotated: Annotated, references: References) -> tuple[int, int]:
    """Return the tokens [first, after) that describe somebody; none when the two are equal."""
    doc = annotated.doc
    head: Token = doc[name.first : name.after].root
    first = _with_state(_start_of_title(name, head, annotated), annotated)
    first = _with_office(first, name, annotated, references)
    is_titled = has_office(doc[first : name.first].text, references)
    for child in head.children:
        if child.dep_ == "appos" and child.i >= name.after:
            after = min(_end_of_role(child), child.left_edge.i + MAX_ROLE_TOKENS)
            words = _cut_role(doc[child.left_edge.i : after])
            if is_titled and not has_office(words.text, references):
                continue  # a party, or where somebody comes from, beside the office
            if not _holds_person(words.start, after, annotated) and len(words.text) > 1:
                return words.start, _with_body(words.end, annotated)
    return first, name.first


def _with_body(after: int, annotated: Annotated) -> int:
    """Return where a description ends that goes on with a body: "Agent in Charge, Port Authority"."""
    doc = annotated.doc
    if after + 1 >= len(doc) or doc[after].text != ",":
        return after
    body = annotated.name_at(after + 1)
    if body is None or body.label is not NameLabel.BODY or body.first != after + 1:
        return after
    end = max(body.after, _end_of_name(body.after, doc))
    follows = doc[end] if end < len(doc) else None
    return after if follows is not None and follows.pos_ in {"VERB", "AUX", "PART"} else end


def _end_of_name(at: int, doc: Doc) -> int:
    """Return the end of the capitalised words from a token on: the place of an office."""
    while at < len(doc) and doc[at].pos_ == "PROPN":
        at += 1
    return at


def _with_office(first: int, name: Name, annotated: Annotated, references: References) -> int:
    """Return where the office begins whose last word the title is: "Envoy for the Arctic Name".

    A place alone is no title.
    """
    doc = annotated.doc
    if first == name.first or has_office(doc[first : name.first].text, references):
        return first
    token: Token = doc[name.first : name.after].root
    while (
        token.dep_ in _INNER
        and token.head.i < token.i
        and not (token.i < first and has_office(token.text, references))
    ):
        token = token.head
    if token.i < first and has_office(token.text, references):
        start = token.i
        while start > max(token.left_edge.i, first - MAX_ROLE_TOKENS) and _is_title(doc[start - 1]):
            start -= 1
        return start
    names = [annotated.name_at(t.i) for t in doc[first : name.first] if t.pos_ != "DET"]
    is_place = all(n is not None and n.label in _PLACES for n in names)
    return name.first if is_place else first


def _is_title(token: Token) -> bool:
    """May a token stand before the noun of a title?"""
    is_part = token.pos_ in {"NOUN", "PROPN", "ADJ"} or (token.is_title and not token.is_sent_start)
    return is_part and token.ent_type_ not in {"DATE", "TIME"}


def _with_state(first: int, annotated: Annotated) -> int:
    """Return where the state begins that stands directly before a title, else where that does."""
    before = first - 3 if first > 2 and _closes_short_form(annotated.doc[first - 1]) else first
    state = annotated.name_at(before - 1) if before > 0 else None
    is_state = state is not None and state.label in _STATES and state.after == before
    return state.first if state is not None and is_state else first


def _clean_role(text: str) -> str | None:
    """Return a description without marks around it and parentheses that lack the other half."""
    text = " ".join(text.split()).strip(" ,;—–-")
    if text.count("(") != text.count(")"):
        text = text.replace("(", "").replace(")", "")
    return (text[1:-1] if text[:1] == "(" and text.find(")") == len(text) - 1 else text) or None


def _end_of_role(child: Token) -> int:
    """Return where a description after the name ends; "(Acting) Director" goes on after the mark."""
    doc = child.doc
    after = child.right_edge.i + 1
    if doc[after - 1].text != ")" and after < len(doc) and doc[after].text == ")":
        after += 1
    if doc[after - 1].text == ")" and after - child.left_edge.i == 2:
        while after < len(doc) and (doc[after].pos_ in _TITLE_PARTS or doc[after].text == ","):
            after += 1
        return after
    ends = [t.left_edge.i for t in child.subtree if t.dep_ in {"relcl", "acl"} and t.i > child.i]
    return min([after, *ends])


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
        if _closes_short_form(doc[first - 1]):
            first -= 3
            continue
        if annotated.name_at(first - 1) is not None and _holds_person(first - 1, first, annotated):
            break
        first -= 1
    return first


def _closes_short_form(token: Token) -> bool:
    """Does it end a short form in parentheses: "Republic of Korea (ROK) Foreign Minister"?"""
    return token.text == ")" and token.i > 2 and token.nbor(-2).text == "("


def _breaks_title(token: Token, is_next: bool) -> bool:
    """Is it a mark or a conjunction? Only a comma directly before the name belongs to the title."""
    if token.is_punct:
        is_inner = token.text == "-" and not token.whitespace_  # "President-elect"
        return (
            not (is_next and token.text == ",") and not _closes_short_form(token) and not is_inner
        )
    return bool(token.is_space or token.pos_ in {"VERB", "CCONJ", "PRON", "AUX"})


def find_country(
    name: Name, annotated: Annotated, *, knowledge: Knowledge, references: References
) -> str | None:
    """Return the country that somebody so described acts for.

    "spokesman for the Mexican Embassy" acts for Mexico; a historian of Mexico, or the director of
    a Mexico institute, does not.
    """
    first, after = _find_words(name, annotated, references)
    is_office = _is_of_state(annotated.doc[first:after].text, references)
    for other in annotated.names:
        if not first <= other.first < after or not other.candidates:
            continue
        if other.label is NameLabel.BODY:
            row = knowledge.actor_rows[other.candidates[0]]
            if row.kind is ActorKind.BODY and row.country is not None:
                return row.country
        if other.label is NameLabel.OFFICE and (state := _state_in_title(other, knowledge)):
            return state
        if other.label not in _STATES:
            continue
        if _is_abroad(other, annotated, references):
            continue
        if is_office or _acts(other, annotated, references):
            return other.candidates[0].upper()
    return None


def _state_in_title(office: Name, knowledge: Knowledge) -> str | None:
    """Return the country of an office whose title names its body: "White House spokesman"."""
    rows = [knowledge.office_rows[c] for c in office.candidates]
    countries = {row.country for row in rows}
    bodies = [knowledge.actor_rows[row.body] for row in rows if row.body is not None]
    names = [n for body in bodies for some in body.aliases.values() for n in (body.name, *some)]
    is_named = any(name in office.text for name in names)
    return countries.pop() if len(countries) == 1 and is_named else None


def _is_of_state(role: str, references: References) -> bool:
    """Is it an office that a state gives? A historian's, or that of an institute's head, is none."""
    return has_office(role, references) and not references.titles.has("private", role)


def has_office(role: str, references: References) -> bool:
    """Does one of the words name an office: "minister", "envoy", "spokesman"?"""
    titles = references.titles
    return any(
        titles.is_a("public", word)
        or titles.is_a("sent", word)
        or titles.is_office(word)
        or references.find(word, "official") is not None
        for word in (w.strip(",.()") for w in role.split())
    )


def _is_abroad(name: Name, annotated: Annotated, references: References) -> bool:
    """Is it where somebody is sent: "ambassador to Mexico", "envoy for Mexico"?"""
    head: Token = annotated.doc[name.first : name.after].root.head
    if head.dep_ == "pobj":
        head = head.head
    titles = references.titles
    return titles.is_a("towards", head.text) and titles.is_a("sent", head.head.text)


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
