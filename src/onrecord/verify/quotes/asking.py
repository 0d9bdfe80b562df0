"""What the answer on a quote hung on beside its own words: kept with it, to know whether it stands.

Where words stand is looked for by three of them in a row, so what is said anew without any three of
a quote's is no place of it. What else the whole of what was said has a say in is asked here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

COUNTS, AGAINST, NEITHER = "+", "-", " "


class Heard(StrEnum):
    """Which speeches of who is quoted were gone through."""

    NONE = "none"
    OTHER_LANGUAGES = "other-languages"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """Do words, each weighed by how rare it is, come to `least`?

    `signs` stand for the first words of the quote: those that count, those that count against. With
    `said` it is words of a speech that count.
    """

    least: float
    is_so: bool
    signs: str = ""
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked for one quote, and the answers."""

    weighed: tuple[Weighed, ...] = ()
    unsaid: tuple[str, ...] = ()  # words that nobody says
    heard: Heard = Heard.NONE


@dataclass(slots=True)
class Questions:
    """Takes down what is asked while a quote is checked."""

    heard: Heard = Heard.NONE
    _weighed: dict[Weighed, None] = field(default_factory=dict)
    _unsaid: dict[str, None] = field(default_factory=dict)

    def weigh(self, least: float, *, is_so: bool, first: int, signs: Iterable[str]) -> None:
        """Take down how words of the quote were weighed, from its word `first` on."""
        told = NEITHER * first + "".join(signs)
        self._weighed[Weighed(least=least, is_so=is_so, signs=told)] = None

    def weigh_said(self, least: float, *, is_so: bool, said: Iterable[str]) -> None:
        """Take down how words of speeches were weighed."""
        self._weighed[Weighed(least=least, is_so=is_so, said=tuple(said))] = None

    def miss(self, word: str) -> None:
        """Take down that nobody says a word."""
        self._unsaid[word] = None

    def list_all(self) -> Asked:
        """Return what was asked."""
        return Asked(weighed=tuple(self._weighed), unsaid=tuple(self._unsaid), heard=self.heard)
