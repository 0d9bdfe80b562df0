"""Quotes against what was said: verdicts.

    "We will lift them."  said: "We will lift them if crossings fall."  → fails, condition-cut

A document's quotes are checked together: what one leaves out the next one may bring ("We will lift
them," she said, "if crossings fall.").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.model import Compared, Outcome, Quote, Span, Speech, Verdict
from onrecord.verify.quotes.changes import Change, ChangeKind, judge_gap, list_changes
from onrecord.verify.quotes.cuts import Side, find_loss, is_nothing
from onrecord.verify.quotes.index import GRAM, SAME_DAYS, SAME_VOICE, SpeechIndex
from onrecord.verify.quotes.matching import LEAST_ALONE, Place, Search
from onrecord.verify.quotes.passages import Given, Said
from onrecord.verify.quotes.voices import Likeness, compare_voices
from onrecord.verify.quotes.wording import mark_changes, say_changes, say_place, say_speaker
from onrecord.verify.quotes.words import ELLIPSIS, OPENS, PAUSE

METHOD = "verify.quotes@1"
NEAR_DAYS = 3  # between a quote's publication and what was said
WEEK = 7
MOST_WORDS = 600  # of a quote; a longer one is compared as far as that

OUTCOMES = {
    "verbatim": Outcome.HOLDS,
    "cleaned": Outcome.CLOSE,
    "trimmed": Outcome.CLOSE,
    "stitched": Outcome.FAILS,
    "altered": Outcome.FAILS,
    "condition-cut": Outcome.FAILS,
    "other-speaker": Outcome.FAILS,
    "no-transcript": Outcome.OPEN,
    "translated": Outcome.OPEN,
}
EXPLANATIONS = {
    "verbatim": "Word for word what was said; brackets mark what is the editor's.",
    "cleaned": "What was said, without fillers and repeats, or written in another way.",
    "trimmed": "What was said, with words left out; the reason says whether a mark tells so.",
    "stitched": "Words from separate places stand as if they were said in one go.",
    "altered": "Other words than were said.",
    "condition-cut": "A condition or negation that was said with it is left out: if, unless, not, only.",
    "other-speaker": "Somebody else said it.",
    "no-transcript": "No transcript or release here has these words.",
    "translated": "What the speaker said near that day stands here in another language.",
}
# Which change names the verdict where there are several.
_NAMES = {
    ChangeKind.OTHER: "altered",
    ChangeKind.LOSS: "condition-cut",
    ChangeKind.JOINED: "stitched",
    ChangeKind.CUT: "trimmed",
    ChangeKind.MARKED_CUT: "trimmed",
    ChangeKind.CLEANED: "cleaned",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What one quote came to."""

    diagnosis: str
    outcome: Outcome
    reason: str
    compared: tuple[Compared, ...] = ()
    difference: str | None = None


def check_quotes(
    quotes: Sequence[Quote], index: SpeechIndex, *, same: Mapping[str, str] | None = None
) -> list[Verdict]:
    """Return one verdict for each finding that quotes enough words to be compared.

    `quotes` are those of one document in its order. `same` names the first version of documents
    that are versions of each other: none is compared with itself.
    """
    checker = _Checker(index, same or {})
    found: dict[str, list[Checked]] = {}
    for at, one in enumerate(quotes):
        checked = checker.check(one, quotes[max(0, at - 1) : at], quotes[at + 1 : at + 2])
        if checked is not None:
            found.setdefault(one.finding_id, []).append(checked)
    return [_make_verdict(finding, some) for finding, some in found.items()]


def _make_verdict(finding_id: str, checked: list[Checked]) -> Verdict:
    """Return the verdict on a finding: that of its worst quote, with what all were compared with."""
    names = list(OUTCOMES)
    order = [names.index(one.diagnosis) for one in checked]
    order = [-1 if c.outcome is Outcome.OPEN else n for n, c in zip(order, checked, strict=True)]
    worst = checked[order.index(max(order))] if max(order) > 0 else checked[0]
    return Verdict(
        finding_id=finding_id,
        outcome=worst.outcome,
        diagnosis=worst.diagnosis,
        reason=worst.reason,
        method=METHOD,
        compared=tuple(dict.fromkeys(c for one in checked for c in one.compared)),
        difference=worst.difference,
    )


