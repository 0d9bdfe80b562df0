"""What steps came to is found again by what went in; damaged, it counts as never kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.model import Outcome
from onrecord.run import kept_steps
from onrecord.run.kept_steps import MOST_PLACES, PLACES, QUOTES, KeptSteps, hash_all
from onrecord.verify.quotes import Answer
from onrecord.verify.quotes.answers import Checked
from onrecord.verify.quotes.asking import Asked, Heard, Weighed

ANSWER = Answer(
    checked=Checked(diagnosis="verbatim", outcome=Outcome.HOLDS, reason="so"),
    asked=Asked(
        weighed=(Weighed(least=0.5, is_so=True, signs="+ -"),), unsaid=("so",), heard=Heard.ALL
    ),
)


def keep(folder: Path, key: str = "a") -> None:
    kept = KeptSteps(folder)
    kept.keep(QUOTES, key, (ANSWER,))
    kept.keep(PLACES, key, (0, 3, 5, 8, 3))
    kept.save()


def test_what_was_kept_is_found_again(tmp_path: Path) -> None:
    keep(tmp_path)
    kept = KeptSteps(tmp_path)
    assert kept.find(QUOTES, "a") == (ANSWER,)
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


def test_an_earlier_result_is_kept_under_another_key(tmp_path: Path) -> None:
    keep(tmp_path)
    kept = KeptSteps(tmp_path)
    assert kept.look(QUOTES, "a") == (ANSWER,)
    kept.move(QUOTES, "a", "b")
    kept.save()
    after = KeptSteps(tmp_path)
    assert (after.find(QUOTES, "a"), after.find(QUOTES, "b")) == (None, (ANSWER,))
    assert after.find(PLACES, "a") == (0, 3, 5, 8, 3)


def test_many_results_are_kept_each_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_steps, "AT_A_TIME", 3)
    kept = KeptSteps(tmp_path)
    for number in range(11):
        kept.keep(PLACES, str(number % 10), (number,))
    kept.save()
    after = KeptSteps(tmp_path)
    assert [after.find(PLACES, str(n)) for n in range(10)] == [(10,), *((n,) for n in range(1, 10))]


def test_places_do_not_grow_without_end(tmp_path: Path) -> None:
    keep(tmp_path)
    kept = KeptSteps(tmp_path)
    assert kept.find(QUOTES, "a")
    for number in range(MOST_PLACES):
        kept.keep(PLACES, str(number), ())
    kept.save()
    after = KeptSteps(tmp_path)
    assert (after.find(PLACES, "a"), after.find(PLACES, "0")) == (None, ())


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
    kept.keep(QUOTES, "a", (ANSWER,))
    kept.save()
    assert kept.find(QUOTES, "a") is None
    assert not list(tmp_path.iterdir())


def test_texts_are_told_apart_by_where_they_end() -> None:
    assert hash_all("a", "bc") != hash_all("ab", "c")
    assert hash_all("a", "") != hash_all("a")
