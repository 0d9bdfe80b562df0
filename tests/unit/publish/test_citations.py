"""A citation names the record, its day and the line, in forms that others' programs read."""

from __future__ import annotations

import json
from datetime import date

import pytest

from onrecord.publish.citations import (
    CITATIONS,
    make_citation,
    make_csl,
    write_bibtex,
    write_plain,
)

BUILD = {"build": "8f2c", "onrecord": "0.1.0", "as_of": "2026-09-30", "title": "A story"}
DAY = date(2026, 10, 5)


def cite(**other):
    return make_citation(BUILD, **{"title": "Figures that fail", "day": DAY, **other})


def test_the_sentence_names_record_line_and_day():
    assert write_plain(
        cite(row="fig-1", note="12 of 203 figures", address="http://x.example/f")
    ) == (
        "Figures that fail. 12 of 203 figures. Record 8f2c, built with Onrecord 0.1.0, fig-1, "
        "as known on 30 September 2026, 5 October 2026. http://x.example/f."
    )


@pytest.mark.parametrize("form", CITATIONS)
def test_every_form_says_record_and_year(form):
    said = CITATIONS[form](cite())
    assert "8f2c" in said
    assert "2026" in said


def test_bibtex_has_no_bare_special_character():
    said = write_bibtex(cite(title=r"9% & {more} \input{x} #1_a ~^", row="fig-1"))
    assert said.startswith("@misc{onrecord-8f2c-fig-1,\n")
    assert (
        r"{{9\% \& \{more\} \textbackslash{}input\{x\} \#1\_a "
        r"\textasciitilde{}\textasciicircum{}}},"
    ) in said


def test_csl_has_the_day_in_parts_and_nothing_empty():
    item = make_csl(cite())
    assert item["issued"] == {"date-parts": [[2026, 10, 5]]}
    assert "URL" not in item
    assert all(item.values())
    assert json.loads(CITATIONS["csl"](cite())) == [item]


def test_a_record_without_a_name_can_be_cited():
    cited = make_citation({}, title="", day=DAY)
    assert write_plain(cited) == "What is on record. A record built with Onrecord, 5 October 2026."
    assert cited.key == "onrecord-record"