@dataclass(frozen=True, slots=True)
class _Checker:
    index: SpeechIndex
    same: Mapping[str, str]

    def check(self, one: Quote, before: Sequence[Quote], after: Sequence[Quote]) -> Checked | None:
        """Return what a quote came to; None when it is too short to be told from chance."""
        reader = self.index.reader(one.language)
        given = Given(one.words, reader.read(one.words), reader.table)
        numbers = self.index.number(given.words.norms)[:MOST_WORDS]
        if len(numbers) < GRAM:
            return None
        likeness: dict[int, Likeness] = {}

        def worth(speech: int) -> float:
            return self._worth(one, speech, likeness)

        places = Search(self.index, numbers, worth).find()
        if len(numbers) < LEAST_ALONE and not self._is_unique(places):
            return None
        if not places:
            return self._leave_open(one)
        return self._judge(one, given, places, (before, after))

    def _worth(self, one: Quote, speech: int, likeness: dict[int, Likeness]) -> float:
        """Return how likely a speech is the one that a quote comes from; below 0 that it is not."""
        held = self.index.speeches[speech]
        if self.same.get(held.document_id, held.document_id) == self.same.get(
            one.document_id, one.document_id
        ):
            return -1.0
        if speech not in likeness:
            likeness[speech] = compare_voices(one.voice, held, around=one.around)
        voice = {Likeness.SAME: SAME_VOICE, Likeness.UNKNOWN: SAME_VOICE / 2, Likeness.OTHER: 0.0}
        return voice[likeness[speech]] + (SAME_DAYS if _is_near(one.published, held) else 0.0)

    def _is_unique(self, places: list[Place]) -> bool:
        """Do so few words stand in one place only?"""
        if len(places) != 1 or places[0].changes:
            return False
        first, after = places[0].said_first, places[0].said_after
        return len(self.index.find_exact(self.index.ids[first:after])) == 1

    def _leave_open(self, one: Quote) -> Checked:
        spoken = [s for actor in one.voice.ids for s in self.index.by_actor.get(actor, ())]
        near = [s for s in spoken if _is_near(one.published, s)]
        if near and all(speech.language != one.language for speech in near):
            reason = (
                f"what {say_speaker(near[0])} said near that day stands here in another language "
                f"({near[0].language})"
            )
            return Checked(diagnosis="translated", outcome=Outcome.OPEN, reason=reason)
        reason = "no transcript or release here has these words"
        return Checked(diagnosis="no-transcript", outcome=Outcome.OPEN, reason=reason)

    def _judge(
        self,
        one: Quote,
        given: Given,
        places: list[Place],
        beside: tuple[Sequence[Quote], Sequence[Quote]],
    ) -> Checked:
        changes = list(self._list_changes(given, places))
        if one.is_whole:
            changes += self._list_ends(given, places, beside)
        changes.sort(key=lambda change: (change.at, change.until))
        speech = self.index.speeches[places[0].speech]
        name, named = _name(changes)
        others = {
            say_speaker(self.index.speeches[p.speech])
            for p in places
            if compare_voices(one.voice, self.index.speeches[p.speech], around=one.around)
            is Likeness.OTHER
        }
        where = say_place(speech)
        if others and len(others) == len(
            {say_speaker(self.index.speeches[p.speech]) for p in places}
        ):
            quoted = one.voice.name or one.voice.words
            reason = f"it stands {where}, not by {quoted}"
            if named:
                reason += f"; {say_changes(named)}"
            return self._finish("other-speaker", Outcome.FAILS, reason, given, places, changes)
        outcome = OUTCOMES[name]
        if name == "trimmed" and all(c.kind is ChangeKind.MARKED_CUT for c in named):
            outcome = Outcome.HOLDS  # a mark says that words are left out
        reason = (
            f"word for word {where}"
            if name == "verbatim"
            else f"compared with the words {where}: {say_changes(named)}"
        )
        return self._finish(name, outcome, reason, given, places, changes)

    def _finish(
        self,
        name: str,
        outcome: Outcome,
        reason: str,
        given: Given,
        places: list[Place],
        changes: list[Change],
    ) -> Checked:
        return Checked(
            diagnosis=name,
            outcome=outcome,
            reason=reason,
            compared=tuple(self._compared(place) for place in places),
            difference=mark_changes(given, changes),
        )

    def _compared(self, place: Place) -> Compared:
        index = self.index
        speech = index.speeches[place.speech]
        start = int(index.starts[place.said_first])
        end = int(index.ends[place.said_after - 1])
        words = index.texts[speech.document_id][start:end]
        span = Span(document_id=speech.document_id, start=start, end=end, quote=words)
        return Compared(span=span, speaker=say_speaker(speech))

    def _list_changes(self, given: Given, places: list[Place]) -> Iterable[Change]:
        previous: Place | None = None
        for place in places:
            said = Said(self.index, place.speech)
            if previous is not None:
                yield from _list_between(given, previous, place, said)
            elif place.first:
                yield self._other_words(given, said, (0, place.first), place)
            yield from (
                c for c in list_changes(given, said, place) if not _is_covered(c, places, place)
            )
            previous = place
        if previous is not None and previous.after < len(given.words):
            said = Said(self.index, previous.speech)
            yield self._other_words(given, said, (previous.after, len(given.words)), previous)

    def _other_words(
        self, given: Given, said: Said, quoted: tuple[int, int], place: Place
    ) -> Change:
        """Return the change of the words at an end of a quote that agree with nothing."""
        first, after = self.index.bounds(place.speech)
        size = quoted[1] - quoted[0]
        if quoted[0] == 0:
            spoken = (
                max(first, said.find_start(place.said_first), place.said_first - size),
                place.said_first,
            )
        else:
            last = min(after, place.said_after + size)
            end = said.find_end(place.said_after - 1)
            spoken = place.said_after, max(place.said_after, min(last, end))
        kind = ChangeKind.MARKED if given.is_bracket(*quoted) else ChangeKind.OTHER
        old, new = said.raw(*spoken), given.raw(*quoted)
        return Change(kind=kind, old=old, new=new, at=quoted[0], until=quoted[1])

    def _list_ends(
        self, given: Given, places: list[Place], beside: tuple[Sequence[Quote], Sequence[Quote]]
    ) -> Iterable[Change]:
        first, last = places[0], places[-1]
        if first.first == 0:
            change = self._cut_before(given, first, beside[0])
            if change is not None:
                yield change
        if last.after == len(given.words):
            change = self._cut_behind(given, last, beside[1])
            if change is not None:
                yield change

    def _cut_before(self, given: Given, place: Place, before: Sequence[Quote]) -> Change | None:
        said = Said(self.index, place.speech)
        start = said.find_start(place.said_first)
        if start == place.said_first or self._is_brought((start, place.said_first), before, -1):
            return None
        if said.mark(place.said_first - 1) & PAUSE or said.mark(place.said_first) & (
            OPENS | ELLIPSIS
        ):
            return None
        loss = find_loss(said, start, place.said_first, Side.BEFORE)
        is_marked = bool(given.words.marks[0] & ELLIPSIS)
        nothing = is_nothing(said, start, place.said_first, Side.BEFORE)
        kind = _name_end(loss, nothing, is_marked)
        old = said.raw(start, place.said_first)
        return Change(kind=kind, old=old, new="", at=0, until=0, side=Side.BEFORE, lost=loss)

    def _cut_behind(self, given: Given, place: Place, after: Sequence[Quote]) -> Change | None:
        said = Said(self.index, place.speech)
        last = place.said_after - 1
        end = said.find_end(last)
        if end == place.said_after or self._is_brought((place.said_after, end), after, 1):
            return None
        loss = find_loss(said, place.said_after, end, Side.BEHIND)
        if loss is None and said.mark(last) & PAUSE:
            return None
        is_marked = given.words.is_cut_at_end
        nothing = is_nothing(said, place.said_after, end, Side.BEHIND)
        kind = _name_end(loss, nothing, is_marked)
        at = len(given.words)
        old = said.raw(place.said_after, end)
        return Change(kind=kind, old=old, new="", at=at, until=at, side=Side.BEHIND, lost=loss)

    def _is_brought(self, cut: tuple[int, int], beside: Sequence[Quote], step: int) -> bool:
        """Does the quote beside have the words that this one leaves out?"""
        for other in beside:
            reader = self.index.reader(other.language)
            norms = reader.read(other.words).norms
            size = min(FEW, len(norms), cut[1] - cut[0])
            if not size:
                continue
            theirs = norms[:size] if step > 0 else norms[-size:]
            places = range(cut[0], cut[0] + size) if step > 0 else range(cut[1] - size, cut[1])
            ours = [self.index.spelled[int(self.index.ids[p])] for p in places]
            if theirs == ours:
                return True
        return False


