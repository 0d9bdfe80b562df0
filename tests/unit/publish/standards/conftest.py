"""A record with every kind of finding, and what it comes to in each standard."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.knowledge import Knowledge
from onrecord.publish.standards import Chosen, export_standard
from onrecord.record import Record, open_record
from onrecord.record.selections import Selection
from tests.unit.publish.stored import make_story, write_rows

Write = Callable[..., Any]


@pytest.fixture(scope="session")
def story_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_rows(make_story(), tmp_path_factory.mktemp("story") / "record")


@pytest.fixture
def story(story_path: Path) -> Iterator[Record]:
    with open_record(story_path) as opened:
        yield opened


@pytest.fixture
def write(story: Record, tmp_path: Path, knowledge: Knowledge) -> Write:
    """Write a standard's file, and return what it says."""

    def written(form: str, *conditions: str) -> Any:
        chosen = Chosen(
            selection=Selection(story, conditions),
            alpha3={code: country.alpha3 for code, country in knowledge.countries.items()},
            codebook=knowledge.codebook,
        )
        path, count = export_standard(chosen, form, tmp_path / "out")
        said = path.read_text(encoding="utf-8")
        if form in ("plover", "ftm"):
            rows = [json.loads(line) for line in said.splitlines()]
            assert len(rows) == count
            return rows
        return json.loads(said)

    return written
