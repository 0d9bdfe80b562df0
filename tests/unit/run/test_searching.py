"""The search index is the same whoever makes it, and is made whatever befalls the process that should."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from onrecord.knowledge import Knowledge
from onrecord.model import Document
from onrecord.record.search import search_index
from onrecord.run import searching
from onrecord.run.beside import make_missing
from onrecord.run.crews import Crew, Errand, Work
from onrecord.run.packed import path_of
from onrecord.run.parts import PartFolder
from onrecord.run.readings import Reading
from onrecord.run.searching import Indexing, choose_crew, send_indexer, write_index
from onrecord.run.sheets import name_sheets
from onrecord.run.stored import Readings
from tests.unit.run.conftest import Build
from tests.unit.run.fake_reading import make_statement

NUMBER = 12
Found = tuple[str, str, str]
Index = Callable[[Crew], list[Found]]


@pytest.fixture
def readings(tmp_path: Path, knowledge: Knowledge) -> Readings:
    """Readings in parts of three, whose keys do not stand as the parts do; sheets beside them."""
    parts = PartFolder(path=tmp_path / "parts")
    names = [f"k{number:02}" for number in range(NUMBER)]
    for first in range(0, NUMBER, 3):
        parts.write([(name, make_reading(name)) for name in names[first : first + 3]])
    some = Readings(
        parts=parts, keys=(*names[::2], *names[1::2]), where=parts.find_done(), adapt=lambda r: r
    )
    make_missing(some, knowledge)
    return some


def make_reading(name: str) -> Reading:
    text = f"{name} said “we count 12 trucks” on Monday."
    document = Document(capture_id=name, source=f"{name}.txt", text=text, language="en")
    start = text.index("we")
    return Reading(document=document, statements=(make_statement(document, start, start + 18),))


def find(folder: Path) -> list[Found]:
    """Return all hits, in the order of the index where they score the same."""
    hits = search_index(folder, "trucks", tables=(), limit=100)
    return [(hit.table, hit.id, hit.snippet) for hit in hits]


class HarmingCrew(Crew):
    """Harms the process that it sends."""

    def __init__(self, number: signal.Signals) -> None:
        super().__init__(2)
        self.number = number

    def send(self, work: Work, item: object) -> Errand:
        """Send a process, and a signal behind it."""
        errand = super().send(work, item)
        os.kill(errand.process_id, self.number)
        return errand


@pytest.fixture
def expected(tmp_path: Path, readings: Readings) -> list[Found]:
    """What is found in an index that this process made."""
    assert write_index(describe(readings, tmp_path / "here"))
    found = find(tmp_path / "here")
    assert len(found) == 2 * NUMBER  # documents and statements
    return found


def describe(readings: Readings, folder: Path) -> Indexing:
    return Indexing(
        folder=folder, ending=name_sheets(), stretches=tuple(searching.list_stretches(readings))
    )


@pytest.fixture
def index_with(readings: Readings, knowledge: Knowledge, tmp_path: Path) -> Index:
    """Has the index made by a process of a crew, and returns what is found in it."""

    def index(crew: Crew) -> list[Found]:
        there = tmp_path / ".built.new" / "search"
        there.parent.mkdir()
        with crew, send_indexer(crew, there, readings) as indexer:
            assert indexer is not None
            indexer.finish(knowledge)
        assert crew.away == 0
        assert list(tmp_path.glob(".*")) == [there.parent]
        return find(there)

    return index


def test_another_process_makes_the_same_index(index_with: Index, expected: list[Found]) -> None:
    assert index_with(Crew(2)) == expected


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSTOP])
def test_it_is_made_here_where_that_process_dies_or_hangs(
    number: signal.Signals,
    index_with: Index,
    expected: list[Found],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(searching, "PATIENCE_SECONDS", 0.1)
    monkeypatch.setattr("onrecord.run.crews.GRACE_SECONDS", 0.1)
    assert index_with(HarmingCrew(number)) == expected


def test_it_is_made_here_where_a_sheet_is_damaged(
    readings: Readings, index_with: Index, expected: list[Found], tmp_path: Path
) -> None:
    sheet = path_of(readings.where["k04"], name_sheets())
    sheet.write_bytes(sheet.read_bytes()[:-1])
    assert not write_index(describe(readings, tmp_path / "not"))
    assert index_with(Crew(2)) == expected


def test_a_build_that_is_given_up_ends_the_process(readings: Readings, tmp_path: Path) -> None:
    with HarmingCrew(signal.SIGSTOP) as crew:
        with (
            pytest.raises(KeyboardInterrupt),
            send_indexer(crew, tmp_path / ".built.new" / "search", readings) as indexer,
        ):
            assert indexer is not None
            raise KeyboardInterrupt
        assert crew.away == 0
    assert list(tmp_path.glob(".*")) == []


ORPHAN = """
import os, signal, sys
from pathlib import Path
from onrecord.run.crews import Crew, Work
from onrecord.run.searching import Indexing, Stretch, write_index

def open_waiting():
    return wait_and_index

def wait_and_index(indexing):
    sender = os.getppid()
    print("there", flush=True)
    while os.getppid() == sender:
        pass
    print(write_index(indexing), flush=True)

if __name__ == "__main__":
    place, part, key, ending = sys.argv[1:]
    stretches = (Stretch(part=Path(part), keys=(key,)),)
    Crew(2).send(Work(open_waiting), Indexing(folder=Path(place), ending=ending, stretches=stretches))
    signal.pause()
"""


def test_a_process_whose_sender_was_killed_leaves_nothing(
    readings: Readings, tmp_path: Path
) -> None:
    script, place = tmp_path / "orphan.py", tmp_path / "there"
    script.write_text(ORPHAN, encoding="utf-8")
    command = [
        sys.executable,
        str(script),
        str(place),
        str(readings.where["k00"]),
        "k00",
        name_sheets(),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as sender:
        assert sender.stdout is not None
        assert sender.stdout.readline() == "there\n"
        sender.kill()
        assert sender.stdout.readline() == "False\n"
    assert not place.exists()


def test_few_documents_are_not_worth_a_process(
    readings: Readings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Crew(2) as two, Crew(1) as one:
        assert choose_crew(two, readings) is None
        monkeypatch.setattr(searching, "LEAST_DOCUMENTS", NUMBER)
        assert choose_crew(two, readings) is two
        assert choose_crew(one, readings) is None
        assert choose_crew(None, readings) is None


@pytest.fixture
def found_apart(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Path]]:
    """The folders of indexes that were made apart, where three documents are enough for that."""
    folders: list[Path] = []
    finish = searching.Indexer.finish

    def note(self: searching.Indexer, knowledge: Knowledge) -> None:
        finish(self, knowledge)
        folders.append(self.folder)

    monkeypatch.setattr(searching, "LEAST_DOCUMENTS", 3)
    monkeypatch.setattr(searching.Indexer, "finish", note)
    yield folders


def test_a_build_of_several_processes_has_its_index_made_apart(
    build: Build, pile: Path, tmp_path: Path, found_apart: list[Path]
) -> None:
    built = build(pile, workers=2)
    assert len(found_apart) == 1
    folder = tmp_path / "record" / "built" / built.build_id / "search"
    assert [table for table, *_ in find(folder)] == ["statement", "document"]
