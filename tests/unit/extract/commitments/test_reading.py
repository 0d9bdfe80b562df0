"""Commitments read from short texts about public facts."""

from __future__ import annotations

from datetime import date

import pytest
from spacy.language import Language

from onrecord.annotate import NameIndex
from onrecord.extract import read_commitments
from onrecord.knowledge import Knowledge
from onrecord.model import Commitment, CommitmentKind, DocumentKind
from tests.unit.extract.event_texts import read_text

pytestmark = pytest.mark.model


@pytest.fixture(name="read")
def _read(nlp: Language, index: NameIndex, knowledge: Knowledge):
    def read(text: str, **options: object) -> list[Commitment]:
        return read_commitments(read_text(text, nlp, index, **options), knowledge, [])

    return read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Canada pledged to appoint a coordinator.",
            (CommitmentKind.PROMISE, ["Canada"], "appoint a coordinator"),
        ),
        (
            "Spain and France will build a rail link.",
            (CommitmentKind.AGREEMENT, ["Spain", "France"], "build a rail link"),
        ),
        (
            "Mexico agreed to deploy its soldiers.",
            (CommitmentKind.AGREEMENT, ["Mexico"], "deploy its soldiers"),
        ),
        (
            "The United States threatened to raise duties.",
            (CommitmentKind.THREAT, ["United States"], "raise duties"),
        ),
        (
            "The European Union is ready to support Tunisia with loans.",
            (CommitmentKind.OFFER, ["European Union"], "support Tunisia with loans"),
        ),
        (
            "Both countries aim to reduce arms smuggling.",
            (CommitmentKind.TARGET, ["Both countries"], "reduce arms smuggling"),
        ),
        (
            "Spain and France will not close the tunnel.",
            (CommitmentKind.AGREEMENT, ["Spain", "France"], "not close the tunnel"),
        ),
        (
            "Spain and France will never, ever close the tunnel.",
            (CommitmentKind.AGREEMENT, ["Spain", "France"], "never, ever close the tunnel"),
        ),
        (
            "Both governments committed to expanding inspections.",
            (CommitmentKind.PROMISE, ["Both governments"], "expanding inspections"),
        ),
    ],
)
def test_who_binds_themselves_to_what(read, text, expected) -> None:
    (commitment,) = read(text)
    by = [m.span.quote for m in commitment.by]
    assert (commitment.kind, by, commitment.deed) == expected
    assert commitment.evidence.span.quote in text


def test_the_condition_is_kept_in_its_words(read) -> None:
    (commitment,) = read("Canada will lift the duties if China opens its market.")
    assert commitment.condition == "if China opens its market"


def test_harm_in_case_of_a_wrong_is_a_threat(read) -> None:
    (commitment,) = read("If Canada fails to act, the United States will take further steps.")
    assert commitment.kind is CommitmentKind.THREAT


def test_the_day_after_by_is_the_due_date(read) -> None:
    (commitment,) = read("Mexico pledged to deliver the water by October 24, 2025.")
    assert commitment.due == date(2025, 10, 24)


@pytest.mark.parametrize(
    "text",
    [
        "Canada will face higher prices.",
        "Mexico appointed a coordinator in May.",
        "The farmer pledged to sell his land.",
        "The Secretary of Commerce shall report each year.",
        "Japan would not accept the plan.",
        "If Canada will join, others may follow.",
    ],
)
def test_guesses_deeds_chores_and_refusals_bind_nobody(read, text) -> None:
    assert read(text) == []


def test_a_headline_repeats_no_commitment(read) -> None:
    commitments = read(
        "Canada pledges to double aid\n"
        "On Monday Canada pledged to double aid to its partners within two years."
    )
    assert len(commitments) == 1
    assert "Monday" in commitments[0].evidence.span.quote


