"""Read quoted speech: for each quotation, find its cue and who speaks.

“We agree,” she said. “It will take time.”      two statements, one speaker
The minister said: “We agree.”                  the cue stands before
Their talks “went well,” she said.              part of a sentence: mixed
“We agree.” — Name, minister                    a signature
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.annotate import Quotation
from onrecord.extract.statements.cue_words import Cue
from onrecord.extract.statements.introduced import (
    BULLETS,
    find_introduction,
    find_list_lead,
    find_signature,
)
from onrecord.extract.statements.passages import MAX_REACH, Passages, Stretch
from onrecord.extract.statements.reported import Draft
from onrecord.model import Mention

MIN_WORDS = 3  # with a cue directly before it
MAX_NAME = 8  # tokens of the name of an operation or programme
MIN_WORDS_ALONE = 5  # without a cue: fewer are a title or a scare quote
MAX_LEAD = 120  # tokens of a sentence before the quotation that ends it
GUESS = 0.45  # the score of whom the sentence before is about
BLANKS = BULLETS + " \t\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who speaks at a quotation, by which cue, and how sure it is.

    `start` is where the content begins when the quotation is only its end (mixed).
    """

    cue: Cue | None
    speaker: Mention | None
    score: float
    is_after: bool = False  # the cue stands behind the quotation
    start: int | None = None
    via: Mention | None = None  # through whom the text knows it


