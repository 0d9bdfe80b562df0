"""Judge a verb of saying whose ending alone tells who speaks: "añadió que …", "ha indicado".

Who spoke last goes on, or who was last told of as doing something; never a state, a body or a
person that was only named on the way, in an object or in what somebody said.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.annotate import NameLabel
from onrecord.annotate.endings import is_dropped, is_impersonal
from onrecord.model import Decision, Judgement, Mention, MentionKind
from onrecord.resolve.genders import SUBJECTS
from onrecord.resolve.scene import Scene, judge
from onrecord.resolve.titles import judge_title

MAX_PARAGRAPHS = 3  # over which who spoke or acted goes on
SOURCE_REACH = 40  # characters before who is named, more than such a phrase has
_MAIN = frozenset({"ROOT", "conj", "parataxis"})
_BESIDE = frozenset({"appos", "flat", "compound"})
_BREAKS = frozenset({",", ":", ".", "—", "–", "―"})


def is_saying(verb: Token, scene: Scene) -> bool:
    """Does the table of cues know the verb as one that puts words in a mouth?"""
    cues = scene.knowledge.cues.get(scene.annotated.document.language)
    return cues is not None and verb.lemma_.lower() in cues.verbs


def find_sayer(verb: Token, scene: Scene) -> list[Judgement] | None:
    """Return who spoke last before a verb of saying, or did something: as a judgement on that.

    Empty when that was somebody of whom nobody knows who it is; None where nobody is told of.
    """
    if is_impersonal(verb) and "Imp" in verb.morph.get("Tense", []):
        return []  # "se decía que": nobody in particular
    spoken, told = _judged_before(verb, scene)
    text = scene.annotated.document.text
    state = None
    for at in range(verb.i - 1, -1, -1):
        token = scene.annotated.doc[at]
        if text.count("\n", token.idx, verb.idx) > MAX_PARAGRAPHS:
            break
        if scene.register.is_quoted_before(at, verb.i):
            continue
        if at in spoken:
            return [spoken[at]]
        if _is_doer(token, scene):
            doer = _judge_doer(token, scene)
            if doer is not None or _is_people(token, scene):
                return [doer] if doer is not None else []
        state = state or told.get(at)
    return [state] if state is not None else None


def _judged_before(verb: Token, scene: Scene) -> tuple[dict[int, Judgement], dict[int, Judgement]]:
    """Return who was judged to speak before a verb, and who else its subject, by first token."""
    spoken: dict[int, Judgement] = {}
    told: dict[int, Judgement] = {}
    text = scene.annotated.document.text
    for mention, judgements in reversed(scene.judged):
        if mention.span.start >= verb.idx or len(judgements) != 1:
            continue
        if text.count("\n", mention.span.start, verb.idx) > MAX_PARAGRAPHS:
            break
        first, after = scene.tokens_of(mention)
        root = scene.annotated.doc[first:after].root
        if _is_addressed(root, scene):
            continue
        saying = root if is_dropped(root) or is_impersonal(root) else root.head
        if _is_within_speech(saying, scene):
            continue
        if _is_source(mention, scene) or (_does(root) and is_saying(saying, scene)):
            spoken[first] = judgements[0]
        elif root.dep_ in SUBJECTS:
            told[first] = judgements[0]
    return spoken, told


def _does(root: Token) -> bool:
    return root.dep_ in SUBJECTS or is_dropped(root) or is_impersonal(root)


def _is_source(mention: Mention, scene: Scene) -> bool:
    """Does a phrase of the cues stand before the words: "según el ministro"?"""
    document = scene.annotated.document
    cues = scene.knowledge.cues.get(document.language)
    start = mention.span.start
    before = document.text[max(0, start - SOURCE_REACH) : start].rstrip().lower()
    rows = cues.phrases.get("preposition", ()) if cues is not None else ()
    return any(before.endswith(row.cue) for row in rows)


def _is_within_speech(token: Token, scene: Scene) -> bool:
    """Does it stand in a clause that somebody is said to have said?"""
    while token.head != token:
        if token.dep_ == "ccomp" and token.head.i < token.i and is_saying(token.head, scene):
            return True
        token = token.head
    return False


def _is_doer(token: Token, scene: Scene) -> bool:
    """Is it the one subject of a sentence, and of nothing that somebody is said to have said?"""
    verb = token.head
    if token.dep_ not in SUBJECTS or token.pos_ == "PRON" or _is_addressed(token, scene):
        return False
    if verb.dep_ not in _MAIN and not is_saying(verb, scene):
        return False
    joined = any(c.dep_ == "conj" for c in token.children)
    return not (joined or "Plur" in token.morph.get("Number", []) or _is_within_speech(verb, scene))


def _is_addressed(token: Token, scene: Scene) -> bool:
    """Is somebody spoken to: "usted", or an office alone between commas ("Gracias, Presidenta, …")?

    In a question a verb of the third person may go on about whoever else was told of.
    """
    row = scene.references.find(token.text, "pronoun")
    if row is not None and row.person == 2:
        return True
    name = scene.annotated.name_at(token.i)
    if name is None or name.label is not NameLabel.OFFICE or name.after - name.first > 1:
        return False
    after = token.i + 1
    apart = after < len(token.doc) and token.doc[after].text[0] in _BREAKS
    opens = token.i == token.sent.start or token.doc[token.i - 1].text in _BREAKS
    led = any(child.i < token.i and not child.is_punct for child in token.children)
    return apart and opens and not led


def _is_people(token: Token, scene: Scene) -> bool:
    """Is it a noun of a woman or a man: "la alcaldesa"?"""
    row = scene.references.find_speaker(token.text)
    return row is not None and row.gender in {"m", "f"}


def _judge_doer(token: Token, scene: Scene) -> Judgement | None:
    """Return the person whose name is the subject or stands beside it, or whom the noun means."""
    beside = [c for c in token.children if c.dep_ in _BESIDE and c.i > token.i]
    named = [p for t in (token, *beside) for p in scene.register.at(t.i, t.i + 1)]
    if not named:
        return _judge_called(token, scene)
    person = named[0]
    mention = scene.phrase_of(token, MentionKind.TITLE)
    role = scene.role_of(person.actor, person.role)
    reason = "the subject before"
    return judge(mention, person.actor.id, Decision.SAME, score=0.5, reason=reason, role=role)


def _judge_called(token: Token, scene: Scene) -> Judgement | None:
    """Return the one person whom a noun of people, with what belongs to it, means."""
    row = scene.references.find_speaker(token.text)
    name = scene.annotated.name_at(token.i)
    is_office = name is not None and name.label is NameLabel.OFFICE
    if not is_office and (row is None or row.gender == "n"):
        return None
    found = judge_title(scene.phrase_of(token, MentionKind.TITLE), scene)
    is_one = len(found) == 1 and found[0].decision is Decision.SAME
    return found[0] if is_one else None
