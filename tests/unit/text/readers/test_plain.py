"""Of a page without tags the article is kept and the furniture is not."""

from __future__ import annotations

import pytest

from onrecord.knowledge import Knowledge
from tests.unit.text.conftest import Make

BODY = (
    "The two ministers met in the capital on Tuesday and agreed to share what they know about "
    "the trade in weapons across their border."
)
MORE = (
    "Officials of both countries said that the talks had gone well, and that a second round would "
    "follow before the end of the year."
)


def kept(make: Make, text: str) -> list[str]:
    return make(text).text.split("\n")


def reasons(make: Make, text: str) -> dict[str, str]:
    return {d.text: d.reason for d in make(text).dropped}


def test_adverts_and_links_are_dropped_with_their_reason(make: Make) -> None:
    text = f"{BODY}\n\nAdvertisement\n\nRecommended Stories\n- A storm is coming\n- A cat is found\n{MORE}"
    assert kept(make, text) == [BODY, MORE]
    assert reasons(make, text) == {
        "Advertisement": "advert",
        "Recommended Stories": "related",
        "- A storm is coming": "link under a heading of links",
        "- A cat is found": "link under a heading of links",
    }


def test_a_dropped_line_knows_its_number(make: Make) -> None:
    assert make(f"{BODY}\n\nAdvertisement\n{MORE}").dropped[0].line == 3


def test_a_run_of_other_headlines_is_dropped_and_the_title_stays(make: Make) -> None:
    others = [
        "Storm Warning Issued for the Whole Coast",
        "Ten Things You Never Knew About Bridges",
        "Mayor Opens New Library Near the Harbor",
        "Team Wins Third Title in a Row After Long Night",
        "Prices of Bread Rise Again This Summer",
    ]
    text = "\n".join(others) + f"\n\nMinisters Agree to Share Data on Weapons\n\n{BODY}\n{MORE}"
    document = make(text)
    assert document.text.split("\n") == ["Ministers Agree to Share Data on Weapons", BODY, MORE]
    assert document.title == "Ministers Agree to Share Data on Weapons"
    assert {d.text for d in document.dropped} == set(others)


def test_short_quotations_stay(make: Make) -> None:
    text = f"{BODY}\n“We are not afraid.”\n{MORE}\n“No.”"
    assert kept(make, text) == text.split("\n")


def test_a_subhead_stays_and_a_headline_in_capitals_goes(make: Make) -> None:
    text = f"{BODY}\nWhat comes next\n{MORE}\nGOVERNOR TO OPEN NEW BRIDGE ON MONDAY, HE SAYS\n{BODY} Again."
    assert kept(make, text) == [BODY, "What comes next", MORE, f"{BODY} Again."]


@pytest.mark.parametrize(
    "credit",
    [
        "Photo by A. Person/Agency",
        "(Ada Person/Some Agency)",
        "[Ada Person / Agency]",
        "Ada Person/AGENCY",
    ],
)
def test_captions_with_a_credit_go(make: Make, credit: str) -> None:
    caption = f"The ministers shake hands in the capital on Tuesday. {credit}"
    assert kept(make, f"{BODY}\n{caption}\n{MORE}") == [BODY, MORE]


def test_a_name_of_an_agency_alone_goes(make: Make, knowledge: Knowledge) -> None:
    agency = next(o for o in knowledge.outlets.values() if o.kind == "agency")
    assert kept(make, f"{BODY}\n{agency.name}\n{MORE}") == [BODY, MORE]


def test_a_caption_above_its_credit_goes(make: Make) -> None:
    text = f"A Title of Some Words Here\nThe ministers meeting in the capital on Tuesday.\nPHOTO: AGENCY\n{BODY}\n{MORE}"
    assert kept(make, text) == ["A Title of Some Words Here", BODY, MORE]


def test_pieces_of_programs_go(make: Make) -> None:
    text = f"{BODY}\nif (window.top) {{\nload(window.top, document.body);\n}}\n{MORE}"
    assert kept(make, text) == [BODY, MORE]


def test_nothing_after_the_reply_form_stays(make: Make) -> None:
    text = f"{BODY}\n{MORE}\n\nSource link\n\nLeave a Reply\n\nName and address are asked for here"
    assert kept(make, text) == [BODY, MORE]


def test_a_last_line_cut_off_stays(make: Make) -> None:
    assert kept(make, f"{BODY}\n{MORE}\nThe officials in both") == [
        BODY,
        MORE,
        "The officials in both",
    ]


def test_wrapped_lines_are_joined(make: Make) -> None:
    wrapped = (
        "The two ministers met in the capital on Tuesday and agreed to\n"
        "share what they know about the trade in weapons across their\n"
        "border. Officials of both countries said that the talks had\n"
        "gone well.\n\n"
        "A second round would follow before the end of the year, they\n"
        "said, and other countries might be asked to take part in it.\n"
    )
    lines = kept(make, wrapped)
    assert len(lines) == 2
    assert lines[0].startswith(
        "The two ministers met in the capital on Tuesday and agreed to share"
    )


def test_lines_of_speakers_in_capitals_are_the_text(make: Make) -> None:
    text = (
        "Transcript of a meeting\n---\nTHE FIRST MINISTER OF THE COUNTRY\nWe are glad to be here.\n"
        "---\nTHE SECOND MINISTER OF THE COUNTRY\nSo are we, and we thank you.\n"
    )
    assert "THE SECOND MINISTER OF THE COUNTRY" in kept(make, text)
    assert make(text).kind == "transcript"


def test_posts_lose_their_picture_links_only(make: Make) -> None:
    text = (
        f"{BODY}\nWe met today… pic.twitter.com/AbC123 — A Minister (@minister) May 2, 2024\n{MORE}"
    )
    assert "We met today… — A Minister (@minister) May 2, 2024" in kept(make, text)


def test_spanish_pages_have_furniture_too(make: Make) -> None:
    body = "Los dos ministros se reunieron el martes en la capital y acordaron compartir información sobre las armas."
    text = f"{body}\nPublicidad\nSigue leyendo:\n– Una tormenta llega a la costa.\n{body[:-1]} ilegales."
    assert kept(make, text) == [body, f"{body[:-1]} ilegales."]
    assert make(text).language == "es"


def test_a_short_draft_that_is_wrapped_is_joined(make: Make) -> None:
    text = (
        "Officers of the customs service seized some 400 kilograms of powder in the\n"
        "harbour last year, and nearly twice as much on the roads that lead to it, the\n"
        "service said in its yearly report."
    )
    assert kept(make, text) == [text.replace("\n", " ")]


def test_short_paragraphs_are_not_joined(make: Make) -> None:
    text = (
        "The two ministers met in the capital on Tuesday and went home the same day\n"
        "A second round of the talks will follow before the end of the year, they said\n"
        "Nobody signed a paper."
    )
    assert kept(make, text) == text.split("\n")
