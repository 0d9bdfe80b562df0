"""The steps that turn a tree, from the verbs to the little words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from onrecord.annotate.roles.clauses import mark_dropped, name_rest, turn_mark
from onrecord.annotate.roles.mending import (
    mend_aside,
    mend_clause,
    mend_gerund,
    mend_list,
    mend_speaker,
    mend_subject,
    mend_time,
)
from onrecord.annotate.roles.nouns import sort_objects, turn_case, turn_flipped
from onrecord.annotate.roles.syntax import Syntax
from onrecord.annotate.roles.tags import mend_part, tag
from onrecord.annotate.roles.verbs import (
    name_auxiliaries,
    name_clitics,
    name_passive,
    turn_copula,
    turn_duty,
)
from onrecord.annotate.trees import Tree

if TYPE_CHECKING:  # who only reads days does not load spaCy
    from spacy.tokens import Doc

# Each goes over the whole tree, and finds it as those before have left it.
STEPS: tuple[Callable[[Tree, Syntax, int], None], ...] = (
    mend_part,
    turn_flipped,
    tag,
    turn_duty,
    turn_copula,
    name_auxiliaries,
    name_clitics,
    name_passive,
    sort_objects,
    turn_case,
    turn_mark,
    mend_gerund,
    mend_time,
    mend_subject,
    name_rest,
    mend_clause,
    mend_list,
    mend_aside,
    mend_speaker,
    mark_dropped,
)


def turn_roles(doc: Doc, syntax: Syntax) -> Doc:
    """Return the parse told in the roles that the rules read; heads, roles and tags change."""
    tree = Tree(doc)
    for step in STEPS:
        for at in range(len(tree.tokens)):
            step(tree, syntax, at)
    return tree.write()
