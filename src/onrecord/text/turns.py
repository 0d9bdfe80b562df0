r"""Transcripts: whose turn it is, for every stretch of the text.

A label stands before what is said ("PRESIDENT SMITH: Thank you.", "Q Thank you.") or alone above
it. Words of offices and of the press come from each language's `pages.yml`, in the rows `turn …`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.knowledge import Knowledge, PageWords, fold
from onrecord.model import Turn, TurnKind

_KINDS = (
    (TurnKind.QUESTION, "turn question"),
    (TurnKind.MODERATOR, "turn moderator"),
    (TurnKind.VOICE, "turn voice"),
)
_MOST_CHARACTERS = 160  # of a label with its note
_CAPITALS = r"[^\W\d_a-zß-öø-ÿ][^\Wa-zß-öø-ÿ]*"
# "(in Spanish)", "(interpretación del inglés al español)"
_NOTE = r"(?P<note>\s*[(\[][^()\[\]]{2,70}[)\]])?"
_SHOUTED = re.compile(
    rf"(?P<label>{_CAPITALS}(?:[ ,.’'/#&-]+(?:{_CAPITALS}|\({_CAPITALS}\)|\d{{1,2}})){{0,20}}\.?)"
    rf"{_NOTE}\s?:(?=\s|$|[¿¡“\"«—…]?[^\W\d_])"
)
_TITLED = re.compile(
    rf"(?P<label>[^\W\d_a-zß-öø-ÿ][\w’'.-]*(?:[ ,]+[\w’'.-]+){{0,9}}){_NOTE}\s?:(?=\s\S)"
)
_LETTER = re.compile(r"(?P<label>Q)(?P<note>\s*[(\[][^()\[\]]{2,70}[)\]])?[.:]?\s+(?=\S)")
_ALONE = re.compile(rf"(?P<label>{_CAPITALS}(?:[ ,.’'/-]+{_CAPITALS}){{0,20}}){_NOTE}$")
_END = re.compile(r"\W*(?P<word>[^\W\d_]+)\s+\d{1,2}[:.]\d\d\b[^\n]{0,20}$")
_RULE = re.compile(r"[\W_]*(?:o0o|oo0oo|ooooo)?[\W_]*$", re.IGNORECASE)
_LEAST_LABELS = 3
_LEAST_SAID = 0.5  # of a text, from the first label on
_SMALL_WORD = 3  # letters of the words that a name in small letters may hold
_MOST_TITLED = 6
_CLOSING = (".", "!", "?", "…")  # of a sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class _Label:
    """A place where somebody's turn may begin. Without a kind the words may be anything."""

    text: str
    place: int
    start: int  # of what is said
    kind: TurnKind | None
    shouted: bool


def find_turns(
    text: str, language: str, knowledge: Knowledge, *, is_transcript: bool
) -> tuple[Turn, ...]:
    """Return the turns of a text, none when it is no transcript.

    `is_transcript` tells that something else says so; without it, most labels have to be of
    somebody who can speak: headings in capitals end in colons too.
    """
    table = knowledge.page_words.get(language)
    if table is None:
        return ()
    words = _LabelWords(table, knowledge)
    found = list(_find_labels(text, words))
    if not any(label.kind is not None for label in found):
        return ()
    kept = _keep_speakers(found)
    if not is_transcript and not _look_spoken(found, kept, text):
        return ()
    end = _find_end(text, words)
    return tuple(
        Turn(
            label=label.text,
            label_start=label.place,
            start=min(label.start, until),
            end=until,
            kind=label.kind or TurnKind.SPEAKER,
        )
        for label, until in _with_ends(text, kept, end)
    )


class _LabelWords:
    """The words of one language by which a label is known."""

    def __init__(self, table: PageWords, knowledge: Knowledge) -> None:
        self._kinds = {fold(word): kind for kind, idea in _KINDS for word in table.get(idea)}
        self._offices = re.compile(
            "|".join(rf"\b{re.escape(fold(word))}\b" for word in table.get("turn office"))
            or r"(?!)"
        )
        self._knowledge = knowledge
        self.ends = frozenset(fold(word) for word in table.get("turn end"))
        self.particles = frozenset(fold(word) for word in table.get("name particle"))

    def find_kind(self, label: str) -> TurnKind | None:
        """Return what a label is known as, None when nothing in it is known."""
        folded = fold(label).strip(" .")
        kind = self._kinds.get(re.sub(r"\s*#?\d+$", "", folded))
        if kind is not None:
            return kind
        given_names = self._knowledge.folded_given_names
        if self._offices.search(folded) or not given_names.isdisjoint(folded.split()):
            return TurnKind.SPEAKER
        return None


