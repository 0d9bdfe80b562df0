"""Clauses: who stands where around a predicate, and from where to where its clause runs.

Language-neutral mechanics over a dependency parse: subjects through conjunction, control,
participles and relative clauses; objects; prepositional phrases; the stretch of words that makes
the clause. Both label schemes of spaCy's models are known (`dobj` and `obj`, `nsubjpass` and
`nsubj:pass`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from spacy.tokens import Doc, Token

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
# Hangs before a clause without being part of what it says.
LEADING = frozenset({"cc", "punct", "mark", "preconj"})
DASHES = frozenset({"—", "–", "--", "-"})
LEADS = DASHES | {":"}
SHORT_CLAUSE = 6  # tokens: "… and will share intelligence" is told with what it is joined to
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
    own = _own_subject(verb)
    if own is not None:
        return _after_dateline(own, verb)
    if steps > MAX_CLIMB:
        return None
    if verb.dep_ == "conj" and verb.head.pos_ in VERBAL:
        joined = _joined_to(verb)
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


def _own_subject(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ in SUBJECTS or child.dep_ in PASSIVE_SUBJECTS:
            if child.tag_ in {"WDT", "WP"} and verb.dep_ in RELATIVE:
                return verb.head
            if child.tag_ in {"WDT", "WP"} and verb.dep_ == "conj":
                return verb.head.head
            return child
    return None


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


def clause_root(verb: Token) -> Token:
    """Return the finite verb that an infinitive or participle complement belongs to."""
    root = verb
    for _ in range(MAX_CLIMB):
        if root.dep_ in {"xcomp", "acomp"} and root.head.pos_ in VERBAL:  # "remain committed"
            root = root.head
        elif root.dep_ == "xcomp" and root.head.dep_ == "acomp":  # "is ready to support"
            root = root.head.head
        elif root.dep_ == "acl" and has_particle(root) and root.head.dep_ in OBJECTS:
            root = root.head.head  # "signed an order to raise"
        else:
            break
    return root


def clause_range(root: Token) -> tuple[int, int]:
    """Return the tokens [first, after) of the clause around a verb.

    Clauses joined behind it are left to themselves; what only links it to the rest ("that",
    "and", a comma) is left out; a relative clause takes its noun with it.
    """
    doc = root.doc
    first, after = root.left_edge.i, root.right_edge.i + 1
    for child in root.children:
        if child.i > root.i and _stands_alone(child) and _is_next(child):
            after = min(after, child.left_edge.i)
            break
    if root.dep_ in RELATIVE | {"acl"} and root.head.i < root.i:
        first = phrase_start(root.head)
    first = _skip_links(root, first)
    first, after = trim(doc, first, max(after, root.i + 1))
    if root.dep_ == "conj" and after - first < SHORT_CLAUSE and _own_subject(root) is None:
        return clause_range(root.head)[0] if root.head.pos_ in VERBAL else first, after
    return first, after


def _is_next(verb: Token) -> bool:
    """Is it a clause joined to the one before, by "and" or behind a semicolon?"""
    edge = verb.left_edge
    before = edge.nbor(-1).text if edge.i > 0 else ""
    return verb.dep_ == "conj" or ";" in {edge.text, before}


def _stands_alone(verb: Token) -> bool:
    """Is a joined verb a clause of its own, and not one more deed after the same auxiliary?"""
    if verb.pos_ not in VERBAL:
        return False
    finite = verb.tag_ in {"VBD", "VBZ", "VBP", "MD"} or "Fin" in verb.morph.get("VerbForm", [])
    return finite or any(c.dep_ in SUBJECTS or c.dep_ in AUXILIARIES for c in verb.children)


def _skip_links(root: Token, first: int) -> int:
    links = {c.i for c in root.children if c.dep_ in LEADING and c.i < root.i}
    while first in links:
        first += 1
    return first


def phrase_start(noun: Token) -> int:
    """Return where the words before a noun that belong to it begin."""
    lefts = [
        c.left_edge.i
        for c in noun.children
        if c.i < noun.i and c.dep_ not in {"punct", "cc", "case"}
    ]
    return min([noun.i, *lefts])


def phrase_range(noun: Token) -> tuple[int, int]:
    """Return the tokens of a noun with all that hangs on it, relative clauses left out."""
    after = noun.right_edge.i + 1
    for child in noun.children:
        if child.i > noun.i and child.dep_ in RELATIVE | {"appos", "conj", "cc"}:
            after = min(after, child.left_edge.i)
    return trim(noun.doc, phrase_start(noun), max(after, noun.i + 1))


def trim(doc: Doc, first: int, after: int) -> tuple[int, int]:
    """Return the range without linking words and marks at its ends."""
    while first < after - 1 and (
        doc[first].is_space
        or (doc[first].is_punct and not doc[first].is_quote)
        or doc[first].dep_ == "cc"
    ):
        first += 1
    while after - 1 > first and (
        doc[after - 1].is_space or doc[after - 1].is_punct or doc[after - 1].dep_ in {"cc", "mark"}
    ):
        after -= 1
    return first, after
