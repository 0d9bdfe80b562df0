"""Words that report events and commitments, by language.

`en/event_words.yml` holds frames (a word, what must stand around it, the type it reports),
`en/event_words_given.yml` those that are tried only where both sides are known before,
`en/event_objects.yml` the sets of words that frames name, `en/parties.yml` nouns that stand for
political actors, `en/status.yml` what says whether an act took place, `en/contexts.yml` what it is
about, `en/commitments.yml` how somebody binds themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, TypeAlias, TypeVar

from onrecord.knowledge.codebook import Codebook
from onrecord.knowledge.tables import Row, RowT, load_rows
from onrecord.model import CommitmentStrength, EventStatus, EventType, TableError

PartyWordKind = Literal["organ", "people", "force", "armed", "states", "pronoun", "pair"]
# Sets that are made of names in the text, not of words in a table.
NAMED_SETS = frozenset({"Persons", "Political", "Peoples"})


class EventWord(Row):
    """A frame: see the head of event_words.yml for what the keys mean."""

    words: list[str]
    part: Literal["verb", "noun"]
    type: EventType
    coded: EventType | None = None
    mode: str | None = None
    objects: list[str] = []
    without: list[str] = []
    needs: list[str] = []
    withs: list[str] = []
    beside: list[str] = []
    heads: list[str] = []
    subjects: list[str] = []
    takes: Literal["infinitive", "clause"] | None = None
    targets: list[str] = []
    actors: list[str] = []
    both: bool = False
    negated: bool = False
    bare: bool = False
    named: bool = False
    requires: Literal["target", "partner", "parties", "foreign", "state", "carried"] | None = None
    rest: bool = False


class ObjectSet(Row):
    """A set of words that frames name."""

    name: str
    words: list[str]


class PartyWord(Row):
    """Words that can stand for a political actor."""

    kind: PartyWordKind
    words: list[str]
    alone: bool = False


class StatusWord(Row):
    """Words that say whether an act took place; a governor has the act as its complement."""

    role: Literal[
        "modal",
        "negation",
        "condition",
        "governor",
        "planned",
        "vague",
        "unreal",
        "doing",
        "instead",
        "coming",
        "purpose",
    ]
    words: list[str]
    status: EventStatus | None = None
    part: Literal["verb", "noun"] = "verb"


class ContextWord(Row):
    """Words that betray a context of the codebook."""

    context: str
    words: list[str]


class CommitmentWord(Row):
    """A word with which somebody binds themselves: see the head of commitments.yml.

    Kind `none` takes a verb out: after "will" it tells what somebody expects.
    """

    words: list[str]
    part: Literal[
        "verb",
        "noun",
        "adjective",
        "modal",
        "condition",
        "accord",
        "due",
        "planned",
        "year end",
        "amount",
        "measure",
        "lasting",
        "term",
        "begun",
        "signed",
    ]
    kind: Literal["promise", "agreement", "offer", "threat", "target", "none"]
    strength: CommitmentStrength = CommitmentStrength.WILL
    takes: list[Literal["infinitive", "clause", "gerund", "noun"]] = []
    after: list[str] = []
    objects: list[str] = []
    needs: list[str] = []  # what the verb's object must be ("signed a treaty to")
    subjects: list[str] = []  # what provides for the deed; its sides bind themselves
    unless: list[str] = []  # objects with which it is none ("strike a deal")
    forms: list[str] = []  # only in these forms ("going" to)
    passive: bool = False  # only in the passive, of who is bound ("are committed to")
    several: bool = False  # only of several together ("the two sides decided to")
    counted: bool = False  # only with a number in the deed ("wants to cut arrivals by half")
    orders: bool = False  # gives orders to offices, and binds only on a condition or together
    reported: bool = False  # binds only in reported speech: "said it would"


_Frames: TypeAlias = list[EventWord]
_FrameRows: TypeAlias = list[tuple[Path, int, EventWord]]
WordRowT = TypeVar("WordRowT", EventWord, PartyWord, StatusWord, CommitmentWord)


@dataclass(frozen=True, kw_only=True)
class EventWords:
    """The words of one language, by dictionary form."""

    verbs: dict[str, tuple[EventWord, ...]] = field(default_factory=dict)
    nouns: dict[str, tuple[EventWord, ...]] = field(default_factory=dict)
    given_verbs: dict[str, tuple[EventWord, ...]] = field(default_factory=dict)
    given_nouns: dict[str, tuple[EventWord, ...]] = field(default_factory=dict)
    sets: dict[str, frozenset[str]] = field(default_factory=dict)
    parties: dict[str, tuple[PartyWord, ...]] = field(default_factory=dict)
    status: dict[str, tuple[StatusWord, ...]] = field(default_factory=dict)
    contexts: dict[str, tuple[str, ...]] = field(default_factory=dict)  # word → contexts
    commitments: dict[str, tuple[CommitmentWord, ...]] = field(default_factory=dict)

    def widen(self) -> EventWords:
        """Return the words with the frames for sides that are known before."""
        return replace(self, verbs=self.given_verbs, nouns=self.given_nouns)

    def expand(self, names: Iterable[str]) -> frozenset[str]:
        """Return the words that a frame's list stands for, sets taken apart."""
        words: set[str] = set()
        for name in names:
            words.update(self.sets.get(name, (name,)))
        return frozenset(words)

    def find_status(self, word: str, role: str, part: str = "verb") -> StatusWord | None:
        """Return the row of a word in a role."""
        rows = self.status.get(word, ())
        return next((r for r in rows if r.role == role and r.part == part), None)

    def party_kinds(self, word: str) -> dict[PartyWordKind, bool]:
        """Return the kinds of actor a noun can stand for, and whether it may stand alone."""
        return {row.kind: row.alone for row in self.parties.get(word, ())}


