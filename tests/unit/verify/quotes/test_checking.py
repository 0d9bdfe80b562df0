"""Quotes against what was said: each kind of change has its name."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.model import Outcome, Speech, SpeechKind, Voice
from onrecord.verify.quotes import SpeechIndex, check_quotes
from tests.unit.verify.quotes.makers import (
    ENVOY,
    MINISTER,
    PRESS,
    check,
    load_tables,
    make_index,
    make_quote,
)

SAID = make_index(
    (MINISTER, "Good morning. We will lift the duties on steel if the ports stay open this summer. "
     "And I don't want to close a single crossing, you know, because 4,500 trucks use them each day. "
     "The harbour at the old mill is a very small place."),
    (PRESS, "Will the envoy come back to the capital before the end of the week?"),
    (ENVOY, "I think the two governments have never worked as closely on river traffic as now. "
     "Our engineers, our pilots and our crews will meet them in October to plan the dredging."),
)  # fmt: skip
DICHO = make_index(
    (MINISTER, "Vamos a retirar los aranceles al acero si los puertos siguen abiertos este verano. "
     "No queremos cerrar ningún cruce, o sea, porque los usan 4 mil 500 camiones cada día."),
    language="es",
)  # fmt: skip

CASES = [
    ("Good morning. We will lift the duties on steel if the ports stay open this summer.", "verbatim"),
    ("we will lift the duties on steel if the ports stay open this summer", "verbatim"),
    ("We will lift the duties on steel, if the ports stay open, this summer.", "verbatim"),
    ("We will lift the duties on steel if [Mexico’s] ports stay open this summer.", "verbatim"),
    ("[The ministry] will lift the duties on steel if the ports stay open this summer.", "verbatim"),
    ("We will lift the duties … if the ports stay open this summer.", "trimmed"),
    ("We will lift the duties on steel if the ports stay open…", "trimmed"),
    ("We will lift the duties if the ports stay open this summer.", "trimmed"),
    ("We will lift the duties on steel if the ports stay open.", "trimmed"),
    ("We will lift the duties on steel.", "condition-cut"),
    ("We will lift the duties on steel this summer.", "condition-cut"),
    ("I want to close a single crossing, because 4,500 trucks use them each day.", "condition-cut"),
    ("I don’t want to close a single crossing, because 4,500 trucks use them each day.", "cleaned"),
    ("I do not want to close a single crossing, you know, because 4500 trucks use them each day.", "cleaned"),
    ("The harbor at the old mill is a very small place.", "cleaned"),
    ("The Harbour at the Old Mill is a very small place.", "cleaned"),
    ("The harbour at the new mill is a very small place.", "altered"),
    ("The harbour at the old mill is not a very small place.", "altered"),
    ("I don't want to close a single crossing, you know, because 5,400 trucks use them each day.", "altered"),
    ("The two governments have never worked as closely on river traffic as now.", "other-speaker"),
    ("We will lift the duties on steel because 4,500 trucks use them each day.", "stitched"),
    ("Nobody has told us when the new bridge over the river will be ready.", "no-transcript"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "diagnosis"), CASES)
def test_each_change_has_its_name(words: str, diagnosis: str) -> None:
    assert check(words, SAID).diagnosis == diagnosis


@pytest.mark.parametrize(
    ("words", "diagnosis"),
    [
        ("Vamos a retirar los aranceles al acero si los puertos siguen abiertos este verano.", "verbatim"),
        ("Vamos a retirar los aranceles al acero.", "condition-cut"),
        ("Queremos cerrar ningún cruce, porque los usan 4 mil 500 camiones cada día.", "condition-cut"),
        ("No queremos cerrar ningún cruce, porque los usan 4 mil 500 camiones cada día.", "cleaned"),
        ("Vamos a retirar los aranceles al cobre si los puertos siguen abiertos este verano.", "altered"),
        ("No queremos cerrar ningún cruce […] porque los usan 4 mil 500 camiones cada día.", "trimmed"),
    ],
)  # fmt: skip
def test_spanish_has_its_own_words(words: str, diagnosis: str) -> None:
    assert check(words, DICHO, language="es").diagnosis == diagnosis


def test_a_marked_cut_holds_and_one_that_nothing_marks_is_close() -> None:
    marked = check("We will lift the duties … if the ports stay open this summer.", SAID)
    silent = check("We will lift the duties if the ports stay open this summer.", SAID)
    assert (marked.outcome, silent.outcome) == (Outcome.HOLDS, Outcome.CLOSE)
    assert "ellipsis stands for “on steel”" in marked.reason
    assert "“on steel” is cut in its midst, and no mark says so" in silent.reason


def test_a_mark_does_not_hide_that_only_the_negation_went() -> None:
    assert check("I do … want to close a single crossing.", SAID).diagnosis == "condition-cut"


def test_words_of_another_are_another_s() -> None:
    words = (
        "Our engineers, our pilots and our crews will meet them in October to plan the dredging."
    )
    verdict = check(words, SAID)
    assert verdict.diagnosis == "other-speaker"
    assert "said by Leo Brandt, not by Ana Marín" in verdict.reason
    assert check(words, SAID, voice=ENVOY).diagnosis == "verbatim"
    assert check(words, SAID, around="Leo Brandt said").diagnosis == "verbatim", "read amiss"


def test_a_question_of_the_press_is_not_the_minister_s() -> None:
    words = "Will the envoy come back to the capital before the end of the week?"
    assert check(words, SAID).diagnosis == "other-speaker"


def test_who_is_not_named_may_be_anybody() -> None:
    assert check("The harbour at the old mill is a very small place.", SAID, voice=Voice()).diagnosis == "verbatim"  # fmt: skip


def test_a_hedge_that_went_is_named() -> None:
    words = "The two governments have never worked as closely on river traffic as now."
    verdict = check(words, SAID, voice=ENVOY)
    assert verdict.diagnosis == "condition-cut"
    assert "“i think”" in verdict.reason


def test_the_verdict_shows_what_was_said_and_the_words_that_differ() -> None:
    verdict = check("The harbour at the new mill is a very small place.", SAID)
    [compared] = verdict.compared
    assert compared.span.quote == "The harbour at the old mill is a very small place"
    assert compared.span.document_id == "doc-said"
    assert SAID.texts["doc-said"][compared.span.start : compared.span.end] == compared.span.quote
    assert verdict.difference == "The harbour at the [-old-] {+new+} mill is a very small place"
    assert verdict.nearest == "“The harbour at the old mill is a very small place”"


def test_a_no_that_answers_denies_nothing_of_what_follows() -> None:
    index = make_index(
        (MINISTER, "No, we will open the northern bridge. No bridge will be closed.")
    )
    assert check("We will open the northern bridge.", index).diagnosis == "cleaned"
    assert check("Bridge will be closed.", index).diagnosis == "condition-cut"


def test_what_is_compared_takes_in_the_condition_that_was_cut() -> None:
    [compared] = check("We will lift the duties on steel.", SAID).compared
    assert compared.span.quote.endswith("if the ports stay open this summer")


def test_a_quote_that_goes_on_after_the_cue_leaves_nothing_out() -> None:
    first = make_quote("We will lift the duties on steel,", number=1)
    second = make_quote("if the ports stay open this summer.", number=2, is_whole=False)
    assert [v.diagnosis for v in check_quotes([first, second], SAID)] == ["verbatim", "verbatim"]


def test_a_condition_in_the_article_s_own_words_is_not_left_out() -> None:
    around = "she said, if the ports stay open"
    assert check("We will lift the duties on steel,", SAID, around=around).diagnosis == "trimmed"


def test_a_fragment_does_not_claim_to_be_a_sentence() -> None:
    assert check("lift the duties on steel", SAID, is_whole=False).diagnosis == "verbatim"


def test_few_words_are_judged_only_where_they_are_unique() -> None:
    index = make_index((MINISTER, "A very small place. A very large place. In a very large hall."))
    unique = make_quote("very small place", is_whole=False)
    assert [v.diagnosis for v in check_quotes([unique], index)] == ["verbatim"]
    assert check_quotes([make_quote("a very large", is_whole=False)], index) == []
    assert check_quotes([make_quote("small place")], index) == []


def test_the_worst_quote_of_a_finding_names_it() -> None:
    good = make_quote("The harbour at the old mill is a very small place.")
    bad = make_quote("I don't want to close a large crossing, you know,")
    [verdict] = check_quotes([good, bad], SAID)
    assert verdict.diagnosis == "altered"
    assert len(verdict.compared) == 2


def test_a_document_is_not_compared_with_itself_or_its_versions() -> None:
    text = "The harbour at the old mill is a very small place."
    speech = Speech(
        document_id="doc-2", start=0, end=len(text), kind=SpeechKind.QUOTED, voice=MINISTER, language="en"
    )  # fmt: skip
    index = SpeechIndex([speech], {"doc-2": text}, load_tables())
    same = {"doc-2": "doc-article"}
    assert check(text, index).diagnosis == "verbatim"
    assert check_quotes([make_quote(text)], index, same=same)[0].diagnosis == "no-transcript"


def test_without_lexicons_words_in_another_language_are_not_found_and_the_reason_says_so() -> None:
    verdict = check("We will withdraw the tariffs on steel.", DICHO)
    assert (verdict.outcome, verdict.diagnosis) == (Outcome.OPEN, "no-transcript")
    assert "another language (es)" in verdict.reason


def test_nothing_was_said() -> None:
    index = SpeechIndex([], {}, load_tables())
    assert check("We will lift the duties on steel.", index).diagnosis == "no-transcript"


def test_a_language_without_tables_is_compared_word_by_word() -> None:
    index = make_index(
        (MINISTER, "Wir werden die Zölle auf Stahl bald wieder aufheben."), language="de"
    )
    assert check("Wir werden die Zölle auf Stahl bald wieder aufheben.", index, language="de").diagnosis == "verbatim"  # fmt: skip
    assert check("Wir werden die Zölle auf Holz bald wieder aufheben.", index, language="de").diagnosis == "altered"  # fmt: skip


LATER = date(2025, 9, 1)
ALIKE = "We will lift the duties on steel and on copper this summer."


def test_much_alike_is_not_the_same() -> None:
    index = make_index((MINISTER, "We will lift the duties on steel and on timber this winter."))
    assert check(ALIKE, index).diagnosis == "altered"
    assert check(ALIKE, index, voice=ENVOY).diagnosis == "no-transcript", "another, in other words"
    assert check("We will lift all duties.", index).diagnosis == "no-transcript", "too few"


def test_what_the_same_one_says_months_later_may_be_said_anew() -> None:
    index = make_index((MINISTER, "Now we will lift all the duties on steel and timber in winter."))
    words = "Now we will raise all the taxes on steel and copper in summer."
    assert check(words, index).diagnosis == "altered"
    assert check(words, index, day=LATER).diagnosis == "no-transcript"


def test_a_slogan_belongs_to_nobody() -> None:
    index = make_index((MINISTER, "We go on. " * 30 + "And we will go on as we go on."))
    assert check("We will go on as we go on.", index, voice=ENVOY).diagnosis == "no-transcript"


def test_a_text_whose_speaker_is_not_known_changes_nobody_s_words() -> None:
    text = "The two sides will lift the duties on steel and on timber before the winter."
    paper = Speech(
        document_id="doc-2", start=0, end=len(text), kind=SpeechKind.RELEASE, voice=Voice(), language="en"
    )  # fmt: skip
    index = SpeechIndex([paper], {"doc-2": text}, load_tables())
    assert check(text, index).diagnosis == "verbatim"
    assert check(text.replace("lift", "end"), index).diagnosis == "no-transcript"