FEW = 3


def _name_end(loss: str | None, nothing: bool, is_marked: bool) -> ChangeKind:
    if nothing:
        return ChangeKind.CLEANED
    if is_marked:
        return ChangeKind.MARKED_CUT
    return ChangeKind.LOSS if loss is not None else ChangeKind.CUT


def _list_between(given: Given, previous: Place, place: Place, said: Said) -> Iterable[Change]:
    """Yield what stands between two places: words that agree with nothing, and the gap."""
    if place.first > previous.after:
        quoted = (previous.after, place.first)
        kind = ChangeKind.MARKED if given.is_bracket(*quoted) else ChangeKind.OTHER
        yield Change(kind=kind, old="", new=given.raw(*quoted), at=quoted[0], until=quoted[1])
    if place.first >= previous.after and place.said_first != previous.said_after:
        yield judge_gap(given, previous, place, said)
    elif place.first < previous.after:
        yield replace(judge_gap(given, previous, place, said), kind=ChangeKind.JOINED)


def _is_covered(change: Change, places: list[Place], own: Place) -> bool:
    """Does another place have the words that this one lacks?"""
    return change.until > change.at and any(
        p is not own and p.first < change.until and change.at < p.after for p in places
    )


def _name(changes: list[Change]) -> tuple[str, list[Change]]:
    """Return the diagnosis that the changes come to, and those that make it."""
    for kind, name in _NAMES.items():
        named = [c for c in changes if c.kind is kind]
        if kind is ChangeKind.JOINED and named:
            return name, named
    for kind, name in _NAMES.items():
        named = [c for c in changes if c.kind is kind]
        if named:
            if kind is ChangeKind.OTHER:
                named += [c for c in changes if c.kind is ChangeKind.LOSS]
            return name, named
    return "verbatim", [c for c in changes if c.kind is ChangeKind.MARKED]


def _is_near(published: date | None, speech: Speech) -> bool:
    """Was it said within some days of the quote?"""
    if published is None or speech.earliest is None:
        return False
    latest = speech.latest or speech.earliest
    return (speech.earliest - published).days <= NEAR_DAYS and (published - latest).days <= WEEK
