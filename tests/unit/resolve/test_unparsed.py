"""In a text without a parse a name in full is described by the office beside it."""

from __future__ import annotations

import pytest

from onrecord.annotate import NameIndex, annotate, load_bare
from onrecord.knowledge import Knowledge
from onrecord.model import Actor, Document, Mention, MentionKind, cut_span
from onrecord.resolve import resolve_mentions

NAME = "Juana García López"


def describe(text: str, words: str, knowledge: Knowledge) -> list[Actor]:
    """Return the actors made for the name in full and for the last place of `words`."""
    nlp = load_bare("es")
    assert nlp is not None
    document = Document(capture_id="cap-1", source="a.txt", text=text, language="es")
    annotated = annotate(document, nlp, NameIndex(knowledge, "es"))
    places = [(text.index(NAME), NAME), (text.rindex(words), words)]
    mentions = [
        Mention(span=cut_span(document, at, at + len(w)), kind=MentionKind.NAME) for at, w in places
    ]
    judgements, actors = resolve_mentions(annotated, mentions, knowledge)
    last = [j.right for j in judgements if j.left == mentions[-1].id]
    return [actor for actor in actors if actor.id in last]


@pytest.mark.parametrize(
    "text",
    [
        f"“Es tarde”, dijo la ministra de Salud de Chile, {NAME}. García López viajó después.",
        f"{NAME}, ministra de Salud de Chile, dijo que es tarde. García López viajó después.",
    ],
    ids=["before", "after"],
)
def test_the_office_beside_the_name_is_the_role(text: str, knowledge: Knowledge) -> None:
    (actor,) = describe(text, "García López", knowledge)
    assert (actor.name, actor.role, actor.country) == (NAME, "ministra de Salud de Chile", "CL")


def test_a_name_without_an_office_gets_no_entry(knowledge: Knowledge) -> None:
    assert not describe(f"“Es tarde”, dijo {NAME}.", NAME, knowledge)
