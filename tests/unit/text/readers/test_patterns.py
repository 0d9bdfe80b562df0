from __future__ import annotations

import numpy

from onrecord.knowledge import Knowledge
from onrecord.text.readers.columns import Column
from onrecord.text.readers.patterns import measure_patterns
from onrecord.text.readers.shapes import measure_lines

BODY = [
    "The two ministries signed a memorandum on customs inspections at the northern crossings.",
    "Customs inspections at the crossings had stopped in 2019, when the earlier memorandum ended.",
    "Inspections begin again in May at four of the northern crossings, the memorandum says.",
]


def measure(lines: list[str], name: str, knowledge: Knowledge, title: str = "") -> Column:
    shapes = measure_lines(lines, [True] * len(lines), knowledge)
    found = measure_patterns(lines, title, shapes, knowledge)
    column: Column = found.matrix[:, found.names.index(name)]
    return column


def test_lines_that_come_round_are_known(knowledge: Knowledge) -> None:
    thread = ["Reader 12", "4 days ago", "So it goes, every time.", "Reply"] * 5
    around = measure([*BODY, *thread], "round", knowledge)
    assert around[-6] > 0.9 > around[0]
    assert measure([*BODY, *thread], "round of", knowledge)[-6] == 4


def test_lines_with_the_words_of_the_body_are_nearer_to_it(knowledge: Knowledge) -> None:
    lines = ["Sports", "Weather", *BODY, "Customs memorandum", "Celebrity kitchens"]
    own = measure(lines, "of body", knowledge)
    assert own[5] > own[6]


def test_runs_between_sentences_have_their_length(knowledge: Knowledge) -> None:
    lines = [BODY[0], "One", "Two", "Three", BODY[1]]
    assert measure(lines, "run", knowledge)[1:4].tolist() == [4, 4, 4]
    assert measure(lines, "words behind", knowledge)[1] == len(BODY[1].split())
    assert measure(lines, "words before", knowledge)[0] == 0


def test_who_says_i_and_you_is_counted_in_any_language(knowledge: Knowledge) -> None:
    shares = measure(
        ["I thank you.", "Yo te digo gracias.", "The treaty holds."], "person", knowledge
    )
    assert shares[0] == 1
    assert shares[1] == 0.75
    assert shares[2] == 0


def test_a_text_of_one_line_has_measures(knowledge: Knowledge) -> None:
    shapes = measure_lines(["Alone"], [True], knowledge)
    found = measure_patterns(["Alone"], "", shapes, knowledge)
    assert found.matrix.shape == (1, len(found.names))
    assert numpy.isfinite(found.matrix).all()
