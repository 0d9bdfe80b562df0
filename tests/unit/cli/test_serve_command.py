"""`serve` refuses what would let others in, and writes password files."""

from __future__ import annotations

import socket
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from onrecord.cli.commands import run
from onrecord.cli.serve_command import command, refuse_taken
from onrecord.web.people import is_password_of, load_people


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--host", "192.0.2.1"], "--password-file"),
        (["--host", "0.0.0.0", "--password-file", "x"], "--name"),
        (["--add-person", "A:reader"], "--password-file"),
        (["-r", "nowhere"], "no record here"),
    ],
)
def test_unsafe_or_wrong_use_names_the_remedy(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["serve", *words]) in {1, 2}
    assert said in capsys.readouterr().err


def test_a_person_is_added_with_a_hash(tmp_path: Path) -> None:
    path = tmp_path / "people.txt"
    words = ["--add-person", "A. Reader:reader", "--password-file", str(path)]
    done = CliRunner().invoke(command, words, input="a long enough word\na long enough word\n")
    assert done.exit_code == 0
    assert "long enough" not in path.read_text(encoding="utf-8")
    assert path.stat().st_mode & 0o077 == 0
    person = load_people(path)["A. Reader"]
    assert is_password_of(person, "a long enough word", "")


def test_a_port_that_is_taken_is_said_in_one_line() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(click.UsageError, match="choose another with --port"):
            refuse_taken("127.0.0.1", other.getsockname()[1])
