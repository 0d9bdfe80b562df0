"""Read statements with a learned model: what the rules have no form for.

The model tags contents, cues and sources and ties them together (`learned_links.py`). It was
taught to find thoughts, hopes and perceptions as well; a draft tells whether it is speech: by a
cue of the tables, or with words in marks.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.annotate import Annotated, Quotation
from onrecord.extract.statements.bounds import MIN_TOKENS, OPENING_MARKS
from onrecord.extract.statements.cue_words import SUBJECTS, Cue
from onrecord.extract.statements.learned_links import (
    Attribution,
    Range,
    Scores,
    Thresholds,
    find_anchors,
    read_attributions,
)
from onrecord.extract.statements.learned_windows import WindowMaker, list_stretches
from onrecord.extract.statements.learned_words import Words, read_words
from onrecord.extract.statements.mentions import make_mention
from onrecord.extract.statements.reported import Draft
from onrecord.extract.statements.voices import may_speak
from onrecord.knowledge import CueRow, Cues, Encoder, References
from onrecord.model import Mention

MIN_WORDS = 3  # in a content
RULES_SURE = 0.96  # of a quotation: the rules keep their speaker
_SAYING = frozenset({"verb", "preposition"})
_ENDS = frozenset({",", ".", ";", ":", "—", "–", "-", "--"})


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedDraft:
    """A draft by the model. `is_speech` is False for thoughts and the like.

    `is_statement` tells that it has the form of a statement too: a sentence in marks, or a clause
    behind a cue that takes one, by somebody who may speak. `score` and `speaker_score` are probabilities: that the words are somebody's, and that the
    speaker is the right one.
    """

    draft: Draft
    is_speech: bool
    is_statement: bool
    score: float
    speaker_score: float


class LearnedReader:
    """Reads one document with the model of its language."""

    def __init__(
        self,
        annotated: Annotated,
        encoder: Encoder,
        *,
        cues: dict[int, Cue],
        table: Cues,
        references: References,
    ) -> None:
        self._annotated, self._encoder = annotated, encoder
        self._cues, self._table, self._references = cues, table, references
        self._quotations = annotated.quotations()
        self._limits = Thresholds(**encoder.about.get("limits", {}))

    def read(self, rules: list[Draft] | None = None) -> list[LearnedDraft]:
        """Return what the model finds, in the order of the text.

        With the rules' drafts given, only those paragraphs are read that these leave open.
        """
        places = None if rules is None else sorted(self._find_open(rules))
        if places == []:
            return []
        words = read_words(self._annotated, self._quotations)
        stretches = list_stretches(words)
        if places is not None:
            stretches = [s for s in stretches if _holds(s, words, places)]
        found: list[LearnedDraft] = []
        for numbers, window in WindowMaker(self._encoder).make(words, stretches):
            rows = self._encoder.read(window)
            tags = self._encoder.tag(rows)
            anchors = find_anchors(tags[:, 3:6], self._limits.cue)
            if not anchors:
                continue
            pairs = self._encoder.pair(rows, anchors)
            scores = Scores(
                content=tags[:, :3],
                cue=tags[:, 3:6],
                source=tags[:, 6:],
                anchors=anchors,
                said=pairs[:, 0],
                speaks=pairs[:, 1],
            )
            for attribution in read_attributions(scores, self._limits):
                found.extend(self._draft(attribution, words, numbers))
        return sorted(found, key=lambda d: (d.draft.start, d.draft.end))

    def _find_open(self, rules: list[Draft]) -> Iterator[int]:
        """Yield where words in marks or a cue stand of which the rules made nothing sure."""
        used = {d.cue.first for d in rules if d.cue is not None}
        for at, cue in self._cues.items():
            if at not in used and cue.is_real and _takes_clause(cue):
                yield self._annotated.doc[at].idx
        sure = [(d.start, d.end) for d in rules if not d.is_quoted or d.score > RULES_SURE]
        for q in self._quotations:
            if not any(start <= q.start and q.end <= end + 1 for start, end in sure):
                yield q.start

    def _draft(
        self, attribution: Attribution, words: Words, numbers: list[int]
    ) -> Iterator[LearnedDraft]:
        cue = self._find_cue(_tokens(attribution.cue, words, numbers))
        speaker = None
        if attribution.source is not None:
            speaker = self._mention(_tokens(attribution.source, words, numbers))
        known = cue.row.cue != ""
        score = self._sure("content", attribution.score)
        speaker_score = self._sure("speaker", attribution.speaker_score)
        for content in attribution.contents:
            content_tokens = _tokens(content, words, numbers)
            for start, end, is_quoted in self._bound(content_tokens):
                draft = Draft(
                    start=start,
                    end=end,
                    cue=cue,
                    speaker=speaker,
                    is_quoted=is_quoted,
                    score=round(score, 3),
                    by=self._encoder.name,
                )
                marked = is_quoted or self._is_marked(start, end)
                yield LearnedDraft(
                    draft=draft,
                    is_speech=known or marked,
                    is_statement=self._is_statement(draft, content_tokens),
                    score=score,
                    speaker_score=speaker_score if speaker is not None else 0.0,
                )

    def _sure(self, what: str, score: float) -> float:
        """Return the probability behind a score, as learned on texts kept aside."""
        slope, offset = self._encoder.about.get("calibration", {}).get(what, (1.0, 0.0))
        bounded = min(max(score, 1e-4), 1 - 1e-4)
        return 1 / (1 + math.exp(-(slope * math.log(bounded / (1 - bounded)) + offset)))

    def _find_cue(self, tokens: Range) -> Cue:
        """Return the cue of the tables among some tokens, else one without a row's word."""
        for at in range(*tokens):
            if at in self._cues:
                return self._cues[at]
        return Cue(first=tokens[0], after=tokens[1], row=CueRow(cue=""))

    def _mention(self, tokens: Range) -> Mention | None:
        head: Token = self._annotated.doc[tokens[0] : tokens[1]].root
        mention = make_mention(head, self._annotated, self._references)
        if mention is None:
            return None
        span = self._annotated.cut(*tokens)
        overlaps = mention.span.start < span.end and span.start < mention.span.end
        return mention if overlaps else None

    def _bound(self, tokens: Range) -> Iterator[tuple[int, int, bool]]:
        """Yield the characters of a content; words in marks without the marks."""
        first, after = self._tidy(*tokens)
        if after - first < MIN_WORDS:
            return
        doc = self._annotated.doc
        start, end = doc[first].idx, doc[after - 1].idx + len(doc[after - 1])
        inside = [q for q in self._quotations if q.start < end and start < q.end]
        if inside and not self._has_words(start, end, inside):
            for quotation in inside:
                yield max(start, quotation.start), min(end, quotation.end), True
            return
        yield start, end, False

    def _has_words(self, start: int, end: int, inside: list[Quotation]) -> bool:
        """Stand words outside of the marks?"""
        text = self._annotated.document.text
        at = start
        for quotation in inside:
            if any(letter.isalnum() for letter in text[at : max(at, quotation.outer_start)]):
                return True
            at = quotation.outer_end
        return any(letter.isalnum() for letter in text[at:end])

    def _is_marked(self, start: int, end: int) -> bool:
        shared = (
            min(q.end, end) - max(q.start, start)
            for q in self._quotations
            if q.start < end and start < q.end
        )
        return 2 * sum(shared) > end - start

    def _is_statement(self, draft: Draft, tokens: Range) -> bool:
        cue, speaker = draft.cue, draft.speaker
        if cue is None or not cue.is_real or cue.row.kind not in _SAYING:
            return False
        if tokens[0] <= cue.first < tokens[1] or tokens[1] - tokens[0] < MIN_TOKENS:
            return False
        if not may_speak(cue, speaker, self._annotated, self._references):
            return False
        words = self._annotated.doc[tokens[0] : tokens[1]]
        if draft.is_quoted:
            return any(map(_is_finite, words))
        return _takes_clause(cue) and _is_finite(words.root)

    def _tidy(self, first: int, after: int) -> Range:
        doc = self._annotated.doc
        while first < after and self._leads(doc[first]):
            first += 1
        while after > first and (doc[after - 1].is_space or doc[after - 1].text in _ENDS):
            after -= 1
        return first, after

    def _leads(self, token: Token) -> bool:
        if token.is_space or (token.is_punct and token.text not in OPENING_MARKS):
            return True
        return self._table.has("opener", token.lower_)


def _takes_clause(cue: Cue) -> bool:
    return "clause" in cue.row.takes or cue.row.kind == "preposition"


def _holds(stretch: Range, words: Words, places: list[int]) -> bool:
    first = bisect_left(places, words.starts[stretch[0]])
    return first < len(places) and places[first] < words.ends[stretch[1] - 1]


def _is_finite(token: Token) -> bool:
    """Is it a verb with its subject?"""
    is_verb = token.pos_ in {"VERB", "AUX"}
    return is_verb and any(child.dep_ in SUBJECTS for child in token.children)


def _tokens(words: Range, all_words: Words, numbers: list[int]) -> Range:
    """Return the tokens of the parse from words of a window."""
    first, last = numbers[words[0]], numbers[words[1] - 1]
    return all_words.tokens[first], all_words.tokens[last] + 1
