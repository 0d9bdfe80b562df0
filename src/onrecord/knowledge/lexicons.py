"""What words of one language have in common with words of another: the tables of pairs.

`pairs/en-es.csv` says which words of two languages may stand for each other; `<language>/forms.yml`
how words are inflected, and which mean nothing by themselves. Of both a lexicon is made for each
language: a word → keys. Two words that share a key may be each other's translation.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from onrecord.knowledge.countries import Country
from onrecord.knowledge.surnames import fold
from onrecord.knowledge.tables import Row, load_rows
from onrecord.model import TableError

FormKind = Literal[
    "verb", "noun", "adj", "change", "final", "doubled", "clitic", "irregular", "stop", "denying"
]
_SPECIAL = ("negation", "condition", "counter", "about")
PAIR_KINDS = frozenset(
    {"verb", "noun", "adj", "word", "date", "order", "ending", "letters", *_SPECIAL}
)
NEGATION, CONDITION, ABOUT, COUNTER = "-", "?", "~", "!"
DATE, ORDER, COUNTRY = "d:", "o:", "@"  # what keys of these begin with
_BEGIN = {"date": DATE, "order": ORDER}
_MARKS = {"negation": NEGATION, "condition": CONDITION, "about": ABOUT, "counter": COUNTER}
_INFLECTED = frozenset({"verb", "noun", "adj"})
LEAST_STEM = 3  # letters before an ending that two languages share
SPLIT = "|"

Keys = frozenset[str]
NOTHING: Keys = frozenset()


class FormRow(Row):
    """A row of forms.yml: endings of a kind of word whose lemma ends in `name`, or forms of one."""

    kind: FormKind
    words: list[str]
    name: str = ""


@dataclass(frozen=True, slots=True)
class PairRow:
    """A row of a table of pairs: words of a language, and the key that they share with another."""

    kind: str
    key: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """How a language inflects, from its forms.yml."""

    endings: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    changes: tuple[tuple[str, ...], ...] = ()  # vowels of a stem
    finals: tuple[tuple[str, ...], ...] = ()  # letters at the end of a stem
    doubled: frozenset[str] = frozenset()
    clitics: tuple[str, ...] = ()
    irregular: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    stop: frozenset[str] = frozenset()
    denying: tuple[str, ...] = ()  # letters before a word that turn it round


class Lexicon:
    """The words of one language and the keys that they share with words of others."""

    def __init__(self, forms: Forms, rows: Iterable[PairRow]) -> None:
        self.stop = forms.stop
        self._forms = forms
        self._stems: dict[str, list[tuple[frozenset[str], str]]] = {}
        self._whole: dict[str, set[str]] = {}
        self._phrases: dict[str, dict[tuple[str, ...], set[str]]] = {}
        self._endings: dict[str, set[str]] = {}
        self._letters: list[tuple[str, str]] = []
        self._known: dict[str, Keys] = {}
        self._cognates: dict[str, tuple[str, Keys]] = {}
        for row in rows:
            self._add(row)
        self._longest = max(map(len, self._endings), default=0)

    def _add(self, row: PairRow) -> None:
        if row.kind == "ending":
            for ending in row.words:
                self._endings.setdefault(fold(ending), set()).add(row.key)
        elif row.kind == "letters":
            self._letters += [(fold(word), row.key) for word in row.words]
        else:
            for word in row.words:
                self._add_word(row.kind, tuple(fold(word).split()), row.key)

    def _add_word(self, kind: str, words: tuple[str, ...], key: str) -> None:
        if len(words) > 1:
            for phrase in {words, *self._inflect_first(kind, words)}:
                self._phrases.setdefault(phrase[0], {}).setdefault(phrase, set()).add(key)
            return
        self._whole.setdefault(words[0], set()).add(key)
        for form in self._forms.irregular.get(words[0], ()):
            self._whole.setdefault(form, set()).add(key)
        for inflected in _INFLECTED if kind == "counter" else _INFLECTED & {kind}:
            self._add_stems(inflected, words[0], key)

    def _inflect_first(self, kind: str, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        """Yield a phrase of several words with the forms of its verb: "take part", "took part"."""
        if kind == "verb":
            for form in self._forms.irregular.get(words[0], ()):
                yield (form, *words[1:])
            for stem, endings in self._find_classes(kind, words[0]):
                yield from ((stem + ending, *words[1:]) for ending in endings)

    def _find_classes(self, kind: str, word: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the stems of a word and the endings that each takes."""
        for (of, name), endings in self._forms.endings.items():
            if of == kind and word.endswith(name):
                yield word.removesuffix(name), endings

    def _add_stems(self, kind: str, word: str, key: str) -> None:
        for stem, endings in self._find_classes(kind, word):
            held = frozenset(endings)
            for some in self._vary(stem) if kind == "verb" else (stem,):
                self._stems.setdefault(some, []).append((held, key))

    def _vary(self, stem: str) -> set[str]:
        """Return a verb's stem and the ways in which it may change."""
        forms = self._forms
        stems = {stem}
        for vowels in forms.changes:
            at = max((stem.rfind(v) for v in "aeiou"), default=-1)
            if at >= 0 and stem[at] == vowels[0]:
                stems |= {stem[:at] + other + stem[at + 1 :] for other in vowels[1:]}
        for first, *others in forms.finals:
            for one in tuple(stems):
                if one.endswith(first):
                    stems |= {one.removesuffix(first) + other for other in others}
        if stem[-1:] in forms.doubled:
            stems.add(stem + stem[-1])
        return stems

    def is_stop(self, word: str) -> bool:
        """Does a word say nothing by itself?"""
        return word in self.stop

    def is_turned(self, word: str) -> bool:
        """Is a word another one turned round: "unfair", "inaceptable"?"""
        rests = [word.removeprefix(some) for some in self._forms.denying]
        return any(len(word) > len(rest) > LEAST_STEM and self.read(rest) for rest in rests)

    def read(self, word: str) -> Keys:
        """Return the keys of a folded word: none where no table has it."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = frozenset(self._look_up(word))
        return known

    def _look_up(self, word: str) -> set[str]:
        found = set(self._whole.get(word, ()))
        for cut in range(len(word), -1, -1):
            tail = word[cut:]
            for endings, key in self._stems.get(word[:cut], ()):
                if tail in endings:
                    found.add(key)
        if not found:
            for clitic in self._forms.clitics:
                rest = word.removesuffix(clitic)
                if rest != word and rest[-1:] in "ro" and len(rest) >= LEAST_STEM:
                    found |= self._look_up(rest)
        return found

    def find_phrase(self, words: list[str], at: int) -> tuple[int, Keys]:
        """Return how many words from `at` on are a phrase, and its keys; 0 where there is none."""
        some = self._phrases.get(words[at])
        if not some:
            return 0, NOTHING
        best: tuple[str, ...] = ()
        for phrase in some:
            if len(phrase) > len(best) and tuple(words[at : at + len(phrase)]) == phrase:
                best = phrase
        return len(best), frozenset(some.get(best, ()))

    def spell(self, word: str) -> tuple[str, Keys]:
        """Return a word as other languages may spell it, and its stems with endings they share."""
        known = self._cognates.get(word)
        if known is None:
            plain = self._respell(word)
            known = self._cognates[word] = plain, frozenset(self._cut_endings(word))
        return known

    def _respell(self, word: str) -> str:
        for old, new in self._letters:
            word = word.replace(old, new)
        return "".join(c for at, c in enumerate(word) if at == 0 or word[at - 1] != c)

    def _cut_endings(self, word: str) -> Iterator[str]:
        for size in range(min(self._longest, len(word) - LEAST_STEM) + 1):
            stem, ending = word[: len(word) - size], word[len(word) - size :]
            for shared in self._endings.get(ending, ()):
                yield f"{self._respell(stem)}{shared}"


def load_lexicons(folders: list[Path], countries: Mapping[str, Country]) -> dict[str, Lexicon]:
    """Return the lexicons of all languages that stand in a table of pairs."""
    rows: dict[str, list[PairRow]] = {}
    for folder in folders:
        for path in sorted(folder.glob("pairs/*.csv")):
            for language, row in _read_pairs(path):
                rows.setdefault(language, []).append(row)
    for language, some in rows.items():
        some += list(_list_countries(language, countries))
    forms = {language: _load_forms(folders, language) for language in rows}
    return {language: Lexicon(forms[language], some) for language, some in rows.items()}


def _read_pairs(path: Path) -> Iterator[tuple[str, PairRow]]:
    """Yield the rows of a table of pairs, each once for either language."""
    try:
        lines = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise TableError(f"{path}: cannot be read ({error})") from error
    head = lines[0] if lines else []
    if len(head) != 3 or head[0] != "kind":
        raise TableError(f"{path}:1: the first line names kind and two languages: kind,en,es")
    for number, line in enumerate(lines[1:], start=2):
        if len(line) != len(head):
            raise TableError(f"{path}:{number}: a row has a kind and the words of two languages")
        kind, *sides = line
        if kind not in PAIR_KINDS:
            known = ", ".join(sorted(PAIR_KINDS))
            raise TableError(f'{path}:{number}: no kind "{kind}"; known: {known}')
        key = _make_key(kind, path.stem, number, sides)
        for language, side in zip(head[1:], sides, strict=True):
            if kind == "letters":  # both languages are spelled alike
                yield language, PairRow(kind, key, tuple(x for x in sides if fold(x) != key))
            else:
                yield language, PairRow(kind, key, tuple(side.split(SPLIT)))


def _make_key(kind: str, pair: str, number: int, sides: list[str]) -> str:
    if kind == "ending":
        return f"~{fold(sides[0])}"
    if kind == "letters":
        return fold(sides[1])
    return _MARKS.get(kind) or f"{_BEGIN.get(kind, '')}{pair}:{number}"


def _list_countries(language: str, countries: Mapping[str, Country]) -> Iterator[PairRow]:
    for code, country in countries.items():
        groups = (country.names, country.demonyms, country.metonyms)
        words = [word.replace(".", "") for group in groups for word in group.get(language, ())]
        if words:
            yield PairRow("word", f"{COUNTRY}{code}", tuple(words))


def _load_forms(folders: list[Path], language: str) -> Forms:
    rows = [row for f in folders for _, row in load_rows(f / language / "forms.yml", FormRow)]

    def words(kind: FormKind) -> Iterator[str]:
        return (fold(word) for row in rows if row.kind == kind for word in row.words)

    def groups(kind: FormKind) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(map(fold, row.words)) for row in rows if row.kind == kind)

    return Forms(
        endings={
            (row.kind, fold(row.name)): tuple(map(fold, row.words))
            for row in rows
            if row.kind in _INFLECTED
        },
        changes=groups("change"),
        finals=groups("final"),
        doubled=frozenset(words("doubled")),
        clitics=tuple(words("clitic")),
        irregular=_join_forms(groups("irregular")),
        stop=frozenset(words("stop")),
        denying=tuple(words("denying")),
    )


def _join_forms(groups: Iterable[tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    joined: dict[str, tuple[str, ...]] = {}
    for lemma, *forms in groups:
        joined[lemma] = (*joined.get(lemma, ()), *forms)
    return joined
