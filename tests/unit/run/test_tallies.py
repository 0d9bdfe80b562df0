"""Counts of programmes are read from the lists in which they are told, in each language."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from onrecord.knowledge import Knowledge
from onrecord.knowledge.tallies import load_tallies
from onrecord.model import TableError
from onrecord.publish.tallies import write_programme
from onrecord.run.tallies import Tally, list_tallies
from onrecord.run.tally_parts import list_parts

PROGRAMME = "operacion-frontera-norte"
NAME = "Operación Frontera Norte"
SPANISH = (
    f"La {NAME} sigue, con estos resultados del 5 de febrero al 8 de junio de 2025:\n"
    "4 mil 180 detenidos.\n"
    "Y el aseguramiento de: 3 mil 426 armas de fuego, 226.59 kilogramos y "
    "un millón 146 mil 195 pastillas de fentanilo. En un solo cateo que hubo el día de ayer en Tijuana fueron 900 cargadores.\n"
    "Entre las acciones de este operativo están:\n"
    "2 vehículos en Tijuana.\n"
)
ENGLISH = f"Since 5 February, {NAME} has led to 4,180 arrests and 3,426 firearms.\nOther news."


class FakeRecord:
    def __init__(self, *documents: dict[str, Any]) -> None:
        self.documents = documents

    def rows(self, table: str) -> list[dict[str, Any]]:
        assert table == "naming"
        return [
            {"document": d["id"], "programme": PROGRAMME, "start": d["text"].index(NAME)}
            for d in self.documents
        ]

    def rows_among(
        self, table: str, ids: list[str], *, columns: tuple[str, ...] = ()
    ) -> list[dict[str, Any]]:
        assert table == "document"
        rows = [row for row in self.documents if row["id"] in ids]
        return [{name: row[name] for name in columns or row} for row in rows]


def document(id: str, text: str, language: str, day: date = date(2025, 6, 10)) -> dict[str, Any]:
    return {"id": id, "text": text, "language": language, "published": day, "source": f"{id}.txt",
            "published_latest": day, "outlet": None}  # fmt: skip


def read(knowledge: Knowledge, *documents: dict[str, Any]) -> dict[str, Tally]:
    record: Any = FakeRecord(*documents)
    return {t.row.id.rsplit("-", 1)[-1]: t for t in list_tallies(record, knowledge)}


def test_a_list_behind_a_programme_is_read_up_to_single_raids(knowledge: Knowledge) -> None:
    found = read(knowledge, document("doc-1", SPANISH, "es"))
    values = {name: float(tally.tellings[0].value) for name, tally in found.items()}
    assert values == {"detained": 4180, "firearms": 3426, "fentanyl": 226.59, "pills": 1146195}
    telling = found["fentanyl"].tellings[0]
    assert telling.day == date(2025, 6, 8)
    words = "226.59 kilogramos y un millón 146 mil 195 pastillas de fentanilo"
    assert SPANISH[telling.start : telling.end] == words


def test_without_a_day_it_counts_up_to_the_telling(knowledge: Knowledge) -> None:
    found = read(knowledge, document("doc-2", ENGLISH, "en"))
    (telling,) = found["detained"].tellings
    assert (telling.day, telling.is_day_told) == (date(2025, 6, 10), False)


def test_a_count_told_smaller_later_is_named_in_plain_words(knowledge: Knowledge) -> None:
    later = SPANISH.replace("4 mil 180", "4 mil 18").replace("8 de junio", "6 de julio")
    record: Any = FakeRecord(
        document("doc-1", SPANISH, "es"), document("doc-3", later, "es", date(2025, 7, 8))
    )
    parts = list_parts(record, knowledge)[PROGRAMME]
    row = {"id": PROGRAMME, "name": NAME, "status": "in force", "period": None, "documents": 2,
           "instrument": None, "history": None}  # fmt: skip
    lines = [line for line in write_programme(row, parts) if "does not go together" in line]
    assert len(lines) == 1
    assert "4,180 up to 2025-06-08" in lines[0]
    assert "4,018 up to 2025-07-06" in lines[0]


def test_a_pattern_without_a_number_is_an_error(tmp_path) -> None:
    (tmp_path / "tallies.yml").write_text(
        "- {id: a, programme: p, name: n, unit: u, since: 2025-02-05, words: {en: [arrests]},"
        " source: s}\n"
    )
    with pytest.raises(TableError, match="has no # where the number stands"):
        load_tallies([tmp_path], {"p"})
