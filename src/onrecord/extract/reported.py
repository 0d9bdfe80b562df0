"""Read reported speech: "officials said that …", "Canada announced plans for …", "according to …".

The syntax gives the candidates: a cue verb with its clause, infinitive, object or preposition,
and the clause a parenthetical cue ("…, officials said") or "according to X" hangs on.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.annotate import Annotated, NameLabel
from onrecord.extract.cue_words import AUXILIARIES, SUBJECTS, Cue
from onrecord.extract.speakers import find_speaker
from onrecord.knowledge import References
from onrecord.model import Mention, MentionKind

MIN_NOUN_TOKENS = (
    3  # "announced tariffs" names a topic; "announced a pause on tariffs" says something
)
MIN_CLAUSE_TOKENS = 3
Bounds = tuple[int, int, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A statement in the making: where the content stands, the cue and who speaks."""

    start: int
    end: int
    cue: Cue | None
    speaker: Mention | None
    is_quoted: bool
    score: float

    @property
    def length(self) -> int:
        """Return how many characters the content has."""
        return self.end - self.start


def read_reported(
    annotated: Annotated, cues: dict[int, Cue], references: References
) -> list[Draft]:
    """Return what the text reports without, or only partly within, quotation marks."""
    drafts = []
    for cue in cues.values():
        if not cue.is_real:
            continue
        speaker = find_speaker(cue, annotated, references)
        if not _may_speak(cue, speaker, annotated, references):
            continue
        bounds = _bound_content(cue, annotated)
        if bounds is None:
            continue
        first, after, score = bounds
        drafts.append(
            Draft(
                start=annotated.doc[first].idx,
                end=_end_of(annotated.doc[after - 1]),
                cue=cue,
                speaker=speaker,
                is_quoted=False,
                score=score,
            )
        )
    return drafts


def _end_of(token: Token) -> int:
    return int(token.idx + len(token))


def _may_speak(
    cue: Cue, speaker: Mention | None, annotated: Annotated, references: References
) -> bool:
    """Is it somebody in the text (not the document's own "we"), of the sort that the cue takes?"""
    if speaker is None:
        return False
    if speaker.kind is MentionKind.PRONOUN:
        row = references.find(speaker.span.quote)
        if row is None or row.person != 3 or row.kind != "pronoun":
            return False
        return cue.row.by != "document" and row.gender != "n"
    if cue.row.by == "document":
        return speaker.kind is MentionKind.DOCUMENT
    if cue.row.by == "somebody" and speaker.kind is MentionKind.TITLE:
        return _points_at_somebody(speaker, annotated, references)
    return True


def _points_at_somebody(speaker: Mention, annotated: Annotated, references: References) -> bool:
    words = speaker.span.quote.split()
    if any(references.find(w, "official", "government", "states", "document") for w in words):
        return True
    return any(
        n.label in {NameLabel.OFFICE, NameLabel.PERSON, NameLabel.BODY}
        for n in annotated.names
        if n.start < speaker.span.end and speaker.span.start < n.end
    )


def _bound_content(cue: Cue, annotated: Annotated) -> Bounds | None:
    """Return the tokens [first, after) of what is said, and how sure it is."""
    if cue.row.kind == "preposition":
        return _bound_around(cue, annotated)
    verb = annotated.doc[cue.first]
    ways = {"clause": _bound_said, "infinitive": _bound_infinitive, "noun": _bound_noun}
    for take in ("clause", "infinitive"):
        if take in cue.row.takes and (found := ways[take](verb, cue)) is not None:
            return found
    if cue.row.preposition is not None and (found := _bound_preposition(verb, cue)) is not None:
        return found
    return _bound_noun(verb, cue) if "noun" in cue.row.takes else None


def _bound_said(verb: Token, cue: Cue) -> Bounds | None:
    clause = _find_clause(verb, cue)
    return _bound_clause(clause, verb, 0.85) if clause is not None else _bound_host(verb)


def _bound_infinitive(verb: Token, _cue: Cue) -> Bounds | None:
    for child in verb.rights:
        if child.dep_ == "xcomp" and any(c.dep_ == "aux" for c in child.lefts):
            return _bound_clause(child, verb, 0.75)
    return None


def _find_clause(verb: Token, cue: Cue) -> Token | None:
    """Return the finite clause that the verb governs."""
    clauses = [
        c for c in verb.children if c.dep_ == "ccomp" and c.i not in range(cue.first, cue.after)
    ]
    clauses = [c for c in clauses if _is_finite(c)]
    return clauses[-1] if clauses else None


