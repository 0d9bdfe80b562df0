"""Read quoted speech: for each quotation, find its cue and who speaks.

“We agree,” she said. “It will take time.”      two statements, one speaker
The minister said: “We agree.”                  the cue stands before
“We agree.” — Jane Doe, minister                a signature
From the Daily Post: (next paragraph)           an introduction
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace

from spacy.tokens import Token

from onrecord.annotate import Annotated, NameLabel
from onrecord.extract.cue_words import Cue
from onrecord.extract.quotations import Quotation
from onrecord.extract.reported import Draft
from onrecord.extract.speakers import find_speaker, make_mention
from onrecord.knowledge import References
from onrecord.model import Mention, MentionKind

MIN_WORDS = 3  # fewer words in marks, with a cue beside them, are still a statement: "No," he said
MIN_WORDS_ALONE = 5  # without a cue: fewer are a title or a scare quote
MAX_REACH = 45  # tokens between a quotation and its cue
_DASHES = frozenset({"—", "–", "-", "--", "―", "~"})
_SPOKEN = frozenset({NameLabel.PERSON, NameLabel.BODY, NameLabel.STATE, NameLabel.OFFICE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who speaks at a quotation, by which cue, and how sure it is."""

    cue: Cue | None
    speaker: Mention | None
    score: float
    is_after: bool = False  # the cue stands behind the quotation


