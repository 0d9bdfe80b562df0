"""Find statements in an annotated document.

“We agree,” she said.                  direct
She said that they agreed.             indirect
She said that they “fully” agreed.     mixed
She did not respond to a request …     no-comment
"""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.annotate import Annotated, Precision, Quotation
from onrecord.extract.statements.classes import find_class
from onrecord.extract.statements.cue_words import Cue, find_cues
from onrecord.extract.statements.inner import read_inner
from onrecord.extract.statements.introduced import read_blocks, read_posts, read_unmarked
from onrecord.extract.statements.learned import LearnedReader
from onrecord.extract.statements.learned_merge import Trust, drop_guesses, merge_drafts
from onrecord.extract.statements.objects import OBJECT_SCORE
from onrecord.extract.statements.passages import Passages
from onrecord.extract.statements.places import place_statements
from onrecord.extract.statements.quoted import QuotedReader
from onrecord.extract.statements.reported import Draft, read_reported
from onrecord.extract.statements.silences import read_silences
from onrecord.extract.statements.surface import is_parsed, read_surface
from onrecord.knowledge import CueRow, Cues, Knowledge, References
from onrecord.model import (
    DocumentKind,
    Evidence,
    Manner,
    MentionKind,
    Period,
    Polarity,
    Span,
    Statement,
    cut_span,
    make_finding_id,
)

METHOD = "extract.statements@1"
ENCODER = "statements"  # the name of its learned model in models/<language>/
AROUND = 80  # tokens about a cue in which a reason for anonymity is looked for
SAME_WORDS = 0.6  # share of the shorter content; above it two readings are of one statement


def read_statements(annotated: Annotated, knowledge: Knowledge) -> list[Statement]:
    """Return the statements of a document in the order of its text."""
    language = annotated.document.language
    table = knowledge.cues.get(language)
    if table is None:
        return []
    references = knowledge.references.get(language, References())
    quotations = annotated.quotations()
    if is_parsed(annotated.doc):
        drafts = _read_parsed(annotated, knowledge)
        silences = read_silences(annotated, table, references)
    else:
        passages = Passages(annotated, {}, references, quotations)
        surface = read_surface(annotated, table, references)
        quoted = [*read_posts(passages), *(d for d in surface if d.is_quoted)]
        drafts = settle(quoted, [d for d in surface if not d.is_quoted], quotations)
        silences = []
    writer = _Writer(annotated, table, knowledge, quotations)
    statements = [*(writer.write(d) for d in drafts), *silences]
    unique = {s.id: s for s in statements}
    ordered = sorted(unique.values(), key=lambda s: (s.content.start, s.content.end))
    return place_statements(ordered, annotated, table)


def read_drafts(
    annotated: Annotated, knowledge: Knowledge, cues: dict[int, Cue] | None = None
) -> list[Draft]:
    """Return what the rules read in a parsed document, before it is written out."""
    language = annotated.document.language
    table = knowledge.cues[language]
    references = knowledge.references.get(language, References())
    if cues is None:
        cues = find_cues(annotated.doc, table)
    quotations = annotated.quotations()
    reported = read_reported(
        annotated, cues, table=table, references=references, quotations=quotations
    )
    spoken = {at: cue for at, cue in cues.items() if cue.row.speaks}
    passages = Passages(annotated, spoken, references, quotations)
    quoted = QuotedReader(passages, reported).read()
    quoted.extend(read_blocks(passages, _outlet_names(knowledge)))
    quoted.extend(read_posts(passages))
    inner = read_inner(annotated, spoken, references, quotations)
    reported = [d for d in reported if not any(d.cue is i.cue and _shares(i, d) for i in inner)]
    quoted.extend(inner)
    blocks = quoted.copy()
    quoted.extend(d for d in read_unmarked(passages) if not any(_shares(d, b) for b in blocks))
    return settle(quoted, reported, quotations)


def read_learned(annotated: Annotated, knowledge: Knowledge) -> list[Draft]:
    """Return all that the learned model reads in a parsed document, also thoughts and hopes.

    These are no statements; `bench/statements.py` scores them. Nothing where there is no model.
    """
    cues = find_cues(annotated.doc, knowledge.cues[annotated.document.language])
    reader = _find_learned(annotated, knowledge, cues)
    return [] if reader is None else drop_guesses(reader.read(), Trust())


