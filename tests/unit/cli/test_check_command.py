"""The linter in the ways in which it is called."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.cli.check_command import Result
from onrecord.cli.check_output import print_counts, print_rest
from onrecord.cli.commands import run
from onrecord.model import Compared, Outcome, Span, Verdict
from onrecord.run.quote_checks import CheckedQuote

SWAPPED = "The Border Patrol made 181,509 arrests in August 2023."
DAY = ["--published", "2023-10-01"]


@pytest.fixture
def draft(tmp_path: Path) -> str:
    path = tmp_path / "draft.md"
    path.write_text(f"# Draft\n\n{SWAPPED}\n")
    return str(path)


def test_a_code_is_explained_without_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--explain", "f201"]) == 0
    assert capsys.readouterr().out.startswith("F201 swapped-digits: Two digits")


def test_a_code_that_does_not_exist_is_refused_with_those_that_do(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["check", "--explain", "F999"]) == 2
    assert "F201" in capsys.readouterr().err


def test_a_file_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check"]) == 2
    assert "Which FILE" in capsys.readouterr().err


def test_standard_input_cannot_be_watched(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--watch", "-"]) == 2
    assert "name a file" in capsys.readouterr().err


@pytest.mark.model
def test_each_form_says_the_same_of_the_same_place(
    draft: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", draft, *DAY, "--fix-suggestions"]) == 1
    text = capsys.readouterr().out
    assert text.startswith(f'{draft}:3:24 F201 "181,509 arrests"')
    assert "+ 181,059 arrests" in text
    assert run(["check", draft, *DAY, "--format", "github"]) == 1
    assert capsys.readouterr().out.startswith(f"::error file={draft},line=3,col=24,title=F201::")
    assert run(["check", draft, *DAY, "--sarif"]) == 1
    [result] = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (result["ruleId"], region["startLine"], region["startColumn"]) == ("F201", 3, 24)
    assert run(["check", draft, *DAY, "--json", "--ignore", "F2"]) == 0
    [figure] = json.loads(capsys.readouterr().out)["figures"]
    assert (figure["code"], figure["silenced"]) == ("F201", True)


@pytest.mark.model
def test_several_files_are_checked_in_one_go(
    draft: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.txt"
    other.write_text(SWAPPED)
    assert run(["check", str(other), draft, *DAY]) == 1
    lines = [line for line in capsys.readouterr().out.splitlines() if " F201 " in line]
    assert [line.split(" ")[0] for line in lines] == [f"{other}:1:24", f"{draft}:3:24"]


@pytest.mark.model
def test_all_that_was_checked_is_printed_on_request(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "draft.txt"
    path.write_text(f"{SWAPPED} The Border Patrol made 132,648 arrests in July 2023.")
    assert run(["check", str(path), *DAY]) == 1
    assert "132,648 arrests" not in capsys.readouterr().out
    assert run(["check", str(path), *DAY, "--all"]) == 1
    shown, counted = capsys.readouterr()
    assert f'{path}:1:79 holds "132,648 arrests": ' in shown
    assert shown.count("181,509 arrests") == 1
    assert "2 figures: 1 holds, 1 fails" in counted


def test_a_translated_quote_stands_beside_what_was_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    span = Span(document_id="doc-1", start=0, end=12, quote="Vamos a ver.")
    verdict = Verdict(
        finding_id="sta-1", outcome=Outcome.OPEN, diagnosis="translated", reason="a translation",
        method="verify.quotes@2", compared=(Compared(span=span, speaker=None),),
    )  # fmt: skip
    quote = CheckedQuote(
        source="draft.md", line=1, column=1, words="We will see", start=0, end=10, speaker=None,
        verdict=verdict,
    )  # fmt: skip
    result = Result(quotes=[quote])
    print_rest(result)
    print_counts(result)
    shown, counted = capsys.readouterr()
    assert shown == (
        'draft.md:1:1 open, translated "We will see": a translation\n'
        '    compared with "Vamos a ver."\n'
    )
    assert "1 quote: 1 open, 1 of them translated" in counted
