"""Two governments' documents of one meeting are found in a record and put side by side."""

from __future__ import annotations

from datetime import date
from typing import Any

from onrecord.knowledge import Knowledge
from onrecord.publish.mirror import COLUMNS, list_rows, write_text
from onrecord.run.mirror import list_mirrors
from onrecord.run.mirror_pages import list_pages

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
    def __init__(self, *documents: dict[str, Any], **tables: list[dict[str, Any]]) -> None:
        self.tables = {"document": list(documents), **tables}

    def rows(self, table: str) -> list[dict[str, Any]]:
        return self.tables.get(table, [])

    def rows_slim(self, table: str, *, without: tuple[str, ...]) -> list[dict[str, Any]]:
        return [{k: v for k, v in row.items() if k not in without} for row in self.rows(table)]


def document(id: str, *, outlet: str, language: str, text: str, title: str) -> dict[str, Any]:
    return {
        "id": id, "outlet": outlet, "language": language, "text": text, "title": title,
        "published": DAY, "published_latest": DAY, "version_of": None, "source": f"{id}.txt", "url": None, "words": len(text.split()),
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


def read_both(knowledge: Knowledge, record: Any) -> dict[tuple[str, str], tuple[str, str]]:
    (page,) = list_pages(record, knowledge)
    return {
        (entry.kind, entry.label): (entry.one.quote, entry.other.quote)
        for entry in page.of("both")
        if entry.one and entry.other
    }


def test_numbers_and_persons_are_one_in_two_languages(knowledge: Knowledge) -> None:
    record = make_record()
    held = record.tables["document"]
    words = (" Nearly 40 million people trade there.", " Cerca de 40 millones comercian ahí.")
    for row, more, quote in zip(held, words, ("40 million people", "40 millones"), strict=False):
        row["text"] += more
        start = row["text"].index(quote)
        figure = {"document": row["id"], "kind": "level", "value": [4e7], "unit": "people"}
        figure |= {"quote": quote, "start": start, "end": start + len(quote)}
        record.tables.setdefault("figure", []).append(figure)
    both = read_both(knowledge, record)
    assert both["number", "40,000,000"][1].startswith("Cerca de 40 millones")
    assert ("person", "Joe Biden") in both


def test_who_says_it_stands_beside_the_words(knowledge: Knowledge) -> None:
    record = make_record()
    start = OURS.index("They discussed")
    record.tables["statement"] = [
        {"document": "doc-1", "start": start, "end": start + 70, "speaker": "Joe Biden",
         "speaker_text": "they", "cue": "discussed"}
    ]  # fmt: skip
    (page,) = list_pages(record, knowledge)
    by = {entry.label: entry.one.by for entry in page.of("both") if entry.one}
    assert by["Fentanyl and synthetic opioids"] == "Joe Biden: discussed"
    rows = list(list_rows([page]))
    assert set(rows[0]) == set(COLUMNS)
    assert {row["one_by"] for row in rows} == {None, "Joe Biden: discussed"}


def test_a_joint_paper_that_others_carry_meets_a_press_conference(knowledge: Knowledge) -> None:
    asked = "Sobre el comunicado conjunto y la reunión de ayer con Marco Rubio: ¿qué se acordó?"
    answer = "Acordamos frenar el fentanilo. " + "Es un acuerdo. " * 40
    other = "Hay otros temas en el país. " * 400
    text = f"{asked}\n{answer}\n{other}"
    spoken = document("doc-5", outlet="Presidencia de México", language="es", text=text,
                      title="Conferencia de prensa") | {"kind": "transcript"}  # fmt: skip
    paper = document("doc-6", outlet="", language="en", title="Joint statement of Mexico and the US",
                     text="Both reaffirm that fentanyl must stop. " * 12)  # fmt: skip
    paper["kind"] = "release"
    for row in (spoken, paper):
        row["published"] = row["published_latest"] = date(2025, 9, 4)
    turns = [
        {"document": "doc-5", "kind": kind, "start": text.index(words), "speaker_country": None,
         "end": text.index(words) + len(words), "speaker_id": None, "speaker": None,
         "speaker_text": None}
        for kind, words in (("question", asked), ("speaker", answer), ("question", other))
    ]  # fmt: skip
    (page,) = list_pages(FakeRecord(spoken, paper, turn=turns), knowledge)  # type: ignore[arg-type]
    assert [page.one.is_part, page.other.is_joint] == [True, True]
    assert "Fentanyl and synthetic opioids" in {entry.label for entry in page.of("both")}
    text_lines = list(write_text(page, {"en": "English", "es": "Spanish"}))
    assert any("a joint paper" in line for line in text_lines)
