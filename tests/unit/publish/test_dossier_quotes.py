"""A quote's verdict beside it: the words that differ, and what was said."""

from __future__ import annotations

from onrecord.publish.dossier import make_dossier, render_dossier
from onrecord.publish.dossier_quotes import cut_pieces
from tests.unit.publish.conftest import TEXT, FakeRecord

QUOTE = "Mexico agreed to send 10,000 guards"
SAID = {"document": "doc-1", "speaker": "A minister", "quote": QUOTE, "start": 108, "end": 143}


def make_record(diagnosis: str, outcome: str) -> FakeRecord:
    record = FakeRecord()
    record.document()
    record.statement(QUOTE, manner="direct", outcome=outcome, diagnosis=diagnosis)
    verdict = {
        "id": "ver-1", "finding": "sta-1", "outcome": outcome, "diagnosis": diagnosis,
        "reason": "compared with the words in the transcript", "nearest": None, "series": None,
        "method": "verify.quotes@1", "compared": [SAID],
        "difference": "Mexico agreed to [-send-] {+keep+} 10,000 <b>guards</b>",
    }  # fmt: skip
    record.tables["verdict"] = [verdict]
    return record


def test_marks_become_pieces() -> None:
    assert cut_pieces("a [-b-] {+c+} d") == (
        ("kept", "a "), ("gone", "b"), ("kept", " "), ("come", "c"), ("kept", " d"),
    )  # fmt: skip
    assert cut_pieces("") == ()


def test_a_quote_that_fails_is_shown_with_its_words_and_what_was_said() -> None:
    assert QUOTE in TEXT
    page = render_dossier(make_dossier(make_record("altered", "fails"), built_at="2026-09-30"))
    assert "Quotes that do not match what was said" in page
    assert "<del>send</del> <ins>keep</ins> 10,000 &lt;b&gt;guards&lt;/b&gt;" in page
    assert f'lang="en">“{QUOTE}”</span> <a href="#doc-1">' in page


def test_a_quote_without_a_transcript_says_nothing_of_itself() -> None:
    page = render_dossier(make_dossier(make_record("no-transcript", "open"), built_at="2026-09-30"))
    assert "no transcript" not in page
    assert "<del>" not in page
