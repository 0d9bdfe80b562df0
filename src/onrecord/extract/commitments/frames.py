"""How somebody binds themselves: match the words of commitments.yml against a clause.

"pledged to share …", "will deploy …", "its commitment to reduce …", "threatened to impose …",
"is ready to support …". What is only expected of others, a state of things or a deed already done
is no commitment.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.annotate.endings import tense_word
from onrecord.extract.clauses import (
    AUXILIARIES,
    OBJECTS,
    SUBJECTS,
    VERBAL,
    complement_of,
    find_subject,
    has_particle,
    hides_doer,
    is_passive,
    lemma_of,
    objects_of,
    phrases_of,
    possessor,
)
from onrecord.extract.commitments.bonds import (
    DEED_WORDS,
    Bond,
    are_several,
    deed_of,
    has_quantity,
    is_expectation,
    make_bond,
    over_aside,
    with_condition,
)
from onrecord.extract.commitments.kinds import settle_kind
from onrecord.extract.commitments.modals import match_modal
from onrecord.extract.events.doers import agents_of
from onrecord.extract.events.status import is_negated, modal_of, modal_status
from onrecord.extract.parties.pronouns import accord_sides, pair_before
from onrecord.extract.parties.scene import Party, Scene
from onrecord.extract.stretches import clause_range, clause_root, phrase_range
from onrecord.knowledge import CommitmentWord
from onrecord.model import CommitmentKind, EventStatus


def find_bonds(scene: Scene) -> Iterator[Bond]:
    """Yield what binds somebody, in the order of the text."""
    for token in scene.annotated.doc:
        for row in _rows_of(scene, token):
            bond = _match(scene, token, row)
            if bond is not None:
                yield with_condition(scene, settle_kind(scene, bond))
                break


def _rows_of(scene: Scene, token: Token) -> tuple[CommitmentWord, ...]:
    """Return the rows of a word, and of a tense that binds by itself."""
    rows = scene.words.commitments.get(lemma_of(token), ())
    tense = tense_word(token) if token.pos_ in VERBAL else None
    return rows if tense is None else (*rows, *scene.words.commitments.get(tense, ()))


def _match(scene: Scene, token: Token, row: CommitmentWord) -> Bond | None:
    if row.kind == "none":
        return None
    match row.part:
        case "verb":
            return _match_verb(scene, token, row) if token.pos_ in VERBAL else None
        case "adjective":
            fits = token.pos_ in {"ADJ", "VERB"} and token.dep_ in {"acomp", "xcomp"}
            return _match_adjective(scene, token, row) if fits else None
        case "noun":
            return _match_noun(scene, token, row) if token.pos_ == "NOUN" else None
        case "modal":
            tense = tense_word(token) in row.words
            return match_modal(scene, token, row) if token.dep_ in AUXILIARIES or tense else None
        case (
            "condition"
            | "accord"
            | "due"
            | "planned"
            | "year end"
            | "amount"
            | "measure"
            | "lasting"
            | "term"
            | "begun"
            | "signed"
        ):
            return None


# ---- verbs ---------------------------------------------------------------------------------


def _match_verb(scene: Scene, verb: Token, row: CommitmentWord) -> Bond | None:
    if row.forms and verb.lower_ not in row.forms:
        return None
    if is_negated(verb, scene.words) or _is_unreal(scene, verb):
        return None
    by = _who_binds(scene, verb, row)
    if not by:
        return None
    deed = _find_deed(scene, verb, row) if _object_fits(scene, verb, row) else None
    if deed is None or (row.kind == "target" and not _is_aim(scene, verb, row, by=by, deed=deed)):
        return None
    below = complement_of(verb)
    if below is not None and _points_back(verb, below):
        return None
    if row.several and not are_several(scene, by):
        return None
    vague = row.kind == "promise" or row.several
    if vague and below is not None and is_expectation(scene, below):
        return None
    first, after = clause_range(clause_root(verb))
    return make_bond(scene, verb, row, by=by, span=(first, after), deed=deed)


def _who_binds(scene: Scene, verb: Token, row: CommitmentWord) -> list[Party]:
    """Return who binds themselves; by an accord of unnamed sides the two that the text tells of."""
    is_accord = row.kind == CommitmentKind.AGREEMENT.value
    if row.passive:
        subject = find_subject(verb) if is_passive(verb) and not agents_of(scene, verb) else None
        return scene.parties([subject]) if subject is not None else []
    if is_passive(verb):
        return list(pair_before(scene, verb)) if is_accord and hides_doer(verb) else []
    subject = find_subject(verb)
    if subject is None:
        return []
    if row.subjects:
        fits = lemma_of(subject) in scene.words.expand(row.subjects)
        return list(accord_sides(scene, subject)) if fits else []
    return scene.parties([subject])


def _points_back(verb: Token, below: Token) -> bool:
    """Is the deed only pointed at: "what he said he would do", "steps they had planned to take"?"""
    beside = (*verb.children, *below.children)
    asked = any(c.tag_ in {"WP", "WDT"} and c.dep_ in OBJECTS for c in beside)
    return asked or (verb.dep_ == "relcl" and verb.tag_ == "VBN" and not objects_of(below))


def _object_fits(scene: Scene, verb: Token, row: CommitmentWord) -> bool:
    """Is the object one with which somebody binds themselves: "signed an accord to …"?"""
    if not row.needs:
        return True
    words = scene.words.expand(row.needs)
    return any(lemma_of(thing) in words for thing in objects_of(verb))


def _is_aim(
    scene: Scene, verb: Token, row: CommitmentWord, *, by: list[Party], deed: tuple[int, int]
) -> bool:
    """Is it an aim that several sides have now, or one's own that a number can be held against?"""
    if verb.tag_ == "VBD":
        return False
    return has_quantity(scene, deed) or (not row.counted and are_several(scene, by))


