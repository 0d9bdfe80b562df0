"""Quotes in one language of words said in another: the passage, and what contradicts it."""

from __future__ import annotations

import pytest

from onrecord.knowledge import Knowledge
from onrecord.model import Outcome, Verdict
from onrecord.verify.quotes import Meanings, SpeechIndex
from tests.unit.verify.quotes.makers import ENVOY, MINISTER, PRESS, check, load_tables, make_index

SAID_ES = (
    (PRESS, "¿Van a cerrar los puertos de la costa?"),
    (MINISTER, "Buenos días. Vamos a reducir los aranceles al acero de Canadá si los puertos siguen abiertos "
     "este verano. No queremos cerrar ningún cruce de la frontera, porque los usan 4 mil 500 camiones "
     "cada día. Las conversaciones con el gobierno de Francia siguen en octubre y hay confianza. "
     "Entonces, no, que “nosotros nos sintamos amenazados o…”, este país es muy fuerte."),
    (ENVOY, "La segunda reunión de los ingenieros será en octubre, en la capital."),
)  # fmt: skip
SAID_EN = (
    (MINISTER, "We will not close a single border crossing, because 4,500 trucks use them each day. "
     "The talks with the government of France go on in October, and there is trust."),
)  # fmt: skip


def index_of(knowledge: Knowledge, *, language: str = "es") -> SpeechIndex:
    """Return an index of one transcript that compares languages."""
    said = SAID_ES if language == "es" else SAID_EN
    return with_meanings(make_index(*said, language=language), knowledge)


def with_meanings(index: SpeechIndex, knowledge: Knowledge) -> SpeechIndex:
    """Return the index of the same speeches, which compares languages."""
    return SpeechIndex(index.speeches, index.texts, load_tables(), meanings=Meanings(knowledge))


def tell(words: str, knowledge: Knowledge, **how: object) -> Verdict:
    """Return the verdict on an English quote of Spanish words."""
    return check(words, index_of(knowledge), **how)


FAITHFUL = "We do not want to close any border crossing, because 4,500 trucks use them every day."
TALKS = "The conversations with the government of France continue in October and there is trust."
CASES = [
    (FAITHFUL, "translated", "a translation"),
    (TALKS, "translated", "a translation"),
    ("We are going to reduce the tariffs on steel from Canada if the ports stay open this summer.",
     "translated", "a translation"),
    ("We do not want to close any border crossing, because 5,400 trucks use them every day.",
     "altered", "“5,400” for “4 mil 500”"),
    ("We want to close a border crossing, because 4,500 trucks use them every day.",
     "altered", "is denied there and not in the quote"),
    ("The conversations with the government of France do not continue in October and there is trust.",
     "altered", "denies what is not denied there"),
    ("The conversations with the government of Germany continue in October and there is trust.",
     "altered", "“Germany” for “Francia”"),
    ("The conversations with the government of France continue in March and there is trust.",
     "altered", "“March” for “octubre”"),
    ("We are going to reduce the tariffs on steel from Canada.",
     "altered", "the condition “si los puertos siguen abiertos este verano” is left out"),
    ("Nobody has told us when the new bridge over the river will be ready.", "no-transcript", "no passage"),
    ("There is trust in the harbour pilots and in their small boats.", "no-transcript", "no passage"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "diagnosis", "reason"), CASES)
def test_each_quote_is_told_for_what_it_is(
    words: str, diagnosis: str, reason: str, knowledge: Knowledge
) -> None:
    verdict = tell(words, knowledge)
    assert (verdict.diagnosis, reason in verdict.reason) == (diagnosis, True), verdict.reason


def test_a_translation_stays_open_with_the_passage_and_a_score_beside_it(
    knowledge: Knowledge,
) -> None:
    verdict = tell(FAITHFUL, knowledge)
    [compared] = verdict.compared
    assert verdict.outcome is Outcome.OPEN
    assert compared.span.quote.startswith("No queremos cerrar ningún cruce")
    assert compared.span.quote.endswith("cada día")
    assert compared.speaker == "Ana Marín"
    assert "score 0." in verdict.reason
    assert "(es;" in verdict.reason


