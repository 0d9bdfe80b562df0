"""Positions in somebody's own words, by phrases and without a parse.

    "We will not allow foreign troops"       against, whoever speaks
    "no se produce fentanilo en México"      denies
    "if there were tariffs, we would …"      nothing

Works on statements whose speaker is known and on the turns of transcripts, in every language that
has the tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.extract.positions.drafts import Draft
from onrecord.extract.positions.index import Hit, Part, PositionIndex
from onrecord.extract.positions.patterns import Match, Word
from onrecord.knowledge import StanceWords
from onrecord.knowledge.stances import Said
from onrecord.model import Ground, Mention, Stance

FAR = 5  # words between a phrase and the issue
BESIDE = 0  # one word alone ("no", "nunca") stands right beside it
NEAR = 2  # words before a claim in which a negation denies it
DOUBTED = 10  # words in which a word of doubt holds
SCORE, CLAIM_SCORE = 0.8, 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A stretch of text in which somebody speaks."""

    start: int
    end: int
    speaker: Mention
    ground: Ground
    finding_id: str | None = None
    is_direct: bool = True
    denies: bool = False  # the whole is given as denied: "denied that …"


def read_spoken(hit: Hit, voice: Voice, index: PositionIndex) -> Iterator[Draft]:
    """Yield where the speaker stands by the words of one hit, none or one."""
    if hit.part is Part.CLAIM:
        stance = _read_claim(hit, voice, index.words)
        if stance is not None:
            yield _make(hit, voice, stance, (hit.match.first, hit.match.after))
    elif hit.part is Part.TERM and voice.is_direct and hit.issue.kind == "act":
        found = _find_phrase(hit, index, voice)
        if found is not None:
            yield _make(hit, voice, found.said.stance, (found.first, found.after))


def _make(hit: Hit, voice: Voice, stance: Stance, cue: tuple[int, int]) -> Draft:
    return Draft(
        hit=hit,
        stance=stance,
        start=hit.words[cue[0]].start,
        end=hit.words[cue[1] - 1].end,
        actor=voice.speaker,
        ground=voice.ground,
        score=CLAIM_SCORE if hit.part is Part.CLAIM else SCORE,
        finding_id=voice.finding_id,
        begin=voice.start if voice.ground is Ground.TURN else 0,
    )


def _find_phrase(hit: Hit, index: PositionIndex, voice: Voice) -> Match[Said] | None:
    """Return the phrase that stands nearest on its side of the issue; of two the longer."""
    best: Match[Said] | None = None
    for match in index.said.find(hit.words):
        if not _belongs(match, hit, index.words) or _is_outside(match, hit, voice):
            continue
        if best is None or _order(match, hit) < _order(best, hit):
            best = match
    return best


def _order(match: Match[Said], hit: Hit) -> tuple[int, int]:
    length = match.after - match.first
    return (-length, abs(match.first - hit.match.first))


def _is_outside(match: Match[Said], hit: Hit, voice: Voice) -> bool:
    """Do the words stand outside of what the speaker says?"""
    first, last = hit.words[match.first], hit.words[match.after - 1]
    return first.start < voice.start or last.end > voice.end


def _belongs(match: Match[Said], hit: Hit, words: StanceWords) -> bool:
    """Is the issue what the phrase speaks of: near enough, in its clause, told as so?"""
    is_short = match.after - match.first == 1
    far = BESIDE if is_short else FAR
    if match.said.is_before:
        between = hit.words[match.after : hit.match.first]
        is_there = match.after <= hit.match.first
    else:
        between = hit.words[hit.match.after : match.first]
        is_there = hit.match.after <= match.first
        if is_short and match.after < len(hit.words):
            return False  # a bare "no" behind the issue ends the sentence
    if not is_there or len(between) > far or _breaks(between, words):
        return False
    if _is_negated(hit.words, match.first, words):
        return False
    if is_short and match.said.is_before and not _begins_clause(hit.words, match.first):
        return False  # "the principle of no intervention"
    return not is_doubted(hit.words, match.first, words)


def _begins_clause(words: tuple[Word, ...], at: int) -> bool:
    """Does the sentence begin there, or more than a space stand before it?"""
    return at == 0 or words[at].start - words[at - 1].end > 1


def _breaks(between: tuple[Word, ...], words: StanceWords) -> bool:
    return any(words.has("breaker", word.key) for word in between)


def _is_negated(words: tuple[Word, ...], at: int, table: StanceWords) -> bool:
    return any(_is_no(word, table) for word in words[max(0, at - 1) : at])


def is_doubted(words: tuple[Word, ...], at: int, table: StanceWords) -> bool:
    """Does a word of doubt stand before it ("if", "whether")?"""
    return any(table.has("doubt", word.key) for word in words[max(0, at - DOUBTED) : at])


def _is_no(word: Word, table: StanceWords) -> bool:
    return table.has("negation", word.key) or word.key.endswith("n't")


def _read_claim(hit: Hit, voice: Voice, table: StanceWords) -> Stance | None:
    """Return whether the speaker affirms or denies a proposition; None where it is in doubt."""
    start, end = hit.place
    if start < voice.start or end > voice.end or is_doubted(hit.words, hit.match.mark, table):
        return None
    is_no = is_denied(hit, table)
    if voice.denies and is_no:
        return None
    return Stance.DENIES if is_no or voice.denies else Stance.ACCEPTS


def is_denied(hit: Hit, table: StanceWords) -> bool:
    """Does a negation stand right before the part of the claim that says it, or within it?"""
    first, mark, after = hit.match.first, hit.match.mark, hit.match.after
    before = hit.words[max(0, min(first, mark - NEAR) - 1) : first]
    within = hit.words[first:after]
    return any(_is_no(word, table) for word in (*before, *within))
