"""Words of titles say what they must, and nothing besides."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from onrecord.knowledge.titles import TitleRow, Titles


def test_words_that_call_somebody_again_need_their_offices() -> None:
    with pytest.raises(ValidationError, match="needs `names`"):
        TitleRow(word="jefe del ejecutivo", kind="called")
    with pytest.raises(ValidationError, match="only it and offices"):
        TitleRow(word="prensa", kind="press", names=["prensa"])


def test_offices_are_found_by_the_whole_words_only() -> None:
    row = TitleRow(word="jefe del ejecutivo", kind="called", names=["presidente"])
    titles = Titles(rows={row.word: row})
    assert titles.called("Jefe del Ejecutivo") == ["presidente"]
    assert titles.called("jefe") == []
