"""Acts as the ledger compares them: with who acts, towards whom, and when it was told.

deed  "impose a 25 percent tariff on all goods from Mexico"     impose, tariff; 25 percent; Mexico
act   "suspended its tariff on goods from Mexico"               suspend, tariff; Mexico
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from onrecord.knowledge import DeedWords
from onrecord.knowledge.deed_words import DeedKind
from onrecord.model import Act, CommitmentKind, Stage

LEAST_SHARE = 0.5  # of the nouns of a deed that an act of the same verb has
LEAST_OF_DULL = 0.67  # where what it is done to tells nothing: "an expert group", "a working group"
# Words that what it is done to has, all of them told: "High-Level Economic Dialogue".
LEAST_OF_NAME = 3
LEAST_OF_DELAY = 0.34  # a delay is told in fewer words: "suspended the tariff on Mexico"
SAME_DEED = 0.6  # of the words of the shorter of two promises
STEM = 5  # letters by which a noun of the verb is known: ratify, ratification
PERCENT = frozenset({"percent", "%", "per cent", "point"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """An act or the deed of a commitment, with whom it concerns, by side (alpha-3 or a name)."""

    act: Act
    document_id: str
    sides: frozenset[str]
    others: frozenset[str]
    since: date | None  # from which day on it may have been published
    known: date | None  # by which day it was published
    kind: CommitmentKind | None = None  # of a commitment, as are the next two
    condition: str | None = None
    due: date | None = None

    @property
    def day(self) -> date | None:
        """Return when it took place: the day its clause names, if one, else that of its text.

        None where nobody knows on which day the text was published.
        """
        period = self.act.period
        if period is not None and period.days == 1 and self.act.stage is not Stage.BOUND:
            return period.first if self.known is None or period.first <= self.known else self.known
        return self.told

    @property
    def told(self) -> date | None:
        """Return the day of publication, None where only days between which it lies are known."""
        return self.known if self.since == self.known else None


def is_told_after(one: Telling, other: Telling) -> bool:
    """Was the second told after the first, whenever their texts were published?"""
    return one.known is not None and other.since is not None and one.known < other.since


def content(act: Act, words: DeedWords) -> frozenset[str]:
    """Return the words that tell the deed from others."""
    return frozenset(act.words) - words.dull


def do_sides_fit(deed: Telling, other: Telling) -> bool:
    """Does one of the promisers act, and towards the same side where both name one?"""
    if not deed.sides & other.sides:
        return False
    mine, theirs = deed.others - other.sides, other.others - deed.sides
    return not mine or not theirs or bool(mine & theirs)


def do_counts_fit(deed: Act, other: Act) -> bool:
    """Do the rates agree? Numbers of things may differ: part of what was promised may be done."""
    mine = {value for value, unit in deed.counts if unit in PERCENT}
    theirs = {value for value, unit in other.counts if unit in PERCENT}
    return not mine or not theirs or bool(mine & theirs)


def is_done(deed: Telling, act: Telling, words: DeedWords) -> bool:
    """Is it the deed itself, by a kin verb or by its noun ("completed the withdrawal")?"""
    mine, theirs = content(deed.act, words), content(act.act, words)
    if words.are_kin(deed.act.verb, act.act.verb):
        if not mine:  # "leave the European Union": only the other side is named
            return bool(deed.others) and deed.others == act.others
        if _is_named_alike(deed.act, act.act, words):
            return True
        dull = bool(deed.act.things) and words.dull.issuperset(deed.act.things)
        least = LEAST_OF_DULL if dull else LEAST_SHARE
        return _has_thing(deed.act, act.act, words) and share(mine, theirs) >= least
    if words.has("carry", act.act.verb):
        noun = any(has_same_stem(deed.act.verb, word) for word in act.act.things)
        return noun and share(mine, theirs) >= LEAST_OF_DELAY
    return False


def is_about(deed: Telling, act: Telling, words: DeedWords) -> bool:
    """Does an act of delay or withdrawal concern the deed?"""
    mine, theirs = content(deed.act, words), content(act.act, words)
    verb = deed.act.verb
    named = _has_thing(deed.act, act.act, words) or any(
        words.are_kin(verb, word) or has_same_stem(verb, word) for word in theirs
    )
    return bool(mine) and named and share(mine, theirs) >= LEAST_OF_DELAY


def is_same_deed(one: Telling, other: Telling, words: DeedWords) -> bool:
    """Do two commitments bind to the same deed?"""
    if not do_sides_fit(one, other) or not words.are_kin(one.act.verb, other.act.verb):
        return False
    if (one.kind is CommitmentKind.THREAT) is not (other.kind is CommitmentKind.THREAT):
        return False
    if _differ_in_counts(one.act, other.act):
        return False
    mine, theirs = content(one.act, words), content(other.act, words)
    if not mine and not theirs:  # "leave the European Union": only the other side is named
        return one.others == other.others and bool(one.others)
    shorter = min((mine, theirs), key=len)
    return bool(shorter) and len(mine & theirs) / len(shorter) >= SAME_DEED


def takes_place(deed: Telling, later: Telling, words: DeedWords) -> bool:
    """Is the same deed promised later, to the same sides, at another rate?

    Another number of things may be promised beside the first: "14 tanks", then "18 tanks".
    """
    if not do_sides_fit(deed, later) or not words.are_kin(deed.act.verb, later.act.verb):
        return False
    if (deed.kind is CommitmentKind.THREAT) is not (later.kind is CommitmentKind.THREAT):
        return False
    if deed.others != later.others or do_counts_fit(deed.act, later.act):
        return False
    mine, theirs = content(deed.act, words), content(later.act, words)
    shorter = min((mine, theirs), key=len)
    return bool(shorter) and len(mine & theirs) / len(shorter) >= SAME_DEED


def name_counts(act: Act) -> str:
    """Return the numbers of an act with what they count."""
    return " and ".join(f"{value:,} {unit}" for value, unit in act.counts)


def is_of(act: Act, kind: DeedKind, words: DeedWords) -> bool:
    """Does the verb, or the verb with a word of its clause ("put … on hold"), have that sense?"""
    if words.has(kind, act.verb):
        return True
    return any(words.has(kind, f"{act.verb} {word}") for word in act.words)


def share(mine: frozenset[str], theirs: frozenset[str]) -> float:
    """Return the part of the deed's words that the act has too; 0 where it has none."""
    return len(mine & theirs) / len(mine) if mine else 0.0


