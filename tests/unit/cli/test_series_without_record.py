"""Series can be looked at before there is a record."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.cli.commands import run


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD", raising=False)


def test_a_series_of_the_default_pack_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["series", "show", "usbp-southwest-month"]) == 0
    assert "US Customs and Border Protection" in capsys.readouterr().out


def test_a_record_that_is_named_and_not_there_is_an_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["series", "list", "-r", "nowhere"]) != 0
    assert "no record here" in capsys.readouterr().err
