"""Each threat of docs/security.md names tests, and each of them exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`(tests/[\w/]*test_\w+\.py)(?:::(test_\w+))?`", TEXT)


@pytest.mark.parametrize(("path", "name"), sorted(set(NAMED)))
def test_each_test_that_is_named_exists(path: str, name: str) -> None:
    code = (ROOT / path).read_text(encoding="utf-8")
    assert f"def {name}(" in code if name else "def test_" in code


def test_each_threat_names_a_test() -> None:
    rows = [line for line in TEXT.splitlines() if line.startswith("| ") and "---" not in line]
    threats = [row for row in rows if not row.startswith(("| threat", "| accident"))]
    assert len(threats) > 25
    assert [row[:60] for row in threats if "`tests/" not in row] == []


def test_each_way_by_hand_is_there() -> None:
    made = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"`make (\w+)", TEXT):
        assert f"\n{target}:" in made
