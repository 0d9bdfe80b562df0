"""Find the words that put words in a mouth: verbs and phrases of the cue table."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.annotate.endings import is_infinitive, mood_word, tense_word
from onrecord.knowledge import CueRow, Cues

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
AUXILIARIES = frozenset({"aux", "auxpass"})
_VERBAL = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A cue in a text: its tokens [first, after), the row, and whether the text takes it back.

    `is_real` is False for "did not say", "would announce", "if he says": nothing was said.
    `is_frame` is True for "as she said": what is said stands beside the cue's clause.
    """

    first: int
    after: int
    row: CueRow
    is_real: bool = True
    is_frame: bool = False


def find_cues(doc: Doc, cues: Cues) -> dict[int, Cue]:
    """Return the cues of `doc` by their first token."""
    found = {token.i: cue for token in doc if (cue := _make_cue(token, cues)) is not None}
    texts = [token.lower_ for token in doc]
    met = frozenset(texts)
    for row in cues.phrases.get("preposition", ()):
        words = row.cue.split()
        if not met.issuperset(words):
            continue
        for i in range(len(texts) - len(words)):
            if texts[i] != words[0] or texts[i : i + len(words)] != words:
                continue
            if doc[i + len(words)].pos_ in _VERBAL:
                continue  # "según dijo …": the verb puts the words in a mouth
            if i and doc[i - 1].lemma_.lower() in row.not_after:
                continue
            if not _leads_to(texts, i + len(words), row.not_before):
                found[i] = Cue(first=i, after=i + len(words), row=row)
    return found


def _leads_to(texts: list[str], at: int, phrases: list[str]) -> bool:
    """Does one of the phrases begin at token `at`?"""
    return any(texts[at : at + len(words)] == words for words in map(str.split, phrases))


def find_nouns(doc: Doc, cues: Cues) -> list[Cue]:
    """Return the nouns that can put words in a mouth: "their claim that …"."""
    return [
        Cue(first=token.i, after=token.i + 1, row=cues.nouns[token.lemma_.lower()])
        for token in doc
        if token.pos_ == "NOUN" and token.lemma_.lower() in cues.nouns
    ]


def _make_cue(token: Token, cues: Cues) -> Cue | None:
    row = _find_verb(token, cues)
    if row is None:
        return None
    return Cue(
        first=token.i,
        after=_end_of(token, row),
        row=row,
        is_real=not _is_taken_back(token, cues),
        is_frame=any(c.dep_ == "mark" and cues.has("frame", c.lower_) for c in token.lefts),
    )


def _find_verb(token: Token, cues: Cues) -> CueRow | None:
    if token.pos_ not in _VERBAL:
        return None
    for row in cues.verbs.get(token.lemma_.lower(), ()):
        rest = row.cue.split()[1:]
        if not rest or _has_parts(token, rest):
            return row
    return None


def _has_parts(token: Token, rest: list[str]) -> bool:
    """Do the further words of a cue follow within a few tokens?"""
    window = [t.lower_ for t in token.doc[token.i + 1 : token.i + 1 + len(rest)]]
    return window == rest


def _end_of(token: Token, row: CueRow) -> int:
    return token.i + len(row.cue.split())


def _is_taken_back(token: Token, cues: Cues) -> bool:
    """Does the text say that it was not, or is not yet, said?"""
    verb = token
    for _ in range(3):
        if any(c.i < token.i and _takes_back(c, cues) for c in verb.children):
            return True
        completes = verb.dep_ == "xcomp" or (verb.dep_ == "ccomp" and is_infinitive(verb))
        if completes and cues.has("aspect", verb.head.lemma_.lower()):
            verb = verb.head
        elif _is_unsaid(verb, cues):
            return True
        elif verb.dep_ == "conj" and not _has_subject(verb):
            verb = verb.head
        else:
            break
    return False


def _is_unsaid(verb: Token, cues: Cues) -> bool:
    """Is it "to say", or said only by its tense or mood: "dirá", "para que diga"?"""
    if is_infinitive(verb):
        is_told = verb.dep_ == "pcomp" or _is_after(verb)
        return not is_told or any(cues.has("unreal", c.lower_) for c in verb.lefts)
    if (form := mood_word(verb) or tense_word(verb)) is not None:
        return cues.has("unreal", form)
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.lefts)


def _is_after(verb: Token) -> bool:
    """Is an infinitive told as a further deed: "luego de señalar que …", "además de decir que …"?"""
    beside = [verb.head, *verb.lefts]
    adverbs = [t for t in beside if t.pos_ == "ADV" and t.i < verb.i]
    return any(t.nbor(1).pos_ == "ADP" for t in adverbs)


def _takes_back(child: Token, cues: Cues) -> bool:
    if child.dep_ == "neg":
        return True
    return child.dep_ in {"aux", "mark", "advmod"} and cues.has("unreal", child.lower_)


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in SUBJECTS for child in verb.children)
