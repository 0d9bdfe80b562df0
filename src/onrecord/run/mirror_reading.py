"""What an account of a meeting says that needs no parse: topics, numbers, pledges, who asked for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from onrecord.knowledge import Knowledge, fold
from onrecord.run.mirror_heads import find_all, find_states, has_word, lower
from onrecord.verify.mirror_points import Point

Row = dict[str, Any]
STEM = 6  # letters of a word that tell it from others
NEAR_STEM = 5  # and that may be of another form of it
LEAST_LETTERS = 5
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\S)[^.!?\n]*)*")
_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:[.,]\d{3})+(?![\w])|(?<![\w.,])\d{3,}(?![\w.,]\d)")
_YEAR = re.compile(r"(?:19|20|21)\d\d")


def read_topics(row: Row, knowledge: Knowledge) -> Iterator[Point]:
    """Yield the topics of the pack of which a text has a word."""
    text: str = row["text"]
    small = lower(text)
    for topic in knowledge.topics.values():
        found = sorted(
            at for word in topic.words.get(row["language"], ()) for at in find_all(small, word)
        )
        if found:
            start, end = _sentence_at(text, found[0])
            yield Point(
                kind="topic", key=topic.id, label=topic.name, start=start, end=end, count=len(found)
            )


def find_near_topics(row: Row, knowledge: Knowledge) -> Iterator[str]:
    """Yield the topics of which a text has at least the beginning of some longer word."""
    stems = set(_stems(row["text"], NEAR_STEM))
    for topic in knowledge.topics.values():
        words = " ".join(topic.words.get(row["language"], ()))
        if not stems.isdisjoint(_stems(words, NEAR_STEM)):
            yield topic.id


def read_numbers(text: str) -> Iterator[Point]:
    """Yield the numbers of three digits or more that are no years."""
    counts: dict[str, list[re.Match[str]]] = {}
    for match in _NUMBER.finditer(text):
        if not _YEAR.fullmatch(match[0]):
            counts.setdefault(re.sub(r"[.,]", "", match[0]), []).append(match)
    for key, found in counts.items():
        start, end = _sentence_at(text, found[0].start())
        yield Point(
            kind="number", key=key, label=f"{int(key):,}", start=start, end=end, count=len(found)
        )


def read_pledges(row: Row, knowledge: Knowledge) -> Iterator[Point]:
    """Yield the sentences that hold a word of pledging."""
    words = knowledge.meeting_words.get(row["language"])
    if words is None:
        return
    text: str = row["text"]
    for match in _SENTENCE.finditer(text):
        if has_word(match[0].lower(), words.of("pledge")):
            stems = frozenset(_stems(match[0]))
            label = " ".join(match[0].split())
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            end = match.start() + len(match[0].rstrip())
            yield Point(kind="pledge", key=label, label=label, start=start, end=end, stems=stems)


def read_requests(row: Row, knowledge: Knowledge) -> Iterator[Point]:
    """Yield who asked for the meeting: the state named right after the phrase."""
    words = knowledge.meeting_words.get(row["language"])
    text: str = row["text"]
    small = lower(text)
    for phrase in words.of("asked") if words is not None else ():
        for at in find_all(small, phrase):
            behind = text[at + len(phrase) : at + len(phrase) + 80]
            states = list(find_states(behind, row["language"], knowledge))
            if len(states) == 1:
                start, end = _sentence_at(text, at)
                name = knowledge.countries[states[0]].name
                yield Point(
                    kind="request", key=states[0], label=f"asked for by {name}", start=start,
                    end=end, value=states[0],
                )  # fmt: skip


def _sentence_at(text: str, at: int) -> tuple[int, int]:
    """Return the sentence, or the line, around a place."""
    first = text.rfind("\n", 0, at) + 1
    for match in _SENTENCE.finditer(text, first):
        if match.start() <= at < match.end():
            lead = len(match[0]) - len(match[0].lstrip())
            return match.start() + lead, match.start() + len(match[0].rstrip())
    return at, at + 1


def _stems(text: str, length: int = STEM) -> Iterator[str]:
    """Yield beginnings of the longer words, and numbers."""
    for word in re.findall(r"\w+", fold(text)):
        if word.isdigit() or len(word) >= LEAST_LETTERS:
            yield word[:length]
