"""What steps came to is found again by what went in; damaged, it counts as never kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.model import Outcome, Verdict
from onrecord.run.kept_steps import PLACES, QUOTES, KeptSteps, hash_all

VERDICT = Verdict(
    finding_id="sta-1", outcome=Outcome.HOLDS, diagnosis="verbatim", reason="so", method="m@1"
)


def keep(folder: Path, key: str = "a") -> None:
    kept = KeptSteps(folder)
    kept.keep(QUOTES, key, (VERDICT,))
    kept.keep(PLACES, key, (0, 3, 5, 8, 3))
    kept.save()


def test_what_was_kept_is_found_again(tmp_path: Path) -> None:
    keep(tmp_path)
    kept = KeptSteps(tmp_path)
    assert kept.find(QUOTES, "a") == (VERDICT,)
    assert kept.find(PLACES, "a") == (0, 3, 5, 8, 3)
    assert kept.find(QUOTES, "b") is None


def test_what_a_build_did_not_use_is_forgotten(tmp_path: Path) -> None:
    keep(tmp_path)
    keep(tmp_path, "b")
    assert KeptSteps(tmp_path).find(QUOTES, "a") is None
    assert KeptSteps(tmp_path).find(PLACES, "a") is None


def test_places_stay_while_quotes_are_not_looked_for(tmp_path: Path) -> None:
    keep(tmp_path)
    kept = KeptSteps(tmp_path)
    assert kept.find(QUOTES, "a")
    kept.save()
    assert KeptSteps(tmp_path).find(PLACES, "a") == (0, 3, 5, 8, 3)


@pytest.mark.parametrize("at", [0, 5, 60, -1])
def test_a_damaged_file_holds_nothing(at: int, tmp_path: Path) -> None:
    keep(tmp_path)
    for path in tmp_path.glob("steps.*.kept"):
        body = bytearray(path.read_bytes())
        body[at] ^= 1
        path.write_bytes(bytes(body))
    assert KeptSteps(tmp_path).find(QUOTES, "a") is None
    assert KeptSteps(tmp_path).find(PLACES, "a") is None


def test_files_of_other_code_go(tmp_path: Path) -> None:
    other = tmp_path / "steps.quotes.0123.kept"
    other.write_bytes(b"made by other code")
    keep(tmp_path)
    assert not other.exists()


def test_without_a_folder_nothing_is_kept(tmp_path: Path) -> None:
    kept = KeptSteps(None)
    kept.keep(QUOTES, "a", (VERDICT,))
    kept.save()
    assert kept.find(QUOTES, "a") is None
    assert not list(tmp_path.iterdir())


def test_texts_are_told_apart_by_where_they_end() -> None:
    assert hash_all("a", "bc") != hash_all("ab", "c")
    assert hash_all("a", "") != hash_all("a")