class QuotedReader:
    """Reads the quotations of one document in order; it remembers who spoke last."""

    def __init__(
        self,
        annotated: Annotated,
        cues: dict[int, Cue],
        references: References,
        quotations: list[Quotation],
    ) -> None:
        self._annotated = annotated
        self._cues = cues
        self._references = references
        self._quotations = quotations
        self._starts = [token.idx for token in annotated.doc]
        self._paragraphs = annotated.paragraphs()
        self._last: tuple[int, Attribution] | None = None  # paragraph, attribution

    def read(self) -> list[Draft]:
        """Return a draft for each quotation that is somebody's words."""
        drafts = []
        for i, quotation in enumerate(self._quotations):
            attribution = self._attribute(i)
            if attribution is None:
                continue
            self._last = (quotation.paragraph, attribution)
            drafts.append(self._draft(quotation, attribution))
        return drafts

    def _draft(self, quotation: Quotation, attribution: Attribution) -> Draft:
        text = self._annotated.document.text
        end = quotation.end
        while end > quotation.start and text[end - 1] in ", ":
            end -= 1
        return Draft(
            start=quotation.start,
            end=end,
            cue=attribution.cue,
            speaker=attribution.speaker,
            is_quoted=True,
            score=attribution.score,
        )

    # -- one quotation ------------------------------------------------------------------------

    def _attribute(self, i: int) -> Attribution | None:
        quotation = self._quotations[i]
        text = self._annotated.document.text
        if quotation.continues:
            return self._carry(quotation, 0.85)
        before, after = self._narration(i)
        found = self._from_after(quotation, after) or self._from_before(quotation, before)
        if found is not None:
            return found
        if self._is_same_breath(i, before):
            return self._carry(quotation, 0.8)
        found = self._from_signature(quotation, after)
        if found is not None:
            return found
        if not _is_sentence(text[quotation.start : quotation.end]):
            return None
        if not text[before[0] : before[1]].strip():
            return self._from_introduction(quotation) or self._carry(quotation, 0.6)
        return None

    def _narration(self, i: int) -> tuple[tuple[int, int], tuple[int, int]]:
        """Return the characters before and behind a quotation, up to its neighbours."""
        quotation = self._quotations[i]
        first, after = self._paragraphs[quotation.paragraph]
        if i > 0 and self._quotations[i - 1].paragraph == quotation.paragraph:
            first = self._quotations[i - 1].outer_end
        if (
            i + 1 < len(self._quotations)
            and self._quotations[i + 1].paragraph == quotation.paragraph
        ):
            after = self._quotations[i + 1].outer_start
        return (first, quotation.outer_start), (quotation.outer_end, after)

    def _tokens(self, start: int, end: int) -> tuple[int, int]:
        return bisect_left(self._starts, start), bisect_left(self._starts, end)

    def _from_after(self, quotation: Quotation, stretch: tuple[int, int]) -> Attribution | None:
        text = self._annotated.document.text
        tail, follow = text[quotation.end - 1], text[stretch[0] : stretch[1]].lstrip()
        if not follow or not self._leads_to_cue(tail, follow, stretch):
            return None
        first, after = self._tokens(*stretch)
        after = self._clip_sentence(first, after)
        for at in range(first, min(after, first + MAX_REACH)):
            cue = self._cues.get(at)
            if cue is not None:
                speaker = self._speaker_at(cue, first, after)
                if cue.is_real and speaker is not None:
                    return Attribution(cue=cue, speaker=speaker, score=0.95, is_after=True)
                return None
        return None

    def _leads_to_cue(self, tail: str, follow: str, stretch: tuple[int, int]) -> bool:
        """Do the marks leave it open who spoke: `…,” Doe said`, `…?” said Doe`, `…” — Doe said`?"""
        if follow[0] in ",—–":
            return True
        if tail == ".":
            return follow[0].islower() or self._begins_with_cue(stretch)
        return tail in ",?!…—–-"

    def _begins_with_cue(self, stretch: tuple[int, int]) -> bool:
        """Is the stretch one short clause with a cue: `“….” Doe said.`?"""
        first, after = self._tokens(*stretch)
        clipped = self._clip_sentence(first, after)
        return any(self._cues.get(at) for at in range(first, min(clipped, first + 5)))

    def _clip_sentence(self, first: int, after: int) -> int:
        doc = self._annotated.doc
        for at in range(first, after):
            if doc[at].text in {".", ";", "?", "!"} and at > first:
                return at
        return after

    def _from_before(self, quotation: Quotation, stretch: tuple[int, int]) -> Attribution | None:
        text = self._annotated.document.text
        lead = text[stretch[0] : stretch[1]].rstrip(" *_\t")
        if not lead:
            return None
        first, after = self._tokens(stretch[0], stretch[0] + len(lead))
        first = self._last_sentence(first, after)
        cue = self._last_cue(first, after)
        if lead[-1] == ":":
            return self._from_colon(cue, first, after)
        if cue is None or not cue.is_real:
            return None
        between = [self._annotated.doc[t] for t in range(cue.after, after)]
        if any("Fin" in t.morph.get("VerbForm", []) for t in between):
            return None
        if lead[-1] == "," or all(t.dep_ == "mark" or t.is_punct for t in between):
            speaker = self._speaker_at(cue, first, after)
            if speaker is not None and self._has_verb(quotation):
                return Attribution(cue=cue, speaker=speaker, score=0.9)
        return None

    def _from_colon(self, cue: Cue | None, first: int, after: int) -> Attribution | None:
        if cue is not None:
            speaker = self._speaker_at(cue, first, after)
            return Attribution(cue=cue, speaker=speaker, score=0.9) if speaker is not None else None
        named = self._last_name(first, after)
        return Attribution(cue=None, speaker=named, score=0.7) if named is not None else None

    def _has_verb(self, quotation: Quotation) -> bool:
        first, after = self._tokens(quotation.start, quotation.end)
        doc = self._annotated.doc
        return after - first >= MIN_WORDS and any(
            t.pos_ in {"VERB", "AUX"} for t in doc[first:after]
        )

    def _last_sentence(self, first: int, after: int) -> int:
        doc = self._annotated.doc
        for at in range(after - 2, first, -1):
            if doc[at].text in {".", "?", "!"} or doc[at].is_space:
                return at + 1
        return first

    def _last_cue(self, first: int, after: int) -> Cue | None:
        for at in range(after - 1, max(first, after - MAX_REACH) - 1, -1):
            if at in self._cues:
                return self._cues[at]
        return None

    def _last_name(self, first: int, after: int) -> Mention | None:
        doc = self._annotated.doc
        names = [
            n for n in self._annotated.names if first <= n.first < after and n.label in _SPOKEN
        ]
        if not names or after - first > MAX_REACH:
            return None
        return make_mention(
            doc[names[-1].first : names[-1].after].root, self._annotated, self._references
        )

    # -- who ------------------------------------------------------------------------------------

    def _speaker_at(self, cue: Cue, first: int, after: int) -> Mention | None:
        """Return the cue's speaker; when the parse gives none outside marks, the nearest noun."""
        mention = find_speaker(cue, self._annotated, self._references)
        if mention is not None and not self._is_quoted(mention) and self._is_third(mention):
            return mention
        head = self._nearest_noun(cue, first, after)
        if head is None:
            return None
        mention = make_mention(head, self._annotated, self._references)
        return mention if mention is not None and self._is_third(mention) else None

    def _is_quoted(self, mention: Mention) -> bool:
        return any(
            q.start <= mention.span.start < q.end or q.start < mention.span.end <= q.end
            for q in self._quotations
        )

    def _is_third(self, mention: Mention) -> bool:
        if mention.kind is not MentionKind.PRONOUN:
            return True
        row = self._references.find(mention.span.quote, "pronoun")
        return row is not None and row.person == 3

    def _nearest_noun(self, cue: Cue, first: int, after: int) -> Token | None:
        doc = self._annotated.doc
        for at in [*range(cue.first - 1, first - 1, -1), *range(cue.after, after)]:
            if doc[at].pos_ in {"PROPN", "PRON", "NOUN"}:
                token: Token = doc[at]
                while token.dep_ == "compound" and first <= token.head.i < after:
                    token = token.head
                return token
        return None

    # -- without a cue of its own ---------------------------------------------------------------

    def _is_same_breath(self, i: int, before: tuple[int, int]) -> bool:
        """Does a quotation go on after the cue of the one before it, in the same paragraph?"""
        if i == 0 or self._last is None:
            return False
        quotation, previous = self._quotations[i], self._quotations[i - 1]
        if previous.paragraph != quotation.paragraph or self._last[0] != quotation.paragraph:
            return False
        first, after = self._tokens(*before)
        between = self._annotated.doc[first:after]
        if all(t.is_punct or t.is_space or t.dep_ in {"cc", "mark"} for t in between):
            return True
        text = self._annotated.document.text
        attribution = self._last[1]
        one_sentence = self._clip_sentence(first, after) >= after - 2
        return (
            attribution.is_after
            and one_sentence
            and _is_open(text[quotation.start : quotation.end])
        )

    def _carry(self, quotation: Quotation, score: float) -> Attribution | None:
        """Return the last speaker's attribution when it is near enough to go on."""
        if self._last is None:
            return None
        paragraph, attribution = self._last
        if quotation.paragraph - paragraph > 1 and not quotation.continues:
            return None
        same = paragraph == quotation.paragraph
        return replace(attribution, cue=attribution.cue if same else None, score=score)

    def _from_signature(self, quotation: Quotation, stretch: tuple[int, int]) -> Attribution | None:
        """Read “…” — Name, in the same paragraph or at the head of the next one."""
        number = quotation.paragraph
        places = [stretch]
        if not self._annotated.document.text[stretch[0] : stretch[1]].strip() and number + 1 < len(
            self._paragraphs
        ):
            places = [self._paragraphs[number + 1]]
        for start, end in places:
            first, after = self._tokens(start, end)
            doc = self._annotated.doc
            while first < after and doc[first].is_space:
                first += 1
            if first >= after or doc[first].text not in _DASHES or after - first > MAX_REACH // 2:
                continue
            for name in self._annotated.names:
                if first < name.first <= first + 12 and name.label in _SPOKEN:
                    speaker = make_mention(
                        doc[name.first : name.after].root, self._annotated, self._references
                    )
                    return Attribution(cue=None, speaker=speaker, score=0.8)
        return None

    def _from_introduction(self, quotation: Quotation) -> Attribution | None:
        """Read a paragraph that ends in a colon before a paragraph that is a quotation."""
        if quotation.paragraph == 0:
            return None
        start, end = self._paragraphs[quotation.paragraph - 1]
        lead = self._annotated.document.text[start:end].rstrip(" *_\t")
        if not lead.endswith(":"):
            return None
        first, after = self._tokens(start, start + len(lead))
        first = self._last_sentence(first, after)
        return self._from_colon(self._last_cue(first, after), first, after)


def _is_open(words: str) -> bool:
    """Does it begin like a sentence?"""
    return words[:1].isupper() or words[:1] in "…\"'‘"


def _is_sentence(words: str) -> bool:
    return _is_open(words) and len(words.split()) >= MIN_WORDS_ALONE
