"""What an account of a meeting says that needs no parse: topics, numbers, persons, pledges."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.knowledge import Knowledge, fold
from onrecord.run.mirror_heads import PersonFinder, find_all, find_states, has_word, lower
from onrecord.verify.mirror import Account
from onrecord.verify.mirror_points import Point

Row = dict[str, Any]
STEM = 6  # letters of a word that tell it from others
NEAR_STEM = 5  # and that may be of another form of it
LEAST_LETTERS = 5
# "Joseph R. Biden" and "U.S. forces" go on after the dot
_SENTENCE = re.compile(r"[^.!?\n]+(?:(?:[.!?](?=\S)|(?<=\b[A-Z])\.)[^.!?\n]*)*")
_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:[.,]\d{3})+(?![\w])|(?<![\w.,])\d{3,}(?![\w.,]\d)")
_WORDS = re.compile(r"\w+")
_YEAR = re.compile(r"(?:19|20|21)\d\d")
TELLING = 100  # a smaller number without a unit of its own says too little to be one matter
YEARS = (1900, 2100)
BEFORE = 40  # characters before a last name in which the first one stands
MARKS = ("percent",)  # units of shares, as figures have them in every language


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


def read_numbers(text: str, figures: Iterable[Row] = ()) -> Iterator[Point]:
    """Yield the numbers of a text that are no years: as figures where it has them, else as digits."""
    counts: dict[str, list[tuple[int, int]]] = {}
    taken: list[tuple[int, int]] = []
    for figure in figures:
        taken.append((figure["start"], figure["end"]))
        key = _key_of(figure)
        if key is not None:
            counts.setdefault(key, []).append(taken[-1])
    for match in _NUMBER.finditer(text):
        is_read = any(start <= match.start() < end for start, end in taken)
        if not is_read and not _YEAR.fullmatch(match[0]):
            counts.setdefault(re.sub(r"[.,]", "", match[0]), []).append(match.span())
    for key, found in counts.items():
        start, end = _sentence_at(text, found[0][0])
        label = f"{int(key):,}" if key.isdigit() else key
        yield Point(kind="number", key=key, label=label, start=start, end=end, count=len(found))


def _key_of(figure: Row) -> str | None:
    """Return the value of a figure as one writes it in no language; None where it tells little."""
    if figure["kind"] == "rank" or len(figure["value"]) != 1:
        return None
    if not any(letter.isdigit() for letter in figure["quote"]):
        return None  # "millions of dollars"
    value = figure["value"][0]
    text = f"{value:.10f}".rstrip("0").rstrip(".")
    if figure["unit"] in MARKS:
        return f"{text} percent"
    if value < TELLING or (YEARS[0] <= value <= YEARS[1] and not figure["unit"]):
        return None
    return text


def read_persons(row: Row, persons: PersonFinder, account: Account) -> Iterator[Point]:
    """Yield those in office whom a text names in full, or whom its head has; where it does first."""
    text: str = row["text"]
    folded = fold(text)
    if len(folded) != len(text):
        return
    met = {name for _, some in account.persons for name in some}
    for name, state in persons.find(text, account.day):
        words = fold(name).split()
        places = list(find_all(folded, words[-1]))
        whole = [at for at in places if _is_whole(folded[max(0, at - BEFORE) : at], words)]
        if whole or (places and name in met):
            start, end = _sentence_at(text, (whole or places)[0])
            yield Point(
                kind="person", key=f"{state} {name}", label=name, start=start, end=end,
                count=len(places),
            )  # fmt: skip


def _is_whole(before: str, words: list[str]) -> bool:
    """Do the first names stand right before the last one? "John F." are no "John"."""
    first = before.rfind(words[0])
    return first >= 0 and set(_WORDS.findall(before[first:])) <= set(words)


def read_called(row: Row, knowledge: Knowledge, account: Account) -> Iterator[Point]:
    """Yield how a text calls the meeting: the first sentence with a word for it and the others."""
    words = knowledge.meeting_words.get(row["language"])
    if words is None:
        return
    text: str = row["text"]
    small = lower(text)
    for at in sorted(at for word in words.of("held") for at in find_all(small, word)):
        start, end = _sentence_at(text, at)
        if _names_others(text[start:end], row["language"], knowledge, account):
            yield Point(kind="called", key="", label="what each calls it", start=start, end=end)
            return


def _names_others(sentence: str, language: str, knowledge: Knowledge, account: Account) -> bool:
    """Does a sentence name the persons, or where none is known the state, with whom one met?"""
    others = account.parties - {account.country}
    names = [n.split()[-1] for state in others for n in account.persons_of(state)]
    countries = [knowledge.countries[state].names.get(language, ()) for state in others]
    return has_word(sentence, names or [name for some in countries for name in some])


def read_agreed(row: Row, knowledge: Knowledge, commitments: Iterable[Row]) -> Iterator[Point]:
    """Yield the topics on which a text binds somebody, by its commitments and words of pledging."""
    text: str = row["text"]
    places = [(c["start"], c["end"]) for c in commitments]
    places += [(point.start, point.end) for point in read_pledges(row, knowledge)]
    found: dict[str, list[tuple[int, int]]] = {}
    for start, end in sorted(places):
        small = lower(text[start:end])
        for topic in knowledge.topics.values():
            if has_word(small, topic.words.get(row["language"], ())):
                found.setdefault(topic.id, []).append((start, end))
    for topic_id, some in found.items():
        start, end = some[0]
        label = f"pledges about {knowledge.topics[topic_id].name}"
        yield Point(kind="agreed", key=topic_id, label=label, start=start, end=end, count=len(some))


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