def _read_parsed(annotated: Annotated, knowledge: Knowledge) -> list[Draft]:
    """Return what the rules read, with the learned reader's word on what they leave open."""
    cues = find_cues(annotated.doc, knowledge.cues[annotated.document.language])
    rules = read_drafts(annotated, knowledge, cues)
    is_news = annotated.document.kind is DocumentKind.NEWS  # it has learned from nothing else
    reader = _find_learned(annotated, knowledge, cues) if is_news else None
    return rules if reader is None else merge_drafts(rules, reader.read(rules), Trust())


def _find_learned(
    annotated: Annotated, knowledge: Knowledge, cues: dict[int, Cue]
) -> LearnedReader | None:
    """Return the reader with the model of the document's language, None where there is none."""
    language = annotated.document.language
    encoder = knowledge.encoders.get((language, ENCODER))
    if encoder is None:
        return None
    return LearnedReader(
        annotated,
        encoder,
        cues=cues,
        table=knowledge.cues[language],
        references=knowledge.references.get(language, References()),
    )


def settle(quoted: list[Draft], reported: list[Draft], quotations: list[Quotation]) -> list[Draft]:
    """Return the drafts without those that read the same words twice.

    A quotation inside a reported clause is part of it; a clause that is all quotation gives way.
    So does a thing that others are reported to stress.
    """
    kept: list[Draft] = []
    for draft in sorted(reported, key=lambda d: -d.score):
        nested = _is_nested(draft, quotations)
        if not nested and _starts_inside(draft, quotations):
            continue
        if not nested and any(_is_same(draft, q) for q in quoted):
            continue
        if not any(_is_same(draft, k) for k in kept):
            kept.append(draft)
    kept = [k for k in kept if not _is_only_stressed(k, kept, quotations)]
    direct = [q for q in quoted if not any(_holds(k, q) and not _relays(k, q) for k in kept)]
    return [_name_relay(d, [*direct, *kept]) for d in (*direct, *kept)]


def _is_only_stressed(draft: Draft, drafts: list[Draft], quotations: list[Quotation]) -> bool:
    """Is it a thing within what is said: "said that both stressed the importance of the talks"?"""
    if draft.score > OBJECT_SCORE or any(draft.start <= q.start < draft.end for q in quotations):
        return False
    return any(_holds(other, draft) for other in drafts)


def _name_relay(draft: Draft, drafts: list[Draft]) -> Draft:
    """Return the draft with the speaker through whom the text knows it: whose content it is in."""
    if draft.via is not None or draft.speaker is None:
        return draft
    outer = [d for d in drafts if d is not draft and _holds(d, draft) and _relays(d, draft)]
    return replace(draft, via=min(outer, key=lambda d: d.length).speaker) if outer else draft


def _outlet_names(knowledge: Knowledge) -> frozenset[str]:
    outlets = knowledge.outlets.values()
    return frozenset(name for row in outlets for name in (row.name, *row.aliases))


def _is_same(a: Draft, b: Draft) -> bool:
    """Do two drafts read the same words, and not one what the other quotes as said?"""
    return _shares(a, b) and _shares(b, a) and not (_relays(a, b) or _relays(b, a))


def _relays(outer: Draft, inner: Draft) -> bool:
    """Does the cue of `inner` stand within the content of `outer`?"""
    spoken = inner.speaker.span.start if inner.speaker is not None and inner.cue else -1
    return outer.start <= spoken < outer.end


def _shares(a: Draft, b: Draft) -> bool:
    shared = min(a.end, b.end) - max(a.start, b.start)
    return shared > SAME_WORDS * a.length


def _holds(outer: Draft, inner: Draft) -> bool:
    return outer is not inner and outer.start <= inner.start and inner.end <= outer.end


def _starts_inside(draft: Draft, quotations: list[Quotation]) -> bool:
    return any(q.start <= draft.start < q.end for q in quotations)


def _is_nested(draft: Draft, quotations: list[Quotation]) -> bool:
    """Is it somebody named within a quotation who is said to have said something?"""
    if draft.cue is None or draft.speaker is None or draft.speaker.kind is MentionKind.PRONOUN:
        return False
    return any(
        q.start <= draft.start
        and draft.end <= q.end
        and q.start <= draft.speaker.span.start < q.end
        for q in quotations
    )


