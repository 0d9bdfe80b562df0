"""Whose words they are, and which words: on sentences of the kinds that releases and news are made of.

The sentences report public facts in our own words; quotations are given to offices, not to persons.
"""

from __future__ import annotations

import pytest

from onrecord.annotate import Quotation
from onrecord.extract.statements.cue_words import Cue
from onrecord.extract.statements.reading import settle
from onrecord.extract.statements.reported import Draft
from onrecord.knowledge import CueRow
from onrecord.model import CueClass, Manner, Polarity
from tests.unit.extract.statements.texts import brief


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“We will keep talking,” the ministry said in a statement.",
            ("direct", "We will keep talking", "the ministry"),
        ),
        (
            "The ministry said: “We will keep talking.”",
            ("direct", "We will keep talking.", "The ministry"),
        ),
        (
            "The ministry said that both sides would keep talking.",
            ("indirect", "both sides would keep talking", "The ministry"),
        ),
        (
            "Both sides would keep talking, the ministry said.",
            ("indirect", "Both sides would keep talking", "the ministry"),
        ),
        (
            "The ministry said the talks were “useful and frank” for both sides.",
            ("mixed", "the talks were “useful and frank” for both sides", "The ministry"),
        ),
        (
            "The talks “went well for both sides,” the ministry said.",
            ("mixed", "The talks “went well for both sides,”", "the ministry"),
        ),
        (
            "Border crossings fell again in May, according to figures released in June.",
            ("indirect", "Border crossings fell again in May", "figures"),
        ),
        (
            "According to the White House, border crossings fell again in May.",
            ("indirect", "border crossings fell again in May", "the White House"),
        ),
        (
            "The ministry announced 20 new projects, including a port, signed a memorandum with "
            "Kenya, and visited a school.",
            ("indirect", "20 new projects, including a port", "The ministry"),
        ),
        (
            "Mexico announced a deployment of 10,000 troops to the border.",
            ("indirect", "a deployment of 10,000 troops to the border", "Mexico"),
        ),
        (
            "The White House threatened to raise the tariffs on steel.",
            ("indirect", "to raise the tariffs on steel", "The White House"),
        ),
        (
            "WASHINGTON (AP) — The ministry expects more rain, officials said.",
            ("indirect", "The ministry expects more rain", "officials"),
        ),
    ],
    ids=[
        "cue behind", "cue before", "that", "inverted", "mixed", "end of a sentence", "paper",
        "according to", "list of deeds", "noun", "infinitive", "dateline",
    ],
)  # fmt: skip
def test_content_and_speaker_are_read(read, text, expected) -> None:
    assert [brief(s) for s in read(text)] == [expected]


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "The ministry did not say that the talks had failed.",
        "The ministry would announce a new plan if both sides agreed.",
        "We announce a new plan for the border.",
        "Troops were sent to the so-called “triangle” in May.",
        "The film “A Day Without a Mexican” opened in May 2004.",
    ],
    ids=["denied", "not yet", "own voice", "scare quotes", "title"],
)
def test_what_nobody_is_said_to_have_said_is_left_out(read, text) -> None:
    assert read(text) == []


@pytest.mark.model
def test_a_quotation_cut_by_its_cue_gives_two_statements_of_one_speaker(read) -> None:
    first, second = read("“We agree on much,” the ministry said. “We will keep talking.”")
    assert (first.content.quote, second.content.quote) == (
        "We agree on much", "We will keep talking.",
    )  # fmt: skip
    assert first.speaker == second.speaker


@pytest.mark.model
def test_a_paragraph_of_nothing_but_a_quotation_goes_on_with_the_last_speaker(read) -> None:
    text = "“We agree on much,” the ministry said.\n“We will keep talking about it.”"
    first, second = read(text)
    assert first.speaker == second.speaker
    assert second.cue is None


@pytest.mark.model
def test_a_signature_behind_a_dash_names_the_speaker(read) -> None:
    (statement,) = read("“Both countries will keep talking.”\n— White House, 4 March 2025")
    assert brief(statement) == ("direct", "Both countries will keep talking.", "White House")


@pytest.mark.model
def test_who_relays_a_statement_is_kept_beside_its_speaker(read) -> None:
    found = read("The ministry said the talks had ended without a deal, Reuters reported.")
    (statement,) = (s for s in found if brief(s)[2] == "The ministry")
    assert statement.content.quote == "the talks had ended without a deal"
    assert statement.via is not None
    assert statement.via.span.quote == "Reuters"


@pytest.mark.model
def test_silence_is_kept_as_no_comment(read) -> None:
    (statement,) = read("The White House did not respond to a request for comment.")
    assert statement.manner is Manner.NO_COMMENT
    assert statement.speaker is not None
    assert statement.speaker.span.quote == "The White House"


@pytest.mark.model
def test_denials_hedges_and_unnamed_speakers_are_marked(read) -> None:
    (denial,) = read("The embassy denied that the alleged deal was signed.")
    assert (denial.cue_class, denial.polarity, denial.hedge) == (
        CueClass.DENY, Polarity.DENIES, "alleged",
    )  # fmt: skip
    (unnamed,) = read(
        "Talks will resume in May, said an official who spoke on condition of anonymity."
    )
    assert unnamed.anonymity == "on condition of anonymity"


def make_draft(start: int, end: int, *, is_quoted: bool, score: float = 0.9) -> Draft:
    cue = Cue(first=0, after=1, row=CueRow(cue="say", **{"class": CueClass.SAY}))
    return Draft(start=start, end=end, cue=cue, speaker=None, is_quoted=is_quoted, score=score)


def make_quotation(start: int, end: int) -> Quotation:
    return Quotation(start=start, end=end, outer_start=start - 1, outer_end=end + 1, paragraph=0)


def test_a_clause_that_is_all_quotation_is_read_once() -> None:
    direct = make_draft(11, 40, is_quoted=True)
    reported = make_draft(10, 41, is_quoted=False)
    assert settle([direct], [reported], [make_quotation(11, 40)]) == [direct]


def test_a_quotation_within_a_reported_clause_is_part_of_it() -> None:
    direct = make_draft(30, 40, is_quoted=True)
    reported = make_draft(0, 60, is_quoted=False)
    assert settle([direct], [reported], [make_quotation(30, 40)]) == [reported]


@pytest.mark.model
def test_an_embedded_post_is_its_authors(read) -> None:
    text = "The talks on the border will go on next week as planned. — White House (@WhiteHouse) March 4, 2025"
    (statement,) = read(text)
    assert brief(statement) == (
        "direct", "The talks on the border will go on next week as planned.", "White House",
    )  # fmt: skip
