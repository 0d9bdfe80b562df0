"""Quotes against what was said.

    "We will lift them."  said: "We will lift them if crossings fall."  → fails, condition-cut

A document's quotes are checked together: what one leaves out the next one may bring ("We will lift
them," she said, "if crossings fall.").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from onrecord.model import Compared, Outcome, Quote, Span, Verdict
from onrecord.verify.quotes.answers import OUTCOMES, Answer, Checked, make_verdicts
from onrecord.verify.quotes.asking import Heard
from onrecord.verify.quotes.changes import Change, ChangeKind
from onrecord.verify.quotes.comparing import compare
from onrecord.verify.quotes.cuts import Side
from onrecord.verify.quotes.ends import Beside, list_ends
from onrecord.verify.quotes.index import GRAM, SAME_DAYS, SAME_VOICE, Ints, SpeechIndex
from onrecord.verify.quotes.matching import LEAST_ALONE, Place, Search
from onrecord.verify.quotes.passages import Given, Said
from onrecord.verify.quotes.standing import News
from onrecord.verify.quotes.translating import find_translation
from onrecord.verify.quotes.voices import Likeness, compare_voices
from onrecord.verify.quotes.weighing import LONG_SLOGAN, SLOGAN, Weight, is_near, is_told
from onrecord.verify.quotes.wording import mark_changes, say_changes, say_place, say_speaker

MOST_WORDS = 600  # of a quote; a longer one is compared as far as that
_NOWHERE = "no transcript or release here has these words"
_WORTH = {Likeness.SAME: SAME_VOICE, Likeness.UNKNOWN: SAME_VOICE / 2, Likeness.OTHER: 0.0}
# Which change names the verdict where there are several: the first.
_NAMES = {
    ChangeKind.JOINED: "stitched",
    ChangeKind.OTHER: "altered",
    ChangeKind.LOSS: "condition-cut",
    ChangeKind.CUT: "trimmed",
    ChangeKind.MARKED_CUT: "trimmed",
    ChangeKind.CLEANED: "cleaned",
}


def check_quotes(
    quotes: Sequence[Quote], index: SpeechIndex, *, same: Mapping[str, str] | None = None
) -> list[Verdict]:
    """Return one verdict for each finding that quotes enough words to be compared.

    `quotes` are those of one document in its order. `same` names the first version of documents
    that are versions of each other: none is compared with itself.
    """
    return make_verdicts(quotes, answer_quotes(quotes, index, same=same))


def answer_quotes(
    quotes: Sequence[Quote],
    index: SpeechIndex,
    *,
    same: Mapping[str, str] | None = None,
    before: Sequence[Answer] = (),
    news: News | None = None,
) -> list[Answer]:
    """Return what each quote of a document comes to.

    `before` are the answers that were found without what `news` tells of: those stand that it has
    no say in.
    """
    checker = _Checker(index, same or {})
    answers: list[Answer] = []
    for at, one in enumerate(quotes):
        given = checker.read(one)
        numbers = checker.number(given)
        if news is not None and before and news.leaves(one, numbers, before[at].asked):
            answers.append(before[at])
            continue
        beside = Beside(
            before=quotes[max(0, at - 1) : at], behind=quotes[at + 1 : at + 2], around=one.around
        )
        checked = checker.check(one, given, numbers, beside)
        answers.append(Answer(checked=checked, asked=given.questions.list_all()))
        index.mapped.rest()
    return answers


@dataclass(frozen=True, slots=True)
class _Checker:
    index: SpeechIndex
    same: Mapping[str, str]

    def read(self, one: Quote) -> Given:
        """Return a quote's words."""
        reader = self.index.reader(one.language)
        return Given(one.words, reader.read(one.words), reader.table)

    def number(self, given: Given) -> Ints:
        """Return the numbers of those words that are compared."""
        return self.index.number(given.words.norms)[:MOST_WORDS]

    def check(self, one: Quote, given: Given, numbers: Ints, beside: Beside) -> Checked | None:
        """Return what a quote came to; None when it is too short to be told from chance."""
        if len(numbers) < GRAM:
            return None
        worths: dict[int, float] = {}

        def worth(speech: int) -> float:
            if speech not in worths:
                worths[speech] = self._worth(one, speech)
            return worths[speech]

        added = np.array([norm.startswith("[") for norm in given.words.norms[:MOST_WORDS]])
        places = Search(self.index, numbers, worth, added, given.questions).find()
        if len(numbers) < LEAST_ALONE and not self._is_unique(places):
            return None
        if not places:
            return self._leave_open(one, given, beside)
        return self._judge(one, given, places, beside)

    def _worth(self, one: Quote, speech: int) -> float:
        """Return how likely a speech is the one that a quote comes from; below 0 that it is not."""
        held = self.index.speeches[speech]
        if self.same.get(held.document_id, held.document_id) == self.same.get(
            one.document_id, one.document_id
        ):
            return -1.0
        likeness = compare_voices(one.voice, held, around=one.around)
        return _WORTH[likeness] + (SAME_DAYS if is_near(one, held) else 0.0)

    def _is_unique(self, places: list[Place]) -> bool:
        """Do so few words stand in one place only?"""
        if len(places) != 1 or places[0].changes:
            return False
        first, after = places[0].said_first, places[0].said_after
        return len(self.index.find_exact(self.index.ids[first:after])) == 1

    def _leave_open(self, one: Quote, given: Given, beside: Beside) -> Checked:
        given.questions.heard = Heard.OTHER_LANGUAGES
        meanings = self.index.meanings
        near_by = [other for other in (*beside.before, *beside.behind) if other.voice == one.voice]
        found = (
            find_translation(one, given, self.index, meanings, beside=near_by) if meanings else None
        )
        if found is not None:
            return Checked(
                diagnosis=found.diagnosis,
                outcome=found.outcome,
                reason=found.reason,
                compared=(found.compared,),
            )
        spoken = [s for actor in one.voice.ids for s in self.index.by_actor.get(actor, ())]
        near = [s for s in spoken if is_near(one, s)]
        reason = _NOWHERE
        if near and all(speech.language != one.language for speech in near):
            given.questions.heard = Heard.ALL
            reason = (
                f"what {say_speaker(near[0])} said near that day stands here in another language "
                f"({near[0].language}), and no passage of it is near enough to be called its source"
            )
        return Checked(diagnosis="no-transcript", outcome=Outcome.OPEN, reason=reason)

    def _judge(self, one: Quote, given: Given, places: list[Place], beside: Beside) -> Checked:
        ends = list(list_ends(given, self.index, places, beside)) if one.is_whole else []
        changes = [*compare(given, self.index, places), *ends]
        changes.sort(key=lambda change: (change.at, change.until))
        where = say_place(self.index.speeches[places[0].speech])
        weight = self._weigh(one, given, places)
        if not is_told(weight, changes):
            return self._leave_open(one, given, beside)
        name, named = _name(changes)
        outcome = OUTCOMES[name]
        if name == "trimmed" and all(c.kind is ChangeKind.MARKED_CUT for c in named):
            outcome = Outcome.HOLDS  # a mark says that words are left out
        differing = say_changes(named) if named else ""
        if weight.likeness is Likeness.OTHER:
            quoted = one.voice.name or one.voice.words
            name, outcome = "other-speaker", Outcome.FAILS
            reason = "; ".join(filter(None, (f"it stands {where}, not by {quoted}", differing)))
        elif name == "verbatim":
            reason = ": ".join(filter(None, (f"word for word {where}", differing)))
        else:
            reason = f"compared with the words {where}: {differing}"
        return Checked(
            diagnosis=name,
            outcome=outcome,
            reason=reason,
            compared=tuple(self._compared(place) for place in _widen(places, ends, self.index)),
            difference=mark_changes(given, changes),
        )

    def _weigh(self, one: Quote, given: Given, places: list[Place]) -> Weight:
        """Return what speaks for the places that a quote may come from."""
        speeches = [self.index.speeches[place.speech] for place in places]
        likeness = {compare_voices(one.voice, s, around=one.around) for s in speeches}
        best = next(kind for kind in Likeness if kind in likeness)
        brackets = sum(norm.startswith("[") for norm in given.words.norms)
        size = max(len(given.words) - brackets, 1)
        said = np.concatenate([self.index.ids[p.said_first : p.said_after] for p in places])
        rarity = float(self.index.rarity(said).sum())
        if best is Likeness.OTHER:
            words = [self.index.spelled[number] for number in said.tolist()]
            for least in (SLOGAN, LONG_SLOGAN):
                given.questions.weigh_said(least, is_so=rarity >= least, said=words)
        return Weight(
            words=size,
            share=sum(place.same for place in places) / size,
            rarity=rarity,
            likeness=best,
            is_near=any(is_near(one, speech) for speech in speeches),
            kind=speeches[0].kind,
        )

    def _compared(self, place: Place) -> Compared:
        index = self.index
        speech = index.speeches[place.speech]
        start = int(index.starts[place.said_first])
        end = int(index.ends[place.said_after - 1])
        words = index.texts[speech.document_id][start:end]
        span = Span(document_id=speech.document_id, start=start, end=end, quote=words)
        return Compared(span=span, speaker=say_speaker(speech))


def _widen(places: list[Place], ends: list[Change], index: SpeechIndex) -> list[Place]:
    """Return the places with the words that are cut before and behind them."""
    wide = list(places)
    for side in {change.side for change in ends if change.kind is not ChangeKind.CLEANED}:
        if side is Side.BEFORE:
            start = Said(index, wide[0].speech).find_start(wide[0].said_first)
            wide[0] = replace(wide[0], said_first=start)
        else:
            end = Said(index, wide[-1].speech).find_end(wide[-1].said_after - 1)
            wide[-1] = replace(wide[-1], said_after=end)
    return wide


def _name(changes: list[Change]) -> tuple[str, list[Change]]:
    """Return the diagnosis that the changes come to, and those that make it."""
    for kind, name in _NAMES.items():
        named = [c for c in changes if c.kind is kind]
        if named and kind is ChangeKind.OTHER:
            named += [c for c in changes if c.kind is ChangeKind.LOSS]
        if named:
            return name, named
    return "verbatim", [c for c in changes if c.kind is ChangeKind.MARKED]