@pytest.mark.parametrize(
    ("text", "kind", "deed"),
    [
        (
            "Canada agreed to a pause on the new duties.",
            CommitmentKind.AGREEMENT,
            "a pause on the new duties",
        ),
        (
            "Spain and Morocco signed a memorandum of understanding to open a joint office.",
            CommitmentKind.AGREEMENT,
            "open a joint office",
        ),
        (
            "Canada and Mexico committed to partner together on migration.",
            CommitmentKind.PROMISE,
            "partner together on migration",
        ),
    ],
)
def test_nouns_and_accords_name_deeds(read, text: str, kind: CommitmentKind, deed: str) -> None:
    (found,) = read(text)
    assert (found.kind, found.deed) == (kind, deed)


def test_a_date_in_an_aside_is_no_due_date(read) -> None:
    (found,) = read("Spain will take in families who applied by 1 March 2025.")
    assert found.due is None


def test_talk_in_a_transcript_binds_nobody(read) -> None:
    assert read("I will leave it there.", kind=DocumentKind.TRANSCRIPT) == []


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("Canada will appoint a coordinator.", "will"),
        ("Canada pledged to appoint a coordinator.", "will"),
        ("Canada intends to appoint a coordinator.", "intends"),
        ("Canada is going to appoint a coordinator.", "intends"),
        ("Canada is ready to support Tunisia with loans.", "ready"),
        ("Both countries aim to reduce arms smuggling.", "seeks"),
        ("Canada hopes to cut arrivals by 20 percent.", "hopes"),
    ],
)
def test_the_governing_words_tell_how_firmly_somebody_is_bound(read, text, strength) -> None:
    (commitment,) = read(text)
    assert commitment.strength == strength


@pytest.mark.parametrize(
    ("text", "joint"),
    [
        ("Spain and France will build a rail link.", True),
        ("Both countries aim to reduce arms smuggling.", True),
        ("Canada agreed to deploy its soldiers.", False),
    ],
)
def test_several_sides_bind_themselves_jointly(read, text, joint) -> None:
    (commitment,) = read(text)
    assert commitment.joint is joint


def test_until_a_day_it_holds_and_is_not_due(read) -> None:
    (one,) = read("Canada pledged to keep the exemption until 30 November 2027.")
    assert one.due is None
    assert one.deed.endswith("until 30 November 2027")


def test_the_end_of_what_is_prolonged_is_no_due_date(read) -> None:
    text = "Canada will extend certain exemptions, currently due to expire on 29 November 2027."
    (one,) = read(text)
    assert one.due is None


def test_the_noun_before_the_aim_belongs_to_the_deed(read) -> None:
    (one,) = read("Both governments commit to forensic cooperation to help solve the cases.")
    assert one.deed == "forensic cooperation to help solve the cases"


def test_a_noun_taken_for_a_verb_is_no_deed(read) -> None:
    text = (
        "Mexico and Spain agreed on that third pillar, which is “Promoting Sustainable Growth”"
        " as a key element of the root causes strategy that she is leading."
    )
    assert not [one for one in read(text) if one.deed.startswith("causes")]


def test_a_list_goes_on_behind_a_closing_quotation_mark(read) -> None:
    text = (
        "Canada committed to appointing a “border envoy,” listing cartels as terrorist groups,"
        " and putting $20 million toward a directive."
    )
    (one,) = read(text)
    assert one.deed.endswith("and putting $20 million toward a directive")


def test_a_merit_promises_nothing(read) -> None:
    text = (
        "The experience in tackling smuggling, crime networks, and other threats"
        " will bring great value to this position."
    )
    assert not read(text)


def test_a_quotation_in_a_deed_is_closed(read) -> None:
    (one,) = read("Canada pledged to work out an “economic deal.”")
    assert one.deed == "work out an “economic deal.”"