def has_same_stem(verb: str, noun: str) -> bool:
    """Do a verb and a noun begin alike: deploy, deployment?"""
    stem = verb[:STEM]
    return len(stem) >= min(STEM, 4) and noun.startswith(stem)


def find_shortfall(deed: Act, act: Act) -> tuple[Decimal, Decimal] | None:
    """Return what was done and what was promised, where less of the same thing was done.

    Of several numbers the largest counts: "18 Leopard 2 tanks".
    """
    for unit in dict.fromkeys(unit for _, unit in deed.counts if unit not in PERCENT):
        promised = max(value for value, of in deed.counts if of == unit)
        done = max((value for value, of in act.counts if of == unit), default=promised)
        if done < promised:
            return done, promised
    return None


def is_part(deed: Act, act: Act, words: DeedWords) -> bool:
    """Is only a part told: "the first tanks", or no number where one was promised?

    As many of what is called otherwise ("10,000 troops" for "10,000 members") are no part.
    """
    if any(words.has("whole", word) for word in act.words):
        return False
    if tells_part(deed, act, words):
        return True
    counted = {unit: value for value, unit in deed.counts if unit not in PERCENT}
    if not counted or counted.keys() & {unit for _, unit in act.counts}:
        return False
    done = [value for value, unit in act.counts if unit not in PERCENT]
    return max(done, default=Decimal(0)) < max(counted.values())


def tells_part(deed: Act, act: Act, words: DeedWords) -> bool:
    """Does an act speak of a part of what was promised: "the first flight"?"""
    return any(words.has("part", word) for word in act.words if word not in deed.words)


def _has_thing(deed: Act, act: Act, words: DeedWords) -> bool:
    """Is the act done to what the deed is done to, as far as nouns that are no names tell it?

    "revoked visas for security concerns" is not done to security.
    """
    things = {t for t in deed.things if not words.has("empty", t)} & set(deed.words)
    mine = {o for o in deed.objects or deed.things if not words.has("empty", o)}
    return not things or bool(mine & set(act.objects or act.things))


def _is_named_alike(deed: Act, act: Act, words: DeedWords) -> bool:
    """Is what both are done to called the same, at length?"""
    mine = frozenset(deed.objects) - words.dull
    return len(mine) >= LEAST_OF_NAME and mine <= frozenset(act.objects)


def _differ_in_counts(one: Act, other: Act) -> bool:
    units = {unit for _, unit in one.counts} & {unit for _, unit in other.counts}
    return any(
        {v for v, u in one.counts if u == unit} != {v for v, u in other.counts if u == unit}
        for unit in units
    )
