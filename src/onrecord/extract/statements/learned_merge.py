"""Put together what the rules and the learned model read of one document.

The rules win where both read the same words. The model adds what the rules have no form for, and
corrects a speaker of whom the rules are less sure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.extract.statements.learned import RULES_SURE, LearnedDraft
from onrecord.extract.statements.reported import Draft
from onrecord.model import Mention

SAME = 0.5  # share of the shorter content: above it two readings are of one statement
TOUCHING = 0.2  # of a learned content that rules have read already: it adds nothing new


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """From which probability on the model is believed (see docs/quality.md for the comparison)."""

    content: float = 0.8
    speaker: float = 0.5  # below it the speaker stays unknown
    correction: float = 0.9  # to put its speaker in the place of the rules'
    rules_sure: float = RULES_SURE  # rules that are as sure as this keep their speaker


def merge_drafts(rules: list[Draft], learned: list[LearnedDraft], trust: Trust) -> list[Draft]:
    """Return the rules' drafts, corrected, and what only the model has read."""
    corrected = [_correct(draft, learned, trust) for draft in rules]
    added = _choose_new(rules, learned, trust)
    return [*corrected, *added]


def drop_guesses(learned: list[LearnedDraft], trust: Trust) -> list[Draft]:
    """Return all that the model reads, thoughts too; a speaker it only guesses stays unknown."""
    return [
        one.draft if one.speaker_score >= trust.speaker else replace(one.draft, speaker=None)
        for one in learned
    ]


def _choose_new(rules: list[Draft], learned: list[LearnedDraft], trust: Trust) -> Iterator[Draft]:
    for one in learned:
        is_sure = one.score >= trust.content and one.speaker_score >= trust.speaker
        if one.is_statement and is_sure and not _is_covered(one.draft, rules):
            yield one.draft


def _correct(draft: Draft, learned: list[LearnedDraft], trust: Trust) -> Draft:
    """Return a quotation with the model's speaker where that is surer."""
    if not draft.is_quoted or draft.via is not None or draft.score > trust.rules_sure:
        return draft
    twins = [one for one in learned if _is_same(one.draft, draft)]
    twin = max(twins, key=lambda one: one.speaker_score, default=None)
    if twin is None or twin.draft.speaker is None or twin.speaker_score < trust.correction:
        return draft
    if _meet(draft.speaker, twin.draft.speaker):
        return draft
    return replace(draft, speaker=twin.draft.speaker, by=twin.draft.by)


def _meet(a: Mention | None, b: Mention) -> bool:
    return a is not None and a.span.start < b.span.end and b.span.start < a.span.end


def _is_same(a: Draft, b: Draft) -> bool:
    return _shared(a, b) > SAME * max(a.length, b.length)


def _is_covered(draft: Draft, others: list[Draft]) -> bool:
    """Have others read the same words, or some of them?"""
    return any(_shared(draft, o) > TOUCHING * min(draft.length, o.length) for o in others)


def _shared(a: Draft, b: Draft) -> int:
    return min(a.end, b.end) - max(a.start, b.start)
