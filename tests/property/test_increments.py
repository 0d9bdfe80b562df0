"""A record that grew by many builds is the one that a single build makes of the same captures."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from onrecord.record import PLURALS, open_record
from onrecord.run.build import BuildOptions, Progress, build_record
from onrecord.run.integrity import check_integrity
from tests.unit.run.conftest import NOW
from tests.unit.run.fake_reading import open_fake_step

WORDS = (
    "ferry bridge harbour winter council valley market signal garden window copper letter "
    "engine summer island forest silver mountain station village captain teacher record paper"
)
SAID = (
    "We will open the ferry if the ice melts in time.",
    "Nobody in the valley has ever seen such a flood as this.",
    "The old bridge will be closed for the whole of the winter.",
)


@dataclass(frozen=True, slots=True)
class Place:
    """A pile, a pack and a record."""

    path: Path
    chance: Random

    @property
    def pile(self) -> Path:
        return self.path / "pile"

    def list_texts(self) -> list[Path]:
        return sorted(self.pile.glob("*.txt"))

    def write(self, text: str) -> None:
        name = f"{self.chance.randrange(10**6):06}.txt"  # anywhere among the others
        (self.pile / name).write_text(text, encoding="utf-8")


def write_news(place: Place) -> None:
    """Words of its own, a number and a quote, which may be changed."""
    chance = place.chance
    own = " ".join(chance.choices(WORDS.split(), k=60))
    quote = chance.choice(SAID).replace("will", chance.choice(["will", "may"]))
    place.write(f"{own}. It says {chance.randrange(100, 999)} early. “{quote}”\n")


def write_copy(place: Place) -> None:
    """Most of another text, with a line before it."""
    text = place.chance.choice(place.list_texts()).read_text("utf-8")
    place.write(f"{' '.join(place.chance.choices(WORDS.split(), k=4))}. {text}")


def write_transcript(place: Place) -> None:
    """What is quoted, said by somebody: earlier quotes are compared with it, too."""
    said = place.chance.sample(SAID, k=2)
    place.write(f"TRANSCRIPT\nTHE SPEAKER: {said[0]}\nTHE OTHER: {said[1]}\n")


def change_text(place: Place) -> None:
    """Another version of a text."""
    path = place.chance.choice(place.list_texts())
    path.write_text(path.read_text("utf-8") + "It says 77 more.\n", encoding="utf-8")


def remove_text(place: Place) -> None:
    """Take a text away: what was met stays in the record."""
    if len(place.list_texts()) > 1:
        place.chance.choice(place.list_texts()).unlink()


def change_pack(place: Place) -> None:
    """Another table: everything is read again."""
    write_pack(place.path, str(place.chance.randrange(10**6)))


def build_of_day(place: Place) -> None:
    """A record of another day, in between."""
    build(place.path, as_of=date(2025, 1, 1))


def damage(place: Place) -> None:
    """Change or cut a file of what is kept beside the parts."""
    held = [
        path
        for path in sorted((place.path / "record" / "parts").rglob("*"))
        if path.suffix in (".kept", ".gists", ".sheets")
    ]
    for path in place.chance.sample(held, k=min(3, len(held))):
        body = bytearray(path.read_bytes())
        body[place.chance.randrange(len(body))] ^= 1 << place.chance.randrange(8)
        path.write_bytes(bytes(body[: len(body) // place.chance.choice([1, 1, 2])]))


CHANGES: dict[str, Callable[[Place], None]] = {
    "news": write_news,
    "copy": write_copy,
    "transcript": write_transcript,
    "change": change_text,
    "remove": remove_text,
    "pack": change_pack,
    "day": build_of_day,
    "damage": damage,
}


def write_pack(path: Path, version: str) -> None:
    (path / "pack").mkdir(exist_ok=True)
    told = f'name: t\ntitle: T\nversion: "{version}"\n'
    (path / "pack" / "pack.yml").write_text(told, encoding="utf-8")


def build(path: Path, record: str = "record", *, as_of: date | None = None) -> None:
    options = BuildOptions(
        record=path / record,
        patterns=(str(path / "pile"),),
        pack=str(path / "pack"),
        as_of=as_of,
        open_step=open_fake_step,
    )
    build_record(options, now=NOW, progress=Progress())


def read(record: Path) -> dict[str, list[dict[str, Any]]]:
    """Return all rows of all tables in their order."""
    with open_record(record) as opened:
        return {table: opened.whole.rows(table) for table in PLURALS}


def build_from_nothing(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of one build of the captures that the record has."""
    again = path / "again"
    shutil.rmtree(again, ignore_errors=True)
    left_out = shutil.ignore_patterns("parts", "built", "CURRENT")
    shutil.copytree(path / "record", again, ignore=left_out)
    build(path, "again")
    return read(again)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.lists(st.sampled_from(sorted(CHANGES)), min_size=1, max_size=3), max_size=4),
    st.integers(0, 10**6),
)
@example([["news", "copy"], ["transcript"], ["damage", "news"], ["change"]], 1)
@example([["copy", "day"], ["news", "damage"], ["transcript", "copy"], ["pack", "remove"]], 2)
def test_a_record_that_grew_is_the_one_of_a_single_build(
    tmp_path_factory: pytest.TempPathFactory, steps: list[list[str]], seed: int
) -> None:
    path = tmp_path_factory.mktemp("increments")
    place = Place(path, Random(seed))
    place.pile.mkdir()
    write_pack(path, "1")
    write_news(place)
    build(path)
    for changes in steps:
        for change in changes:
            CHANGES[change](place)
        build(path)
    assert read(path / "record") == build_from_nothing(path)
    assert check_integrity(path / "record", reread=False).faults == []
