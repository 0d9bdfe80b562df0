"""Quotes in a build: verdicts in the tables, read again by `verify`, compared with each other."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from onrecord.annotate.quotations import find_quotations
from onrecord.knowledge import load_knowledge
from onrecord.model import (
    Compared,
    DocumentKind,
    Manner,
    Outcome,
    Span,
    SpeechKind,
    Verdict,
    Voice,
)
from onrecord.record import Record, open_record
from onrecord.run.build import BuildOptions, Progress, build_record
from onrecord.run.integrity import Report, check_words
from onrecord.run.quote_checks import CheckedQuote, load_index, make_quote_message
from onrecord.run.speeches import Spoken, cut_quoted, cut_speeches, is_whole, list_paragraphs
from onrecord.run.utterances import list_utterances
from tests.unit.run.conftest import NOW
from tests.unit.run.fake_reading import open_fake_step
from tests.unit.run.quoting_pile import write_pile

ISSUER = "The White House"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("quoting")
    pile = write_pile(place / "pile")
    options = BuildOptions(record=place / "record", patterns=(str(pile),), open_step=open_fake_step)
    build_record(options, now=NOW, progress=Progress())
    return place / "record"


@pytest.fixture
def record(path: Path) -> Record:
    with open_record(path) as opened:
        yield opened


def name_file(source: str) -> str:
    return Path(source).stem


def test_each_statement_has_the_diagnosis_of_its_quote(record: Record) -> None:
    rows = {name_file(r.source): (r.outcome, r.diagnosis) for r in record.statements}
    assert rows == {
        "faithful": ("holds", "verbatim"),
        "cut": ("fails", "condition-cut"),
        "changed": ("fails", "altered"),
        "elsewhere": ("open", "no-transcript"),
        "again": ("open", "no-transcript"),
    }


def test_a_verdict_has_the_words_of_the_transcript_and_the_difference(record: Record) -> None:
    [verdict] = [r for r in record.rows("verdict") if r["diagnosis"] == "altered"]
    assert verdict["difference"] == "We will open the [-ferry-] {+market+} if the ice melts in time"
    [compared] = verdict["compared"]
    [said] = record.rows_with("document", "id", compared["document"])
    assert said["text"][compared["start"] : compared["end"]] == compared["quote"]
    assert compared["speaker"] == "THE SPEAKER"


def test_verify_notes_a_transcript_that_has_other_words(record: Record, tmp_path: Path) -> None:
    report = Report()
    check_words(record, report)
    assert report.faults == []
    documents = {r["id"]: {**r, "text": r["text"].upper()} for r in record.rows("document")}

    class Changed:
        def rows(self, table: str) -> list[dict[str, object]]:
            return list(documents.values()) if table == "document" else (
                record.rows("verdict") if table == "verdict" else []
            )  # fmt: skip

    check_words(Changed(), report)  # type: ignore[arg-type]
    assert any("it was compared with are not at" in fault for fault in report.faults)


def test_a_record_gives_the_same_speeches_as_its_build(record: Record) -> None:
    index = load_index(record, load_knowledge())
    assert [(s.kind, s.voice.words, s.voice.is_asking) for s in index.speeches] == [
        (SpeechKind.TURN, "THE SPEAKER", False),
        (SpeechKind.TURN, "QUESTION", True),
    ]


def test_quotes_of_the_same_words_are_one_utterance(record: Record) -> None:
    found = list_utterances(record, load_knowledge())
    assert [(u.documents, u.is_differing) for u in found] == [(3, True), (2, True)]
    said, unsaid = found
    assert said.said == "We will open the ferry if the ice melts in time"
    assert {name_file(v.source): v.diagnosis for v in said.variants} == {
        "faithful": "verbatim", "cut": "condition-cut", "changed": "altered",
    }  # fmt: skip
    assert unsaid.said is None
    fullest, other = unsaid.variants
    assert (fullest.diagnosis, other.diagnosis) == (None, "trimmed")
    assert other.difference == "Nobody in the valley has [-ever-] seen such a flood as this"


def test_a_database_without_verdicts_on_quotes_has_no_compared_words(path: Path) -> None:
    build = (path / "CURRENT").read_text().strip()
    with duckdb.connect(str(path / "built" / build / "record.duckdb"), read_only=True) as held:
        kind = dict(held.execute("select column_name, data_type from duckdb_columns() where table_name = 'verdict'").fetchall())  # fmt: skip
    assert kind["compared"].startswith("STRUCT") and kind["compared"].endswith("[]")


def make_spoken(text: str, kind: DocumentKind, quoted: str | None = None) -> Spoken:
    start = text.index(quoted) if quoted else 0
    stretch = ((start, start + len(quoted), Voice(ids=("ana",), name="Ana")),) if quoted else ()
    return Spoken(
        document_id="doc-1", kind=kind, outlet=ISSUER, language="en", text=text, earliest=None,
        latest=None, turns=(), quoted=stretch,
    )  # fmt: skip


def test_a_release_gives_its_quotes_and_its_issuer_s_own_text() -> None:
    text = "The two sides met on Friday morning. “We agree,” Ana said. They will meet again in May."
    spoken = make_spoken(text, DocumentKind.RELEASE, "We agree,")
    speeches = list(cut_speeches(spoken, load_knowledge()))
    assert [s.kind for s in speeches] == [SpeechKind.RELEASE, SpeechKind.QUOTED, SpeechKind.RELEASE]
    assert speeches[1].voice.name == "Ana"
    assert speeches[0].voice.country == "US"


def test_a_transcript_without_turns_is_one_speech() -> None:
    spoken = make_spoken("Good morning to you all, my friends.", DocumentKind.TRANSCRIPT)
    assert [s.kind for s in cut_speeches(spoken, load_knowledge())] == [SpeechKind.REMARKS]


def test_the_words_between_the_marks_are_compared() -> None:
    text = "She said that “it works” and that “it will go on working” for years."
    marks = find_quotations(text, list_paragraphs(text))
    stretches = cut_quoted(Manner.MIXED, 14, len(text), quotations=marks)
    assert [text[a:b] for a, b in stretches] == ["it works", "it will go on working"]
    assert list(cut_quoted(Manner.DIRECT, 0, 8, quotations=[])) == [(0, 8)]


@pytest.mark.parametrize(
    ("words", "manner", "whole"),
    [
        ("We will go.", Manner.DIRECT, True),
        ("¿Vamos a ir?", Manner.DIRECT, True),
        ("and it will take time.", Manner.DIRECT, False),
        ("very useful", Manner.MIXED, False),
        ("We will go.", Manner.MIXED, True),
        ("Plan B", Manner.MIXED, False),
    ],
)
def test_what_begins_as_a_sentence_stands_as_one(words: str, manner: Manner, whole: bool) -> None:
    assert is_whole(words, manner) is whole


@pytest.mark.parametrize(
    ("difference", "replacement"), [("We [-may-] {+will+} go", "We may go"), (None, None)]
)
def test_words_in_another_language_are_not_put_in_the_place_of_a_quote(
    difference: str | None, replacement: str | None
) -> None:
    span = Span(document_id="doc-1", start=0, end=9, quote="We may go")
    verdict = Verdict(
        finding_id="sta-1", outcome=Outcome.FAILS, diagnosis="altered", reason="differs",
        method="verify.quotes@2", compared=(Compared(span=span, speaker=None),),
        difference=difference,
    )  # fmt: skip
    checked = CheckedQuote(
        source="draft.md", line=1, column=1, words="We will go", start=0, end=10, speaker=None,
        verdict=verdict,
    )  # fmt: skip
    message = make_quote_message(checked)
    assert message is not None
    assert message.replacement == replacement
