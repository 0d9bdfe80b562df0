"""Texts as words that can be compared: contractions written out, accents and spelling aside.

"We won't go -- [Mexico] will." → we will not go mexico will; a dash stands behind `go`, brackets
stand around `mexico`, and a sentence ends behind the second `will`.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass, field

from onrecord.knowledge import QuoteWords, fold

# What stands beside a word.
END, PAUSE, DASH, COMMA, OPENS = 1, 2, 4, 8, 16
BRACKET, ELLIPSIS, SPEECH_START = 32, 64, 128

_TOKEN = re.compile(
    # First what most words are: letters, with a blank or comma behind.
    r"(?P<plain>[^\W\d_]+(?=[ ,\n]))"
    r"|(?P<ellipsis>\[\s*(?:…|\.(?:\s?\.){1,3})\s*\]|\(\s*(?:…|\.(?:\s?\.){1,3})\s*\)|…|\.(?:\s?\.){2,3})"
    r"|(?P<edited>\[\w{1,3}\]\w+(?:['’]\w+)?|\w+\[\w{1,4}\])"
    r"|(?P<bracket>\[[^\[\]\n]{1,120}\])"
    r"|(?P<aside>\([^()\n]{1,80}\))"
    r"|(?P<letters>(?:[^\W\d_]{1,2}\.){2,}(?![^\W\d_])|[^\W\d_](?:\.[^\W\d_])+(?![^\W\d_]))"
    r"|(?P<number>\d[\d.,:]*\d[^\W\d_]*|\d[^\W\d_]*)"
    r"|(?P<word>['’]?[^\W\d_]+(?:['’][^\W\d_]+)*)"
    r"|(?P<sign>[%&])"
    r"|(?P<end>[.!?]+)"
    r"|(?P<dash>--+|[—–]|-(?=\s))"
    r"|(?P<pause>[;:])"
    r"|(?P<comma>,)"
    r"|(?P<opens>[“\"«‘¿¡])"
    r"|(?P<line>\n)"
)
_MOST_SPELLED = 4  # letters; shorter words are spelt one way
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?:\D|$))")


@dataclass(slots=True)
class Words:
    """The words of one text. `starts` and `ends` are characters; two words written as one share them.

    `marks` say what stands beside a word: a sign behind it, or an ellipsis before it.
    """

    norms: list[str] = field(default_factory=list)
    starts: array[int] = field(default_factory=lambda: array("i"))
    ends: array[int] = field(default_factory=lambda: array("i"))
    marks: array[int] = field(default_factory=lambda: array("B"))
    is_cut_at_end: bool = False  # an ellipsis or dash stands behind the last word

    def __len__(self) -> int:
        return len(self.norms)


class WordReader:
    """Reads texts of one language as words; what a spelling comes to is remembered."""

    def __init__(self, table: QuoteWords) -> None:
        self.table = table
        self._known: dict[str, tuple[str, ...]] = {}
        self._same = {
            phrase: some[0]
            for some in reversed(table.same)
            for phrase in some[1:]
            if " " not in phrase and " " not in some[0] and not phrase.startswith("'")
        }
        self._spellings = [
            (re.compile(f"(?<=\\w\\w){pattern}"), some.rstrip("$"))
            for pattern, some in table.spellings
        ]

    def read(self, text: str, start: int = 0, end: int | None = None) -> Words:
        """Return the words of `text[start:end]`; asides such as (Laughter) are left out."""
        words = Words()
        mark = SPEECH_START
        for found in _TOKEN.finditer(text, start, len(text) if end is None else end):
            kind = found.lastgroup
            if kind == "plain":
                self._add_plain(words, found, mark)
                mark = 0
                continue
            if kind in _BESIDE:
                if words.norms:
                    words.marks[-1] |= self._beside(kind, text, found, words)
                mark |= _AHEAD.get(kind, 0)
                continue
            if kind == "aside":
                continue
            self._add(words, found, kind or "", mark)
            mark = 0
        words.is_cut_at_end = bool(mark & ELLIPSIS) or (
            len(words) > 0 and bool(words.marks[-1] & DASH)
        )
        return words

    def _beside(self, kind: str, text: str, found: re.Match[str], words: Words) -> int:
        if kind == "end" and found[0] == ".":
            word = text[words.starts[-1] : words.ends[-1]].lower()
            if self.table.has("abbreviation", word):
                return PAUSE
        return _BESIDE[kind]

    def _add_plain(self, words: Words, found: re.Match[str], mark: int) -> None:
        raw = found[0]
        norms = self._known.get(raw) or self.normalise(raw)
        if len(norms) != 1:
            self._add(words, found, "plain", mark)
            return
        first, after = found.span()
        words.norms += norms
        words.starts.append(first)
        words.ends.append(after)
        words.marks.append(mark)

    def _add(self, words: Words, found: re.Match[str], kind: str, mark: int) -> None:
        raw = found[0]
        first, after = found.span()
        if kind == "bracket":
            self._add_bracket(words, found, mark)
            return
        if kind == "edited":
            raw, mark = raw.replace("[", "").replace("]", ""), mark | BRACKET
        tail = 0
        if kind == "letters":
            tail = END if raw[-1] == "." and _ends_sentence(found.string, after) else PAUSE
        for norm in self.normalise(raw):
            words.norms.append(norm)
            words.starts.append(first)
            words.ends.append(after)
            words.marks.append(mark | tail)
            mark &= BRACKET

    def _add_bracket(self, words: Words, found: re.Match[str], mark: int) -> None:
        inner = self.read(found[0][1:-1])
        for at, norm in enumerate(inner.norms):
            words.norms.append(f"[{norm}")  # agrees with nothing that was said
            words.starts.append(found.start())
            words.ends.append(found.end())
            words.marks.append(BRACKET | (mark if at == 0 else 0))

    def normalise(self, raw: str) -> tuple[str, ...]:
        """Return the words that one written word stands for."""
        known = self._known.get(raw)
        if known is None:
            known = self._known[raw] = self._work_out(raw)
        return known

    def _work_out(self, raw: str) -> tuple[str, ...]:
        word = fold(raw).replace("’", "'")
        if word[0].isdigit():
            return (self._name(_THOUSANDS.sub("", word)),)
        if "." in word:
            return (self._name(word.replace(".", "")),)
        if word in self.table.contractions:
            return tuple(map(self._name, self.table.contractions[word]))
        for end, written in self.table.ends:
            if word.endswith(end) and len(word) > len(end):
                return (self._name(word.removesuffix(end)), written)
        return (self._name(word.strip("'") or word),)

    def _name(self, word: str) -> str:
        word = self._same.get(word, word)
        if len(word) > _MOST_SPELLED:
            for pattern, some in self._spellings:
                word = pattern.sub(some, word)
        return word


_BESIDE = {
    "ellipsis": 0,
    "end": END,
    "dash": DASH,
    "pause": PAUSE,
    "comma": COMMA,
    "opens": 0,
    "line": END,
}
_AHEAD = {"ellipsis": ELLIPSIS, "opens": OPENS, "line": OPENS}


def _ends_sentence(text: str, at: int) -> bool:
    """Does a sentence end behind "U.S."? What follows begins with a capital, or nothing follows."""
    rest = text[at : at + 3].lstrip(" ”\"'’")
    return not rest or rest[0] == "\n" or rest[0].isupper()
