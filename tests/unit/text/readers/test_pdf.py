"""PDF: paragraphs as they were meant, margins left out, and a child process that may die alone."""

from __future__ import annotations

import pytest

from onrecord.knowledge import Knowledge
from onrecord.text.drafts import Draft, UnreadableError
from onrecord.text.readers.pdf import PdfLimits, read_pdf
from tests.unit.text.readers.made_files import make_endless_pdf, make_pdf, make_raw_pdf, set_lines

BODY = [
    "Officers at the port counted fewer crossings in the month of March than",
    "in any month of the year before, the office said, and inspec-",
    "tions of cargo rose at the same time in all of the ports.",
    "",
    "A second paragraph says what both sides agreed on for the summer.",
]


@pytest.fixture
def read(knowledge: Knowledge):
    def read_one(body: bytes, **limits: int) -> Draft:
        return read_pdf(body, knowledge, PdfLimits(**limits) if limits else None)

    return read_one


def test_lines_become_paragraphs_and_hyphens_at_line_ends_go(read) -> None:
    draft = read(make_pdf([set_lines(BODY)]))
    assert draft.paragraphs == (
        "Officers at the port counted fewer crossings in the month of March than in any month of "
        "the year before, the office said, and inspections of cargo rose at the same time in all "
        "of the ports.",
        "A second paragraph says what both sides agreed on for the summer.",
    )


def test_a_hyphen_that_the_word_has_elsewhere_stays(read) -> None:
    lines = [
        "They spoke of long-term work, and long-term aid was named; later the long-",
        "term plan.",
    ]
    draft = read(make_pdf([set_lines(lines)]))
    assert draft.paragraphs[0].endswith("the long-term plan.")


def test_what_runs_along_at_the_margins_is_dropped_with_its_reason(read) -> None:
    pages = [
        [(72, 760, 9, "Office of Public Affairs"), *set_lines([f"Page {word} says this in full."]),
         (300, 30, 9, str(number))]
        for number, word in enumerate(["one", "two", "three"], start=1)
    ]  # fmt: skip
    draft = read(make_pdf(pages))
    assert draft.paragraphs == tuple(
        f"Page {w} says this in full." for w in ("one", "two", "three")
    )
    assert [d.reason for d in draft.dropped[:2]] == [
        "running header or footer, page 1",
        "page number, page 1",
    ]


def test_a_sentence_goes_on_over_the_page(read) -> None:
    pages = [
        set_lines(["The two governments will meet again in"]),
        set_lines(["the autumn of 2025."]),
    ]
    draft = read(make_pdf(pages))
    assert draft.paragraphs == ("The two governments will meet again in the autumn of 2025.",)


def test_columns_are_read_one_after_the_other(read) -> None:
    left = ["The first column tells of", "the talks that were held", "in the capital in spring",
            "and of those who came."]  # fmt: skip
    right = ["The second one tells of", "what was agreed on there", "and of who will pay for",
             "all of it in the end."]  # fmt: skip
    page = [(72, 740, 16, "A headline over both columns"), *set_lines(left),
            *set_lines(right, left=320)]  # fmt: skip
    assert read(make_pdf([page])).paragraphs[1:] == (" ".join(left), " ".join(right))


def test_rows_of_a_table_stay_rows(read) -> None:
    page = [
        (x, 700 - 14 * y, 10, word)
        for y, row in enumerate([("Month", "Arrests"), ("July", "132"), ("August", "181")])
        for x, word in zip((72, 300), row, strict=True)
    ]
    text = [*page, *set_lines(["The office publishes these numbers every month."], top=600)]
    assert read(make_pdf([text])).paragraphs[:3] == (
        "Month | Arrests",
        "July | 132",
        "August | 181",
    )


def test_the_files_own_day_gives_way_to_the_texts(read) -> None:
    dated = read(make_pdf([set_lines(["May 3, 2024", "", *BODY])], made="D:20240601"))
    bare = read(make_pdf([set_lines(BODY)], made="D:20240601"))
    assert [clue.text for clue in dated.clues] == ["May 3, 2024"]
    assert [clue.text for clue in bare.clues] == ["2024-06-01"]


def test_a_file_name_is_no_title(read) -> None:
    assert read(make_pdf([set_lines(BODY)], title="Microsoft Word - final2.docx")).title is None
    assert read(make_pdf([set_lines(BODY)], title="Joint statement on ports")).title is not None


def test_a_scan_is_said_to_be_one(read) -> None:
    with pytest.raises(UnreadableError, match="no text layer"):
        read(make_raw_pdf(["0 0 100 100 re f"]))


def test_a_damaged_file_is_said_to_be_one(read) -> None:
    with pytest.raises(UnreadableError, match="damaged"):
        read(b"%PDF-1.7 and nothing else")


def test_a_file_that_never_ends_is_given_up(read) -> None:
    with pytest.raises(UnreadableError, match="takes longer than 1 s"):
        read(make_endless_pdf(), seconds=1)


def test_a_file_that_wants_too_much_memory_is_given_up(read) -> None:
    with pytest.raises(UnreadableError, match="more memory"):
        read(make_endless_pdf(), memory=160 * 1024 * 1024)
