"""A quote in one language of words said in another: the passage, and what came of it.

    "We will not lower 6,646 tariffs."   said: "No vamos a reducir 6 mil 646 aranceles."  → translated
    "We will lower 6,646 tariffs."                                                        → altered

Nothing is said where no passage of who is quoted comes near enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

from onrecord.model import Compared, Outcome, Quote, Span
from onrecord.verify.quotes.contradictions import Clash, ClashKind, find_clashes, is_another
from onrecord.verify.quotes.index import SpeechIndex
from onrecord.verify.quotes.meanings import Meanings
from onrecord.verify.quotes.passages import Given, Said
from onrecord.verify.quotes.renderings import Rendering, find_renderings
from onrecord.verify.quotes.units import Unit
from onrecord.verify.quotes.voices import Likeness, compare_voices, find_surname
from onrecord.verify.quotes.weighing import is_near
from onrecord.verify.quotes.wording import quote as mark
from onrecord.verify.quotes.wording import say_place, say_speaker
from onrecord.verify.quotes.words import DASH, ELLIPSIS, END

# Tuned on one half of bench/translations.jsonl; docs/quality.md has the other.
LEAST_SCORE = 0.6
LEAST_SWAPPED = 0.55  # the score where a number or name stands in another's place
LEAST_LIKELY = 8.0  # by how much the evidence outweighs the number of places looked at
LEAST_SHORT = 0.75  # the score of fewer units than FEW
FEW = 3
LEAST_FAR = 0.65  # the score where a day is not known
FAITHFUL = 0.65  # below it a quote is a paraphrase
TURNED = (ClashKind.ADDED, ClashKind.DROPPED, ClashKind.CONDITION)
BESIDE = 40  # units between the passages of two quotes that stand side by side
MOST_SPEECHES = 4000  # of one voice near one day
ANSWER = 3  # units before a passage in which a "no" may stand by itself
BROKEN = 3  # words behind a passage in which what was said may break off
SHOWN = 3  # words without a counterpart that a reason names


@dataclass(frozen=True, slots=True, kw_only=True)
class Translated:
    """A passage in another language, and what a quote has of it."""

    outcome: Outcome
    diagnosis: str
    reason: str
    compared: Compared


def find_translation(
    one: Quote,
    given: Given,
    index: SpeechIndex,
    meanings: Meanings,
    *,
    beside: Sequence[Quote] = (),
) -> Translated | None:
    """Return the passage that a quote translates; None where nothing comes near enough.

    `beside` are the quotes before and behind it: what one document quotes stands together.
    """
    found = _find(one, given, index, meanings)
    for rendering in found:
        if _is_told(one, rendering, index):
            return _judge(one, given, rendering, index)
    for other in beside if found else ():
        anchor = _find_anchor(other, index, meanings)
        for rendering in found:
            if anchor is not None and _is_told_beside(rendering, anchor):
                return _judge(one, given, rendering, index)
    return None


def _find(one: Quote, given: Given, index: SpeechIndex, meanings: Meanings) -> list[Rendering]:
    if not meanings.has(one.language):
        return []
    speeches = list(_list_speeches(one, index, meanings))
    if not speeches:
        return []
    quoted = meanings.read_quote(given, one.language)
    return find_renderings(quoted, [meanings.read_speech(index, speech) for speech in speeches])


def _find_anchor(other: Quote, index: SpeechIndex, meanings: Meanings) -> Rendering | None:
    """Return the passage of the quote beside, where it is told."""
    reader = index.reader(other.language)
    given = Given(other.words, reader.read(other.words), reader.table)
    found = _find(other, given, index, meanings)
    return next((one for one in found if _is_told(other, one, index)), None)


def _is_told(one: Quote, rendering: Rendering, index: SpeechIndex) -> bool:
    """Is it told that the quote comes from the passage?"""
    speech = index.speeches[rendering.meant.speech]
    is_dated = one.latest is not None and speech.earliest is not None
    least = LEAST_SWAPPED if is_dated else LEAST_FAR
    if rendering.content < FEW:
        least = LEAST_SHORT
    return rendering.score >= least and rendering.likely >= LEAST_LIKELY


def _is_told_beside(rendering: Rendering, anchor: Rendering) -> bool:
    """Is it told, if only what stands near the passage of the quote beside is looked at?"""
    gap = max(rendering.first - anchor.after, anchor.first - rendering.after, 0)
    is_near_it = rendering.meant.speech == anchor.meant.speech and gap <= BESIDE
    likely = rendering.evidence - log(2 * BESIDE)
    return is_near_it and rendering.score >= LEAST_SHORT and likely >= LEAST_LIKELY


def _list_speeches(one: Quote, index: SpeechIndex, meanings: Meanings) -> Iterator[int]:
    """Yield the speeches in another language of who is quoted, near the day of the quote."""
    ids = one.voice.ids
    keys = [*ids, *find_surname(one.voice)] if one.voice.is_person or not ids else ids
    seen: set[int] = set()
    for key in keys:
        for speech in meanings.list_speeches(index, key):
            held = index.speeches[speech]
            if speech in seen or held.language == one.language or not is_near(one, held):
                continue
            if meanings.has(held.language) and _is_same(one, index, speech):
                seen.add(speech)
                yield speech
            if len(seen) >= MOST_SPEECHES:
                return


def _is_same(one: Quote, index: SpeechIndex, speech: int) -> bool:
    return compare_voices(one.voice, index.speeches[speech]) is Likeness.SAME


# -- verdicts ---------------------------------------------------------------------------------


def _judge(one: Quote, given: Given, rendering: Rendering, index: SpeechIndex) -> Translated | None:
    speech = index.speeches[rendering.meant.speech]
    where = (
        f"{say_place(speech)} in another language ({speech.language}; score {rendering.score:.2f})"
    )
    clashes = find_clashes(rendering, is_whole=one.is_whole and not _is_marked(given))
    is_turned = any(clash.kind in TURNED for clash in clashes)
    if is_another(rendering, clashes) or (
        (is_turned or not clashes) and rendering.score < LEAST_SCORE
    ):
        return None
    loose = [] if clashes else list(_list_loose(one, rendering, index))
    if clashes:
        said = "; ".join(_say_clash(clash, given, rendering, index) for clash in clashes[:SHOWN])
        outcome, name, reason = Outcome.FAILS, "altered", f"compared with the words {where}: {said}"
    elif loose:
        outcome, name = Outcome.OPEN, "translated"
        reason = f"a paraphrase in quotation marks of the words {where}: {'; '.join(loose)}"
    else:
        outcome, name = Outcome.OPEN, "translated"
        reason = f"a translation of the words {where}: nothing in it contradicts them"
    return Translated(
        outcome=outcome,
        diagnosis=name,
        reason=reason,
        compared=_compare(rendering, index),
    )


def _is_marked(given: Given) -> bool:
    """Does the quote say itself that words are left out?"""
    return given.words.is_cut_at_end or any(sign & ELLIPSIS for sign in given.words.marks)


def _list_loose(one: Quote, rendering: Rendering, index: SpeechIndex) -> Iterator[str]:
    """Yield what makes a quote a paraphrase: what it has not, or has in another way."""
    if one.is_whole and _breaks_off(rendering, index):
        yield "what was said breaks off there and is no sentence of its own"
    moved = _find_answer(rendering)
    if moved is not None:
        yield f"{mark(moved.text)} stands there by itself, before the words that the quote denies"
    if rendering.score < FAITHFUL:
        agreed = {at for at, _ in rendering.pairs}
        lone = [
            u.text for at, u in enumerate(rendering.quoted) if u.is_content and at not in agreed
        ]
        words = ", ".join(mark(text) for text in lone[:SHOWN])
        yield (
            f"no counterpart is found for {words}" if lone else "much of what was said is left out"
        )


def _breaks_off(rendering: Rendering, index: SpeechIndex) -> bool:
    """Does the speech break off behind the passage: a dash or dots in the midst of a sentence?"""
    first, after = index.bounds(rendering.meant.speech)
    place = first + rendering.meant.units[rendering.after - 1].after - 1
    behind = range(place, min(place + BROKEN, after))
    for at in behind:
        if at + 1 < after and int(index.marks[at + 1]) & ELLIPSIS:
            return True
        if int(index.marks[at]) & (END | DASH):
            return False
    return False


def _find_answer(rendering: Rendering) -> Unit | None:
    """Return a "no" that stands by itself where the quote has a negation of its own."""
    denied = any(unit.is_negation and not unit.is_answer for unit in rendering.quoted)
    begin = max(rendering.first - ANSWER, 0)
    said = rendering.meant.units[begin : rendering.after]
    if not denied or any(unit.is_negation and not unit.is_answer for unit in said):
        return None
    return next((unit for unit in said if unit.is_answer), None)


def _say_clash(clash: Clash, given: Given, rendering: Rendering, index: SpeechIndex) -> str:
    new = _raw_quoted(clash.quoted, given, rendering)
    old = _raw_said(clash.said, rendering, index)
    match clash.kind:
        case ClashKind.NUMBER | ClashKind.NAME:
            return f"{mark(new)} for {mark(old)}"
        case ClashKind.ADDED:
            return f"{mark(new)} denies what is not denied there"
        case ClashKind.DROPPED:
            return f"{mark(old)} is denied there and not in the quote"
        case ClashKind.CONDITION:
            return f"the condition {mark(old)} is left out"


def _raw_quoted(units: tuple[int, int] | None, given: Given, rendering: Rendering) -> str:
    if units is None:
        return ""
    first, after = rendering.quoted[units[0]].first, rendering.quoted[units[1] - 1].after
    return given.raw(first, after)


def _raw_said(units: tuple[int, int] | None, rendering: Rendering, index: SpeechIndex) -> str:
    if units is None:
        return ""
    speech = rendering.meant.speech
    begin, _ = index.bounds(speech)
    first, after = rendering.meant.units[units[0]].first, rendering.meant.units[units[1] - 1].after
    return Said(index, speech).raw(begin + first, begin + after)


def _compare(rendering: Rendering, index: SpeechIndex) -> Compared:
    """Return the passage with the whole of the sentences it begins and ends in."""
    speech = rendering.meant.speech
    held = index.speeches[speech]
    begin, _ = index.bounds(speech)
    said = Said(index, speech)
    units = rendering.meant.units
    first = said.find_start(begin + units[rendering.first].first)
    after = said.find_end(begin + units[rendering.after - 1].after - 1)
    start, end = int(index.starts[first]), int(index.ends[after - 1])
    words = index.texts[held.document_id][start:end]
    span = Span(document_id=held.document_id, start=start, end=end, quote=words)
    return Compared(span=span, speaker=say_speaker(held))