class QuotedReader:
    """Reads the quotations of one document in order; it remembers who spoke last."""

    def __init__(self, passages: Passages, reported: list[Draft]) -> None:
        self._passages = passages
        self._reported = [d for d in reported if d.cue is not None]
        self._last: tuple[int, Attribution] | None = None  # paragraph, attribution

    def read(self) -> list[Draft]:
        """Return a draft for each quotation that is somebody's words."""
        found: dict[int, Attribution] = {}
        for i, quotation in enumerate(self._passages.quotations):
            attribution = self._attribute(i)
            if attribution is not None:
                self._last = (quotation.paragraph, attribution)
                found[i] = attribution
                if attribution.score > GUESS:
                    self._go_back(i, found)
        quotations = self._passages.quotations
        return [self._draft(quotations[i], found[i]) for i in sorted(found)]

    def _go_back(self, i: int, found: dict[int, Attribution]) -> None:
        """Give the parts of a quotation over several paragraphs the speaker named at its end."""
        quotations = self._passages.quotations
        while quotations[i].continues and i > 0 and self._is_guessed(i - 1, found):
            found[i - 1] = replace(found[i], cue=None, score=0.8, start=None)
            i -= 1

    def _is_guessed(self, i: int, found: dict[int, Attribution]) -> bool:
        return i not in found or found[i].score <= GUESS

    def _draft(self, quotation: Quotation, attribution: Attribution) -> Draft:
        start, end = quotation.start, quotation.end
        is_quoted = attribution.start is None
        if attribution.start is not None:
            start, end = attribution.start, quotation.outer_end
        while is_quoted and end > start and self._passages.text[end - 1] in ", ":
            end -= 1
        return Draft(
            start=start,
            end=end,
            cue=attribution.cue,
            speaker=attribution.speaker,
            is_quoted=is_quoted,
            score=attribution.score,
            via=attribution.via,
        )

    def _attribute(self, i: int) -> Attribution | None:
        quotation = self._passages.quotations[i]
        if quotation.continues and self._last is not None and self._last[1].score > GUESS:
            return self._carry(quotation, 0.85)
        before, after = self._passages.narration(i)
        found = (
            self._through(self._from_after(i, after), quotation, before)
            or self._from_before(quotation, before)
            or (self._carry(quotation, 0.8) if self._is_same_breath(i, before) else None)
            or self._from_signature(quotation, after)
        )
        if found is not None:
            return found
        if not self._is_sentence(quotation):
            return None
        if self._passages.text[before[0] : before[1]].strip().strip(BLANKS):
            return self._from_list(quotation, before) or self._from_sentence(quotation, before)
        return (
            self._from_introduction(quotation)
            or self._from_reported(quotation)
            or self._carry(quotation, 0.6)
            or self._from_narration(quotation)
        )

    def _through(
        self, behind: Attribution | None, quotation: Quotation, before: Stretch
    ) -> Attribution | None:
        """Return who said it by the cue before, where the one behind only names the source.

        `Name said, “…,” according to the agency`: the agency tells it, Name said it.
        """
        if behind is None or behind.cue is None or behind.cue.row.kind != "preposition":
            return behind
        said = self._from_before(quotation, before)
        return replace(said, via=behind.speaker) if said is not None else behind

    # -- a cue behind ---------------------------------------------------------------------------

    def _from_after(self, i: int, stretch: Stretch) -> Attribution | None:
        passages, quotation = self._passages, self._passages.quotations[i]
        tail = passages.text[quotation.end - 1]
        follow = passages.text[stretch[0] : stretch[1]].lstrip()
        if not follow or not self._leads_to_cue(tail, follow, stretch):
            return None
        first, after = passages.tokens(*stretch)
        after = passages.clip_sentence(first, after)
        cue = next(
            (c for t in range(first, min(after, first + MAX_REACH)) if (c := passages.cues.get(t))),
            None,
        )
        if cue is None or not cue.is_real or cue.row.kind == "preposition" and tail not in ",.":
            return None
        speaker = passages.speaker_at(cue, first, after)
        if speaker is None or self._is_name(quotation):
            return None
        start = self._sentence_start(i)
        is_fragment = passages.text[quotation.start].islower() and start is None
        if is_fragment and not self._has_verb(quotation):
            return None
        return Attribution(cue=cue, speaker=speaker, score=0.95, is_after=True, start=start)

    def _is_name(self, quotation: Quotation) -> bool:
        """Are they words without a verb right behind the noun that they name: `Operation “…”`?"""
        passages = self._passages
        first, after = passages.tokens(quotation.start, quotation.end)
        opening = passages.tokens(quotation.outer_start, quotation.start)[0]
        before = passages.doc[opening - 1] if opening else None
        if before is None or before.pos_ != "NOUN" or after - first > MAX_NAME:
            return False
        return not any("Fin" in t.morph.get("VerbForm", []) for t in passages.doc[first:after])

    def _leads_to_cue(self, tail: str, follow: str, stretch: Stretch) -> bool:
        """Do the marks leave it open who spoke: `…,” she said`, `…?” they asked`, `…” — he said`?"""
        if follow[0] in ",—–":
            return True
        if tail == ".":
            return follow[0].islower() or self._begins_with_cue(stretch)
        return tail in ",?!…—–-"

    def _begins_with_cue(self, stretch: Stretch) -> bool:
        """Is there a cue among the first words: `“….” she said.`?"""
        first, after = self._passages.tokens(*stretch)
        clipped = self._passages.clip_sentence(first, after)
        return any(self._passages.cues.get(at) for at in range(first, min(clipped, first + 5)))

    def _sentence_start(self, i: int) -> int | None:
        """Return where the sentence begins of which a quotation is only the end, else None."""
        passages, quotation = self._passages, self._passages.quotations[i]
        if not passages.text[quotation.start].islower():
            return None
        first, after = self._lead_of(i)
        while first < after and (passages.doc[first].is_punct or passages.doc[first].is_space):
            if passages.doc[first].text in "“\"‘'«":
                break
            first += 1
        if after - first < 2 or any(passages.cues.get(t) for t in range(first, after)):
            return None
        return int(passages.doc[first].idx)

    def _lead_of(self, i: int) -> Stretch:
        """Return the tokens of a quotation's sentence before it; none where it is too long."""
        passages, quotation = self._passages, self._passages.quotations[i]
        start = passages.paragraphs[quotation.paragraph][0]
        first, after = passages.tokens(start, quotation.outer_start)
        lowest = max(first, after - MAX_LEAD)
        near = passages.quotations[max(0, i - 6) : i]
        for at in range(after - 1, lowest - 1, -1):
            token = passages.doc[at]
            inside = any(q.start <= token.idx < q.end for q in near)
            if token.text in {".", "?", "!", ":"} and not inside:
                return at + 1, after
        return (first, after) if lowest == first else (after, after)

    # -- a cue before ---------------------------------------------------------------------------

    def _from_before(self, quotation: Quotation, stretch: Stretch) -> Attribution | None:
        passages = self._passages
        lead = passages.text[stretch[0] : stretch[1]].rstrip(" *_\t")
        if not lead:
            return None
        first, after = passages.tokens(stretch[0], stretch[0] + len(lead))
        first = passages.last_sentence(first, after)
        cue = passages.last_cue(first, after)
        if lead[-1] == ":":
            return self._from_colon(cue, first, after)
        if cue is None or not cue.is_real or not self._is_near(cue, after, lead, quotation):
            return None
        if self._is_midway(quotation):
            return None
        speaker = passages.speaker_at(cue, first, after)
        if speaker is None or not (self._has_verb(quotation) or self._is_set_off(quotation, lead)):
            return None
        return Attribution(cue=cue, speaker=speaker, score=0.9)

    def _is_set_off(self, quotation: Quotation, lead: str) -> bool:
        """Is it said in few words: `he replied, “Never.”`?"""
        words = self._passages.text[quotation.start : quotation.end]
        return lead[-1] == "," and words[:1].isupper() and words[-1] in ".?!"

    def _is_near(self, cue: Cue, after: int, lead: str, quotation: Quotation) -> bool:
        """Does nothing of what is said stand between the cue and the quotation?"""
        between = [self._passages.doc[t] for t in range(cue.after, after)]
        if any("Fin" in t.morph.get("VerbForm", []) for t in between):
            return False
        if lead[-1] == ",":
            return True
        if all(t.dep_ in {"mark", "aux"} or t.is_punct or t.is_space for t in between):
            return True
        if len(between) == 1 and between[0].pos_ == "PRON":  # "told us “…”"
            return True
        ends = self._passages.text[quotation.end - 1] in ".?!"
        return ends and bool(between) and between[-1].dep_ == "mark"

    def _is_midway(self, quotation: Quotation) -> bool:
        """Does the sentence go on behind the marks: `wrote that “crossings fell” along the border`?"""
        text = self._passages.text
        if not text[quotation.end - 1].isalnum():
            return False
        first, after = self._passages.tokens(quotation.outer_end, quotation.outer_end + 3)
        following = self._passages.doc[first:after]
        return any(
            t.text.islower() and t.pos_ in {"ADP", "ADV", "SCONJ", "VERB"} for t in following
        )

    def _from_colon(self, cue: Cue | None, first: int, after: int) -> Attribution | None:
        passages = self._passages
        if cue is not None:
            speaker = passages.speaker_at(cue, first, after) if cue.is_real else None
            return Attribution(cue=cue, speaker=speaker, score=0.9) if speaker else None
        if after - first > MAX_REACH:
            return None
        named = passages.last_name(first, after) or passages.lone_speaker(first, after)
        return Attribution(cue=None, speaker=named, score=0.7) if named is not None else None

    def _from_list(self, quotation: Quotation, before: Stretch) -> Attribution | None:
        """Take an item of a list ("- On trade: “…”") for the words of whom its lead names."""
        if not self._passages.text[before[0] : before[1]].rstrip().endswith(":"):
            return None
        paragraph = find_list_lead(self._passages, quotation.paragraph)
        lead = find_introduction(self._passages, paragraph) if paragraph is not None else None
        return Attribution(cue=lead.cue, speaker=lead.speaker, score=0.6) if lead else None

    def _has_verb(self, quotation: Quotation) -> bool:
        first, after = self._passages.tokens(quotation.start, quotation.end)
        words = self._passages.doc[first:after]
        return len(words) >= MIN_WORDS and any(t.pos_ in {"VERB", "AUX"} for t in words)

    # -- without a cue of its own ---------------------------------------------------------------

    def _is_same_breath(self, i: int, before: Stretch) -> bool:
        """Does a quotation go on after the cue of the one before it, in the same paragraph?"""
        passages = self._passages
        if i == 0 or self._last is None:
            return False
        quotation, previous = passages.quotations[i], passages.quotations[i - 1]
        if previous.paragraph != quotation.paragraph or self._last[0] != quotation.paragraph:
            return False
        first, after = passages.tokens(*before)
        between = passages.doc[first:after]
        if all(t.is_punct or t.is_space or t.dep_ in {"cc", "mark"} for t in between):
            return True
        if not self._last[1].is_after:
            return False
        if self._goes_on(first, after):
            return True
        if passages.clip_sentence(first, after) < after - 2:
            return False
        return _is_open(passages.text[quotation.start : quotation.end])

    def _goes_on(self, first: int, after: int) -> bool:
        """Is there nothing but "but" between the cue's clause and the quotation?"""
        cue = self._last[1].cue if self._last is not None else None
        if cue is None or not first <= cue.first < after:
            return False
        doc = self._passages.doc
        rest = doc[max(cue.after, cue.first + 1) : after]
        return all(t.is_punct or t.is_space or t.dep_ in {"cc", "mark"} for t in rest)

    def _carry(self, quotation: Quotation, score: float) -> Attribution | None:
        """Return the last speaker's attribution when it is near enough to go on."""
        if self._last is None:
            return None
        paragraph, attribution = self._last
        if quotation.paragraph - paragraph > 1 and not quotation.continues:
            return None
        cue = attribution.cue if paragraph == quotation.paragraph else None
        sure = min(score, attribution.score)
        return replace(attribution, cue=cue, score=sure, start=None)

    def _from_signature(self, quotation: Quotation, stretch: Stretch) -> Attribution | None:
        if not self._is_sentence(quotation):
            return None
        speaker = find_signature(self._passages, quotation.paragraph, stretch)
        return Attribution(cue=None, speaker=speaker, score=0.8) if speaker is not None else None

    def _from_introduction(self, quotation: Quotation) -> Attribution | None:
        if quotation.paragraph == 0:
            return None
        paragraph = find_list_lead(self._passages, quotation.paragraph)
        before = paragraph if paragraph is not None else quotation.paragraph - 1
        lead = find_introduction(self._passages, before)
        if lead is None:
            return None
        return Attribution(cue=lead.cue, speaker=lead.speaker, score=lead.score)

    def _from_reported(self, quotation: Quotation) -> Attribution | None:
        """Go on with who was last said to have said something in the paragraph before."""
        if quotation.paragraph == 0:
            return None
        start, end = self._passages.paragraphs[quotation.paragraph - 1]
        last: tuple[int, Draft] | None = None
        for draft in self._reported:
            at = self._passages.doc[draft.cue.first].idx if draft.cue is not None else -1
            if start <= at < end and (last is None or at > last[0]):
                last = at, draft
        if last is None:
            return None
        before = self._last[1].cue if self._last is not None else None
        if before is not None and self._passages.doc[before.first].idx >= last[0]:
            return None
        return Attribution(cue=None, speaker=last[1].speaker, score=0.6)

    def _from_sentence(self, quotation: Quotation, before: Stretch) -> Attribution | None:
        """Take a whole sentence behind another for the words of whom that one is about.

        `The minister spoke to reporters. “We agree on trade.”`
        """
        passages = self._passages
        lead = passages.text[before[0] : before[1]].rstrip()
        words = passages.text[quotation.start : quotation.end]
        if lead[-1] not in ".?!" or (quotation.is_closed and words[-1] not in ".?!…"):
            return None
        first, after = passages.tokens(before[0], before[0] + len(lead))
        first = passages.last_sentence(first, after)
        said = [d for d in self._reported if d.cue is not None and first <= d.cue.first < after]
        if said:
            return Attribution(cue=None, speaker=said[-1].speaker, score=0.6)
        speaker = passages.about_whom(after - 1)
        return Attribution(cue=None, speaker=speaker, score=GUESS) if speaker is not None else None

    def _from_narration(self, quotation: Quotation) -> Attribution | None:
        """Take a paragraph of nothing but a quotation for the words of whom the line before is about."""
        if quotation.paragraph == 0:
            return None
        passages = self._passages
        first, after = passages.tokens(*passages.paragraphs[quotation.paragraph - 1])
        if after - first < MIN_WORDS_ALONE:
            return None
        speaker = self._passages.about_whom(after - 1)
        return Attribution(cue=None, speaker=speaker, score=0.4) if speaker is not None else None

    def _is_sentence(self, quotation: Quotation) -> bool:
        words = self._passages.text[quotation.start : quotation.end]
        return _is_open(words) and len(words.split()) >= MIN_WORDS_ALONE


def _is_open(words: str) -> bool:
    """Does it begin like a sentence?"""
    return words[:1].isupper() or words[:1] in "…\"'‘"
