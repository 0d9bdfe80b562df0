"""An earlier answer on a quote stands where nothing that was said anew has a say in it."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.knowledge import Knowledge
from onrecord.model import Quote, Voice
from onrecord.verify.quotes import Answer, Meanings, answer_quotes, gather_news
from tests.unit.verify.quotes.makers import (
    ENVOY,
    MINISTER,
    Transcript,
    index_all,
    make_quote,
    make_transcript,
)

BEFORE = make_transcript(
    (MINISTER, "We will lift the duties on steel if the harbours stay open all summer."),
    (ENVOY, "Nobody in the valley has ever seen such a flood as this one, my friends."),
)
LONG_AGO = date(2019, 3, 3)


def new(words: str, *, voice: Voice = ENVOY, language: str = "en", day: date | None = None) -> Transcript:  # fmt: skip
    return make_transcript((voice, words), language=language, name="doc-new", day=day)


def tell(
    quote: Quote, more: Transcript, knowledge: Knowledge | None = None
) -> tuple[Answer, Answer, bool]:
    """Return the answers before and after something is said, and whether the first one stands."""
    meanings = [Meanings(knowledge) if knowledge else None for _ in range(2)]
    [before] = answer_quotes([quote], index_all([BEFORE], meanings[0]))
    index = index_all([more, BEFORE], meanings[1])
    news = gather_news(index, {"doc-new"})
    [after] = answer_quotes([quote], index, before=[before], news=news)
    assert answer_quotes([quote], index) == [after]
    return before, after, after is before


QUOTE = make_quote("We will lift the duties on steel if the harbours stay open.")


def test_an_answer_stands_when_other_words_are_said() -> None:
    _, _, stands = tell(QUOTE, new("The engineers met at noon to look at the dredging plan."))
    assert stands


def test_three_words_of_it_in_a_row_are_looked_at() -> None:
    _, _, stands = tell(QUOTE, new("They lift the duties of farmers, the engineers said."))
    assert not stands


def test_a_quote_that_is_said_only_now_is_found() -> None:
    words = "The engineers met at noon to look at the dredging plan."
    before, after, _ = tell(make_quote(words, voice=ENVOY), new(words))
    assert (before.checked and before.checked.diagnosis) == "no-transcript"
    assert (after.checked and after.checked.diagnosis) == "verbatim"


def test_a_word_that_nobody_said_is_no_slip_once_it_is_said() -> None:
    quote = make_quote("We will lift the dutues on steel if the harbours stay open all summer.")
    before, after, _ = tell(quote, new("Dutues is what they called it there."))
    assert (before.checked and before.checked.diagnosis) == "cleaned"
    assert (after.checked and after.checked.diagnosis) == "altered"


def test_words_become_rarer_by_what_else_is_said() -> None:
    """Ten words that another says: too common to tell while little was said."""
    quote = make_quote("Nobody in the valley has ever seen such a flood")
    others = " ".join(f"word{number} talk{number}" for number in range(2000))
    before, after, _ = tell(quote, new(others, day=LONG_AGO))
    assert (before.checked and before.checked.diagnosis) == "no-transcript"
    assert (after.checked and after.checked.diagnosis) == "other-speaker"


@pytest.mark.parametrize(
    ("voice", "day", "is_looked_at"),
    [(MINISTER, QUOTE.latest, True), (ENVOY, QUOTE.latest, False), (MINISTER, LONG_AGO, False)],
)
def test_what_was_said_in_another_language_near_that_day_is_looked_at(
    voice: Voice, day: date, is_looked_at: bool, knowledge: Knowledge
) -> None:
    quote = make_quote("We do not want to close any border crossing, because 4,500 trucks use them every day.")  # fmt: skip
    said = "No queremos cerrar ningún cruce de la frontera, porque los usan 4 mil 500 camiones cada día."  # fmt: skip
    before, after, stands = tell(quote, new(said, voice=voice, language="es", day=day), knowledge)
    assert (before.checked and before.checked.diagnosis) == "no-transcript"
    assert stands is not is_looked_at
    assert (after.checked and after.checked.diagnosis) == ("translated" if is_looked_at else "no-transcript")  # fmt: skip


@pytest.mark.parametrize("name", ["Ana Marín", "Marín", "Ana Marín Rey"])
def test_who_is_quoted_is_heard_by_any_part_of_the_name(name: str, knowledge: Knowledge) -> None:
    quoted = Voice(name="Marín", words="Marín", is_person=True)
    quote = make_quote("We do not want to close any border crossing, because 4,500 trucks use them every day.", voice=quoted)  # fmt: skip
    said = "No queremos cerrar ningún cruce de la frontera, porque los usan 4 mil 500 camiones cada día."  # fmt: skip
    spoken = Voice(name=name, words=name, is_person=True)
    _, after, stands = tell(quote, new(said, voice=spoken, language="es", day=QUOTE.latest), knowledge)  # fmt: skip
    assert not stands
    assert (after.checked and after.checked.diagnosis) == "translated"


def test_what_the_same_voice_says_in_both_languages_is_looked_at(knowledge: Knowledge) -> None:
    """A quote that only another language's speech is near to is told so, until one in its own is."""
    quote = make_quote("Nobody has told us when the bridge will be ready.", voice=ENVOY)
    abroad = make_transcript(
        (ENVOY, "La segunda reunión será en octubre."), language="es", name="doc-es"
    )
    [before] = answer_quotes([quote], index_all([abroad], Meanings(knowledge)))
    index = index_all([abroad, new("Good morning to you all.")], Meanings(knowledge))
    news = gather_news(index, {"doc-new"})
    after = answer_quotes([quote], index, before=[before], news=news)
    assert before.checked and "another language" in before.checked.reason
    assert after == answer_quotes([quote], index) != [before]
