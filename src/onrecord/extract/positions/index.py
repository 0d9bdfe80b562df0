"""The patterns of one language made ready: issues by their words, stances by their phrases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from onrecord.extract.positions.patterns import Match, Patterns, Word, cut_words, is_stop
from onrecord.knowledge import IssueRow, Knowledge, StanceWords
from onrecord.knowledge.stances import Said


class Part(StrEnum):
    """Which part of an issue's row a pattern stands in."""

    TERM = "term"
    CLAIM = "claim"
    DEED = "deed"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Naming:
    """An issue, and the part of its row whose words were found."""

    issue: str
    part: Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Words of a sentence that name an issue. Numbers count in `words`, those of the sentence."""

    issue: IssueRow
    part: Part
    match: Match[Naming]
    words: tuple[Word, ...]
    start: int  # of the sentence, in characters
    end: int
    is_bare: bool

    @property
    def place(self) -> tuple[int, int]:
        """Return the characters of the words that were found."""
        return self.words[self.match.first].start, self.words[self.match.after - 1].end


class PositionIndex:
    """What the tables of one language say of issues and stances."""

    def __init__(self, knowledge: Knowledge, language: str) -> None:
        self.language = language
        self.words = knowledge.stance_words.get(language, StanceWords())
        self.issues = knowledge.issues
        self.names = Patterns(_list_namings(knowledge, language))
        self.said: Patterns[Said] = Patterns(self.words.said)

    def find(self, text: str) -> list[Hit]:
        """Return where issues are named, in the order of the text; no question is searched."""
        hits = []
        for start, end in self.names.find_paragraphs(text):
            words = cut_words(text, start, end)
            for match in self.names.find(words):
                hit = self._make_hit(text, words, match)
                if hit is not None:
                    hits.append(hit)
        return hits

    def _make_hit(self, text: str, words: list[Word], match: Match[Naming]) -> Hit | None:
        issue = self.issues[match.said.issue]
        first, after = _find_sentence(text, words, match.first, match.after)
        sentence = tuple(words[first:after])
        if not sentence or _is_question(text, sentence, words, after):
            return None
        if _is_of_others(issue, self.language, sentence):
            return None
        needs = issue.needs.get(self.language, [])
        moved = Match(match.said, match.first - first, match.after - first, match.mark - first)
        return Hit(
            issue=issue,
            part=match.said.part,
            match=moved,
            words=sentence,
            start=sentence[0].start,
            end=sentence[-1].end,
            is_bare=bool(needs) and not _holds(words, needs),
        )


def _list_namings(knowledge: Knowledge, language: str) -> list[tuple[str, Naming]]:
    rows: list[tuple[str, Naming]] = []
    for issue in knowledge.issues.values():
        for part, texts in (
            (Part.TERM, issue.terms),
            (Part.CLAIM, issue.claims),
            (Part.DEED, issue.deeds),
            (Part.UNDONE, issue.undone),
        ):
            rows += [(text, Naming(issue.id, part)) for text in texts.get(language, [])]
    return rows


def _find_sentence(text: str, words: list[Word], first: int, after: int) -> tuple[int, int]:
    """Return the words of the sentence around a match, its stop left out."""
    while first > 0 and not _ends_sentence(text, words, first - 1):
        first -= 1
    while after < len(words) and not _ends_sentence(text, words, after):
        after += 1
    return first, after


def _ends_sentence(text: str, words: list[Word], at: int) -> bool:
    """Is the word a stop with white space, a quotation mark or a capital behind it?"""
    word = words[at]
    if not is_stop(word) or word.key == ";":
        return False
    if word.key != ".":
        return True
    behind = text[word.end : word.end + 2]
    if not behind or behind[0] not in ' \n"”»’)':
        return not behind
    before = words[at - 1] if at else None
    is_initial = before is not None and before.end == word.start and len(before.key) == 1
    return not is_initial and (at + 1 == len(words) or not text[words[at + 1].start].islower())


def _is_question(text: str, sentence: tuple[Word, ...], words: list[Word], after: int) -> bool:
    if after < len(words) and words[after].key == "?":
        return True
    return "¿" in text[sentence[0].start - 2 if sentence[0].start > 1 else 0 : sentence[-1].end]


def _is_of_others(issue: IssueRow, language: str, sentence: tuple[Word, ...]) -> bool:
    """Do words of the sentence say that it is about something else?"""
    if _holds(sentence, issue.unless.get(language, [])):
        return True
    if not _holds(sentence, issue.others.get(language, [])):
        return False
    return not _holds(sentence, issue.needs.get(language, []))


def _holds(words: Sequence[Word], phrases: list[str]) -> bool:
    """Does one of the phrases stand among the words?"""
    if not phrases:
        return False
    keys = f" {' '.join(word.key for word in words)} "
    return any(f" {phrase} " in keys for phrase in phrases)
