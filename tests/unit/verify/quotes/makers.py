"""Speeches and quotes of our own making, and the verdict on one of them."""

from __future__ import annotations

from datetime import date
from functools import cache

from onrecord.knowledge import QuoteWords
from onrecord.knowledge.packs import DATA
from onrecord.knowledge.quote_words import load_quote_words
from onrecord.model import Quote, Speech, SpeechKind, Verdict, Voice
from onrecord.verify.quotes import SpeechIndex, check_quotes

MINISTER = Voice(
    ids=("ana",), name="Ana Marín", words="MINISTER MARÍN", country="MX", is_person=True
)
ENVOY = Voice(ids=("leo",), name="Leo Brandt", words="ENVOY BRANDT", country="DE", is_person=True)
PRESS = Voice(words="QUESTION", is_asking=True)
DAY = date(2025, 3, 3)


@cache
def load_tables() -> dict[str, QuoteWords]:
    """Return the word tables that come with the program."""
    return load_quote_words([DATA / "base"])


def make_index(*said: tuple[Voice, str], language: str = "en") -> SpeechIndex:
    """Return an index of one transcript in which each voice says its words."""
    text, speeches = "", []
    for voice, words in said:
        start = len(text)
        text += f"{words}\n"
        speeches.append(
            Speech(
                document_id="doc-said",
                start=start,
                end=start + len(words),
                kind=SpeechKind.TURN,
                voice=voice,
                language=language,
                earliest=DAY,
                latest=DAY,
            )
        )
    return SpeechIndex(speeches, {"doc-said": text}, load_tables())


def make_quote(
    words: str,
    *,
    voice: Voice = MINISTER,
    language: str = "en",
    number: int = 1,
    is_whole: bool = True,
    around: str = "",
    day: date | None = DAY,
) -> Quote:
    """Return a quote of an article."""
    return Quote(
        finding_id=f"sta-{number}",
        document_id="doc-article",
        start=0,
        end=len(words),
        words=words,
        voice=voice,
        language=language,
        is_whole=is_whole,
        around=around,
        earliest=day,
        latest=day,
    )


def check(words: str, index: SpeechIndex, **how: object) -> Verdict:
    """Return the verdict on one quote."""
    [verdict] = check_quotes([make_quote(words, **how)], index)  # type: ignore[arg-type]
    return verdict
