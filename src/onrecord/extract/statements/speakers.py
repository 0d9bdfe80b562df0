"""Find who speaks: the subject of a cue verb, or what follows "according to"."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.annotate import Annotated, Name, NameLabel
from onrecord.annotate.endings import is_dropped, is_impersonal, is_infinitive
from onrecord.extract.statements.cue_words import SUBJECTS, Cue
from onrecord.knowledge import References
from onrecord.model import DocumentKind, Mention, MentionKind

_NAMED = frozenset({NameLabel.PERSON, NameLabel.BODY, NameLabel.STATE, NameLabel.PLACE})
_POINTING_WORDS = frozenset(
    {"official", "source", "government", "body", "states", "pair", "document"}
)
_POINTING = frozenset({NameLabel.OFFICE, NameLabel.PERSON, NameLabel.BODY})
_EMPHASIS = frozenset({"*", "_", "**"})  # left over from Markdown
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "csubj"})
_RELATIVE = frozenset({"WP", "WDT", "WP$"})
_PARTS = frozenset({"advcl", "pcomp", "prep", "conj", "xcomp"})  # how a gerund hangs on a verb
_UP = frozenset({"conj", "xcomp", "advcl", "ccomp", "acl", "pcomp", "prep", "dep"})


def find_speaker(cue: Cue, annotated: Annotated, references: References) -> Mention | None:
    """Return the words that name who speaks at this cue, None when the text names nobody."""
    token = annotated.doc[cue.first]
    if cue.row.kind == "preposition":
        head = _object_of(token, cue.after)
        return make_mention(head, annotated, references, cue.after) if head is not None else None
    paper = _paper_beside(token, references)
    if paper is not None:
        return make_mention(paper, annotated, references)
    head = None
    if not _is_aside(cue, token):
        head = find_subject(token) or _name_before(token, annotated)
    head = head or _told_by_ending(token)
    if head is not None and references.find(head.text, "document") is not None:
        head = _issuer_of(head) or head
    least = cue.after if head is not None and head.i >= cue.after else 0
    return make_mention(head, annotated, references, least) if head is not None else None


def _is_aside(cue: Cue, verb: Token) -> bool:
    """Is it "según ha dicho, …": whose subject the rest of the sentence does not tell?"""
    return cue.is_frame and is_dropped(verb)


def _paper_beside(verb: Token, references: References) -> Token | None:
    """Return the paper in which "se declaró": what tells of nobody is its word."""
    if not (is_impersonal(verb) or (is_dropped(verb) and _has_clitic(verb))):
        return None
    papers = (p for c in verb.children if c.dep_ == "prep" for p in c.children if p.dep_ == "pobj")
    return next((p for p in papers if references.find(p.text, "document") is not None), None)


def _has_clitic(verb: Token) -> bool:
    return any(c.dep_ == "expl" and c.pos_ == "PRON" for c in verb.lefts)


def _told_by_ending(verb: Token) -> Token | None:
    """Return the verb whose ending tells who speaks: its own, or that of which it is a part.

    "Ha concretado el plan, subrayando que …": who did the one did the other.
    """
    if is_dropped(verb) or is_impersonal(verb):
        return verb
    while "Fin" not in verb.morph.get("VerbForm", []) and verb.dep_ in _PARTS:
        verb = _above(verb)
        if is_dropped(verb):
            return verb
    return None


def _name_before(verb: Token, annotated: Annotated) -> Token | None:
    """Return the name directly before a verb whose subject the parse missed."""
    at = verb.i - 1
    while at >= 0 and (
        annotated.doc[at].pos_ in {"ADV", "AUX"} or annotated.doc[at].text in _EMPHASIS
    ):
        at -= 1
    name = annotated.name_at(at) if at >= 0 else None
    if name is None or name.label not in _NAMED or _is_passive_participle(verb):
        return None
    root: Token = annotated.doc[name.first : name.after].root
    return root


def _issuer_of(paper: Token) -> Token | None:
    """Return who "said in a statement declaring …" or "issued a statement saying …"."""
    if paper.dep_ not in {"dobj", "pobj"}:
        return None
    verb = paper.head
    while verb.dep_ == "prep" and verb.head != verb:
        verb = verb.head
    subject = find_subject(verb) if verb.pos_ == "VERB" and verb != paper else None
    return subject if subject is not None and subject != paper else None


def find_subject(verb: Token) -> Token | None:
    """Return the head of the words that do what `verb` says, climbing from participles."""
    agent = _agent_of(verb)
    if agent is not None:
        return agent
    if _is_passive_participle(verb):
        return None
    here = verb
    for _ in range(4):
        subject = _own_subject(here)
        if subject is not None:
            return _antecedent(subject, here)
        if here.dep_ in {"acl", "relcl"} and here.head.pos_ in {"NOUN", "PROPN", "PRON"}:
            return None if _tells_where(here) else here.head
        if here.dep_ not in _UP or here.head == here:
            return None
        here = _above(here)
    return None


def _above(verb: Token) -> Token:
    """Return what a verb hangs on, over "luego" in "luego de señalar que …"."""
    adverb = is_infinitive(verb) and verb.head.pos_ == "ADV"
    return verb.head.head if adverb else verb.head


def _tells_where(verb: Token) -> bool:
    """Is the noun only where it was said: "su mensaje, donde afirmó que …"?"""
    return is_dropped(verb) and any(
        t.tag_ == "WRB"
        or (t.tag_ in _RELATIVE and t.dep_ == "pobj")
        or (t.pos_ == "PRON" and t.dep_ == "npadvmod")
        for t in verb.doc[verb.left_edge.i : verb.i]
    )


def _is_passive_participle(verb: Token) -> bool:
    """Is it "as noted in", "the duties announced": who spoke is not the noun it hangs on?"""
    if verb.tag_ != "VBN" or verb.dep_ not in {"acl", "advcl", "amod", "relcl"}:
        return False
    return not any(c.dep_ in {"aux", *SUBJECTS} for c in verb.children)


def _own_subject(verb: Token) -> Token | None:
    subjects = [
        c for c in verb.children if c.dep_ in SUBJECTS and c.dep_ != "csubj" and not c.is_punct
    ]
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    if passive or not subjects:
        return None
    named = [s for s in subjects if s.tag_ not in _RELATIVE]  # "lo que dijo la ministra"
    return min(named or subjects, key=lambda t: abs(t.i - verb.i))


def _agent_of(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "agent":
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return inner
    return None


def _antecedent(subject: Token, verb: Token) -> Token:
    """Return what a relative pronoun stands for."""
    if subject.tag_ in _RELATIVE and verb.dep_ in {"relcl", "acl"}:
        return verb.head
    return subject


def _object_of(first: Token, after: int) -> Token | None:
    for token in reversed(first.doc[first.i : after]):
        for child in token.children:
            if child.dep_ == "pobj" and child.i >= after:
                return child
    following = first.doc[after : after + 1]
    return following[0] if len(following) and not following[0].is_punct else None


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
    if head.tag_ in _RELATIVE | {"DT"} and references.find(head.text) is None:
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
        return name.label in _NAMED
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
    beside = [t.i for t in annotated.doc[head.i : after] if _stands_for(t, head)]
    inside = [annotated.name_at(i) for i in beside]
    if is_name or any(n is not None and n.label is NameLabel.PERSON for n in inside):
        return MentionKind.NAME
    if row is not None and row.kind in {"states", "pair"}:
        return MentionKind.GROUP
    many = "Number=Plur" in str(head.morph) or (row is not None and row.number == "many")
    return MentionKind.GROUP if many else MentionKind.TITLE


def _stands_for(token: Token, head: Token) -> bool:
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
    if head.pos_ == "PROPN" or (name is not None and name.label in _NAMED):
        return True
    if head.pos_ == "PRON" or not head.text[:1].isupper() or references.find(head.text) is not None:
        return False
    if not (head.is_sent_start or head.i == 0 or annotated.doc[head.i - 1].is_punct):
        return True
    return any(t.text == head.text and t.pos_ == "PROPN" for t in annotated.doc)


def may_speak(
    cue: Cue, speaker: Mention | None, annotated: Annotated, references: References
) -> bool:
    """Is it somebody in the text (not the document's own "we"), of the sort that the cue takes?"""
    if speaker is None:
        return False
    if speaker.kind is MentionKind.PRONOUN:
        if names_third_person(speaker, annotated):
            told = cue.row.by != "document"
            return told and not _may_be_first_person(annotated.doc[cue.first], annotated)
        row = references.find(speaker.span.quote, "pronoun")
        if row is None or row.person != 3 or cue.row.by == "document":
            return False
        return row.gender != "n" or cue.row.by == "anybody"
    if cue.row.by == "document":
        return speaker.kind is MentionKind.DOCUMENT
    if _is_own_voice(speaker, references):
        return False
    if speaker.kind is MentionKind.DOCUMENT:
        return True
    # A sentence that was spoken is often parsed wrongly: its subject must be people, a body, a name.
    spoken = annotated.document.kind is DocumentKind.TRANSCRIPT
    if spoken:
        return _is_somebody(speaker, annotated, references)
    if cue.row.by == "somebody" and speaker.kind is not MentionKind.NAME:
        return points_at_somebody(speaker, annotated, references)
    return True


def speaks_in_first_person(verb: Token) -> bool:
    """Does the verb's ending say "I", "we" or "you": "le dije", "anunciamos"?"""
    return is_dropped(verb) and verb.morph.get("Person", []) != ["3"]


def _may_be_first_person(verb: Token, annotated: Annotated) -> bool:
    """Does a speech leave it open who it was, as the ending tells both: "comentaba", "decía"?"""
    if annotated.document.kind is not DocumentKind.TRANSCRIPT or not is_dropped(verb):
        return False
    return "Imp" in verb.morph.get("Tense", []) and verb.morph.get("Number", []) == ["Sing"]


def names_third_person(speaker: Mention, annotated: Annotated) -> bool:
    """Is it a verb whose ending tells of somebody else: "añadió", "dijeron"?"""
    span = speaker.span
    verb = annotated.doc.char_span(span.start, span.end)
    if verb is None or not (is_dropped(verb[0]) or is_impersonal(verb[0])):
        return False
    return bool(verb[0].morph.get("Person", []) == ["3"])


def _is_own_voice(speaker: Mention, references: References) -> bool:
    """Is it "our three countries": the document speaks for itself?"""
    words = (w for w in speaker.span.quote.split() if not w.isupper())  # "US" is not "us"
    rows = (references.find(word, "pronoun") for word in words)
    return any(row is not None and row.person != 3 for row in rows)


def _is_somebody(speaker: Mention, annotated: Annotated, references: References) -> bool:
    """Is the head of the words a noun of people or bodies, or a name: not "the border"?"""
    words = annotated.doc.char_span(speaker.span.start, speaker.span.end, alignment_mode="expand")
    if words is None:
        return False
    heads = [t for t in words if _stands_for(t, words.root)]  # "el ingeniero Ruiz"
    rows = (references.find(t.text) for t in heads)
    names = (annotated.name_at(t.i) for t in heads)
    return (
        any(references.can_speak(t.text) for t in heads)
        or any(row is not None and row.kind in _POINTING_WORDS for row in rows)
        or any(name is not None and name.label in _NAMED | _POINTING for name in names)
    )


def points_at_somebody(speaker: Mention, annotated: Annotated, references: References) -> bool:
    """Is it a noun of people or bodies, or one with a name in it; not "the talks"?"""
    words = speaker.span.quote.split()
    if any((row := references.find(w)) is not None and row.kind in _POINTING_WORDS for w in words):
        return True
    if any(references.can_speak(w) for w in words):
        return True
    return any(
        n.label in _POINTING
        for n in annotated.names
        if n.start < speaker.span.end and speaker.span.start < n.end
    )
