"""What the program offers is documented: commands, options, settings, tables, exports, codes."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import click
import pytest

from onrecord.cli import export_command
from onrecord.cli.commands import COMMANDS
from onrecord.cli.exits import FINDINGS, FINE, INTEGRITY, INTERRUPTED, UNREADABLE, USAGE
from onrecord.publish.exports import EXPORTERS
from onrecord.publish.standards import STANDARDS
from onrecord.record.folder import KNOWN_KEYS
from onrecord.record.schema import create_database, list_columns
from onrecord.run.codes import CLOSE, CLOSE_CODES, CODES, DOES_NOT_MATCH

DOCS = Path(__file__).parents[2] / "docs"
ROW = re.compile(r"^\| `(\w+)` \|", re.MULTILINE)


def read_sections(name: str) -> dict[str, str]:
    """Return the text under each heading of the second level."""
    parts = re.split(r"^## (.+)$", (DOCS / name).read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def list_options(command: click.Command) -> set[str]:
    if isinstance(command, click.Group):
        return set().union(*(list_options(c) for c in command.commands.values()))
    return {o.opts[-1] for o in command.params if isinstance(o, click.Option)}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name: str) -> None:
    section = read_sections("commands.md")[name]
    command = import_module(f"onrecord.cli.{name.replace('-', '_')}_command").command
    said = set(re.findall(r"--[a-z][a-z-]*", section))
    options = {option for option in list_options(command) if option.startswith("--")}
    assert options - {"--record", "--out"} <= said
    assert said <= options, "what is documented exists"
    assert ("[-r RECORD]" in section) == ("--record" in options)
    assert ("[-o FILE.html]" in section) == ("--out" in options)


def test_every_table_and_column_is_documented(tmp_path: Path) -> None:
    sections = read_sections("record.md")
    with create_database(tmp_path / "x.duckdb") as connection:
        for table, columns in list_columns(connection).items():
            assert ROW.findall(sections[table]) == list(columns), table


def test_every_setting_is_documented() -> None:
    sections = read_sections("settings.md")
    assert set(ROW.findall(sections["onrecord.toml"])) == set(KNOWN_KEYS)
    assert "ONRECORD" in ROW.findall(sections["Environment"])


def test_every_export_is_documented() -> None:
    section = read_sections("commands.md")["export"]
    offered = [*EXPORTERS, *STANDARDS]
    assert re.findall(r"^\| (\w+) \|", section, re.MULTILINE)[1:] == offered
    assert [*export_command.TABLES, *export_command.STANDARDS] == offered


def test_every_code_is_documented() -> None:
    section = read_sections("commands.md")["check"]
    rows = re.findall(r"^\| ([FQ]\d+) \| (?:`([\w-]+)`)? ?\|", section, re.MULTILINE)
    named = {code: name for name, code in (CODES | CLOSE_CODES).items() if code}
    assert dict(rows) == {CLOSE: "", DOES_NOT_MATCH: "", **named}


def test_every_exit_code_is_documented() -> None:
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \|", text, re.MULTILINE)
    codes = (FINE, FINDINGS, USAGE, UNREADABLE, INTEGRITY, INTERRUPTED)
    assert rows == [str(code) for code in codes]
