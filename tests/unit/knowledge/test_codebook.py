"""The codebook and the words of events."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.knowledge import Knowledge
from onrecord.knowledge.codebook import Codebook, load_codebook
from onrecord.knowledge.event_words import load_event_words
from onrecord.model import EventType, TableError


def write(folder: Path, **tables: str) -> list[Path]:
    for name, text in tables.items():
        path = folder / name.replace("__", "/")
        path.with_suffix(".yml").parent.mkdir(exist_ok=True)
        path.with_suffix(".yml").write_text(text, encoding="utf-8")
    return [folder]


def test_every_type_is_explained(knowledge: Knowledge) -> None:
    assert set(knowledge.codebook.types) == set(EventType)
    assert all(row.definition and row.section for row in knowledge.codebook.types.values())


def test_there_are_37_contexts(knowledge: Knowledge) -> None:
    assert len(knowledge.codebook.contexts) == 37


def test_modes_carry_their_intensity(knowledge: Knowledge) -> None:
    mode = knowledge.codebook.find_mode(EventType.CONSULT, "visit")
    assert mode is not None
    assert mode.intensity == 4


def test_every_type_has_english_words(knowledge: Knowledge) -> None:
    words = knowledge.event_words["en"]
    used = {row.type for rows in (*words.verbs.values(), *words.nouns.values()) for row in rows}
    assert used == set(EventType)


def test_strong_frames_come_before_weak_ones(knowledge: Knowledge) -> None:
    for rows in knowledge.event_words["en"].verbs.values():
        assert [row.rest for row in rows] == sorted(row.rest for row in rows)


def test_a_type_stands_once(tmp_path: Path) -> None:
    row = "- {kind: type, name: AID, definition: d, section: s, quad: material cooperation}\n"
    with pytest.raises(TableError, match=r'codebook\.yml:2: "AID" stands already'):
        load_codebook(write(tmp_path, codebook=row * 2))


def test_a_type_must_be_one_of_plover(tmp_path: Path) -> None:
    row = "- {kind: type, name: HELP, definition: d, section: s, quad: material cooperation}\n"
    with pytest.raises(TableError, match="no event type"):
        load_codebook(write(tmp_path, codebook=row))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("- {words: [meet], part: verb, type: CONSULT, mode: tea}", 'no mode "tea"'),
        ("- {words: [meet], part: verb, type: CONSULT, objects: [Teas]}", 'no set "Teas"'),
    ],
)
def test_a_frame_must_lead_somewhere(tmp_path: Path, row: str, message: str) -> None:
    folders = write(tmp_path, en__event_words=row)
    with pytest.raises(TableError, match=message):
        load_event_words(folders, Codebook())


def test_a_context_must_be_in_the_codebook(tmp_path: Path) -> None:
    folders = write(
        tmp_path,
        en__event_words="- {words: [meet], part: verb, type: CONSULT}",
        en__contexts="- {context: tea, words: [tea]}",
    )
    with pytest.raises(TableError, match='no context "tea"'):
        load_event_words(folders, Codebook())
