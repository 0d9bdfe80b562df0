"""Markdown loses its marks and keeps its words."""

from __future__ import annotations

import pytest

from onrecord.knowledge import Knowledge
from onrecord.text import make_document
from onrecord.text.readers.markdown import render_lines
from tests.unit.text.conftest import Make, make_capture


def lines(text: str) -> list[str]:
    return render_lines(text)[0]


def test_links_wrapped_over_lines_keep_their_words() -> None:
    assert lines("They [met on\nMonday](https://x.org/a_b) and *agreed*.") == [
        "They met on Monday and agreed."
    ]


def test_escapes_are_undone() -> None:
    assert lines(r"The \[senior official\] of High\_Level talks") == [
        "The [senior official] of High_Level talks"
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("**Trade: **This week", "Trade: This week"),
        ("The *Daily\nNews *writes", "The Daily News writes"),
        ("to **build a bridge. **\n\nNext", "to build a bridge."),
        ("a free zone*. *\n(b) No", "a free zone. (b) No"),
        ("**One:**two **three** four", "One:two three four"),
        ("**A plan**  \n\n**Part one**", "A plan"),
        ("2 * 3 and 4 * 5", "2 * 3 and 4 * 5"),
        (r"\* \* \* Begin \*", "* * * Begin *"),
    ],
)
def test_emphasis_that_ends_in_a_space_loses_its_marks(text: str, words: str) -> None:
    assert lines(text)[0] == words


def test_marks_of_two_paragraphs_are_no_pair() -> None:
    assert lines("A note *here\n\nand there *again.") == ["A note *here", "and there *again."]


def test_nested_items_are_lines_of_their_own() -> None:
    assert lines("-   One\n    item\n    -   Two\n\n    <!-- -->\n\n    -   Three\n") == [
        "- One item",
        "- Two",
        "- Three",
    ]


def test_numbers_of_items_are_kept() -> None:
    assert lines("3. One\n4. Two") == ["3. One", "4. Two"]


def test_a_table_becomes_rows() -> None:
    assert lines("| a | b |\n|---|---|\n| 1 | 2 |") == ["a | b", "1 | 2"]


def test_pictures_and_comments_go() -> None:
    kept, dropped = render_lines(
        'One.\n\n<figure>\n<img src="a.jpg" />\n</figure>\n\n![A](b.png)\n\nTwo.'
    )
    assert kept == ["One.", "Two."]
    assert len(dropped) == 2


def test_a_break_at_the_end_of_a_sentence_stays_one() -> None:
    assert lines("Thank you.  \nYou are welcome.  \nThis line was  \nwrapped.") == [
        "Thank you.",
        "You are welcome.",
        "This line was wrapped.",
    ]


MATTER = "---\ndate: '2023-04-14'\ntitle: \"High\\_Level talks\"\nsource_url: https://x.org/a\n---\n\nThe two of them met and agreed on the plan.\n\n\\###\n"


def test_front_matter_is_data_and_not_text(make: Make) -> None:
    document = make(MATTER, "text/markdown")
    assert document.text == "The two of them met and agreed on the plan."
    assert document.title == "High Level talks"
    assert document.url == "https://x.org/a"
    assert document.publication is not None
    assert str(document.publication.earliest) == "2023-04-14"
    assert [d.reason for d in document.dropped] == ["front matter", "signs without words"]


@pytest.mark.parametrize(
    "matter",
    [
        'title: "unclosed\ndate: 2024-05-01\nx: [1',
        "date: 2024-05-01\nseen: 2024-13-45",
        "date: 2024-05-01\nseen: !!timestamp x",
        "date: 2024-05-01\nseen: !!bool x",
        f"date: 2024-05-01\nseen: {'9' * 5_000}",
        f"date: 2024-05-01\nseen: 0x{'f' * 5_000}",
    ],
    ids=["open", "day", "tag of a time", "tag of a choice", "long number", "number to be long"],
)
def test_broken_front_matter_is_said_and_the_rest_is_read(
    knowledge: Knowledge, matter: str
) -> None:
    text = f"---\n{matter}\n---\n\nThe two of them met and agreed.\n"
    document, problems = make_document(make_capture(text, "text/markdown"), knowledge)
    assert document is not None
    assert document.text == "The two of them met and agreed."
    assert document.publication is not None
    assert str(document.publication.earliest) == "2024-05-01"
    assert "broken front matter" in problems[0].message


def test_front_matter_without_an_end_is_said(knowledge: Knowledge) -> None:
    text = "---\ntitle: A plan\n\nThe two of them met and agreed on it.\n"
    document, problems = make_document(make_capture(text, "text/markdown"), knowledge)
    assert document is not None
    assert document.text == "The two of them met and agreed on it."
    assert "close it with a line of three dashes" in problems[0].message


def test_aliases_are_not_followed(make: Make) -> None:
    text = "---\ntitle: A & B\nx: &a [1, 2]\ny: [*a, *a]\n---\n\nThe two of them met and agreed.\n"
    assert make(text, "text/markdown").title == "A & B"