def load_event_words(folders: list[Path], codebook: Codebook) -> dict[str, EventWords]:
    """Return the words by language, later packs' rows after earlier ones'.

    Raises TableError when a frame names a mode, a context or a set that is in no table.
    """
    languages = sorted({p.parent.name for f in folders for p in f.glob("*/event_words.yml")})
    return {language: _load_language(folders, language, codebook) for language in languages}


def _load_language(folders: list[Path], language: str, codebook: Codebook) -> EventWords:
    sets = {
        row.name: frozenset(row.words)
        for _, _, row in _rows(folders, language, "event_objects.yml", ObjectSet)
    }
    own, given = (
        _load_frames(_rows(folders, language, name, EventWord), sets, codebook)
        for name in ("event_words.yml", "event_words_given.yml")
    )
    contexts: dict[str, list[str]] = {}
    for path, line, context in _rows(folders, language, "contexts.yml", ContextWord):
        if context.context not in codebook.contexts:
            raise TableError(f'{path}:{line}: no context "{context.context}" in the codebook')
        for word in context.words:
            contexts.setdefault(word, []).append(context.context)
    return EventWords(
        verbs=_by_part(own, "verb"),
        nouns=_by_part(own, "noun"),
        given_verbs=_by_part([*own, *given], "verb"),
        given_nouns=_by_part([*own, *given], "noun"),
        sets=sets,
        parties=_by_word(r for _, _, r in _rows(folders, language, "parties.yml", PartyWord)),
        status=_by_word(r for _, _, r in _rows(folders, language, "status.yml", StatusWord)),
        contexts={word: tuple(names) for word, names in contexts.items()},
        commitments=_by_word(
            r for _, _, r in _rows(folders, language, "commitments.yml", CommitmentWord)
        ),
    )


def _load_frames(rows: _FrameRows, sets: dict[str, frozenset[str]], codebook: Codebook) -> _Frames:
    """Return the frames of a table, each checked."""
    for path, line, row in rows:
        _check_frame(f"{path}:{line}", row, sets, codebook)
    return [row for _, _, row in rows]


def _by_part(frames: list[EventWord], part: str) -> dict[str, tuple[EventWord, ...]]:
    """Return the frames of verbs or nouns by word, weak ones last."""
    return _by_word(r for r in sorted(frames, key=lambda r: r.rest) if r.part == part)


def _check_frame(
    where: str, row: EventWord, sets: dict[str, frozenset[str]], codebook: Codebook
) -> None:
    """Raise TableError when a frame leads nowhere."""
    if row.mode is not None and codebook.find_mode(row.type, row.mode) is None:
        raise TableError(f'{where}: {row.type} has no mode "{row.mode}" in the codebook')
    for name in (*row.objects, *row.without, *row.withs, *row.heads, *row.subjects):
        if name[:1].isupper() and name not in sets and name not in NAMED_SETS:
            raise TableError(f'{where}: no set "{name}" in event_objects.yml')


def _rows(
    folders: list[Path], language: str, name: str, row_type: type[RowT]
) -> list[tuple[Path, int, RowT]]:
    found: list[tuple[Path, int, RowT]] = []
    for folder in folders:
        path = folder / language / name
        found.extend((path, line, row) for line, row in load_rows(path, row_type))
    return found


def _by_word(rows: Iterable[WordRowT]) -> dict[str, tuple[WordRowT, ...]]:
    found: dict[str, list[WordRowT]] = {}
    for row in rows:
        for word in row.words:
            found.setdefault(word, []).append(row)
    return {word: tuple(held) for word, held in found.items()}
