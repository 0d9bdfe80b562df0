"""`onrecord verify dossier.html` names what was changed, and ends with 4."""

from __future__ import annotations

import json
import shutil

import pytest

from onrecord.cli import commands
from onrecord.publish.dossier import write_dossier
from onrecord.record import open_record


@pytest.fixture
def dossier(record_path, tmp_path):
    out = tmp_path / "dossier.html"
    with open_record(record_path) as record:
        write_dossier(record, out, built_at="2026-09-30")
    return out


def test_a_page_and_its_record_fit(dossier, record_path, capsys):
    assert commands.run(["verify", str(dossier), "-r", str(record_path)]) == 0
    said = capsys.readouterr().out
    assert "note: seal " in said
    assert said.endswith("3 texts checked; 0 faults\n")


def test_a_changed_page_is_named(dossier, capsys):
    page = dossier.read_text(encoding="utf-8")
    dossier.write_text(page.replace("<mark>181,509", "<mark>181,599"), encoding="utf-8")
    assert commands.run(["verify", str(dossier), "--json"]) == 4
    said = json.loads(capsys.readouterr().out)
    assert any(fault.startswith("fig-") for fault in said["faults"])


def test_a_record_with_other_texts_is_named(dossier, record_path, tmp_path, capsys):
    page = dossier.read_text(encoding="utf-8")
    with open_record(record_path) as record:
        document = next(iter(record.documents.dicts()))["id"]
    dossier.write_text(page.replace(document, "doc-0000000000"), encoding="utf-8")
    shutil.copytree(record_path, tmp_path / "other")
    assert commands.run(["verify", str(dossier), "-r", str(tmp_path / "other")]) == 4
    assert "doc-0000000000: not in" in capsys.readouterr().out


def test_another_page_is_refused_in_one_line(tmp_path, capsys):
    (tmp_path / "x.html").write_text("<p>x</p>", encoding="utf-8")
    assert commands.run(["verify", str(tmp_path / "x.html")]) == 2
    assert "carries no evidence" in capsys.readouterr().err
