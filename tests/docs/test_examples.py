"""The example of the README is true: what it shows is what the program says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord.cli.commands import run

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
COMMAND = "onrecord check draft.md --published 2023-10-05"


@pytest.mark.model
def test_the_check_that_the_readme_shows_says_this_to_the_letter(tmp_path, monkeypatch, capsys):
    example = re.search(rf"\$ cat draft.md\n(.*?)\$ {COMMAND}\n(.*?)```", README, re.DOTALL)
    assert example is not None
    draft, shown = example.groups()
    (tmp_path / "draft.md").write_text(draft, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(COMMAND.split()[1:]) == 1
    said = capsys.readouterr()
    assert said.out in shown
    assert said.err.strip() in shown
