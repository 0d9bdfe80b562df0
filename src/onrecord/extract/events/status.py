"""Status: did an act take place? Read from modals, negation, tense and what governs the verb."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.annotate.endings import tense_word
from onrecord.extract.clauses import (
    AUXILIARIES,
    MAX_CLIMB,
    OBJECTS,
    PAST,
    SUBJECTS,
    VERBAL,
    first_joined,
    governing_verb,
    has_particle,
    is_one_of,
    lemma_of,
    things_of,
)
from onrecord.knowledge import EventWords
from onrecord.model import EventStatus, EventType

_SAID = frozenset({EventType.SUPPORT})
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
    if has_particle(verb) and any(f(verb, words) for f in (is_said_by, is_signed, has_taken_place)):
        return EventStatus.HAPPENED
    told = _lost_status(verb, words) or _governed_status(verb, words)
    return told or own or _tense_status(verb)


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
    if noun.dep_ == "pobj" and noun.head.lower_ in words.sets["Time prepositions"]:
        return EventStatus.HAPPENED  # "agreed to pause the duties after talks"
    held = _holding_status(noun, verb or governing_verb(noun), words)
    if held is not None:
        return held
    if verb is None:
        above = governing_verb(noun)
        own = find_status(above, words) if above is not None else None
        return own if own in _TO_COME and own is not None else EventStatus.HAPPENED
    governor = words.find_status(lemma_of(verb), "governor")
    if governor is not None and governor.status is not None:
        return governor.status
    status = find_status(verb, words)
    return EventStatus.HAPPENED if status is EventStatus.ONGOING else status


def _holding_status(noun: Token, verb: Token | None, words: EventWords) -> EventStatus | None:
    """Return what a paper says of what it holds: "the agenda includes talks" tells of a plan."""
    if verb is None or lemma_of(verb) not in words.sets["Holding verbs"]:
        return None
    return _subject_status(verb, words) if noun.i > verb.i else None


def proposes(verb: Token, words: EventWords) -> bool:
    """Does the verb itself only propose ("is considering aid")?"""
    row = words.find_status(lemma_of(verb), "governor")
    return row is not None and row.status is EventStatus.PROPOSED


def joined_infinitive(verb: Token) -> Token | None:
    """Return the infinitive that a verb goes on from: "to end smuggling, strengthen trade".

    A bare form joined to a finite verb is taken for one more of the infinitives between the two,
    and one beside an infinitive of the same noun for its next: "failure to act, share or help".
    """
    above = verb.head
    if verb.dep_ == "conj" and above.pos_ in VERBAL and has_particle(above):
        return above
    if verb.tag_ != "VB" or any(c.dep_ in AUXILIARIES or c.dep_ in SUBJECTS for c in verb.children):
        return None
    if verb.dep_ == "acl":
        beside = [c for c in above.children if c.i < verb.i]
        return next((c for c in reversed(beside) if c.dep_ == "acl" and has_particle(c)), None)
    if verb.dep_ != "conj" or above.pos_ not in VERBAL:
        return None
    if above.tag_ in {"VB", "VBP"}:
        return joined_infinitive(above) if above.dep_ == "acl" else None
    between = [t for t in verb.doc[above.i + 1 : verb.i] if t.pos_ in VERBAL and has_particle(t)]
    return between[-1] if between else None


def is_negated(verb: Token, words: EventWords) -> bool:
    """Does a word beside the verb deny it, or beside the copula: "is not committed to"?"""
    above = [verb.head] if verb.dep_ == "acomp" and verb.head.pos_ in VERBAL else []
    return any(
        child.dep_ == "neg" or words.find_status(child.lower_, "negation") is not None
        for base in (verb, *above)
        for child in base.children
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
            return _own_status(at.head, words) if _goes_along(at, words) else None
        above = at.head
        if at.dep_ == "pcomp" and above.lower_ in words.sets["Time prepositions"]:
            return None  # "after meeting the premier, she announced …"
        if at.dep_ == "pcomp":
            above = above.head
            if above.dep_ == "prep":  # "including by …"
                above = governing_verb(above) or above
        part = "verb" if above.pos_ in {"VERB", "AUX", "ADJ"} else "noun"
        row = words.find_status(lemma_of(above), "governor", part)
        if row is not None and row.status is not None:
            coming = above.pos_ in VERBAL and row.status is EventStatus.ONGOING
            own = _own_status(above, words) if coming else None
            return own or row.status  # "will continue to send" is still to come
        if row is None:
            return _ungoverned_status(at, above, words)
        if above.pos_ in VERBAL:
            own = _own_status(above, words)
            if own is not None:
                return own
        at = above
    return None


def _lost_status(deed: Token, words: EventWords) -> EventStatus | None:
    """Return the status of a deed whose chance is lost: "lost the option of signing"."""
    noun = deed.head.head if deed.dep_ == "pcomp" else deed.head
    if deed.dep_ not in {"acl", "pcomp"} or noun.dep_ not in OBJECTS:
        return None
    verb = noun.head
    if lemma_of(verb) not in words.sets["Losing verbs"]:
        return None
    is_lost = _own_status(verb, words) is None and not is_negated(verb, words)
    return EventStatus.DENIED if is_lost else EventStatus.HYPOTHETICAL


def _goes_along(verb: Token, words: EventWords) -> bool:
    """Is it a participle beside what is to come: "will act; stopping …, closing …"?"""
    own = any(c.dep_ in SUBJECTS or c.dep_ in AUXILIARIES for c in verb.children)
    beside = verb.dep_ == "advcl" and verb.tag_ == "VBG" and not own and verb.i > verb.head.i
    return beside and _own_status(verb.head, words) in _TO_COME


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
    is_plan = has_particle(verb) and not is_pursued(verb, words)
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


def is_said_by(verb: Token, words: EventWords) -> bool:
    """Is it done by being said in the act above it: "called the president to congratulate him"?"""
    above = verb.head
    spoken = any(row.type in _SAID and not row.rest for row in words.verbs.get(lemma_of(verb), ()))
    contacts = any(row.type is EventType.CONSULT for row in words.verbs.get(lemma_of(above), ()))
    return verb.dep_ == "advcl" and spoken and contacts


def is_signed(verb: Token, words: EventWords) -> bool:
    """Is it done by a paper that is issued above it: "signed three orders to impose duties"?"""
    above = verb.head
    if verb.dep_ not in {"advcl", "xcomp"} or not has_particle(verb) or above.tag_ not in PAST:
        return False
    papers = any(is_one_of(thing, words.sets["Instruments"]) for thing in things_of(above))
    return papers and lemma_of(above) in words.sets["Issuing verbs"]


def has_taken_place(verb: Token, words: EventWords) -> bool:
    """Is an infinitive what was done before or while: "tras reunirse con", "al firmar"?"""
    told = verb.dep_ == "pcomp" and verb.head.lower_ in words.sets["Told prepositions"]
    above = governing_verb(verb.head) if told else None
    return above is not None and (_own_status(above, words) is None and above.tag_ in PAST)


def is_pursued(verb: Token, words: EventWords) -> bool:
    """Is the purpose what was done: "acted to impose", "invoked its authority to raise"?"""
    if verb.dep_ not in {"advcl", "acl"} or not has_particle(verb):
        return False
    above = governing_verb(verb)
    if above is None or above.tag_ not in {"VBD", "VBN", "VBZ", "VBP"}:
        return False
    return words.find_status(lemma_of(above), "doing") is not None
