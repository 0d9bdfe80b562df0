"""Whose report a text says it is: by byline, dateline, imprint, label, and words of credit."""

from __future__ import annotations

import pytest

from onrecord.knowledge import Knowledge
from onrecord.model import Dropped
from onrecord.text.drafts import Draft
from onrecord.text.originals import find_imprint, find_original

TALKS = "The two delegations met in the capital to talk about the border."


def original_of(
    *paragraphs: str,
    knowledge: Knowledge,
    dropped: str = "",
    language: str = "en",
    outlet: str | None = "The Local Paper",
    title: str = "Talks go on",
    authors: tuple[str, ...] = (),
) -> str | None:
    left_out = (Dropped(text=dropped, reason="furniture"),) if dropped else ()
    draft = Draft(paragraphs=paragraphs, dropped=left_out, title=title, authors=authors)
    return find_original(draft, outlet, language, knowledge)


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        (f"CITY (AP) — {TALKS}", "Associated Press"),
        (f"(Reuters) - {TALKS}", "Reuters"),
        (f"CAPITAL, March 3 (Reuters) - {TALKS}", "Reuters"),
        (f"Ciudad, 12 dic (EFE).- {TALKS}", "EFE"),
        (f"CAPITAL, 12 Dic. (EUROPA PRESS) - {TALKS}", "Europa Press"),
        (f"Reuters — {TALKS}", "Reuters"),
    ],
)
def test_a_dateline_names_the_agency(text: str, outlet: str, knowledge: Knowledge) -> None:
    assert original_of(text, knowledge=knowledge) == outlet


@pytest.mark.parametrize(
    ("line", "language", "outlet"),
    [
        ("By Jane Roe, Associated Press", "en", "Associated Press"),
        ("By Jane Roe, Associated Press Writer", "en", "Associated Press"),
        ("Redacción/AP", "es", "Associated Press"),
        ("AFP / Redacción", "es", "Agence France-Presse"),
        ("Agencia EFE | 12 de diciembre de 2024", "es", "EFE"),
    ],
)
def test_a_line_names_who_wrote(
    line: str, language: str, outlet: str, knowledge: Knowledge
) -> None:
    assert original_of(line, TALKS, knowledge=knowledge, language=language) == outlet


@pytest.mark.parametrize(
    ("line", "language", "outlet"),
    [
        ("This story was originally published by The Guardian.", "en", "The Guardian"),
        ("This article first appeared in The Guardian.", "en", "The Guardian"),
        ("© 2024 The Associated Press. All rights reserved.", "en", "Associated Press"),
        ("Publicado originalmente en El País.", "es", "El País"),
        ("Con información de EFE", "es", "EFE"),
        ("Photo courtesy of The Guardian", "en", None),
        ("PHOTO: REUTERS", "en", None),
        ("Foto: EFE", "es", None),
    ],
)
def test_a_line_at_the_foot_names_the_source_and_a_picture_does_not(
    line: str, language: str, outlet: str | None, knowledge: Knowledge
) -> None:
    assert original_of(TALKS, knowledge=knowledge, dropped=line, language=language) == outlet


def test_the_end_of_the_title_and_the_author_name_the_source(knowledge: Knowledge) -> None:
    assert original_of(TALKS, knowledge=knowledge, title="Talks go on - Reuters") == "Reuters"
    assert original_of(TALKS, knowledge=knowledge, authors=("Reuters",)) == "Reuters"


def test_an_outlet_is_not_its_own_source(knowledge: Knowledge) -> None:
    assert original_of(f"CITY (AP) — {TALKS}", knowledge=knowledge, outlet="AP") is None


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Copyright 2024 NPR", "NPR"),
        ("© The Guardian", "The Guardian"),
        ("© 2024 The Associated Press", None),
    ],
)
def test_who_holds_the_copyright_published_it_unless_it_is_an_agency(
    line: str, outlet: str | None, knowledge: Knowledge
) -> None:
    draft = Draft(paragraphs=(TALKS,), dropped=(Dropped(text=line, reason="furniture"),))
    assert find_imprint(draft, "en", knowledge) == outlet
