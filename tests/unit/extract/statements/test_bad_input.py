"""Text that nobody meant to be read: bounded in time, and no statement outside its words.

The bounds are CPU seconds without parsing, ten times what these texts take (0.1 to 2 s).
"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from spacy.language import Language

from onrecord.annotate import NameIndex, annotate, load_bare, make_annotated
from onrecord.annotate.quotations import find_quotations
from onrecord.extract import read_statements
from onrecord.knowledge import Knowledge
from onrecord.model import Document

SENTENCE = "the ministry said the port would stay open for all ships and more rain would come"
MARKS = "“\"‘'«»’”"
LIMIT_SECONDS = 20.0


def unbalance(words: int) -> str:
    """Return words of which every seventh has an opening or closing mark, by turns."""
    all_words = (SENTENCE.split() * words)[:words]
    return " ".join(MARKS[i % 8] + word if i % 7 == 0 else word for i, word in enumerate(all_words))


@pytest.mark.parametrize(
    "make",
    [
        lambda: unbalance(10_000),
        lambda: "\n".join(unbalance(50) for _ in range(200)),
        lambda: " ".join("'" + word for word in SENTENCE.split() * 700),
        lambda: " ".join("“" + word for word in SENTENCE.split() * 700),
    ],
    ids=["one paragraph", "many paragraphs", "apostrophes", "opening marks"],
)
def test_unbalanced_marks_end_soon_and_do_not_overlap(make: Callable[[], str]) -> None:
    text = make()
    paragraphs, at = [], 0
    for line in text.split("\n"):
        paragraphs.append((at, at + len(line)))
        at += len(line) + 1
    start = time.process_time()
    found = find_quotations(text, paragraphs)
    assert time.process_time() - start < LIMIT_SECONDS
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))


@pytest.mark.slow
@pytest.mark.model
@pytest.mark.parametrize(
    "make",
    [
        lambda: unbalance(10_000),
        lambda: (", and ".join([SENTENCE] * 700))[:50_000],
        lambda: " ".join(["“we will keep it open,” the ministry said"] * 600),
        lambda: "a" * 50_000,
    ],
    ids=["unbalanced", "one sentence", "quotations without end", "one word"],
)
def test_statements_of_such_texts_end_soon(
    make: Callable[[], str], nlp: Language, index: NameIndex, knowledge: Knowledge
) -> None:
    document = Document(capture_id="cap-1", source="a.txt", text=make(), language="en")
    annotated = annotate(document, nlp, index)
    start = time.process_time()
    statements = read_statements(annotated, knowledge)
    assert time.process_time() - start < LIMIT_SECONDS
    assert all(s.content.holds_in(document) for s in statements)


@pytest.mark.model
def test_a_text_in_capitals_is_read(nlp: Language, index: NameIndex, knowledge: Knowledge) -> None:
    text = "“WE WILL KEEP THE PORT OPEN FOR ALL,” THE WHITE HOUSE SAID IN A STATEMENT."
    document = Document(capture_id="cap-1", source="a.txt", text=text, language="en")
    (statement,) = read_statements(annotate(document, nlp, index), knowledge)
    assert statement.content.quote == "WE WILL KEEP THE PORT OPEN FOR ALL"


def test_a_language_without_tables_gives_nothing(knowledge: Knowledge) -> None:
    nlp = load_bare("fi")
    assert nlp is not None
    text = "”Pidämme sataman auki”, ministeri sanoi maanantaina."
    document = Document(capture_id="cap-1", source="a.txt", text=text, language="fi")
    annotated = make_annotated(document, nlp(text), NameIndex(knowledge, "fi"))
    assert read_statements(annotated, knowledge) == []
