"""`onrecord quotes` and `onrecord check -r`: what was said first, and who changed what."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.cli.commands import run
from onrecord.cli.quotes_command import print_utterance
from onrecord.run.build import BuildOptions, Progress, build_record
from onrecord.run.utterances import Utterance, Variant
from tests.unit.run.conftest import NOW
from tests.unit.run.fake_reading import open_fake_step
from tests.unit.run.quoting_pile import write_pile


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> str:
    place = tmp_path_factory.mktemp("quotes")
    pile = write_pile(place / "pile")
    options = BuildOptions(record=place / "record", patterns=(str(pile),), open_step=open_fake_step)
    build_record(options, now=NOW, progress=Progress())
    return str(place / "record")


def test_what_was_said_stands_above_its_variants(
    record: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["quotes", "-r", record]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "THE SPEAKER  (3 documents, 3 origins)"
    assert "“We will open the ferry if the ice melts in time”" in lines[1]
    assert any("[-ferry-] {+market+}" in line for line in lines)
    assert lines[-1].startswith("2 utterances in 5 documents, ")


def test_json_gives_every_utterance_and_a_filter_some(
    record: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["quotes", "-r", record, "--differing", "--speaker", "the speaker", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["count"] == 2
    assert said["utterances"][0]["origins"] == 3
    assert run(["quotes", "-r", record, "--speaker", "nobody"]) == 0
    assert capsys.readouterr().out.startswith("0 utterances")


@pytest.mark.model
def test_a_draft_is_checked_against_the_record(
    record: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text("“We will open the ferry,” the speaker said.\n", encoding="utf-8")
    assert run(["check", str(draft), "-r", record]) == 1
    said = capsys.readouterr()
    assert ':1:2 Q203 "We will open the ferry,": ' in said.out
    assert "if the ice melts in time" in said.out
    assert "1 quote: 1 fails" in said.err
    assert run(["check", str(draft), "-r", record, "--json"]) == 1
    [quote] = json.loads(capsys.readouterr().out)["quotes"]
    assert (quote["code"], quote["diagnosis"]) == ("Q203", "condition-cut")
    assert run(["check", str(draft)]) == 0, "without a record quotes are left alone"


def test_a_quote_in_another_language_stands_below_the_passage_with_its_score(
    capsys: pytest.CaptureFixture[str],
) -> None:
    reason = "a translation of the words in the transcript (es; score 0.84): nothing contradicts"
    variant = Variant(
        statement="sta-1", document="doc-1", source="paper.txt", outlet="A Paper", origin="doc-1",
        published=None, speaker="THE SPEAKER", words="We will open the ferry.", outcome="open",
        diagnosis="translated", difference=None, language="en", reason=reason,
    )  # fmt: skip
    utterance = Utterance(
        speaker="THE SPEAKER", said="Abriremos el transbordador.", said_by="THE SPEAKER",
        said_in="doc-2", said_source="speech.txt", said_start=0, said_end=27, variants=(variant,),
        said_language="es",
    )  # fmt: skip
    print_utterance(utterance)
    lines = capsys.readouterr().out.splitlines()
    assert "(es) “Abriremos el transbordador.”  doc-2  speech.txt" in lines[1]
    assert "“We will open the ferry.”  A Paper  sta-1" in lines[2]
    assert lines[3].strip() == reason
    assert not utterance.is_differing
