"""Nouns with their adjectives, objects, and prepositions that carry their nouns."""

from __future__ import annotations

from onrecord.annotate.roles.syntax import Syntax
from onrecord.annotate.trees import Tree

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "SYM", "X", "ADJ"})


def turn_flipped(tree: Tree, syntax: Syntax, at: int) -> None:
    """Let the noun carry the adjective behind it where the parse has it the other way round.

    "una llamada telefónica", "la llamada sostenida": nouns that look like participles.
    """
    above = tree.heads[at]
    if tree.roles[at] != "amod" or above != at + 1:
        return
    noun = tree.tokens[at].pos_ == "NOUN" and tree.tokens[above].pos_ == "ADJ"
    if not noun and tree.lower(at) not in syntax.noun:
        return
    tree.replace(above, at)
    for child in tree.children(above):
        tree.move(child, at, tree.roles[child])
    tree.move(above, at, "amod")
    _name_noun(tree, syntax, at, above)


def _name_noun(tree: Tree, syntax: Syntax, at: int, adjective: int) -> None:
    tree.tokens[at].pos_, tree.tokens[adjective].pos_ = "NOUN", "ADJ"
    tree.parts[at], tree.parts[adjective] = tree.part("NOUN"), tree.part("ADJ")
    if tree.tokens[at].lemma_.lower() not in syntax.noun:
        tree.tokens[at].lemma_ = tree.lower(at)


def sort_objects(tree: Tree, syntax: Syntax, at: int) -> None:
    """Tell whom something is given to from what is given: both are objects to some parses."""
    objects = tree.children(at, "obj")
    marked = [c for c in objects if _is_marked(tree, syntax, c)]
    bare = [c for c in objects if c not in marked and tree.tokens[c].pos_ != "PRON"]
    if marked and (bare or len(marked) > 1):
        for child in marked if bare else marked[:-1]:
            tree.roles[child] = "iobj"
    for child in objects:
        if tree.tokens[child].pos_ == "PRON" and tree.has(child, "Case", "Dat"):
            tree.roles[child] = "iobj"


def _is_marked(tree: Tree, syntax: Syntax, at: int) -> bool:
    return any(tree.lower(c) in syntax.object for c in tree.children(at, "case"))


def turn_case(tree: Tree, syntax: Syntax, at: int) -> None:
    """Let a preposition carry its noun."""
    words = tree.children(at, "case")
    if not words or tree.tokens[at].pos_ not in NOMINAL:
        return
    if tree.roles[at] in {"obj", "nsubjpass"} and _is_marked(tree, syntax, at):
        return
    lead = words[0]
    if _begins_name(tree, at, lead):
        for child in tree.children(at, "case", "det"):
            tree.roles[child] = "compound"
        tree.roles[at] = "appos"
        return
    chain = [w for word in words for w in (word, *tree.children(word, "fixed"))]
    kept = [w for w in chain if tree.lower(w) not in syntax.light] or [lead]
    chosen = kept[0]  # "a través de" is told by "través"
    name = _role_of_phrase(tree, syntax, at, chosen)
    if chosen != lead:
        tree.roles[lead] = "fixed"
    _carry(tree, at, chosen, name)


def _begins_name(tree: Tree, at: int, lead: int) -> bool:
    """Is a preposition in capitals part of a surname: "el secretario De la Fuente"?"""
    above = tree.heads[at]
    if tree.roles[at] not in {"nmod", "flat"} or lead != above + 1:
        return False
    capital = tree.tokens[lead].text[0].isupper() and not tree.tokens[above].text[0].isupper()
    return capital and tree.tokens[at].pos_ == "PROPN" and tree.tokens[above].pos_ == "NOUN"


def _carry(tree: Tree, at: int, chosen: int, name: str) -> None:
    """Put one word of a preposition in the place of its noun, and the others on that word."""
    if tree.heads[chosen] != at:
        tree.move(chosen, at, "case")
    tree.replace(at, chosen, name)
    tree.parts[chosen] = tree.part("ADP")
    tree.move(at, chosen, "pobj")
    for word in tree.children(at, "fixed", "punct", "cc", "advmod"):
        if word < chosen or (tree.roles[word] == "fixed" and word < at):
            tree.move(word, chosen, tree.roles[word])


def _role_of_phrase(tree: Tree, syntax: Syntax, at: int, word: int) -> str:
    role = tree.roles[at]
    if role == "iobj":
        return "dative"
    if role == "conj":
        return "conj"
    verb = tree.heads[at]
    if tree.lower(word) in syntax.agent and _is_passive(tree, verb):
        return "agent"
    return "ROOT" if role == "ROOT" else "prep"


def _is_passive(tree: Tree, verb: int) -> bool:
    if tree.children(verb, "auxpass"):
        return True
    return tree.has(verb, "VerbForm", "Part") and not tree.children(verb, "aux")
