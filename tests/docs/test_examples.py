"""The example of the README is true: what it shows is what the program says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord.cli.commands import run

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
COMMAND = "onrecord check draft.md --published 2023-10-05"


@pytest.mark.model
def test_the_check_that_the_readme_shows_gives_these_places_codes_and_words(
    tmp_path, monkeypatch, capsys
):
    example = re.search(rf"\$ cat draft.md\n(.*?)\$ {COMMAND}\n(.*?)```", README, re.DOTALL)
    assert example is not None
    draft, shown = example.groups()
    (tmp_path / "draft.md").write_text(draft, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(COMMAND.split()[1:]) == 1
    said = capsys.readouterr()
    assert read_places(said.out) == read_places(shown)
    assert said.err.strip() in shown


def read_places(text: str) -> list[tuple[str, ...]]:
    return re.findall(r'^draft\.md:(\S+) (\S+) "([^"]+)":', text, re.MULTILINE)
