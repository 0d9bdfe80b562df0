"""Find who speaks: the subject of a cue verb, or what follows "according to"."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.annotate import Annotated
from onrecord.annotate.endings import is_dropped, is_impersonal, is_infinitive
from onrecord.extract.statements.cue_words import SUBJECTS, Cue
from onrecord.extract.statements.mentions import NAMED, RELATIVE_TAGS, make_mention
from onrecord.knowledge import References
from onrecord.model import Mention

_EMPHASIS = frozenset({"*", "_", "**"})  # left over from Markdown
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
    if name is None or name.label not in NAMED or _is_passive_participle(verb):
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
        or (t.tag_ in RELATIVE_TAGS and t.dep_ == "pobj")
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
    named = [s for s in subjects if s.tag_ not in RELATIVE_TAGS]  # "lo que dijo la ministra"
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
    if subject.tag_ in RELATIVE_TAGS and verb.dep_ in {"relcl", "acl"}:
        return verb.head
    return subject


def _object_of(first: Token, after: int) -> Token | None:
    for token in reversed(first.doc[first.i : after]):
        for child in token.children:
            if child.dep_ == "pobj" and child.i >= after:
                return child
    following = first.doc[after : after + 1]
    return following[0] if len(following) and not following[0].is_punct else None
