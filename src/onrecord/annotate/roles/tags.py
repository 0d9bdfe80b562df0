"""Features of a token as tags: "firmaron" → VBD, "ministros" → NNS."""

from __future__ import annotations

from typing import Any, cast

from onrecord.annotate.endings import INFINITIVE, VERBAL
from onrecord.annotate.roles.syntax import Syntax
from onrecord.annotate.trees import Tree

TAGS = {
    "NOUN": "NN", "PROPN": "NNP", "ADJ": "JJ", "ADV": "RB", "ADP": "IN", "SCONJ": "IN",
    "CCONJ": "CC", "NUM": "CD", "DET": "DT", "PRON": "PRP", "PART": "RP", "INTJ": "UH",
    "SYM": "SYM", "SPACE": "_SP", "X": "FW",
}  # fmt: skip

MISTAKEN = frozenset({"ADJ", "NOUN", "PROPN"})
SHORTEST_FORM = 4
FIRST = "Mood=Ind|Number=Sing|Person=1|Tense=Past|VerbForm=Fin"  # what "hablé" tells
FUTURE = {"Mood": "Ind", "Tense": "Fut"}  # small models take "reforzaremos" for a present


def mend_part(tree: Tree, syntax: Syntax, at: int) -> None:
    """Take for a verb what a small model takes for an adjective or a name: "Hoy hablé con …"."""
    token = tree.tokens[at]
    if token.pos_ not in MISTAKEN or len(token) < SHORTEST_FORM:
        return
    verb = syntax.forms.find_told(token.text, syntax.first)
    if verb is not None:
        token.pos_, token.lemma_ = "VERB", verb
        cast(Any, token).set_morph(FIRST)
        tree.parts[at] = tree.part("VERB")


def tag(tree: Tree, syntax: Syntax, at: int) -> None:
    """Give a token the tag of its part of speech and features, and its dictionary form."""
    token = tree.tokens[at]
    words = token.lemma_.split()
    if words and " " in token.lemma_:  # a verb with its pronouns: "traducir él"
        token.lemma_ = words[0]
    if token.pos_ in VERBAL:
        token.lemma_ = syntax.forms.find(token.text, token.lemma_)
        tree.features[at].update(_mend_mood(tree, syntax, at))
    elif token.pos_ in {"NOUN", "PROPN"}:
        token.lemma_ = syntax.nouns.find(token.text, token.lemma_)
    if token.is_quote or (token.is_punct and token.pos_ != "PUNCT"):
        tree.parts[at], tree.roles[at] = tree.part("PUNCT"), _as_mark(tree.roles[at])
        tree.tags[at] = token.text if len(token.text) == 1 else "."
    elif token.pos_ in VERBAL:
        tree.tags[at] = _tag_of_verb(tree, at)
    elif token.pos_ == "PUNCT":
        tree.tags[at] = token.text if len(token.text) == 1 else "."
    elif tree.has(at, "PronType", "Rel") and token.pos_ in {"PRON", "DET", "ADV"}:
        tree.tags[at] = {"PRON": "WDT", "DET": "WP$", "ADV": "WRB"}[token.pos_]
    elif token.pos_ == "DET" and (tree.has(at, "Poss", "Yes") or tree.lower(at) in syntax.owner):
        tree.tags[at] = "PRP$"
    elif tree.lower(at) in syntax.pair and tree.roles[at] not in {"det", "nummod", "amod"}:
        tree.parts[at], tree.tags[at] = tree.part("PRON"), "PRP"
    else:
        many = "S" if token.pos_ == "NOUN" and tree.has(at, "Number", "Plur") else ""
        tree.tags[at] = TAGS.get(token.pos_, "FW") + many


def _tag_of_verb(tree: Tree, at: int) -> str:
    for form, name in (("Inf", INFINITIVE), ("Part", "VBN"), ("Ger", "VBG")):
        if tree.has(at, "VerbForm", form):
            return name
    if tree.has(at, "Tense", "Past", "Imp"):
        return "VBD"
    if tree.has(at, "Mood", "Imp"):
        return "VB"
    is_third = tree.has(at, "Person", "3") and tree.has(at, "Number", "Sing")
    return "VBZ" if is_third else "VBP"


def _mend_mood(tree: Tree, syntax: Syntax, at: int) -> dict[str, str]:
    """Return what an ending tells of a verb that a small model takes for something else."""
    if syntax.forms.is_future(tree.tokens[at].text):
        return FUTURE
    ends = tuple(syntax.will)
    if ends and tree.has(at, "Tense", "Fut") and not tree.lower(at).endswith(ends):
        return {"Tense": "Pres"}
    told = tree.has(at, "Mood", "Sub") and tree.lower(at).endswith(tuple(syntax.told))
    return {"Mood": "Ind"} if told else {}


def _as_mark(role: str) -> str:
    return role if role == "ROOT" else "punct"