def _is_unreal(scene: Scene, verb: Token) -> bool:
    """Is the binding itself only possible, wished for or asked for?"""
    modal = modal_of(verb, scene.words)
    if modal is not None:
        return modal_status(modal, scene.words) is EventStatus.HYPOTHETICAL
    return has_particle(verb) and verb.dep_ in {"xcomp", "acl", "advcl"}


def _match_adjective(scene: Scene, token: Token, row: CommitmentWord) -> Bond | None:
    verb = token.head
    if verb.pos_ not in VERBAL or is_negated(verb, scene.words):
        return None
    subject = find_subject(verb)
    by = scene.parties([subject]) if subject is not None else []
    below = next((c for c in token.children if c.pos_ in VERBAL and has_particle(c)), None)
    below = below or _gerund_behind(token, row)
    if not by or below is None or (row.kind == "promise" and is_expectation(scene, below)):
        return None
    return make_bond(scene, token, row, by=by, span=clause_range(verb), deed=deed_of(below))


def _gerund_behind(token: Token, row: CommitmentWord) -> Token | None:
    """Return the deed of "committed to building …"."""
    if "gerund" not in row.takes:
        return None
    leads = [c for c in token.children if c.dep_ == "prep" and c.lower_ in row.after]
    below = (c for lead in leads for c in lead.children)
    return next((c for c in below if c.dep_ == "pcomp" and c.tag_ == "VBG"), None)


def _find_deed(scene: Scene, token: Token, row: CommitmentWord) -> tuple[int, int] | None:
    """Return the tokens that name the deed, None when the frame does not fit."""
    below = complement_of(token)
    if below is not None and not _is_torn(below) and not _is_purpose(token, below, row):
        wanted = "infinitive" if has_particle(below) else "clause"
        if wanted in row.takes:
            first, after = deed_of(below)
            return over_aside(
                scene,
                (_first_of(token, below, row, first), after),
                clause_range(clause_root(token))[1],
            )
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in row.after:
            inner = next((c for c in child.children if c.dep_ in {"pcomp", "pobj"}), None)
            if inner is not None and _is_deed(scene, inner, row):
                return deed_of(inner)
            if inner is not None and _is_misread(scene, inner):
                return inner.i, min(clause_range(token)[1], inner.i + DEED_WORDS)
    if "noun" in row.takes and row.part == "verb":
        return _noun_deed(scene, token, row)
    return None


