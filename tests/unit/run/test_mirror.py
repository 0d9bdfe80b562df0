"""Two governments' documents of one meeting are found in a record and put side by side."""

from __future__ import annotations

from datetime import date
from typing import Any

from onrecord.knowledge import Knowledge
from onrecord.run.mirror import list_mirrors

DAY = date(2023, 1, 9)
OURS = (
    "President Biden met with President López Obrador of Mexico today. They discussed fentanyl "
    "and how to keep fentanyl precursors out. They agreed to share the serial numbers of seized "
    "rifles each month. " + "The two countries are neighbours and friends. " * 8
)
THEIRS = (
    "El presidente López Obrador sostuvo un encuentro con el presidente Biden de Estados Unidos. "
    "Hablaron de fentanilo y del tráfico de fentanilo, y de migración y más migración. "
    + "Somos países vecinos y amigos de muchos años. "
    * 8
)


class FakeRecord:
    def __init__(self, *documents: dict[str, Any]) -> None:
        self.documents = list(documents)

    def rows(self, table: str) -> list[dict[str, Any]]:
        return self.documents if table == "document" else []

    def rows_slim(self, table: str, *, without: tuple[str, ...]) -> list[dict[str, Any]]:
        return [{k: v for k, v in row.items() if k not in without} for row in self.rows(table)]


def document(id: str, *, outlet: str, language: str, text: str, title: str) -> dict[str, Any]:
    return {
        "id": id, "outlet": outlet, "language": language, "text": text, "title": title,
        "published": DAY, "published_latest": DAY, "version_of": None, "words": len(text.split()),
    }  # fmt: skip


def make_record() -> Any:
    english = {"language": "en", "text": OURS}
    return FakeRecord(
        document("doc-1", outlet="The White House", title="Readout of the talks", **english),
        document(
            "doc-2",
            outlet="Presidencia de México",
            language="es",
            text=THEIRS,
            title="Encuentro con Estados Unidos",
        ),
        document("doc-3", outlet="The Boston Globe", title="The talks", **english),
    )


def test_accounts_of_two_governments_are_compared(knowledge: Knowledge) -> None:
    (mirror,) = list_mirrors(make_record(), knowledge)
    assert {mirror.one["id"], mirror.other["id"]} == {"doc-1", "doc-2"}
    lines = {(line.side.value, line.label) for line in mirror.lines}
    assert ("both", "Fentanyl and synthetic opioids") in lines
    assert ("other", "Migration") in lines


def test_another_dyad_or_day_has_none(knowledge: Knowledge) -> None:
    assert list_mirrors(make_record(), knowledge, states=frozenset({"US", "CA"})) == []
    assert list_mirrors(make_record(), knowledge, on=date(2023, 1, 10)) == []
