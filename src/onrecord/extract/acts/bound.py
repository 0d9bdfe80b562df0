"""What commitments bind to, as acts: their deeds, and what a threat is meant to bring about.

"appoint a czar and list cartels" → two deeds; "unless it signs an accord" → asked: sign, accord.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.annotate import Annotated
from onrecord.extract.acts.making import Found, make_act, names_of_doer, own_words
from onrecord.extract.clauses import VERBAL, lemma_of
from onrecord.knowledge import DeedWords
from onrecord.model import Act, Commitment, CommitmentKind, Span, Stage

BARE = frozenset({"VB", "VBG", "VBP"})
FIRST_WORDS = 3  # of a deed, by which it is found in its clause


def read_deeds(annotated: Annotated, commitment: Commitment, words: DeedWords) -> Iterator[Act]:
    """Yield what a commitment binds to; a deed without a verb has no words either."""
    span = commitment.evidence.span
    deed = _find_words(annotated, span, commitment.deed)
    verbs = list(_verbs_of(deed, words))
    # To leave something undone is shown by no deed; that it was done would have to be shown.
    if not verbs or any(c.dep_ == "neg" for c in verbs[0].children):
        yield Act(
            span=span, verb="", stage=Stage.BOUND, things=(), words=(), finding_id=commitment.id
        )
        return
    ends = [verb.i for verb in verbs[1:]] + [deed[-1].i + 1]
    for verb, end in zip(verbs, ends, strict=True):
        inside = [t for t in deed if verb.i <= t.i < end]
        found = Found(span=span, stage=Stage.BOUND, doers=(), finding_id=commitment.id)
        yield make_act(annotated, verb, _own(verb, inside), found, words=words)


def _verbs_of(deed: list[Token], words: DeedWords) -> Iterator[Token]:
    """Yield the verbs of a deed: the first one, and those joined to it that name deeds too."""
    first = next((t for t in deed if t.tag_ in BARE and t.pos_ in VERBAL), None)
    if first is None and deed and deed[0].i > 0 and deed[0].nbor(-1).tag_ == "TO":
        first = deed[0]  # "to complete, by October 31, …" is read as an adjective
    if first is None:
        return
    yield first
    for before, token in zip(deed, deed[1:], strict=False):
        joins = before.dep_ == "cc" and token.i > first.i + 1
        if joins and _is_deed(token, first, words):
            yield token


def _is_deed(token: Token, first: Token, words: DeedWords) -> bool:
    """Is a word behind "and" one more deed: a verb with a thing of its own, of a known kind?"""
    if not words.kin.get(lemma_of(token)) or words.has("vague verb", lemma_of(token)):
        return False
    if token.pos_ in VERBAL:
        is_joined = token.dep_ == "conj" and token.tag_ == first.tag_
        return is_joined and any(c.i > token.i for c in token.children)
    behind = token.i + 1 < len(token.doc) and token.nbor().pos_ in {"NOUN", "PROPN", "DET"}
    return behind and token.dep_ == "compound" and token.lower_ == lemma_of(token)


def _own(verb: Token, inside: list[Token]) -> list[Token]:
    """Return the words of a deed that hang on its verb, all of them where it is misread."""
    places = {t.i for t in inside}
    own = [t for t in own_words(verb) if t.i in places]
    return own if any(t.pos_ in {"NOUN", "PROPN"} for t in own) else inside[1:]


def read_asked(annotated: Annotated, commitment: Commitment, words: DeedWords) -> Act | None:
    """Return what would avert a threat, None where its condition names nothing such."""
    if commitment.kind is not CommitmentKind.THREAT or commitment.condition is None:
        return None
    span = commitment.evidence.span
    tokens = _find_words(annotated, span, commitment.condition)
    tokens = _first_chars(tokens, len(commitment.condition))
    verb = _asked_verb(tokens, words)
    if verb is None:
        return None
    places = {t.i for t in tokens}
    own = [t for t in own_words(verb) if t.i in places and t.dep_ != "neg"]
    if not any(t.pos_ in {"NOUN", "PROPN"} for t in own):
        return None
    doers = names_of_doer(annotated, verb, words)
    found = Found(span=span, stage=Stage.ASKED, doers=doers, finding_id=commitment.id)
    return make_act(annotated, verb, own, found, words=words)


def _first_chars(tokens: list[Token], length: int) -> list[Token]:
    return [t for t in tokens if t.idx - tokens[0].idx < length]


def _asked_verb(tokens: list[Token], words: DeedWords) -> Token | None:
    """Return the verb that is asked for: after "unless", denied, or failed to do."""
    averted = bool(tokens) and words.has("averting", tokens[0].lower_)
    for token in tokens:
        if token.pos_ != "VERB":
            continue
        if words.has("failing", lemma_of(token)):
            return next((c for c in token.children if c.dep_ == "xcomp"), None)
        denied = any(c.dep_ == "neg" for c in token.children)
        return token if averted is not denied else None
    return None


def _find_words(annotated: Annotated, span: Span, said: str) -> list[Token]:
    """Return the tokens of a clause from the first words of what is said on."""
    text = annotated.document.text
    head = said.split()[:FIRST_WORDS]
    within = annotated.doc.char_span(span.start, span.end, alignment_mode="expand")
    tokens = [t for t in within or () if span.start <= t.idx < span.end]
    for number, token in enumerate(tokens):
        if (
            head[0].startswith(token.text)
            and text[token.idx : span.end].split()[: len(head)] == head
        ):
            return [t for t in tokens[number:] if not t.is_space]
    return []
