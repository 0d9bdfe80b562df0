"""Arrays that grow: the same in memory and in files, and an index that lies in files."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from onrecord.verify.quotes import MappedArrays, SpeechIndex, index
from tests.unit.verify.quotes.makers import ENVOY, MINISTER, load_tables, make_transcript

WORDS = "we will send more officers to the port and count each truck that comes"


@pytest.mark.parametrize("held", [0, 20, 10_000])
def test_what_was_added_is_there_in_its_order(tmp_path: Path, held: int) -> None:
    mapped = MappedArrays(tmp_path, held=held)
    growing = mapped.open(np.int32)
    for at in range(50):
        growing.add(np.array([at, -at], np.int32).tobytes())
    assert len(growing) == 100
    array = growing.finish()
    mapped.rest()
    assert array.tolist() == [sign * at for at in range(50) for sign in (1, -1)]
    assert array.dtype == np.int32


def test_files_have_no_names(tmp_path: Path) -> None:
    growing = MappedArrays(tmp_path, held=0).open(np.uint8)
    growing.add(b"abc")
    assert growing.finish().tobytes() == b"abc"
    assert not list(tmp_path.iterdir())


def test_an_array_without_values_is_empty(tmp_path: Path) -> None:
    assert MappedArrays(tmp_path, held=0).open(np.int64).finish().tolist() == []


@pytest.mark.parametrize("folder", [None, Path("there/is/no/such/folder")])
def test_without_a_folder_to_write_to_all_stays_in_memory(folder: Path | None) -> None:
    growing = MappedArrays(folder, held=2).open(np.uint8)
    for _ in range(9):
        growing.add(b"x")
    assert growing.finish().tobytes() == b"x" * 9


def test_a_full_disk_is_named() -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no device here that is always full")
    mapped = MappedArrays(Path("some-folder"))
    with pytest.raises(OSError, match="some-folder") as told, full.open("wb", buffering=0) as file:
        growing = mapped.open(np.uint8)
        growing._file = file  # type: ignore[assignment]
        growing.add(b"x")
    assert told.value.filename == "some-folder"


def test_an_index_in_files_has_what_one_in_memory_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = np.random.default_rng(7)
    words = np.array(WORDS.split())
    said = [
        make_transcript(
            (MINISTER, " ".join(chance.choice(words, 40))),
            (ENVOY, " ".join(chance.choice(words, 25))),
            name=f"doc-{at}",
        )
        for at in range(20)
    ]

    def make(mapped: MappedArrays) -> SpeechIndex:
        texts = {f"doc-{at}": one.text for at, one in enumerate(said)}
        speeches = [speech for one in said for speech in one.speeches]
        return SpeechIndex(speeches, texts, load_tables(), memory=_Forgetful(mapped))

    plain = make(MappedArrays())
    monkeypatch.setattr(index, "_SORTED", 64)
    monkeypatch.setattr(index, "_COUNTED", 64)
    filed = make(MappedArrays(tmp_path, held=16))
    for name in ("ids", "starts", "ends", "marks", "firsts", "counts", "_keys", "_places"):
        one, other = getattr(plain, name), getattr(filed, name)
        assert one.tolist() == other.tolist(), name
        assert one.dtype == other.dtype, name
    assert len(plain.ids) > 1_000
    quoted = plain.number(WORDS.split()[:4])
    filed.mapped.rest()
    assert filed.find_exact(quoted).tolist() == plain.find_exact(quoted).tolist()


class _Forgetful:
    """Remembers nothing, but has room for an index."""

    def __init__(self, mapped: MappedArrays) -> None:
        self.mapped = mapped

    def find(self, _: str) -> tuple[int, ...] | None:
        return None

    def keep(self, _: str, __: tuple[int, ...]) -> None:
        return None