def test_the_day_of_a_promise_is_no_due_date(read) -> None:
    (one,) = read("In February, Canada announced plans for a joint force along the border.")
    assert one.due is None
    (one,) = read("Canada promised in November to open a joint office at the border.")
    assert one.due is None
    (one,) = read("Canada announced plans to open a joint office in November 2029.")
    assert one.due == date(2029, 11, 30)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Japan's pledge on 1 July to revive ferry talks is welcome.", None),
        ("Japan's pledge to revive ferry talks on 1 July is welcome.", date(2024, 7, 1)),
        ("Canada will maintain its patrols in July.", None),
        ("Canada will open its port in July.", date(2024, 7, 31)),
        ("Canada will open an office within 90 days of signing.", date(2024, 9, 8)),
        ("Canada will open an office within two weeks.", date(2024, 6, 24)),
        ("Canada will open an office within six months.", date(2024, 12, 10)),
        ("Canada agreed on 2 May to open an office within 90 days.", date(2024, 7, 31)),
        ("Canada agreed last year to open an office within 90 days.", None),
        ("Canada will open an office within 90 days of a ceasefire.", None),
    ],
)
def test_a_day_is_due_only_where_the_deed_is_to_be_done_by_it(read, text, due) -> None:
    (commitment,) = read(text)
    assert commitment.due == due


def test_a_deed_goes_on_over_a_verb_torn_from_its_subject(read) -> None:
    (commitment,) = read(
        "The minister reiterated his commitment to ensuring U.S. trade policy serves farmers."
    )
    assert commitment.deed == "ensuring U.S. trade policy serves farmers"


@pytest.mark.parametrize(("who", "joint"), [("Spain", False), ("Spain and France", True)])
def test_one_state_does_not_bind_itself_together(read, who, joint) -> None:
    title = "Joint Statement of Spain and France"
    text = f"Spain and France are neighbors. {who} will open a port."
    (commitment,) = read(text, kind=DocumentKind.RELEASE, title=title)
    assert commitment.joint is joint


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("Both sides committed to the sharing of data on drugs.", "the sharing of data on drugs"),
        ("Both sides agreed to the exchange of experts.", "the exchange of experts"),
        ("India and Japan resolved to expand trade.", "expand trade"),
        ("Both presidents noted their commitment to expand wind power.", "expand wind power"),
    ],
)
def test_sides_bind_themselves_to_deeds_told_by_nouns_and_by_resolving(read, text, deed) -> None:
    (commitment,) = read(text)
    assert commitment.deed == deed


def test_what_a_dispute_is_settled_for_is_no_deed(read) -> None:
    assert read("India and Japan resolved the dispute to ease trade.") == []


def test_all_promise_whom_the_parse_ties_to_a_phrase_before_them(read) -> None:
    text = "Under the Water Dialogue, Peru, Chile and Bolivia will share data on rivers."
    (commitment,) = read(text)
    assert [m.span.quote for m in commitment.by] == ["Peru", "Chile", "Bolivia"]


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("Spain remains committed to building a port with Peru.", "building a port with Peru"),
        ("Spain and Peru are committed to opening two ports.", "opening two ports"),
        ("Spain and Peru are resolved to keep the ports open.", "keep the ports open"),
        ("Spain will address the shortage of water.", "address the shortage of water"),
    ],
)
def test_who_is_committed_is_bound(read, text: str, deed: str) -> None:
    (commitment,) = read(text)
    assert commitment.deed == deed


@pytest.mark.parametrize(
    "text",
    [
        "Spain will address the General Assembly on Monday.",
        "Crimes were committed by rebels to seize the port.",
        "Spain is not committed to building a port.",
    ],
)
def test_speeches_crimes_and_denials_bind_nobody(read, text: str) -> None:
    assert read(text) == []


def test_what_two_sides_decide_to_do_is_agreed(read) -> None:
    (commitment,) = read("Spain and France decided to build a rail link.")
    assert commitment.kind is CommitmentKind.AGREEMENT
    assert read("Spain decided to build a rail link.") == []


def test_what_somebody_hopes_of_another_binds_nobody(read) -> None:
    assert read("Spain hopes that France will send two ships to the port.") == []
