"""Whom "we" and "I" mean in papers of governments."""

from __future__ import annotations

from datetime import date

import pytest
from spacy.language import Language

from onrecord.annotate import NameIndex, annotate
from onrecord.knowledge import Knowledge, References
from onrecord.model import (
    DateBasis,
    Decision,
    Document,
    DocumentKind,
    Judgement,
    Mention,
    MentionKind,
    Publication,
    cut_span,
)
from onrecord.resolve.issuers import judge_issuer
from onrecord.resolve.persons import PersonRegister
from onrecord.resolve.scene import Scene

pytestmark = pytest.mark.model
TEXT = "We will keep working with our neighbors."


@pytest.fixture(name="judge_first_word")
def _judge_first_word(nlp: Language, index: NameIndex, knowledge: Knowledge):
    def judge(
        text: str = TEXT, *, kind: DocumentKind = DocumentKind.RELEASE, **facts: str
    ) -> list[Judgement]:
        day = date(2024, 6, 10)
        document = Document(
            capture_id="cap-1", source="a.txt", text=text, language="en", kind=kind,
            publication=Publication(earliest=day, latest=day, basis=DateBasis.GIVEN), **facts,
        )  # fmt: skip
        annotated = annotate(document, nlp, index)
        references = knowledge.references.get("en", References())
        register = PersonRegister(annotated, knowledge, references)
        scene = Scene(
            annotated=annotated, knowledge=knowledge, references=references, register=register
        )
        end = text.index(" ")
        mention = Mention(span=cut_span(document, 0, end), kind=MentionKind.PRONOUN)
        return judge_issuer(mention, scene)

    return judge


def test_the_person_of_the_title_speaks(judge_first_word) -> None:
    (found,) = judge_first_word(title="Statement from President Joe Biden on the Talks")
    assert (found.right, found.decision) == ("joe-biden", Decision.SAME)


def test_else_the_paper_speaks_for_the_state_of_its_outlet(judge_first_word) -> None:
    (found,) = judge_first_word(title="Fact Sheet", outlet="The White House")
    assert (found.right, found.decision) == ("us", Decision.SPEAKS_FOR)


def test_in_news_nobody_issues(judge_first_word) -> None:
    assert judge_first_word(kind=DocumentKind.NEWS, outlet="The White House") == []


def test_they_are_not_the_issuer(judge_first_word) -> None:
    assert judge_first_word("They will keep working.", outlet="The White House") == []


def test_without_title_and_outlet_nobody_is_guessed(judge_first_word) -> None:
    assert judge_first_word() == []