def _is_purpose(token: Token, below: Token, row: CommitmentWord) -> bool:
    """Is the infinitive only what an act is for: "resolved the dispute to ease trade"?"""
    has_own = row.part == "verb" and not row.needs and bool(objects_of(token))
    return below.dep_ == "advcl" and row.takes == ["infinitive"] and has_own


def _is_torn(below: Token) -> bool:
    """Is a noun taken for a verb: a finite clause with neither a subject nor a "that"?"""
    opens = SUBJECTS | {"mark", "aux", "expl"}
    return "Fin" in below.morph.get("VerbForm", []) and not any(
        child.dep_ in opens for child in below.children
    )


def _first_of(token: Token, below: Token, row: CommitmentWord, first: int) -> int:
    """Return where the deed begins: at the noun of "commit to closer cooperation to end …"."""
    if below.dep_ != "advcl":
        return first
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in row.after and token.i < child.i < first:
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            if inner is not None and inner.i < first:
                return inner.left_edge.i
    return first


def _is_deed(scene: Scene, inner: Token, row: CommitmentWord) -> bool:
    """Does the word behind a preposition name a deed: a gerund, or a noun that the row takes?"""
    if inner.dep_ == "pcomp" or inner.tag_ == "VBG":
        return True
    return "noun" in row.takes and (
        not row.objects or lemma_of(inner) in scene.words.expand(row.objects)
    )


def _is_misread(scene: Scene, inner: Token) -> bool:
    """Is it a verb taken for a noun: "committed to partner together"?"""
    bare = all(c.dep_ in {"advmod", "prep", "acl"} for c in inner.children)
    return bare and inner.tag_ == "NN" and lemma_of(inner) in scene.words.verbs


def _noun_deed(scene: Scene, verb: Token, row: CommitmentWord) -> tuple[int, int] | None:
    words = scene.words.expand(row.objects)
    for thing in objects_of(verb):
        inside = [thing, *(h for _, h in phrases_of(thing))]
        if not any(lemma_of(t) in words for t in inside):
            continue
        deed = _deed_of_noun(scene, thing) if row.kind == "promise" else phrase_range(thing)
        if deed is not None:
            return deed
    return None


def _deed_of_noun(scene: Scene, noun: Token) -> tuple[int, int] | None:
    """Return the verb that the commitment is to, or the thing that is new ("a new force")."""
    rows = scene.words.commitments.get(lemma_of(noun), ())
    nouns = [row for row in rows if row.part == "noun"]
    if not nouns:
        return phrase_range(noun)
    return next((d for row in nouns if (d := _find_deed(scene, noun, row)) is not None), None)


# ---- nouns ---------------------------------------------------------------------------------


def _match_noun(scene: Scene, noun: Token, row: CommitmentWord) -> Bond | None:
    copula = _copula_of(noun) if row.kind == "target" else None
    if copula is not None:
        return _match_aim(scene, copula, row)
    by = _noun_owners(scene, noun)
    deed = _find_deed(scene, noun, row)
    if not by or deed is None:
        return None
    first, after = phrase_range(noun)
    return make_bond(scene, noun, row, by=by, span=(first, max(after, deed[1])), deed=deed)


def _noun_owners(scene: Scene, noun: Token) -> list[Party]:
    owner = possessor(noun)
    if owner is not None:
        return scene.parties([owner])
    for word, head in phrases_of(noun):
        if word in scene.words.sets["Maker prepositions"]:
            found = scene.parties([head])
            if found:
                return found
    return []


def _copula_of(noun: Token) -> Token | None:
    """Return the verb of "the aim is to …"."""
    verb = noun.head
    if noun.dep_ not in SUBJECTS or verb.pos_ != "AUX":
        return None
    below = complement_of(verb)
    return verb if below is not None and has_particle(below) else None


def _match_aim(scene: Scene, verb: Token, row: CommitmentWord) -> Bond | None:
    """Return the bond of "the aim is to …" where several sides say so together."""
    speaker = scene.speaker_party(verb)
    by = [speaker] if speaker is not None else list(scene.issuers)
    below = complement_of(verb)
    if below is None or not are_several(scene, by):
        return None
    return make_bond(scene, verb, row, by=by, span=clause_range(verb), deed=deed_of(below))