def _is_finite(clause: Token) -> bool:
    return any(c.dep_ in SUBJECTS or c.dep_ in {"expl", "attr"} for c in clause.children)


def _bound_clause(clause: Token, verb: Token, score: float) -> Bounds | None:
    first, after = clause.left_edge.i, clause.right_edge.i + 1
    doc = clause.doc
    if clause.i > verb.i:
        first = max(first, verb.i + 1)
    else:
        after = min(after, _clause_start(verb))
    while first < after and _opens_clause(doc[first], clause):
        first += 1
    return _tidy(first, after, clause, score)


def _opens_clause(token: Token, clause: Token) -> bool:
    """Is it "that", or a comma before it? The word itself is no part of what is said."""
    if token.is_punct and token.text not in "“\"‘'«$[(":
        return True
    return token.dep_ == "mark" and token.head == clause


def _clause_start(verb: Token) -> int:
    """Return the first token of the clause "officials said" that follows what is said."""
    starts = [verb.i]
    for child in verb.lefts:
        if child.dep_ in SUBJECTS | AUXILIARIES | {"neg", "advmod"} and child.left_edge.i > 0:
            starts.append(child.left_edge.i)
    return min(starts)


def _tidy(first: int, after: int, clause: Token, score: float) -> Bounds | None:
    doc = clause.doc
    while after > first and (
        doc[after - 1].is_space or doc[after - 1].text in {",", ".", ";", ":", "—", "–", "-"}
    ):
        after -= 1
    return (first, after, score) if after - first >= MIN_CLAUSE_TOKENS else None


def _bound_host(verb: Token) -> Bounds | None:
    """Return the clause that a parenthetical cue stands in: "the plan, officials said, was dropped"."""
    if verb.dep_ not in {"parataxis", "ccomp", "dep"} or verb.head is verb:
        return None
    if any(c.dep_ in {"dobj", "ccomp", "xcomp", "mark"} for c in verb.children):
        return None
    host = verb.head
    start, end = verb.left_edge.i, verb.right_edge.i + 1
    left, right = host.left_edge.i, host.right_edge.i + 1
    if not any(t.text == "," for t in verb.doc[max(start - 1, 0) : start + 1]):
        return None
    if start - left > right - end:
        return _tidy(_skip_leading(left, start, host), start, host, 0.6)
    return None


def _skip_leading(first: int, after: int, host: Token) -> int:
    doc = host.doc
    while (
        first < after
        and (doc[first].dep_ in {"cc", "punct"} or doc[first].is_space)
        and doc[first].text not in "“\"‘'«"
    ):
        first += 1
    return first


def _bound_preposition(verb: Token, cue: Cue) -> Bounds | None:
    for child in verb.rights:
        if child.dep_ == "prep" and child.lower_ == cue.row.preposition:
            return _tidy(child.i + 1, child.right_edge.i + 1, verb, 0.65)
        if child.dep_ == "dobj":  # "accused the government of …" hung on the object
            for inner in child.rights:
                if inner.dep_ == "prep" and inner.lower_ == cue.row.preposition:
                    return _tidy(inner.i + 1, inner.right_edge.i + 1, verb, 0.6)
    return None


def _bound_noun(verb: Token, _cue: Cue) -> Bounds | None:
    for child in verb.rights:
        if child.dep_ == "dobj" and child.pos_ not in {"PRON", "PROPN"}:
            first, after = child.left_edge.i, child.right_edge.i + 1
            if after - first >= MIN_NOUN_TOKENS:
                return _tidy(first, after, verb, 0.6)
    return None


def _bound_around(cue: Cue, annotated: Annotated) -> Bounds | None:
    """Return the sentence beside "according to X": what stands before it, else what follows."""
    doc = annotated.doc
    sentence = doc[cue.first].sent
    phrase = doc[cue.first]
    start, end = cue.first, max(phrase.right_edge.i + 1, cue.after)
    for token in doc[cue.after : end]:
        end = max(end, token.right_edge.i + 1)
    before = _skip_leading(sentence.start, start, phrase)
    if start - before >= MIN_CLAUSE_TOKENS:
        return _tidy(before, start, phrase, 0.8)
    while end < sentence.end and (doc[end].is_punct or doc[end].is_space):
        end += 1
    return _tidy(end, sentence.end, phrase, 0.8)
