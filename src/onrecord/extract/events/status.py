"""Status: did an act take place? Read from modals, negation, tense and what governs the verb."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.annotate.endings import PRESENT, mood_word, tense_word
from onrecord.extract.clauses import (
    AUXILIARIES,
    MAX_CLIMB,
    OBJECTS,
    PASSIVE_SUBJECTS,
    SUBJECTS,
    VERBAL,
    first_joined,
    governing_verb,
    has_particle,
    lemma_of,
)
from onrecord.knowledge import EventWords
from onrecord.model import EventStatus, EventType

SAID_OF = SUBJECTS | PASSIVE_SUBJECTS | {"expl"}
_SAID = frozenset({EventType.SUPPORT})
_UNTOLD = frozenset({EventStatus.DENIED})
_TO_COME = frozenset({EventStatus.PLANNED, EventStatus.PROPOSED})
_UNREAL = frozenset({EventStatus.PLANNED, EventStatus.PROPOSED, EventStatus.HYPOTHETICAL})


def find_status(verb: Token, words: EventWords) -> EventStatus:
    """Return the status of the act that a verb names."""
    own = _own_status(verb, words)
    if _is_passed_over(verb, words):
        return EventStatus.DENIED
    if is_negated(verb, words):
        return EventStatus.DENIED if own not in _UNREAL else EventStatus.REJECTED
    if own is EventStatus.HYPOTHETICAL or has_condition(verb, words):
        return EventStatus.HYPOTHETICAL
    if has_particle(verb) and _is_said_by(verb, words):
        return EventStatus.HAPPENED
    return _governed_status(verb, words) or own or _tense_status(verb)


def _is_passed_over(verb: Token, words: EventWords) -> bool:
    """Was something else done in its place: "rather than negotiate"?"""
    if verb.i < 2:
        return False
    lead = f"{verb.nbor(-2).lower_} {verb.nbor(-1).lower_}"
    return words.find_status(lead, "instead") is not None


def find_noun_status(noun: Token, verb: Token | None, words: EventWords) -> EventStatus:
    """Return the status of an act named by a noun: "the planned summit", "threatened tariffs"."""
    for child in noun.children:
        if words.find_status(child.lower_, "planned") is not None:
            return EventStatus.PLANNED
    if verb is None:
        above = governing_verb(noun)
        own = find_status(above, words) if above is not None else None
        return own if own in _TO_COME and own is not None else EventStatus.HAPPENED
    governor = words.find_status(lemma_of(verb), "governor")
    if governor is not None and governor.status is not None:
        return governor.status
    status = find_status(verb, words)
    return EventStatus.HAPPENED if status is EventStatus.ONGOING else status


def proposes(verb: Token, words: EventWords) -> bool:
    """Does the verb itself only propose ("is considering aid")?"""
    row = words.find_status(lemma_of(verb), "governor")
    return row is not None and row.status is EventStatus.PROPOSED


def joined_infinitive(verb: Token) -> Token | None:
    """Return the infinitive that a verb goes on from: "to end smuggling, strengthen trade".

    A bare form joined to a finite verb is taken for one more of the infinitives between the two.
    """
    above = verb.head
    if verb.dep_ != "conj" or above.pos_ not in VERBAL:
        return None
    if has_particle(above):
        return above
    if verb.tag_ != "VB" or above.tag_ in {"VB", "VBP"}:
        return None
    if any(c.dep_ in AUXILIARIES or c.dep_ in SUBJECTS for c in verb.children):
        return None
    between = [t for t in verb.doc[above.i + 1 : verb.i] if t.pos_ in VERBAL and has_particle(t)]
    return between[-1] if between else None


def is_negated(verb: Token, words: EventWords) -> bool:
    """Does a word beside the verb deny it?"""
    return any(
        child.dep_ == "neg" or words.find_status(child.lower_, "negation") is not None
        for child in verb.children
        if child.i < verb.i or child.dep_ == "neg"
    )


def modal_of(verb: Token, words: EventWords) -> Token | None:
    """Return the modal beside a verb or beside the one it is joined to."""
    at = verb
    for _ in range(MAX_CLIMB):
        for child in at.children:
            if child.dep_ in AUXILIARIES and _is_modal(child, words):
                return child
        if tense_word(at) is not None and _is_modal(at, words):
            return at
        own_subject = any(c.dep_ in {"nsubj", "nsubjpass"} for c in at.children)
        own_auxiliary = any(c.dep_ in AUXILIARIES for c in at.children)
        if at.dep_ != "conj" or at.head.pos_ not in VERBAL or own_subject or own_auxiliary:
            return None
        if at.tag_ not in {"VB", "VBP"}:
            return None
        at = at.head
    return None


def is_coming(verb: Token, words: EventWords) -> bool:
    """Is it only going to be done: "is going to ask", "va a pedir"?"""
    first = first_joined(verb)
    modal = modal_of(verb, words)
    above = first.head if first.dep_ == "xcomp" and has_particle(first) else None
    return any(
        word is not None and words.find_status(word.lower_, "coming") is not None
        for word in (modal, above)
    )


def is_heading(verb: Token) -> bool:
    """Is it a participle that nobody is said to do: "Strengthening our cooperation"?"""
    if verb.dep_ != "ROOT" or verb.tag_ != "VBG":
        return False
    return not any(c.dep_ in AUXILIARIES or c.dep_ in SAID_OF for c in verb.children)


def stands_in_heading(noun: Token) -> bool:
    """Is the act of a noun only named in a heading: a line without an end mark?"""
    above = governing_verb(noun)
    if above is None or not is_heading(above):
        return False
    words = [t for t in above.sent if not t.is_space]
    return not words[-1].is_punct


def _is_untold(verb: Token, words: EventWords) -> bool:
    return is_heading(verb) or _is_purpose(verb, words) or _is_wished(verb, words)


def _is_purpose(verb: Token, words: EventWords) -> bool:
    """Does the verb tell only what shall come of an act: "so that no drugs reach …"?"""
    for mark in verb.children:
        if mark.dep_ != "mark" or mark.i > verb.i:
            continue
        around = verb.doc[max(0, mark.i - 1) : mark.i + 2]
        pairs = zip(around, around[1:], strict=False)
        if any(words.find_status(f"{a.lower_} {b.lower_}", "purpose") for a, b in pairs):
            return True
    return False


def _is_wished(verb: Token, words: EventWords) -> bool:
    """Does a form say that it is only wished or aimed at: "armas que lleguen a España"?"""
    beside = verb.dep_ in {"advcl", "relcl", "acl"} and verb.tag_ in PRESENT
    mood = mood_word(verb) if beside else None
    return mood is not None and words.find_status(mood, "unreal") is not None


def _own_status(verb: Token, words: EventWords) -> EventStatus | None:
    modal = modal_of(verb, words)
    if modal is None:
        return None
    return modal_status(modal, words)


def modal_status(modal: Token, words: EventWords) -> EventStatus | None:
    """Return what a modal, or a tense that does its work, says of the act."""
    row = words.find_status(tense_word(modal) or modal.lower_, "modal")
    return row.status if row is not None else None


def _is_modal(token: Token, words: EventWords) -> bool:
    word = tense_word(token) if token.dep_ not in AUXILIARIES else None
    return words.find_status(word or token.lower_, "modal") is not None


def has_condition(verb: Token, words: EventWords) -> bool:
    """Does the verb stand in a clause that a condition opens?"""
    return any(
        child.dep_ == "mark" and words.find_status(child.lower_, "condition") is not None
        for child in verb.children
    )


def _governed_status(verb: Token, words: EventWords) -> EventStatus | None:
    """Return what the verbs and nouns above an infinitive say of it."""
    at = verb
    for _ in range(MAX_CLIMB):
        at = joined_infinitive(at) or _joined_gerund(at)
        governed = at.dep_ in {"xcomp", "acl", "pcomp", "oprd"} or (
            at.dep_ in {"ccomp", "advcl"} and has_particle(at)
        )
        if not governed:
            return None
        above = at.head
        if at.dep_ == "pcomp":
            above = above.head
            if above.dep_ == "prep":  # "including by …"
                above = governing_verb(above) or above
        part = "verb" if above.pos_ in {"VERB", "AUX", "ADJ"} else "noun"
        row = words.find_status(lemma_of(above), "governor", part)
        if row is not None and row.status is not None:
            return row.status
        if row is None:
            return _ungoverned_status(at, above, words)
        if above.pos_ in VERBAL:
            own = _own_status(above, words)
            if own is not None:
                return own
        at = above
    return None


def _joined_gerund(verb: Token) -> Token:
    """Return the first of gerunds that go on from one another: "by pursuing …, expanding …"."""
    first = first_joined(verb)
    return first if verb.tag_ == first.tag_ == "VBG" else verb


def _ungoverned_status(verb: Token, above: Token, words: EventWords) -> EventStatus | None:
    """Return the status below words that say nothing of it themselves."""
    told = _subject_status(above, words)
    if told is not None:
        return told
    if verb.tag_ == "VBG" and above.pos_ in VERBAL and _own_status(above, words) in _TO_COME:
        return _own_status(above, words)  # "will protect it by imposing …"
    # a purpose ("to stem the flow") is a plan, a gerund or participle is told as a fact
    is_plan = has_particle(verb) and not _is_pursued(verb, words)
    return EventStatus.PLANNED if is_plan else None


def _subject_status(verb: Token, words: EventWords) -> EventStatus | None:
    """Return what the subject says of a deed: "the plan involves sending …" tells of a plan."""
    for child in verb.children:
        if child.dep_ in {"nsubj", "nsubjpass"}:
            row = words.find_status(lemma_of(child), "governor", "noun")
            return row.status if row is not None else None
    return None


def _tense_status(verb: Token) -> EventStatus:
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in AUXILIARIES}
    tags = {c.tag_ for c in verb.children if c.dep_ in AUXILIARIES}
    if verb.tag_ in {"VBD", "VBN"} or tags & {"VBD"}:
        return EventStatus.HAPPENED
    if verb.tag_ == "VBG" and auxiliaries:
        return EventStatus.ONGOING
    if verb.tag_ in {"VBP", "VBZ"}:
        return EventStatus.ONGOING
    return EventStatus.HAPPENED


def _is_no_news(verb: Token, words: EventWords) -> bool:
    """Did an act simply not take place ("has not spoken to"), and is it no refusal either?"""
    return (
        is_negated(verb, words)
        and modal_of(verb, words) is None
        and not any(row.negated for row in words.verbs.get(lemma_of(verb), ()))
    )


def _noun_governor(noun: Token, words: EventWords) -> Token:
    """Return the noun that holds an infinitive, through phrases: "authority under the act to …"."""
    at = noun
    for _ in range(MAX_CLIMB):
        if words.find_status(lemma_of(at), "governor", "noun") is not None:
            return at
        if at.dep_ != "pobj" or at.head.head.pos_ not in {"NOUN", "PROPN"}:
            break
        at = at.head.head
    return noun


def _is_said_by(verb: Token, words: EventWords) -> bool:
    """Is it done by being said in the act above it: "called the president to congratulate him"?"""
    above = verb.head
    spoken = any(row.type in _SAID and not row.rest for row in words.verbs.get(lemma_of(verb), ()))
    contacts = any(row.type is EventType.CONSULT for row in words.verbs.get(lemma_of(above), ()))
    return verb.dep_ == "advcl" and spoken and contacts


def _is_pursued(verb: Token, words: EventWords) -> bool:
    """Is the purpose what was done: "acted to impose", "invoked its authority to raise"?"""
    if verb.dep_ not in {"advcl", "acl"} or not has_particle(verb):
        return False
    above = governing_verb(verb)
    if above is None or above.tag_ not in {"VBD", "VBN", "VBZ", "VBP"}:
        return False
    return words.find_status(lemma_of(above), "doing") is not None


def is_told(verb: Token, words: EventWords) -> bool:
    """Is the act told or announced, and not only the purpose or content of another?

    "to stem the flow" tells no act; "began to withdraw", "a plan to deploy" and "is set to meet" do.
    """
    modal = modal_of(verb, words)
    if modal is not None and words.find_status(modal.lower_, "vague") is not None:
        return False
    if has_condition(verb, words) or _is_no_news(verb, words) or _is_untold(verb, words):
        return False
    at: Token | None = verb
    for _ in range(MAX_CLIMB):
        if at is None:
            return True
        at = joined_infinitive(at) or at
        if not has_particle(at) or _is_pursued(at, words):
            return True
        if at.dep_ not in {"xcomp", "acl", "ccomp", "oprd"}:
            return at is verb and _is_said_by(verb, words)
        if not _lets_act(at, words):
            return False
        at = at.head if at.head.pos_ in VERBAL else None
    return False


def _lets_act(verb: Token, words: EventWords) -> bool:
    """Does the word above an infinitive let the act take place: "began to", "a plan to"?"""
    holder = verb.head.head if verb.head.dep_ in OBJECTS else None
    if holder is not None and lemma_of(holder) in words.sets["Undoing verbs"]:
        return False  # "reversed its decision to leave"
    if verb.head.pos_ in {"VERB", "AUX", "ADJ"}:
        row = words.find_status(lemma_of(verb.head), "governor", "verb")
    else:
        row = words.find_status(lemma_of(_noun_governor(verb.head, words)), "governor", "noun")
    return row is not None and row.status not in _UNTOLD
