"""What a row's page says once, and what it calls a row that has no words of its own."""

from __future__ import annotations

from datetime import date

from onrecord.web.row_parts import list_fields, name_row

EVENT = {"type": "CONSULT", "date": [date(2025, 3, 1), date(2025, 3, 2)]}


def test_a_happening_is_named_by_what_happened_and_when() -> None:
    assert name_row("happening", {"id": "hap-1"}, [EVENT]) == "Consult, 1 March 2025"
    undated = {**EVENT, "date": None}
    assert name_row("happening", {"id": "hap-1"}, [undated]) == "Consult, no date given"


def test_a_row_with_words_or_a_name_needs_no_heading() -> None:
    assert name_row("figure", {"id": "fig-1", "quote": "two"}, []) == ""
    assert name_row("origin", {"id": "ori-1", "reason": "credits a paper"}, []) == "credits a paper"
    assert name_row("move", {"id": "mov-1"}, []) == "move mov-1"


def test_what_stands_elsewhere_on_the_page_is_not_said_twice() -> None:
    row = {"id": "fig-1", "value": [2], "outcome": "fails", "said_by_id": "cbp", "assumed": False}
    assert list_fields("figure", row, []) == [
        ("value", [2]), ("outcome", "fails"), ("said_by_id", "cbp"),
    ]  # fmt: skip
    assert list_fields("figure", row, ["verdict", "actors"]) == [("value", [2])]


def test_the_text_of_a_speaker_is_left_out_where_it_is_the_name() -> None:
    row = {"id": "sta-1", "quote": "a", "content": "a", "speaker": "Ann", "speaker_text": "Ann"}
    assert list_fields("statement", row, []) == [("speaker", "Ann")]
