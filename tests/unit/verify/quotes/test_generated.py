"""Speeches and alterations made word by word from a small grammar: another road to the same names.

The measurement (`bench/quotes.py`) alters real sentences as texts; here sentences are put together
from parts, so that what was left out or changed is known part by part.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, replace

import pytest

from onrecord.verify.quotes import SpeechIndex
from tests.unit.verify.quotes.makers import ENVOY, MINISTER, check, make_index

WHO = ("the port council", "our river pilots", "the bridge crews", "my own office", "the grain board",
       "both ministries", "the coast guard", "the railway union")  # fmt: skip
MODAL = ("will", "should", "can", "must")
VERB = ("inspect", "rebuild", "paint", "measure", "reopen", "survey", "replace", "insure")
WHAT = (
    "lighthouse",
    "pier",
    "ferries",
    "customs hall",
    "locks",
    "cranes",
    "night market",
    "school",
)
SYLLABLES = ("ka", "lo", "mi", "ru", "ta", "ven", "sor", "bel", "dun", "gri", "pol", "nes")
WHERE = (
    "in the northern harbour",
    "along the upper river",
    "near the salt marshes",
    "at the border gate",
)
WHEN = (
    "before the floods of",
    "during the winter fair at",
    "when the boats reach",
    "after the harvest in",
)
IF = (
    "if the council agrees",
    "unless the water rises",
    "as long as money is there",
    "provided that nobody objects",
)
KINDS = ("verbatim", "marked", "end", "midst", "start", "filler", "case", "bracket", "word", "number",
         "denied", "affirmed", "condition", "condition first", "stitched", "other", "nothing")  # fmt: skip
RIGHT = {
    "verbatim": {"verbatim"}, "marked": {"trimmed"}, "end": {"trimmed"}, "midst": {"trimmed"},
    "start": {"cleaned"}, "filler": {"cleaned"}, "case": {"cleaned"}, "bracket": {"verbatim"},
    "word": {"altered"}, "number": {"altered"}, "denied": {"altered"},
    "affirmed": {"condition-cut"}, "condition": {"condition-cut"},
    "condition first": {"condition-cut"}, "stitched": {"stitched"}, "other": {"other-speaker"},
    "nothing": {"no-transcript"},
}  # fmt: skip
EACH = 40


@dataclass(frozen=True, slots=True)
class Parts:
    """A sentence in its parts."""

    who: str
    modal: str
    verb: str
    what: str
    where: str
    when: str
    negated: bool = False
    filler: str = ""
    before: str = ""
    behind: str = ""

    def __str__(self) -> str:
        verb = f"{self.modal} {'not ' if self.negated else ''}{self.filler}{self.verb}"
        parts = (self.before, self.who, verb, self.what, self.where, self.when, self.behind)
        text = " ".join(part for part in parts if part)
        return f"{text[0].upper()}{text[1:]}."


def make_parts(chance: random.Random) -> Parts:
    pick = chance.choice
    name, town = ("".join(chance.choices(SYLLABLES, k=3)).title() for _ in range(2))
    what = f"the {chance.randrange(10, 99)} {name} {pick(WHAT)}"
    return Parts(pick(WHO), pick(MODAL), pick(VERB), what, pick(WHERE), f"{pick(WHEN)} {town}")


def make_case(kind: str, chance: random.Random) -> tuple[Parts, str]:
    """Return what was said and how it is quoted."""
    said = make_parts(chance)
    number = said.what.split()[1]
    other_verb = chance.choice([v for v in VERB if v != said.verb])
    other_number = f"{int(number) + chance.choice((1, 9, 100))}"
    quoted = {
        "marked": str(replace(said, where="…")),
        "end": str(replace(said, when="")),
        "midst": str(replace(said, where="")),
        "case": str(said).replace(said.verb, said.verb.title()),
        "bracket": str(replace(said, where="[in the capital]")),
        "word": str(replace(said, verb=other_verb)),
        "number": str(said).replace(number, other_number),
        "denied": str(replace(said, negated=True)),
    }
    spoken = {
        "start": replace(said, before=chance.choice(("and", "but", "well,", "so"))),
        "filler": replace(said, filler=chance.choice(("uh, ", "you know, ", "I mean, "))),
        "affirmed": replace(said, negated=True),
        "condition": replace(said, behind=chance.choice(IF)),
        "condition first": replace(said, before=f"{chance.choice(IF)},"),
    }
    return spoken.get(kind, said), quoted.get(kind, str(said))


def make_world(seed: int) -> tuple[SpeechIndex, list[tuple[str, str]]]:
    """Return an index of some long speeches, and quotes of each kind."""
    chance = random.Random(seed)
    held: list[list[str]] = [[] for _ in range(12)]
    quotes: list[tuple[str, str]] = []
    for number in range(EACH * len(KINDS)):
        kind = KINDS[number % len(KINDS)]
        said, quoted = make_case(kind, chance)
        mine = held[number % 6 + (6 if kind == "other" else 0)]
        if kind == "nothing":
            quoted = f"Nobody asked {chance.choice(WHO)} about wages, taxes or the price of {number} tickets."
        elif kind == "stitched":
            other = make_parts(chance)
            while other.when.split()[0] == said.when.split()[0]:
                other = make_parts(chance)
            mine += [str(said), *(str(make_parts(chance)) for _ in range(3)), str(other)]
            quoted = str(replace(said, where=other.where, when=other.when))
        if kind not in ("nothing", "stitched"):
            mine.append(str(said))
        quotes.append((kind, quoted))
    speeches = [(MINISTER if n < 6 else ENVOY, " ".join(some)) for n, some in enumerate(held)]
    return make_index(*speeches), quotes


@pytest.mark.parametrize("seed", [1, 2])
def test_each_kind_is_told(seed: int) -> None:
    index, quotes = make_world(seed)
    wrong: Counter[str] = Counter()
    for kind, words in quotes:
        wrong[kind] += check(words, index).diagnosis not in RIGHT[kind]
    assert {kind: count for kind, count in wrong.items() if count > 0.03 * EACH} == {}
