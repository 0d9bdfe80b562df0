"""`onrecord pack`: a pack is begun, checked and tried."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.cli.commands import run
from onrecord.knowledge import load_knowledge


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_new_pack_loads_as_it_is(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["pack", "new", "serbia-kosovo", "--between", "Serbia:XK", "--language", "en"]) == 0
    assert capsys.readouterr().out == "serbia-kosovo\n"
    knowledge = load_knowledge(here / "serbia-kosovo")
    assert knowledge.topics["serbia-kosovo-ties"].words == {
        "en": ["Serbia-Kosovo", "Kosovo-Serbia"]
    }
    assert [pack.name for pack in knowledge.packs] == ["base", "serbia-kosovo"]
    assert run(["pack", "check", "serbia-kosovo"]) == 0


def test_a_new_pack_says_what_base_has_already(here: Path) -> None:
    run(["pack", "new", "two", "--between", "JP:KR", "--title", "The two"])
    assert "#   jp-foreign-minister (" in (here / "two/offices.yml").read_text(encoding="utf-8")
    assert "#   jp-meti (" in (here / "two/actors.yml").read_text(encoding="utf-8")
    assert 'title: "The two"' in (here / "two/pack.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["Two", "--between", "JP:KR"], '"Two" is no name of a pack'),
        (["two", "--between", "JP"], "is no pair; write two states as JP:KR"),
        (["two", "--between", "JP:Koreaa"], 'no state "Koreaa"; did you mean "korea"?'),
        (["two", "--between", "JP:KR", "--language", "jp"], '"jp" is no language'),
        (["two"], "which two states? say it with --between ONE:OTHER"),
    ],
)
def test_what_is_wrong_with_a_new_pack_is_said(
    here: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert run(["pack", "new", *words]) == 2
    assert said in capsys.readouterr().err
    assert not (here / "two").exists()


def test_a_folder_that_holds_something_is_left_alone(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "two").mkdir()
    (here / "two/mine.txt").write_text("mine", encoding="utf-8")
    assert run(["pack", "new", "two", "--between", "JP:KR"]) == 2
    assert "is not empty" in capsys.readouterr().err
    assert [path.name for path in (here / "two").iterdir()] == ["mine.txt"]


def test_check_ends_with_1_and_gives_json(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["pack", "new", "two", "--between", "JP:KR"])
    (here / "two/topics.yml").write_text("- {id: t, nmae: T, words: {en: [t]}}\n", encoding="utf-8")
    capsys.readouterr()
    assert run(["pack", "check", "two", "--json"]) == 1
    (fault,) = json.loads(capsys.readouterr().out)["faults"]
    assert (fault["file"], fault["line"], fault["weight"]) == ("topics.yml", 1, "mistake")


def test_the_packs_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["pack", "list", "--json"]) == 0
    names = [pack["name"] for pack in json.loads(capsys.readouterr().out)["packs"]]
    assert {"base", "japan-korea", "us-mexico"} <= set(names)


@pytest.mark.model
def test_try_names_the_row_that_did_it(capsys: pytest.CaptureFixture[str]) -> None:
    text = "Chief Cabinet Secretary Yoshihide Suga said Japan would keep its export controls."
    assert run(["pack", "try", "japan-korea", text, "--published", "2019-09-06", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    rows = {(row["kind"], row["words"]): row for row in said["rows"]}
    assert rows["topic", "export controls"]["place"].startswith("japan-korea/topics.yml:")
    assert "Yoshihide Suga" in rows["office", "Chief Cabinet Secretary"]["meaning"]
    assert rows["cue", "said"]["place"].startswith("base/en/cues.yml:")
    (statement,) = [found for found in said["findings"] if found["kind"] == "statement"]
    assert statement["meaning"] == "Yoshihide Suga"


@pytest.mark.model
def test_a_family_name_that_comes_first_is_found_behind_its_title(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = "President Moon said that Tokyo must act. Moon told reporters that Seoul would wait."
    assert run(["pack", "try", "japan-korea", text, "--published", "2019-09-06", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["findings"]
    speakers = {line["meaning"] for line in found if line["kind"] == "statement"}
    assert speakers == {"Moon Jae-in"}
    bare = "Moon said that Tokyo must act."
    assert run(["pack", "try", "japan-korea", bare, "--published", "2019-09-06", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["findings"]
    assert [line["meaning"] for line in found if line["kind"] == "statement"] == ["Moon"]


def test_a_name_without_a_row_is_said_to_be_read_by_its_office(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = "President Vucic met Prime Minister Kurti in Brussels on 27 February 2023."
    assert run(["pack", "try", "base", words, "--published", "2023-02-28"]) == 0
    said = capsys.readouterr().out
    assert "Aleksandar Vučić (aleksandar-vucic), by what stands around it" in said
