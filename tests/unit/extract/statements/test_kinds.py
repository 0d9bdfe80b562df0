"""The kinds of sentence in which a text puts words in a mouth, one by one."""

from __future__ import annotations

import pytest

from onrecord.model import CueClass, Place, Polarity
from tests.unit.extract.statements.texts import brief

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The minister called it “a disaster” for the region.",
            ("mixed", "it “a disaster” for the region", "The minister"),
        ),
        (
            "The prime minister described the deal as “historic and fair” on Monday.",
            ("mixed", "the deal as “historic and fair”", "The prime minister"),
        ),
        (
            "The minister thanked the governor for his “strong leadership”.",
            ("mixed", "the governor for his “strong leadership”", "The minister"),
        ),
        (
            "The governor's claim that the border is closed was disputed in May.",
            ("indirect", "the border is closed", "The governor"),
        ),
        (
            "The minister issued a warning that the talks could fail.",
            ("indirect", "the talks could fail", "The minister"),
        ),
        (
            "In the view of the European Commission, the plan breaks no treaty.",
            ("indirect", "the plan breaks no treaty", "the European Commission"),
        ),
        (
            "The minister said in a statement that the port would stay open.",
            ("indirect", "the port would stay open", "The minister"),
        ),
        (
            "The ministry said Aug. 23 that it would end the deal.",
            ("indirect", "it would end the deal", "The ministry"),
        ),
        (
            "The minister told reporters Monday the port would stay open.",
            ("indirect", "the port would stay open", "The minister"),
        ),
        (
            "The ministers stressed that the path remains open and urged the army to leave.",
            ("indirect", "the path remains open", "The ministers"),
        ),
        (
            "The ministry said that crossings were “the lowest ever,” at a time when few came.",
            ("mixed", "crossings were “the lowest ever,”", "The ministry"),
        ),
        ("The agency said it would cooperate.", ("indirect", "it would cooperate", "The agency")),
        ("The minister replied, “Never.”", ("direct", "Never.", "The minister")),
        (
            "The minister spoke to reporters. “We met our partners and talked about trade.”",
            ("direct", "We met our partners and talked about trade.", "The minister"),
        ),
        (
            "The minister said in a post:\nWe met our partners and talked about trade.",
            ("direct", "We met our partners and talked about trade.", "The minister"),
        ),
        (
            "- Ambassador Zorn: “We will keep all of the ports open.”",
            ("direct", "We will keep all of the ports open.", "Ambassador Zorn"),
        ),
        (
            "The *Los Angeles Times *writes that crossings fell again in May.",
            ("indirect", "crossings fell again in May", "The *Los Angeles Times"),
        ),
    ],
    ids=[
        "called it", "described as", "thanked for", "claim", "issued a warning", "in the view of",
        "in a statement", "day before that", "bare day", "second verb", "comma in marks", "short",
        "one word", "sentence before", "without marks", "name in no table", "Markdown",
    ],
)  # fmt: skip
def test_a_kind_is_read(read, text, expected) -> None:
    assert [brief(s) for s in read(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The minister praised the decision to send troops to the border.",
        "The ministry launched a programme titled “Together for a safer border region”.",
        "The minister made a promise to end the talks.",
        "The claim that the border is closed was disputed in May.",
        "It is hereby ordered:\nThe officers of the port shall keep it open at night.",
    ],
    ids=["no marks", "title", "promise to", "nobody's claim", "order"],
)
def test_what_is_no_statement_is_left_out(read, text) -> None:
    assert read(text) == []


def test_who_rejects_a_claim_denies_its_content(read) -> None:
    (statement,) = read("The ministry rejected the claim that the talks had failed.")
    assert brief(statement)[1:] == ("the talks had failed", "The ministry")
    assert (statement.cue_class, statement.polarity) == (CueClass.REJECT, Polarity.DENIES)


def test_items_of_a_list_are_said_by_whom_its_lead_names(read) -> None:
    text = (
        "Secretary Zorn then spoke on television to explain the deal:\n"
        "- On trade: “We have kept the ports open for everybody.”\n"
        "- On borders: “We have kept the roads open for everybody.”"
    )
    assert {brief(s)[2] for s in read(text)} == {"Secretary Zorn"}


def test_a_quotation_over_paragraphs_is_his_who_is_named_at_its_end(read) -> None:
    text = (
        "The talks in the capital took all night.\n“We met our partners in May.\n"
        "“We will meet them again in June.\n“Then we will decide,” the minister said."
    )
    assert [brief(s) for s in read(text)] == [
        ("direct", "We met our partners in May.", "the minister"),
        ("direct", "We will meet them again in June.", "the minister"),
        ("direct", "Then we will decide", "the minister"),
    ]


def test_a_quotation_within_a_quotation_has_its_own_speaker(read) -> None:
    outer, inner = read("“The minister told me ‘we are ready’ last week,” the spokesman said.")
    assert brief(outer)[2] == "the spokesman"
    assert brief(inner) == ("direct", "we are ready", "The minister")
    assert inner.via == outer.speaker


def test_a_source_behind_that_is_told_through_the_paper(read) -> None:
    text = "The newspaper reported that, according to two officials, the talks had failed."
    outer, inner = read(text)
    assert brief(inner)[1:] == ("the talks had failed", "two officials")
    assert inner.via == outer.speaker


def test_the_second_part_of_one_sentence_continues_the_first(read) -> None:
    first, second = read("“We will keep,” the minister said, “all ports open to trade.”")
    assert second.continues == first.id
    third, fourth = read("“We agree on that,” the minister said. “We will keep talking.”")
    assert (third.continues, fourth.continues) == (None, None)


def test_a_headline_names_the_statement_of_the_body_that_it_repeats(read) -> None:
    text = "Port will stay open, minister says\nThe port will stay open, the minister said Monday."
    headline, body = read(text)
    assert (headline.place, body.place) == (Place.HEADLINE, Place.BODY)
    assert (headline.repeats, body.repeats) == (body.id, None)


def test_a_headline_alone_repeats_nothing(read) -> None:
    text = "Roads will be mended, minister says\nThe port stays open, the minister said Monday."
    headline, _ = read(text)
    assert (headline.place, headline.repeats) == (Place.HEADLINE, None)


def test_a_caption_is_marked(read) -> None:
    text = "The port is open, the ministry said in May. (Photo by the port)\nShips came and left."
    (statement,) = read(text)
    assert statement.place is Place.CAPTION