def test_a_denial_that_is_made_of_a_lone_no_is_called_a_paraphrase(knowledge: Knowledge) -> None:
    verdict = tell("We do not feel threatened.", knowledge)
    assert (verdict.outcome, verdict.diagnosis) == (Outcome.OPEN, "translated")
    assert verdict.reason.startswith("a paraphrase in quotation marks")
    assert "“no” stands there by itself" in verdict.reason
    assert "breaks off" in verdict.reason


def test_words_of_somebody_else_are_not_taken(knowledge: Knowledge) -> None:
    assert tell(FAITHFUL, knowledge, voice=ENVOY).diagnosis == "no-transcript"


def test_an_ordinal_in_the_place_of_another_is_altered(knowledge: Knowledge) -> None:
    words = "The {} meeting of the engineers will be in October, in the capital."
    assert tell(words.format("second"), knowledge, voice=ENVOY).diagnosis == "translated"
    verdict = tell(words.format("third"), knowledge, voice=ENVOY)
    assert "“third” for “segunda”" in verdict.reason


def test_a_cut_condition_behind_an_ellipsis_is_not_held_against_the_quote(
    knowledge: Knowledge,
) -> None:
    words = "We are going to reduce the tariffs on steel from Canada…"
    assert tell(words, knowledge).diagnosis == "translated"


def test_a_rounded_number_is_no_other_number(knowledge: Knowledge) -> None:
    words = (
        "We do not want to close any border crossing, because nearly 4,600 trucks use them daily."
    )
    assert tell(words, knowledge).diagnosis == "translated"


@pytest.mark.parametrize(
    ("words", "diagnosis"),
    [
        ("No vamos a cerrar ni un solo cruce fronterizo, porque los usan 4 mil 500 camiones cada día.",
         "translated"),
        ("No vamos a cerrar ni un solo cruce fronterizo, porque los usan 5 mil 400 camiones cada día.",
         "altered"),
        ("Vamos a cerrar un cruce fronterizo, porque los usan 4 mil 500 camiones cada día.", "altered"),
    ],
)  # fmt: skip
def test_the_other_direction_is_compared_too(
    words: str, diagnosis: str, knowledge: Knowledge
) -> None:
    index = index_of(knowledge, language="en")
    assert check(words, index, language="es").diagnosis == diagnosis


def test_what_stands_in_the_own_language_is_not_looked_for_in_another(
    knowledge: Knowledge,
) -> None:
    words = "No queremos cerrar ningún cruce de la frontera, porque los usan 4 mil 500 camiones cada día."
    assert check(words, index_of(knowledge), language="es").diagnosis == "verbatim"


@pytest.mark.parametrize("said", ["4.500", "4,500", "4 mil 500"])
@pytest.mark.parametrize(
    ("quoted", "diagnosis"), [("4,500", "translated"), ("5,400", "altered")], ids=["same", "other"]
)
def test_numbers_are_compared_by_value_whatever_mark_is_written(
    said: str, quoted: str, diagnosis: str, knowledge: Knowledge
) -> None:
    words = SAID_ES[1][1].replace("4 mil 500", said)
    index = with_meanings(make_index((MINISTER, words), language="es"), knowledge)
    assert check(FAITHFUL.replace("4,500", quoted), index).diagnosis == diagnosis


@pytest.mark.parametrize(
    ("quoted", "diagnosis"),
    [("4,500", "cleaned"), ("4.500", "cleaned"), ("5,400", "altered"), ("45", "altered")],
)
def test_in_one_language_a_number_written_otherwise_is_cleaned(
    quoted: str, diagnosis: str, knowledge: Knowledge
) -> None:
    words = f"No queremos cerrar ningún cruce de la frontera, porque los usan {quoted} camiones cada día."
    assert check(words, index_of(knowledge), language="es").diagnosis == diagnosis
