"""What the rules and the learned model make together."""

from __future__ import annotations

from dataclasses import replace

from onrecord.extract.statements.learned import LearnedDraft
from onrecord.extract.statements.learned_merge import Trust, drop_guesses, merge_drafts
from onrecord.extract.statements.reported import Draft
from onrecord.model import Mention, MentionKind, Span

TRUST = Trust()
TEXT = "“Trade is growing,” the minister told a reporter. Exports rose, officials say."


def test_the_rules_win_where_both_read_the_same_words() -> None:
    rules = [draft("Exports rose", "officials", score=0.7)]
    assert merge_drafts(rules, [learned("Exports rose", "a reporter")], TRUST) == rules


def test_what_only_the_model_reads_is_added() -> None:
    rules = [draft("Trade is growing", "the minister", quoted=True)]
    merged = merge_drafts(rules, [learned("Exports rose", "officials")], TRUST)
    assert [TEXT[d.start : d.end] for d in merged] == ["Trade is growing", "Exports rose"]
    assert [d.by for d in merged] == [None, "made@1"]


def test_thoughts_and_unsure_readings_are_not_added() -> None:
    found = learned("Exports rose", "officials")
    for one in (
        replace(found, is_statement=False),
        replace(found, score=TRUST.content - 0.01),
        replace(found, speaker_score=TRUST.speaker - 0.01),
    ):
        assert merge_drafts([], [one], TRUST) == []


def test_a_sure_model_corrects_who_is_quoted() -> None:
    rules = [draft("Trade is growing", "a reporter", quoted=True, score=0.8)]
    merged = merge_drafts(rules, [learned("Trade is growing", "the minister", quoted=True)], TRUST)
    assert [name(d) for d in merged] == ["the minister"]
    assert merged[0].by == "made@1"


def test_a_source_between_is_not_put_in_the_place_of_who_spoke() -> None:
    rules = [draft("Trade is growing", "the minister", quoted=True, score=0.8)]
    rules = [replace(rules[0], via=mention("a reporter"))]
    other = learned("Trade is growing", "a reporter", quoted=True)
    assert merge_drafts(rules, [other], TRUST) == rules


def test_a_guessed_speaker_stays_unknown() -> None:
    guess = replace(learned("Exports rose", "officials"), speaker_score=0.3)
    assert [d.speaker for d in drop_guesses([guess], TRUST)] == [None]


def learned(words: str, speaker: str, *, quoted: bool = False) -> LearnedDraft:
    made = replace(draft(words, speaker, quoted=quoted), by="made@1")
    return LearnedDraft(
        draft=made, is_speech=True, is_statement=True, score=0.95, speaker_score=0.97
    )


def draft(words: str, speaker: str, *, quoted: bool = False, score: float = 0.9) -> Draft:
    start = TEXT.index(words)
    return Draft(
        start=start,
        end=start + len(words),
        cue=None,
        speaker=mention(speaker),
        is_quoted=quoted,
        score=score,
    )


def mention(words: str) -> Mention:
    at = TEXT.index(words)
    span = Span(document_id="doc-x", start=at, end=at + len(words), quote=words)
    return Mention(span=span, kind=MentionKind.TITLE)


def name(made: Draft) -> str | None:
    return made.speaker.span.quote if made.speaker is not None else None
