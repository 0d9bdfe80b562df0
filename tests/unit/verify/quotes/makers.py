"""Speeches and quotes of our own making, and the verdict on one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from onrecord.knowledge import QuoteWords
from onrecord.knowledge.packs import DATA
from onrecord.knowledge.quote_words import load_quote_words
from onrecord.model import Quote, Speech, SpeechKind, Verdict, Voice
from onrecord.verify.quotes import Meanings, SpeechIndex, check_quotes

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


@dataclass(frozen=True, slots=True)
class Transcript:
    """Its text and what stands in it."""

    text: str
    speeches: tuple[Speech, ...]


def make_index(*said: tuple[Voice, str], language: str = "en") -> SpeechIndex:
    """Return an index of one transcript in which each voice says its words."""
    return index_all([make_transcript(*said, language=language)])


def make_transcript(
    *said: tuple[Voice, str], language: str = "en", name: str = "doc-said", day: date | None = DAY
) -> Transcript:
    """Return a transcript in which each voice says its words."""
    text, speeches = "", []
    for voice, words in said:
        start = len(text)
        text += f"{words}\n"
        speeches.append(
            Speech(
                document_id=name,
                start=start,
                end=start + len(words),
                kind=SpeechKind.TURN,
                voice=voice,
                language=language,
                earliest=day,
                latest=day,
            )
        )
    return Transcript(text, tuple(speeches))


def index_all(transcripts: Sequence[Transcript], meanings: Meanings | None = None) -> SpeechIndex:
    """Return an index of transcripts, each with a name of its own."""
    texts = {one.speeches[0].document_id: one.text for one in transcripts}
    speeches = [speech for one in transcripts for speech in one.speeches]
    return SpeechIndex(speeches, texts, load_tables(), meanings=meanings)


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
