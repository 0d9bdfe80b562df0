"""A writer can tell the linter what not to say again."""

from __future__ import annotations

import pytest

from onrecord.model import Level, Message
from onrecord.run.silencing import Silence, choose_messages, read_silence


def make_message(code: str, line: int) -> Message:
    return Message(
        source="draft.md",
        line=line,
        column=1,
        code=code,
        level=Level.ERROR,
        words="181,509 arrests",
        text="does not match",
        finding_id=f"fig-{code}-{line}",
        method="m@1",
    )


def choose(text: str, *messages: Message, select: str = "", ignore: str = "") -> list[str]:
    chosen = choose_messages(
        messages, select=select.split(), ignore=ignore.split(), silence=read_silence(text)
    )
    return [message.finding_id for message in chosen]


def test_a_comment_at_the_end_of_a_line_silences_its_code_on_that_line() -> None:
    text = "one <!-- onrecord: ignore F201 -->\ntwo"
    said = choose(text, make_message("F201", 1), make_message("F202", 1), make_message("F201", 2))
    assert said == ["fig-F202-1", "fig-F201-2"]


def test_a_comment_alone_on_its_line_silences_the_next() -> None:
    text = "<!-- onrecord: ignore -->\ntwo"
    assert choose(text, make_message("F201", 1), make_message("F201", 2)) == ["fig-F201-1"]


def test_a_comment_for_the_file_silences_every_line() -> None:
    text = "one\ntwo\n<!-- ONRECORD: ignore-file F1, F203 -->"
    messages = (make_message("F100", 1), make_message("F203", 2), make_message("F201", 2))
    assert choose(text, *messages) == ["fig-F201-2"]


@pytest.mark.parametrize(
    ("select", "ignore", "said"),
    [
        ("", "", ["F100", "F201", "F202"]),
        ("F2", "", ["F201", "F202"]),
        ("", "F2", ["F100"]),
        ("F2", "F202", ["F201"]),
        ("F201", "F2", ["F201"]),
        ("F201", "F201", []),
        ("f201", "", ["F201"]),
    ],
)
def test_the_longer_beginning_of_a_code_wins(select: str, ignore: str, said: list[str]) -> None:
    messages = [make_message(code, 1) for code in ("F100", "F201", "F202")]
    found = choose("", *messages, select=select, ignore=ignore)
    assert found == [f"fig-{code}-1" for code in said]


def test_a_text_without_comments_silences_nothing() -> None:
    assert read_silence("ignore F201\n<!-- a note -->") == Silence()


def test_a_message_without_a_line_is_silenced_for_the_file_only() -> None:
    message = make_message("F201", 1)
    nowhere = Message(
        **{name: getattr(message, name) for name in message.__slots__} | {"line": None}
    )
    assert choose("<!-- onrecord: ignore -->", nowhere) == ["fig-F201-1"]
    assert choose("<!-- onrecord: ignore-file -->", nowhere) == []