def _find_labels(text: str, words: _LabelWords) -> Iterator[_Label]:
    place = 0
    lines = text.split("\n")
    for at, line in enumerate(lines):
        label = _read_label(line, place, words)
        below = lines[at + 1] if at + 1 < len(lines) else ""
        if label is None and below:
            label = _read_alone(line, below, place, words)
        if label is not None:
            yield label
        place += len(line) + 1


def _read_label(line: str, place: int, words: _LabelWords) -> _Label | None:
    head = line[:_MOST_CHARACTERS]
    for pattern, shouted in ((_SHOUTED, True), (_LETTER, True), (_TITLED, False)):
        found = pattern.match(head)
        if found is None:
            continue
        label = found["label"].rstrip()
        kind = words.find_kind(label)
        if not shouted and not _looks_titled(label, words):
            return None
        start = len(line) - len(line[found.end() :].lstrip())
        return _Label(text=label, place=place, start=place + start, kind=kind, shouted=shouted)
    return None


def _looks_titled(label: str, words: _LabelWords) -> bool:
    """Do its words begin with capitals, particles aside?"""
    parts = [w.strip(".,") for w in label.split()]
    return len(parts) <= _MOST_TITLED and all(
        w[:1].isupper() or w[:1].isdigit() or fold(w) in words.particles for w in parts
    )


def _read_alone(line: str, below: str, place: int, words: _LabelWords) -> _Label | None:
    """Return a label that stands alone above what is said: a sentence, or more than a word or two."""
    found = _ALONE.match(line[:_MOST_CHARACTERS]) if len(line) < _MOST_CHARACTERS else None
    if found is None or below.isupper():
        return None
    kind = words.find_kind(found["label"])
    is_short = len(below.split()) < _SMALL_WORD and not below.rstrip().endswith(_CLOSING)
    if kind in {None, TurnKind.SPEAKER} and is_short:
        return None
    if kind is None or (kind is TurnKind.SPEAKER and " " not in found["label"]):
        return None
    return _Label(
        text=found["label"], place=place, start=place + len(line) + 1, kind=kind, shouted=True
    )


def _look_spoken(found: list[_Label], kept: list[_Label], text: str) -> bool:
    """Are most labels somebody's, and is most of the text said?

    In small letters a label has to come again: "Chair: A. Smith" is a line of a list, and so is
    "CEO: A. Smith", which has no name.
    """
    known = sum(
        label.kind is not None and (label.kind is not TurnKind.SPEAKER or " " in label.text)
        for label in found
    )
    if 2 * known <= max(len(found), _LEAST_LABELS) or not kept:
        return False
    if len(text) - kept[0].place < _LEAST_SAID * len(text):
        return False
    counts = Counter(label.text for label in kept)
    return any(label.shouted or counts[label.text] > 1 for label in kept)


def _keep_speakers(labels: list[_Label]) -> list[_Label]:
    """Return the labels of turns, without headings and the beginnings of sentences.

    A transcript writes its labels in one way: where they stand in capitals, others are none.
    """
    counts = Counter(label.text for label in labels)
    shouted = sum(label.shouted for label in labels)
    kept: list[_Label] = []
    for label in labels:
        if label.shouted:
            good = label.kind is not None or " " in label.text or counts[label.text] > 1
        elif 2 * shouted > len(labels):
            good = label.kind is TurnKind.QUESTION
        else:
            good = counts[label.text] >= _LEAST_LABELS or label.kind is not None
        if good:
            kept.append(label)
    return kept


def _find_end(text: str, words: _LabelWords) -> int:
    """Return where the last turn ends: before "END 5:15 P.M." and rules of signs."""
    end = len(text)
    while end > 0:
        start = text.rfind("\n", 0, end) + 1
        line = text[start:end]
        found = _END.match(line)
        closes = found is not None and fold(found["word"]) in words.ends
        if start == 0 or not (closes or _RULE.match(line)):
            return end
        end = start - 1
    return end


def _with_ends(text: str, labels: list[_Label], end: int) -> Iterator[tuple[_Label, int]]:
    for at, label in enumerate(labels):
        until = labels[at + 1].place if at + 1 < len(labels) else max(end, label.start)
        while until > label.start and text[until - 1].isspace():
            until -= 1
        yield label, until
