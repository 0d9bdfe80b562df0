"""Word documents: paragraphs, lists and tables as lines; bombs are refused."""

from __future__ import annotations

import pytest

from onrecord.knowledge import Knowledge
from onrecord.text.drafts import Draft, UnreadableError
from onrecord.text.readers.word import read_word
from tests.unit.text.readers.made_files import make_word, make_zip, word_paragraph

SAID = "The ministry said on Monday that both sides had agreed to meet again in the autumn."


@pytest.fixture
def read(knowledge: Knowledge):
    def read_one(body: bytes) -> Draft:
        return read_word(body, knowledge)

    return read_one


def test_paragraphs_lists_and_tables_are_lines(read) -> None:
    item = "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>"
    cells = "".join(f"<w:tc>{word_paragraph(word)}</w:tc>" for word in ("August", "181"))
    body = word_paragraph(SAID) + word_paragraph("Patrols on both sides", style=item)
    draft = read(make_word(body + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"))
    assert draft.paragraphs == (SAID, "- Patrols on both sides", "August | 181")


def test_what_an_editor_struck_out_is_not_read(read) -> None:
    struck = "<w:p><w:r><w:t>They met.</w:t></w:r><w:del><w:r><w:delText>Not.</w:delText></w:r></w:del></w:p>"
    assert read(make_word(struck)).paragraphs == ("They met.",)


def test_core_properties_are_data(read) -> None:
    core = "<dc:title>On ports</dc:title><dcterms:created>2024-05-03T08:00:00Z</dcterms:created>"
    draft = read(make_word(word_paragraph(SAID), core=core))
    assert draft.title == "On ports"
    assert [clue.text for clue in draft.clues] == ["2024-05-03T08:00:00Z"]


def test_headers_are_left_out_with_their_reason(read) -> None:
    header = ("word/header1.xml", f"<h xmlns:w='http://x/w'>{word_paragraph('Draft 4')}</h>")
    draft = read(make_word(word_paragraph(SAID), others=[header]))
    assert [(d.text, d.reason) for d in draft.dropped] == [("Draft 4", "header")]


def test_a_part_that_swells_is_refused(read) -> None:
    with pytest.raises(UnreadableError, match="swells"):
        read(make_word(word_paragraph(" " * 60_000_000)))


def test_entities_are_refused(read) -> None:
    main = '<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>'
    with pytest.raises(UnreadableError, match="entities"):
        read(make_zip([("word/document.xml", main)]))


def test_boxes_within_boxes_come_to_an_end(read) -> None:
    deep = "<w:sdt>" * 200 + word_paragraph("Deep.") + "</w:sdt>" * 200
    assert read(make_word(word_paragraph(SAID) + deep)).paragraphs == (SAID,)
