"""The worked example of docs/packs.md works: a pack from an empty folder, with tables alone."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from onrecord.cli.commands import run

PAGE = (Path(__file__).parents[2] / "docs/packs.md").read_text(encoding="utf-8")
EXAMPLE = PAGE.split("## A worked example", 1)[1].split("\n## ", 1)[0]
COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
PARTS = re.compile(
    r"^```(?:console\n(?P<console>.*?)|\w+ title=(?P<name>\S+)\n(?P<text>.*?))^```", re.M | re.S
)


@pytest.mark.model
def test_the_example_begins_checks_tries_and_builds(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    answers = {}
    for part in PARTS.finditer(EXAMPLE):
        if part["name"]:
            path = tmp_path / part["name"]
            path.parent.mkdir(exist_ok=True)
            path.write_text(part["text"], encoding="utf-8")
            continue
        for command, shown in COMMAND.findall(part["console"]):
            answers[command] = run(shlex.split(command)[1:])
            said = capsys.readouterr()
            lines = [" ".join(line.split()) for line in said.out.splitlines()]
            for line in shown.splitlines():
                assert any(" ".join(line.split()) in other for other in lines), (line, said)
    assert [answers[command] for command in answers if " check " in command] == [1, 0]
    assert [code for command, code in answers.items() if " check " not in command] == [0] * 5
