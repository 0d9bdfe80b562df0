"""Clauses: who stands where around a predicate.

Language-neutral mechanics over a dependency parse: subjects through conjunction, control,
participles and relative clauses; objects; prepositional phrases. Both label schemes of spaCy's models are known (`dobj` and `obj`, `nsubjpass` and
`nsubj:pass`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from spacy.tokens import Token

from onrecord.annotate.endings import differs_in_person, is_dropped, is_infinitive

SUBJECTS = frozenset({"nsubj", "csubj"})
PAST = frozenset({"VBD", "VBN"})  # tags
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "nsubj:pass"})
OBJECTS = frozenset({"dobj", "obj", "iobj", "dative"})
AUXILIARIES = frozenset({"aux", "auxpass", "aux:pass"})
VERBAL = frozenset({"VERB", "AUX"})
NOUNS = frozenset({"NOUN", "PROPN"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
RELATIVE = frozenset({"relcl", "acl:relcl"})  # clauses that tell more of a noun
POINTING = frozenset({"WDT", "WP"})  # tags of the pronouns that open them
# Clauses that lend their subject from the clause they hang on.
CONTROLLED = frozenset({"xcomp", "advcl", "pcomp", "ccomp", "acomp", "prt"})
DASHES = frozenset({"—", "–", "--", "-"})
LEADS = DASHES | {":"}
MAX_CLIMB = 8  # steps up a tree: a longer way is a broken parse


def lemma_of(token: Token) -> str:
    """Return the dictionary form in lower case."""
    return (token.lemma_ or token.text).lower()


def is_one_of(token: Token, words: Collection[str]) -> bool:
    """Is it one of the words in dictionary form? "Agreements" with a capital is an agreement too."""
    singular = token.lower_.removesuffix("s") if token.pos_ == "PROPN" else token.lower_
    return lemma_of(token) in words or token.lower_ in words or singular in words


def conjuncts(token: Token) -> Iterator[Token]:
    """Yield a nominal and those joined to it: "the United States, Mexico and Canada".

    Of two subjects of one verb ("Presidents A, B and C met") the second is joined to the first.
    """
    yield token
    if token.dep_ in SUBJECTS and token.pos_ in NOUNS:
        for other in token.head.children:
            if (
                token.i < other.i < token.head.i
                and other.dep_ == token.dep_
                and other.pos_ in NOUNS
            ):
                yield from conjuncts(other)
                break
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ == "ADP":  # "of Spain and of France"
            yield from (each for c in child.children if c.dep_ == "pobj" for each in conjuncts(c))
        elif child.dep_ == "conj" and (child.pos_ not in VERBAL or _is_nominal(child)):
            yield from conjuncts(child)


def _is_nominal(verb: Token) -> bool:
    """Is a gerund a thing, with words of a noun before it: "training and capacity building"?"""
    return verb.tag_ == "VBG" and any(
        c.dep_ in {"det", "amod", "compound", "poss"} and c.i < verb.i for c in verb.children
    )


def is_passive(verb: Token) -> bool:
    """Is the verb passive, with or without an auxiliary ("tariffs imposed by …")?"""
    for child in verb.children:
        if child.dep_ in PASSIVE_SUBJECTS or child.dep_ in {"auxpass", "aux:pass"}:
            return True
        if child.dep_ in SUBJECTS:
            return False
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return not objects_of(verb)  # with an object it is a past tense misread
    return verb.dep_ == "conj" and verb.tag_ == "VBN" and is_passive(verb.head)


def hides_doer(verb: Token) -> bool:
    """Is it told by a pronoun instead of an auxiliary that something is done: "se firmará"?

    Of several only where several things are done: "se acuerdan que …" has doers.
    """
    marks = [c for c in verb.children if c.dep_ in {"auxpass", "aux:pass"}]
    if not any(c.pos_ == "PRON" for c in marks) or any(c.dep_ == "agent" for c in verb.children):
        return False
    several = "Plur" in verb.morph.get("Number", [])
    return not several or any(c.dep_ in PASSIVE_SUBJECTS for c in verb.children)


def find_subject(verb: Token, steps: int = 0) -> Token | None:
    """Return the head of the words that the verb is said of, its doer unless it is passive."""
    own = own_subject(verb) or _before_gerund(verb)
    if own is not None:
        return _after_dateline(own, verb)
    if steps > MAX_CLIMB:
        return None
    if verb.dep_ == "conj" and verb.head.pos_ in VERBAL:
        joined = _joined_to(verb)
        joined = _finite_above(verb, joined) or joined
        if is_dropped(verb) and differs_in_person(verb, joined):
            return verb  # "he was open to it, y acordaron …": both of them, and not he alone
        return find_subject(joined, steps + 1)
    if verb.dep_ == "acl":
        return _acl_subject(verb, steps)
    if verb.dep_ in CONTROLLED:
        # "she said that acordaron …": several did, and not she
        return verb if _tells_own(verb) else _controller(verb, steps)
    return _left_subject(verb) or (verb if is_dropped(verb) else None)


def _tells_own(verb: Token) -> bool:
    """Does the ending of a verb in what is said tell of others than who says it?"""
    said = verb.dep_ == "ccomp" and verb.head.pos_ in VERBAL
    return said and is_dropped(verb) and differs_in_person(verb, verb.head)


def first_joined(token: Token, kinds: Collection[str] = VERBAL) -> Token:
    """Return the first of the verbs that are joined to one another: "will send, train and …".

    Or of the words of other kinds, as nouns: "increased inspections and coordination".
    """
    for _ in range(MAX_CLIMB):
        if token.dep_ != "conj" or token.head.pos_ not in kinds:
            break
        token = token.head
    return token


def _joined_to(verb: Token) -> Token:
    """Return the verb that one behind "and" is joined to: never one inside a quotation before it.

    "She said that "the gangs rule" and threatened to act" is often read as if the gangs threatened.
    """
    inner = verb.head
    if inner.dep_ != "ccomp" or inner.head.pos_ not in VERBAL:
        return inner
    marks = sum(t.is_quote and t.dep_ != "case" for t in verb.doc[inner.i : verb.i])
    return inner.head if marks % 2 else inner


def _finite_above(verb: Token, joined: Token) -> Token | None:
    """Return the finite verb that a past tense tied to an infinitive goes on from.

    "She said that they had failed to act and imposed duties": "imposed" goes on from "said".
    """
    if verb.tag_ != "VBD" or not has_particle(joined):
        return None
    return next((v for v in joined.ancestors if v.pos_ in VERBAL and v.tag_ == verb.tag_), None)


def _left_subject(verb: Token) -> Token | None:
    """Return the noun right before a finite verb that the parse tied to a phrase before it.

    "Under the accord, Spain and France will patrol …" is often read as if the two were joined to
    the accord.
    """
    if verb.tag_ not in {"VB", "VBD", "VBZ", "VBP"} or verb.dep_ != "ROOT":
        return None
    at = verb.i - 1
    while at > verb.sent.start and verb.doc[at].pos_ in {"AUX", "ADV", "PART"}:
        at -= 1
    noun = verb.doc[at]
    if noun.pos_ not in NOMINAL or noun.dep_ != "conj":
        return None
    while noun.head.dep_ == "conj" and noun.head.pos_ in NOMINAL:
        noun = noun.head
    return noun


def _after_dateline(subject: Token, verb: Token) -> Token:
    """Return the true subject behind a dateline or label: "MEXICO CITY — The ministers met …"."""
    dashes = [c for c in subject.children if c.text in LEADS and c.i > subject.i]
    if subject.left_edge.is_sent_start and dashes:
        behind = (
            c
            for head, marks in ((subject, {"appos"}), (verb, SUBJECTS | PASSIVE_SUBJECTS))
            for c in head.children
            if c.dep_ in marks and dashes[0].i < c.i < verb.i
        )
        return next(behind, subject)
    return subject


def _before_gerund(verb: Token) -> Token | None:
    """Return the noun between a preposition and its gerund: "after the premier imposing duties"."""
    if verb.dep_ != "pcomp" or verb.tag_ != "VBG":
        return None
    between = (c for c in verb.head.children if c.dep_ == "pobj" and c.i < verb.i)
    return next(between, None)


def own_subject(verb: Token) -> Token | None:
    """Return what stands as the subject of a verb itself; for "which", what it points back at."""
    for child in verb.children:
        if child.dep_ in SUBJECTS or child.dep_ in PASSIVE_SUBJECTS:
            if child.tag_ in POINTING and verb.dep_ in RELATIVE:
                return _described(verb, child)
            if child.tag_ in {"WDT", "WP"} and verb.dep_ == "conj":
                return verb.head.head
            return child
    return None


def _described(verb: Token, pronoun: Token) -> Token:
    """Return what a relative clause is about: of a list of names behind a noun, the noun.

    "firms in Spain and France that trade with …": no comma parts it from the name, and a name alone
    needs nothing to tell which one is meant.
    """
    noun = verb.head
    if noun.tag_ != "NNP" or pronoun.nbor(-1).is_punct or pronoun.nbor(-1) not in noun.subtree:
        return noun
    for _ in range(MAX_CLIMB):
        if noun.tag_ in {"NN", "NNS"} or noun.dep_ not in {"conj", "pobj", "prep"}:
            break
        noun = noun.head
    return noun if noun.tag_ in {"NN", "NNS"} else verb.head


def _acl_subject(verb: Token, steps: int) -> Token | None:
    """Return the doer of "plan to deploy" (whoever plans) or "countries fueling" (the noun)."""
    if verb.tag_ in {"VBN", "VBG", "VBD"}:
        return verb.head
    owner = possessor(verb.head)
    if owner is not None:
        return owner
    for _, head in phrases_of(verb.head):  # "the decision by the president to send"
        if verb.head.i < head.i < verb.i:
            return head
    above = governing_verb(verb.head)
    return find_subject(above, steps + 1) if above is not None else None


def _controller(verb: Token, steps: int) -> Token | None:
    """Return whose act an infinitive or gerund is: the object above it, else the subject."""
    above = verb.head
    if above.dep_ == "prep" and above.head.pos_ in NOUNS:
        owner = possessor(above.head)  # "praised Peru's work in protecting the forest"
        if owner is not None:
            return owner
    if above.dep_ == "prep" or above.pos_ not in VERBAL:
        climbed = governing_verb(above)
        if climbed is None:
            return None
        above = climbed
    if verb.dep_ in {"xcomp", "ccomp"}:
        for child in above.children:
            if child.dep_ in OBJECTS and child.i < verb.i:
                return child
    return find_subject(above, steps + 1)


def governing_verb(token: Token) -> Token | None:
    """Return the nearest verb above a word."""
    for above in token.ancestors:
        if above.pos_ in VERBAL:
            return above
    return None


def possessor(noun: Token) -> Token | None:
    """Return whose it is: "Mexico's extradition", "their promise"."""
    return next((c for c in noun.children if c.dep_ in {"poss", "nmod:poss"}), None)


def objects_of(verb: Token) -> list[Token]:
    """Return the heads of the objects, joined ones included."""
    heads = [c for c in verb.children if c.dep_ in OBJECTS and c.pos_ != "ADP"]
    if not heads and verb.dep_ == "acl":
        heads = [c for c in verb.children if c.dep_ == "oprd" and c.pos_ in NOMINAL]
    return [token for head in heads for token in conjuncts(head)]


def things_of(verb: Token) -> list[Token]:
    """Return what the act is done to: the objects, or the subject of a passive."""
    if is_passive(verb):
        subject = find_subject(verb)
        return list(conjuncts(subject)) if subject is not None else []
    things = objects_of(verb)
    points_back = all(thing.tag_ in POINTING for thing in things)
    if points_back and verb.dep_ in RELATIVE and verb.head.pos_ in NOUNS:
        return [verb.head]  # "the agreement (that) they reached"
    return things


def phrases_of(token: Token) -> Iterator[tuple[str, Token]]:
    """Yield the preposition and the head of each phrase that hangs on a word.

    Of two prepositions in a row ("out of") both lead to the noun.
    """
    for child in token.children:
        if child.dep_ in {"prep", "agent", "dative"} and child.pos_ not in NOMINAL:
            yield from _phrase(child)


def _phrase(preposition: Token) -> Iterator[tuple[str, Token]]:
    lent = _lent_to_infinitive(preposition)
    if lent is not None:
        yield from ((preposition.lower_, each) for each in conjuncts(lent))
    for below in preposition.children:
        if below.dep_ in {"pobj", "obj"}:
            for each in conjuncts(below):
                yield preposition.lower_, each
        elif below.dep_ == "prep":
            for word, each in _phrase(below):
                yield preposition.lower_, each
                yield word, each
        elif below.dep_ == "conj" and below.pos_ == "ADP":
            yield from _phrase(below)
        elif below.dep_ == "pcomp" and has_particle(below):
            # "spoke with the minister to discuss …": the parse makes the minister discuss
            own = (c for c in below.children if c.dep_ in SUBJECTS and c.i > preposition.i)
            yield from ((preposition.lower_, each) for child in own for each in conjuncts(child))


def _lent_to_infinitive(preposition: Token) -> Token | None:
    """Return the noun of a bare preposition that the parse gave to the infinitive behind it.

    "met with the minister to discuss …" is at times read as if the minister were to discuss.
    """
    if any(c.dep_ in {"pobj", "pcomp", "prep"} for c in preposition.children):
        return None
    for verb in preposition.head.children:
        if verb.dep_ in {"advcl", "xcomp"} and has_particle(verb):
            own = [c for c in verb.children if c.dep_ in SUBJECTS]
            if own and own[0].left_edge.i == preposition.i + 1:
                return own[0]
    return None


def complement_of(token: Token) -> Token | None:
    """Return the verb of the infinitive or clause that completes a verb or noun."""
    for child in token.children:
        if child.i > token.i and child.pos_ in VERBAL:
            if child.dep_ in {"xcomp", "ccomp"}:
                return child
            if child.dep_ in {"acl", "advcl"} and has_particle(child):
                return child
    return None


def has_particle(verb: Token) -> bool:
    """Is it an infinitive that is no part of a finite verb ("to deploy", "desplegar")?"""
    return is_infinitive(verb) or any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)


def is_inner(token: Token) -> bool:
    """Is the verb only the content of a verb or noun above it: an infinitive, a that-clause?"""
    if token.pos_ not in VERBAL:
        return False
    return token.dep_ == "xcomp" or (
        token.dep_ in {"acl", "ccomp", "advcl"} and has_particle(token)
    )
