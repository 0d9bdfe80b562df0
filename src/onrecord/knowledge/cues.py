"""Cues: words with which a text puts words in a mouth, and the nouns that point at speakers.

Both tables depend on the language: `en/cues.yml` and `en/references.yml` of each pack. A row of
cues.yml names a verb by its dictionary form ("point out") or a fixed phrase ("according to"); a
row of references.yml names a word that points at somebody without naming them ("officials",
"the release", "both countries", "she").
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import Field

from onrecord.knowledge.tables import Row, check_unique, load_rows
from onrecord.knowledge.titles import TitleRow, Titles
from onrecord.model import CueClass

CueKind = Literal[
    "verb",
    "noun",
    "preposition",
    "support",
    "hedge",
    "anonymity",
    "no-comment",
    "unreal",
    "aspect",
    "frame",
    "opener",
    "credit",
    "future",
    "condition",
]
ReferenceKind = Literal[
    "pronoun",
    "honorific",
    "former",
    "particle",
    "preposition",
    "quantity",
    "article",
    "rank",
    "deputy",
    "outside",
    "joint",
    "partial",
    "official",
    "source",
    "private",
    "counterpart",
    "government",
    "body",
    "states",
    "pair",
    "document",
    "speaker",
]


class CueRow(Row):
    """A row of cues.yml.

    `takes` says what a verb's content may be beside a quotation: `clause` (said that …),
    `infinitive` (threatened to …), `noun` (announced a …), `claim` (rejected the claim that …),
    `marked`: whatever the verb governs, if some of it stands in quotation marks (called it “…”);
    with `preposition` also what follows it (accused them `of` …). A `noun` puts words in the mouth
    of whose it is (their claim that …), or of who makes it, by a verb of the kind `support`.
    `otherwise` is the class of a warning that tells of nothing its speaker will do. `forms` are the forms in which it is met where no model tells the
    dictionary form. A phrase is no cue right behind one of `not_after` ("están de acuerdo con"),
    nor right before one of `not_before`: what a deed follows ("de acuerdo al calendario").
    `by` limits who may be the speaker: a `document` (the data show), or
    `somebody`: a name or a pointing word, not just any noun (the move signals nothing here).
    """

    cue: str
    kind: CueKind = "verb"
    cue_class: CueClass = Field(default=CueClass.SAY, alias="class")
    otherwise: CueClass | None = None
    takes: list[Literal["clause", "infinitive", "noun", "claim", "marked"]] = []
    forms: list[str] = []
    preposition: str | None = None
    denies: bool = False
    not_after: list[str] = []
    not_before: list[str] = []
    by: Literal["anybody", "somebody", "document"] = "anybody"

    @property
    def speaks(self) -> bool:
        """Can a quotation stand beside it, as beside "said"; not beside "called" or "thanked"?"""
        return "marked" not in self.takes or "clause" in self.takes


class ReferenceRow(Row):
    """A row of references.yml.

    `gender` is m, f or n where the word tells it. `person` is the grammatical person of a
    pronoun; `count` how many a word counts ("both": 2). A paper that is `issued` is taken for that
    of the body named nearest when none is named beside it ("the release", "figures"; not "polls").
    A word that comes `again` means, under its article, the last person (gender n: body) named that it
    can mean: "el funcionario", "la institución".
    """

    word: str
    kind: ReferenceKind
    number: Literal["one", "many"] = "one"
    gender: Literal["m", "f", "n"] | None = None
    person: Literal[1, 2, 3] = 3
    count: int | None = None
    issued: bool = True
    again: bool = False


@dataclass(frozen=True, kw_only=True)
class Cues:
    """The cues of one language."""

    verbs: dict[str, tuple[CueRow, ...]] = field(default_factory=dict)  # by the first word
    nouns: dict[str, CueRow] = field(default_factory=dict)
    phrases: dict[str, tuple[CueRow, ...]] = field(default_factory=dict)  # by kind

    def has(self, kind: CueKind, word: str) -> bool:
        """Is there a row of that kind and word?"""
        return any(row.cue == word for row in self.phrases.get(kind, ()))


@dataclass(frozen=True, kw_only=True)
class References:
    """The pointing words of one language, by word in lower case."""

    words: dict[str, ReferenceRow] = field(default_factory=dict)
    speakers: dict[str, ReferenceRow] = field(default_factory=dict)  # of the kind `speaker`
    titles: Titles = field(default_factory=Titles)

    def can_speak(self, word: str) -> bool:
        """Is it a noun of people or bodies: "minister", "agencies"?"""
        return self.find_speaker(word) is not None

    def find_speaker(self, word: str) -> ReferenceRow | None:
        """Return the row of a noun of people or (gender n) bodies, None for other words."""
        return self.speakers.get(word.lower().strip(",.;"))

    def find(self, word: str, *kinds: ReferenceKind) -> ReferenceRow | None:
        """Return the row of a word when it is of one of the kinds (of any kind when none is named)."""
        row = self.words.get(word.lower().replace("’", "'"))
        return row if row is not None and (not kinds or row.kind in kinds) else None

    def counts(self, word: str) -> int:
        """Return how many a word counts ("both", "two": 2); 0 when it does not count."""
        row = self.find(word)
        return row.count if row is not None and row.count is not None else 0


WordRowT = TypeVar("WordRowT", ReferenceRow, TitleRow)


def load_cues(folders: list[Path]) -> dict[str, Cues]:
    """Return the cues by language; a later pack's row is added to the earlier ones."""
    found: dict[str, list[CueRow]] = {}
    for language, path in _find_tables(folders, "cues.yml"):
        found.setdefault(language, []).extend(row for _, row in load_rows(path, CueRow))
    return {language: _sort_cues(rows) for language, rows in found.items()}