class _Writer:
    """Writes drafts out as statements of one document."""

    def __init__(
        self, annotated: Annotated, table: Cues, knowledge: Knowledge, quotations: list[Quotation]
    ) -> None:
        self._annotated = annotated
        self._table = table
        self._quotations = quotations
        language = annotated.document.language
        self._references = knowledge.references.get(language, References())
        self._topics = {
            topic.id: _any_word(topic.words[language])
            for topic in knowledge.topics.values()
            if topic.words.get(language)
        }

    def write(self, draft: Draft) -> Statement:
        document = self._annotated.document
        content = cut_span(document, draft.start, draft.end)
        row = draft.cue.row if draft.cue is not None else None
        return Statement(
            id=make_finding_id("sta", document, content),
            document_id=document.id,
            content=content,
            manner=self._manner(draft),
            speaker=draft.speaker,
            cue=self._cue_span(draft.cue),
            cue_class=find_class(row, content.quote, self._table, self._references),
            polarity=Polarity.DENIES if row is not None and row.denies else Polarity.AFFIRMS,
            evidence=Evidence(
                spans=self._spans(content, draft),
                method=METHOD if draft.by is None else f"{METHOD}+{draft.by}",
                score=draft.score,
            ),
            via=draft.via,
            said_on=self._find_day(draft),
            hedge=self._find_hedge(draft),
            topics=self._find_topics(content.quote),
            anonymity=self._find_anonymity(draft),
        )

    def _manner(self, draft: Draft) -> Manner:
        if draft.is_quoted:
            return Manner.DIRECT
        inside = any(q.start < draft.end and draft.start < q.end for q in self._quotations)
        nested = any(q.start <= draft.start and draft.end <= q.end for q in self._quotations)
        return Manner.MIXED if inside and not nested else Manner.INDIRECT

    def _cue_span(self, cue: Cue | None) -> Span | None:
        return self._annotated.cut(cue.first, cue.after) if cue is not None else None

    def _spans(self, content: Span, draft: Draft) -> tuple[Span, ...]:
        cue = self._cue_span(draft.cue)
        speaker = draft.speaker.span if draft.speaker is not None else None
        return (content, *(s for s in (speaker, cue) if s is not None))

    def _sentence(self, draft: Draft) -> str:
        """Return the sentence around the cue, in lower case; empty without a cue."""
        if draft.cue is None:
            return ""
        at, sentence = draft.cue.first, self._annotated.doc[draft.cue.first].sent
        first, after = max(sentence.start, at - AROUND), min(sentence.end, at + AROUND)
        return str(self._annotated.doc[first:after].text).lower().replace("’", "'")

    def _find_day(self, draft: Draft) -> Period | None:
        """Return the day that the cue's sentence gives outside of what is said: "she said on Monday"."""
        if draft.cue is None:
            return None
        doc = self._annotated.doc
        sentence = doc[draft.cue.first].sent
        at = doc[draft.cue.first].idx
        days = [
            (abs(d.start - at), d.period)
            for d in self._annotated.dates
            if d.precision is Precision.DAY
            and d.period is not None
            and sentence.start_char <= d.start < sentence.end_char
            and not draft.start <= d.start < draft.end
        ]
        return min(days, key=lambda pair: pair[0])[1] if days else None

    def _find_hedge(self, draft: Draft) -> str | None:
        content = self._annotated.document.text[draft.start : draft.end].lower()
        return _find_phrase(content, self._table.phrases.get("hedge", ()))

    def _find_anonymity(self, draft: Draft) -> str | None:
        speaker = draft.speaker
        if speaker is None or speaker.kind not in {MentionKind.TITLE, MentionKind.GROUP}:
            return None
        reason = _find_phrase(self._sentence(draft), self._table.phrases.get("anonymity", ()))
        return reason or "unnamed"

    def _find_topics(self, words: str) -> tuple[str, ...]:
        return tuple(name for name, pattern in self._topics.items() if pattern.search(words))


def _find_phrase(text: str, rows: tuple[CueRow, ...]) -> str | None:
    for row in rows:
        if re.search(rf"\b{re.escape(row.cue)}\b", text):
            return row.cue
    return None


def _any_word(words: list[str]) -> re.Pattern[str]:
    longest = sorted(words, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest)) + r")\b", re.IGNORECASE)
