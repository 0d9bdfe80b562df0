"""What the tests of this room share: a document of a few words, and whom words in it mean."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from spacy.language import Language

from onrecord.annotate import Annotated, NameIndex, annotate
from onrecord.knowledge import Knowledge
from onrecord.model import (
    DateBasis,
    Decision,
    Document,
    Mention,
    MentionKind,
    Publication,
    cut_span,
)
from onrecord.resolve import resolve_mentions

Resolve = Callable[..., list[tuple[str, Decision, str | None]]]


@pytest.fixture
def resolve(nlp: Language, index: NameIndex, knowledge: Knowledge) -> Resolve:
    """A function from a text and words in it to the ids and roles they are judged to mean."""

    def resolve_words(
        text: str,
        *words: tuple[str, MentionKind],
        on: str = "2025-03-05",
        outlet: str | None = None,
    ) -> list[tuple[str, Decision, str | None]]:
        day = date.fromisoformat(on)
        document = Document(
            capture_id="cap-1", source="a.txt", text=text, language="en", outlet=outlet,
            publication=Publication(earliest=day, latest=day, basis=DateBasis.GIVEN),
        )  # fmt: skip
        annotated = annotate(document, nlp, index)
        mentions = [make_mention(annotated, w, kind) for w, kind in words]
        judgements, actors = resolve_mentions(annotated, mentions, knowledge)
        known = {**knowledge.actors, **{a.id: a for a in actors}}
        assert all(j.right in known for j in judgements)
        last = [j for j in judgements if j.left == mentions[-1].id]
        return [(known[j.right].name, j.decision, j.role) for j in last]

    return resolve_words


def make_mention(annotated: Annotated, words: str, kind: MentionKind) -> Mention:
    """Return the last place of `words` as a mention."""
    at = annotated.document.text.rindex(words)
    return Mention(span=cut_span(annotated.document, at, at + len(words)), kind=kind)
