"""Answers on quotes that stand when more was said are those that are found from nothing."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.knowledge import Knowledge
from onrecord.model import Quote
from onrecord.verify.quotes import Answer, Meanings, answer_quotes, gather_news
from tests.unit.verify.quotes.makers import (
    DAY,
    ENVOY,
    MINISTER,
    PRESS,
    Transcript,
    index_all,
    make_quote,
    make_transcript,
)

COMMON = "the of we will not to and in if only it is"
OTHERS = (
    "ferry bridges harbour winter council valley market signal garden window copper letters "
    "engine summer island forest silver mountain station village captain teacher record papers"
)
VOICES = (MINISTER, ENVOY, PRESS)


def say(chance: Random, vocabulary: int) -> str:
    """Return some sentences."""
    words = [*COMMON.split(), *OTHERS.split()[:vocabulary]]
    said = []
    for _ in range(chance.randint(1, 6)):
        some = chance.choices(words, k=chance.randint(4, 18))
        said.append(" ".join(some).capitalize() + chance.choice([".", ".", "?", " -- so."]))
    return " ".join(said)


def make_documents(chance: Random) -> list[Transcript]:
    """Return transcripts in which some things are said more than once."""
    made: list[Transcript] = []
    told: list[str] = []
    for number in range(chance.randint(3, 9)):
        said = []
        for _ in range(chance.randint(1, 3)):
            words = say(chance, chance.choice([6, 24]))
            if told and chance.random() < 0.3:
                words = change(chance, chance.choice(told))
            told.append(words)
            said.append((chance.choice(VOICES), words))
        day = chance.choice([None, DAY, DAY + timedelta(days=chance.randint(-40, 40))])
        language = chance.choice(["en", "en", "es"])
        made.append(make_transcript(*said, name=f"doc-{number}", day=day, language=language))
    return made


def change(chance: Random, words: str) -> str:
    """Return words with some of them left out, exchanged or misspelt."""
    some = words.split()
    first = chance.randrange(len(some))
    some = some[first : first + chance.randint(3, 24)]
    for _ in range(chance.randint(0, 3)):
        at = chance.randrange(len(some))
        match chance.randrange(3):
            case 0:
                some[at] = chance.choice(OTHERS.split())
            case 1:
                some[at] = some[at][:3] + some[at][4:] or "so"
            case _:
                some[at : at + chance.randint(1, 4)] = ["…"] if chance.random() < 0.3 else ["so"]
    return " ".join(some)


def make_quotes(chance: Random, documents: list[Transcript]) -> list[Quote]:
    """Return quotes, most of them of words that are said in some document."""
    quotes = []
    for number in range(12):
        text = chance.choice(documents).text if chance.random() < 0.8 else say(chance, 24)
        day: date | None = chance.choice([None, DAY, DAY + timedelta(days=chance.randint(-40, 40))])
        quotes.append(
            make_quote(
                change(chance, text), voice=chance.choice(VOICES), number=number, day=day,
                is_whole=chance.random() < 0.5,
            )
        )  # fmt: skip
    return quotes


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_what_stands_is_what_is_found_from_nothing(knowledge: Knowledge, seed: int) -> None:
    chance = Random(seed)
    documents = make_documents(chance)
    quotes = make_quotes(chance, documents)
    order = [chance.random() for _ in documents]  # the last come anywhere among the others
    before: list[Answer] = []
    known = more = 1
    same = {"doc-1": "doc-0"} if chance.random() < 0.3 else {}
    while known <= len(documents):
        here = sorted(range(known), key=lambda at: order[at])
        index = index_all([documents[at] for at in here], Meanings(knowledge))
        news = gather_news(index, {f"doc-{at}" for at in range(known - more, known)})
        answers = answer_quotes(quotes, index, same=same, before=before, news=news)
        assert answers == answer_quotes(quotes, index, same=same)
        before, more = answers, chance.randint(1, 3)
        known += more
