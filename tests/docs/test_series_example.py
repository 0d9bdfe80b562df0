"""The worked example of docs/series.md works: a measure of one's own, without code."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from onrecord.cli.commands import run

PAGE = (Path(__file__).parents[2] / "docs/series.md").read_text(encoding="utf-8")
EXAMPLE = PAGE.split("## A worked example", 1)[1]
FILE = re.compile(r"^```\w+ title=(\S+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
CONSOLE = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.mark.model
def test_the_example_imports_checks_and_tells_what_changed(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in FILE.findall(EXAMPLE):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    answers = {}
    for block in CONSOLE.findall(EXAMPLE):
        for command, shown in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE):
            if command.startswith("cat "):
                Path(command[4:]).write_text(shown, encoding="utf-8")
                continue
            answers[command] = run(shlex.split(command)[1:])
            said = capsys.readouterr()
            for line in shown.splitlines():
                assert line in said.out, (command, said)
            if command.startswith("onrecord check"):
                assert "2,100" in said.out
                assert "2,000" in said.out
    assert [answers[command] for command in answers if " check " in command] == [1]
    assert [answers[command] for command in answers if " import " in command] == [0, 0]
