"""Copulas, auxiliaries, passives, and the pronouns that make one."""

from __future__ import annotations

from onrecord.annotate.endings import INFINITIVE, VERBAL
from onrecord.annotate.roles.clauses import SUBJECTS, is_opened
from onrecord.annotate.roles.syntax import Syntax
from onrecord.annotate.trees import Tree

BEHIND_OPENER = 2  # "tiene" and "pagar" in "tiene que pagar"
# What belongs to a clause and not to the noun or adjective that is its predicate.
OF_CLAUSE = frozenset(
    {"nsubj", "csubj", "aux", "mark", "cc", "punct", "advcl", "parataxis", "expl:pass", "dep"}
)


def turn_copula(tree: Tree, _syntax: Syntax, at: int) -> None:
    """Let "is" carry its clause: "Mexico is a country", "the aim is to strengthen"."""
    if tree.roles[at] != "cop" or tree.heads[at] == at:
        return
    predicate = tree.heads[at]
    tree.replace(predicate, at)
    is_verb = tree.tokens[predicate].pos_ in VERBAL
    for child in tree.children(predicate):
        if _is_of_clause(tree, child, at, is_verb=is_verb):
            tree.move(child, at, tree.roles[child])
    role = "acomp" if tree.tokens[predicate].pos_ == "ADJ" else "attr"
    tree.move(predicate, at, "xcomp" if is_verb else role)


def _is_of_clause(tree: Tree, child: int, at: int, *, is_verb: bool) -> bool:
    if is_verb and at < child:  # "the aim is that both share …": its own subject
        return False
    role, pos = tree.roles[child], tree.tokens[child].pos_
    if role in {"advmod", "obl", "nmod"}:
        return child < at or role == "obl"
    return role in OF_CLAUSE or (role == "conj" and pos in VERBAL)


def turn_duty(tree: Tree, syntax: Syntax, at: int) -> None:
    """Let what has to be done carry its clause: "Canada tiene que pagar" is read as two verbs."""
    verb = tree.heads[at]
    if tree.roles[at] != "conj" or not tree.has(at, "VerbForm", "Inf"):
        return
    if tree.tokens[verb].lemma_.lower() not in syntax.duty or at - verb != BEHIND_OPENER:
        return
    if tree.lower(at - 1) not in syntax.opener or not tree.has(verb, "VerbForm", "Fin"):
        return
    tree.replace(verb, at)
    for child in tree.children(verb):
        tree.move(child, at, tree.roles[child])
    tree.move(verb, at, "aux")
    tree.move(at - 1, at, "mark")


def name_auxiliaries(tree: Tree, syntax: Syntax, at: int) -> None:
    """Tell the auxiliary of a passive, and one that says "will" or "can", from others."""
    if tree.roles[at] != "aux":
        return
    verb, lemma = tree.heads[at], tree.tokens[at].lemma_.lower()
    if tree.has(verb, "VerbForm", "Part") and lemma in syntax.passive:
        tree.roles[at] = "auxpass"
    elif tree.has(verb, "VerbForm", "Inf") and lemma in syntax.modal and at < verb:
        if tree.has(at, "VerbForm", "Fin"):
            tree.tags[at], tree.tags[verb] = "MD", "VB"
        for mark in tree.children(verb, "mark"):
            if at < mark < verb:  # "va a enviar": finite, the particle says nothing more
                tree.roles[mark] = "prt"


def name_clitics(tree: Tree, syntax: Syntax, at: int) -> None:
    """Tell the pronoun of "se firmó" from that of "se reunieron"."""
    if not tree.has(at, "Reflex", "Yes") or tree.roles[at] not in {"obj", "iobj", "expl:pass"}:
        return
    verb = tree.heads[at]
    lemma = tree.tokens[verb].lemma_.lower().removesuffix("se")
    third = tree.has(verb, "Person", "3") or tree.has(verb, "VerbForm", "Part", "Inf")
    passive = at < verb and third and lemma not in syntax.reflexive
    tree.roles[at] = "auxpass" if passive else "expl"


def name_passive(tree: Tree, syntax: Syntax, at: int) -> None:
    """Name the subject of a passive, and find who does what it tells."""
    clitic = [c for c in tree.children(at, "auxpass") if tree.tokens[c].pos_ == "PRON"]
    if not tree.children(at, "auxpass"):
        return
    subjects = tree.children(at, *SUBJECTS)
    if clitic and not subjects:  # "se firmó un acuerdo": the parse takes it for an object
        for child in tree.children(at, "obj")[:1]:
            tree.roles[child] = "nsubjpass"
            subjects = [child]
    for child in subjects:
        if clitic and at < child and is_opened(tree, child):  # "se informó que …"
            tree.roles[child] = "ccomp"
            continue
        if clitic and at < child and tree.tags[child] == INFINITIVE:  # "se acordó ampliar …"
            tree.roles[child] = "xcomp"
            continue
        tree.roles[child] = "nsubjpass"
        _find_doer(tree, syntax, child, at)


def _find_doer(tree: Tree, syntax: Syntax, subject: int, verb: int) -> None:
    """Hang "por la policía" on the verb where the parse hung it on the subject behind it."""
    for child in tree.children(subject, "nmod"):
        words = [tree.lower(c) for c in tree.children(child, "case")]
        if subject > verb and words and words[0] in syntax.agent:
            tree.move(child, verb, "obl")