def load_references(folders: list[Path]) -> dict[str, References]:
    """Return the pointing words by language; a later pack's row replaces an earlier one."""
    found: dict[str, dict[str, ReferenceRow]] = {}
    for language, path in _find_tables(folders, "references.yml"):
        words = found.setdefault(language, {})
        words.update(_by_word(path, load_rows(path, ReferenceRow)))
    titles = _load_titles(folders)
    return {
        language: _sort_references(words, titles.get(language, Titles()))
        for language, words in found.items()
    }


def _load_titles(folders: list[Path]) -> dict[str, Titles]:
    found: dict[str, dict[str, TitleRow]] = {}
    for language, path in _find_tables(folders, "titles.yml"):
        words = found.setdefault(language, {})
        words.update(_by_word(path, load_rows(path, TitleRow)))
    return {language: Titles(rows=words) for language, words in found.items()}


def _by_word(path: Path, rows: list[tuple[int, WordRowT]]) -> dict[str, WordRowT]:
    """Return the rows of a table by word; a word that stands there twice is an error."""
    check_unique(path, rows, "word")
    return {row.word.lower(): row for _, row in rows}


def _sort_references(rows: dict[str, ReferenceRow], titles: Titles) -> References:
    speakers = {word: row for word, row in rows.items() if row.kind == "speaker"}
    return References(
        words={word: row for word, row in rows.items() if word not in speakers},
        speakers=speakers,
        titles=titles,
    )


def _find_tables(folders: list[Path], name: str) -> list[tuple[str, Path]]:
    return [(p.parent.name, p) for folder in folders for p in sorted(folder.glob(f"*/{name}"))]


def _sort_cues(rows: list[CueRow]) -> Cues:
    verbs: dict[str, list[CueRow]] = {}
    nouns: dict[str, CueRow] = {}
    phrases: dict[str, list[CueRow]] = {}
    for row in rows:
        if row.kind == "verb":
            verbs.setdefault(row.cue.split()[0], []).append(row)
        elif row.kind == "noun":
            nouns[row.cue] = row
        else:
            phrases.setdefault(row.kind, []).append(row)
    return Cues(
        verbs={k: tuple(sorted(v, key=lambda r: -len(r.cue))) for k, v in verbs.items()},
        nouns=nouns,
        phrases={k: tuple(sorted(v, key=lambda r: -len(r.cue))) for k, v in phrases.items()},
    )
