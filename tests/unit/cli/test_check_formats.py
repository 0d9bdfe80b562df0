"""A release is checked in the format in which it comes."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.cli.commands import run
from tests.unit.text.readers.made_files import make_pdf, make_word, set_lines, word_paragraph

SAID = "The Border Patrol made 181,509 arrests in August 2023, the office said."


@pytest.mark.model
@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.pdf", make_pdf([set_lines(["September 25, 2023", "", SAID])])),
        ("a.docx", make_word(word_paragraph("September 25, 2023") + word_paragraph(SAID))),
    ],
)
def test_line_and_column_count_in_the_clean_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, body: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(body)
    assert run(["check", str(path)]) == 1
    assert capsys.readouterr().out.startswith(f'{path}:2:24 F201 "181,509 arrests"')
