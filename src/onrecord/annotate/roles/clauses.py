"""What opens clauses, what is left to be named, and verbs whose doer only an ending tells."""

from __future__ import annotations

from onrecord.annotate.endings import DROPPED, INFINITIVE, VERBAL
from onrecord.annotate.roles.syntax import Syntax
from onrecord.annotate.trees import Tree

SUBJECTS = ("nsubj", "csubj")
PLAIN = {"obj": "dobj", "iobj": "dative", "expl:pass": "expl", "dep": "dep"}


def turn_mark(tree: Tree, syntax: Syntax, at: int) -> None:
    """Let "to" be the infinitive's particle, and other words before one make a phrase of it."""
    if tree.roles[at] not in {"mark", "case"} or tree.heads[at] == at:
        return
    verb = tree.heads[at]
    if tree.tags[verb] != INFINITIVE or at > verb:
        return
    if tree.lower(at) in syntax.particle:
        tree.roles[at], tree.tags[at] = "aux", "TO"
    elif tree.tokens[at].pos_ == "ADP":
        tree.replace(verb, at, "ROOT" if tree.roles[verb] == "ROOT" else "prep")
        tree.move(verb, at, "pcomp")


def name_rest(tree: Tree, syntax: Syntax, at: int) -> None:
    """Give the roles that are left the names that the rules read."""
    role = tree.roles[at]
    if role == "advmod" and tree.lower(at) in syntax.denial:
        tree.roles[at] = "neg"
    elif role == "det" and tree.tags[at] == "PRP$":
        tree.roles[at] = "poss"
    elif role in {"obl", "nmod"}:
        tree.roles[at] = "npadvmod"
    elif role == "flat" and _names_a_noun(tree, at):
        tree.roles[at] = "appos"
    elif role == "acl" and _is_relative(tree, at):
        tree.roles[at] = "relcl"
    else:
        tree.roles[at] = PLAIN.get(role, role)


def _names_a_noun(tree: Tree, at: int) -> bool:
    """Is it the name in "el presidente Name", and not a part of one?"""
    tokens = tree.tokens
    return tokens[at].pos_ == "PROPN" and tokens[tree.heads[at]].pos_ == "NOUN"


def _is_relative(tree: Tree, at: int) -> bool:
    verbs = [at, *tree.children(at, "aux", "auxpass", "cop")]
    return any(tree.has(v, "VerbForm", "Fin") for v in verbs)


def mark_dropped(tree: Tree, syntax: Syntax, at: int) -> None:
    """Mark a finite verb whose doer only its ending tells: "firmaron", "vamos a enviar"."""
    token = tree.tokens[at]
    finite = finite_part(tree, at)
    if token.pos_ not in VERBAL or finite is None or tree.roles[at] in {"aux", "auxpass"}:
        return
    if tree.children(at, *SUBJECTS, "nsubjpass"):
        return
    if token.lemma_.lower() in syntax.impersonal:
        return
    passive = tree.children(at, "auxpass")
    if passive and tree.tokens[passive[0]].pos_ != "PRON":
        return
    for feature in ("Person", "Number"):
        value = tree.tokens[finite].morph.get(feature, [""])[0]
        tree.features[at][feature] = value
    tree.features[at][DROPPED] = "Imp" if passive else "Yes"


def is_opened(tree: Tree, at: int) -> bool:
    """Is it a finite clause behind a word such as "que"?"""
    return finite_part(tree, at) is not None and bool(tree.children(at, "mark"))


def finite_part(tree: Tree, at: int) -> int | None:
    """Return the verb, or the auxiliary of it, that is finite; None where neither is."""
    parts = (at, *tree.children(at, "aux"))
    return next((p for p in parts if tree.has(p, "VerbForm", "Fin")), None)
