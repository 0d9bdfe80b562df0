"""Read statements without a parse: by the forms of cues, what opens a clause, and known names.

For languages without an installed model. These patterns are read, each within one sentence:

    La Secretaría … informó que …       speaker, cue, opener, clause
    …, informó la Secretaría            clause, comma, cue, speaker
    Se informó que …                    nobody named: the last speaker goes on
    Según el comunicado, …              a phrase, its speaker, the rest of the sentence
    “…”, señaló la Secretaría           a quotation with its cue behind or before it
"""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Doc, Token

from onrecord.annotate import Annotated
from onrecord.extract.statements.cue_words import Cue
from onrecord.extract.statements.reported import Draft
from onrecord.extract.statements.surface_speakers import SurfaceSpeakers
from onrecord.knowledge import CueRow, Cues, References
from onrecord.model import CueClass, Mention

MAX_TO_OPENER = 3  # "informó ayer que"
MAX_TO_CUE = 4  # from a quotation to its cue: "—, según dijo"
MIN_TOKENS = 3
MIN_QUOTED_WORDS = 3
_PAUSES = frozenset({",", ";", ":", "—", "–"})
_ENDS = _PAUSES | frozenset('.“"«¿¡')
_MARKS = frozenset('“”"«»—―–,.;: ')


def is_parsed(doc: Doc) -> bool:
    """Has a model told how the words hang together?"""
    return bool(doc.has_annotation("DEP"))


def read_surface(annotated: Annotated, table: Cues, references: References) -> list[Draft]:
    """Return the quoted and reported speech of a document that no model has parsed."""
    return _SurfaceReader(annotated, table, references).read()


class _SurfaceReader:
    """Reads one document in order, so that the last speaker can go on."""

    def __init__(self, annotated: Annotated, table: Cues, references: References) -> None:
        self._annotated = annotated
        self._doc = annotated.doc
        self._table = table
        self._speakers = SurfaceSpeakers(annotated=annotated, references=references)
        self._quotations = annotated.quotations()
        self._paragraphs = annotated.paragraphs()
        self._starts = [token.idx for token in annotated.doc]
        self._forms = {f: row for rows in table.verbs.values() for row in rows for f in row.forms}

    def read(self) -> list[Draft]:
        pending = list(range(len(self._quotations)))
        drafts: list[Draft] = []
        for sentence in self._doc.sents:
            while pending and self._quotations[pending[0]].start < sentence.end_char:
                drafts.extend(self._read_quotation(pending.pop(0)))
            drafts.extend(self._read_sentence(sentence.start, sentence.end))
        return drafts

    # -- quotations -----------------------------------------------------------------------------

    def _read_quotation(self, i: int) -> list[Draft]:
        quotation = self._quotations[i]
        text = self._annotated.document.text
        if len(text[quotation.start : quotation.end].split()) < MIN_QUOTED_WORDS:
            return []
        found = self._find_behind(i) or self._find_before(i)
        if found is None:
            return []
        cue, speaker = found
        end = quotation.end
        while end > quotation.start and text[end - 1] in ", ":
            end -= 1
        return [
            Draft(
                start=quotation.start, end=end, cue=cue, speaker=speaker, is_quoted=True, score=0.7
            )
        ]

    def _find_behind(self, i: int) -> tuple[Cue, Mention] | None:
        quotation = self._quotations[i]
        end = self._paragraphs[quotation.paragraph][1]
        if i + 1 < len(self._quotations):
            end = min(end, self._quotations[i + 1].outer_start)
        first, after = self._tokens(quotation.outer_end, end)
        after = next((t for t in range(first + 1, after) if self._doc[t].text == "."), after)
        for at in range(first, min(first + MAX_TO_CUE, after)):
            row = self._forms.get(self._doc[at].lower_)
            if row is not None:
                speaker = self._speakers.find_behind(at + 1, after)
                speaker = speaker or self._speakers.find_last(quotation.start)
                return (self._cue(at, row), speaker) if speaker is not None else None
            if self._doc[at].text not in _MARKS:
                return None
        return None

    def _find_before(self, i: int) -> tuple[Cue, Mention] | None:
        """Find `the ministry said: “…”`."""
        quotation = self._quotations[i]
        start = self._paragraphs[quotation.paragraph][0]
        if i > 0:
            start = max(start, min(self._quotations[i - 1].outer_end, quotation.outer_start))
        first, after = self._tokens(start, quotation.outer_start)
        if after <= first or self._doc[after - 1].text not in {":", ","}:
            return None
        stops = [t for t in range(first, after - 1) if self._doc[t].text in {".", ";"}]
        first = stops[-1] + 1 if stops else first
        for at in range(after - 1, first - 1, -1):
            row = self._forms.get(self._doc[at].lower_)
            if row is not None:
                speaker = self._speakers.find_before(first, at)
                speaker = speaker or self._speakers.find_behind(at + 1, after)
                speaker = speaker or self._speakers.find_last(quotation.start)
                return (self._cue(at, row), speaker) if speaker is not None else None
        return None

    # -- reported clauses -----------------------------------------------------------------------

    def _read_sentence(self, first: int, after: int) -> list[Draft]:
        for token in self._doc[first:after]:
            if self._is_inside(token.idx):
                continue
            row = self._forms.get(token.lower_)
            draft = self._read_clause(token, row) if row is not None else None
            draft = draft or self._read_phrase(token, first, after)
            if draft is not None:
                return [draft]
        return []

    def _read_clause(self, token: Token, row: CueRow) -> Draft | None:
        doc, sentence = self._doc, token.sent
        opener = _find_opener(token, row, self._table)
        if opener is not None:
            content = _trim(doc, opener + 1, sentence.end)
            named = self._speakers.find_before(sentence.start, token.i)
            speaker = named or self._speakers.find_last(token.idx)
        elif token.i > sentence.start and doc[token.i - 1].text in _PAUSES:
            content = _trim(doc, sentence.start, token.i - 1)
            named = speaker = self._speakers.find_behind(token.i + 1, sentence.end)
        else:
            return None
        if speaker is None:
            return None
        return self._draft(content, self._cue(token.i, row), speaker, 0.6 if named else 0.45)

    def _read_phrase(self, token: Token, first: int, after: int) -> Draft | None:
        """Read "según el comunicado, …" and "…, según el comunicado"."""
        if token.i > first and not self._doc[token.i - 1].is_punct:
            return None
        for row in self._table.phrases.get("preposition", ()):
            words = row.cue.split()
            end = token.i + len(words)
            if [t.lower_ for t in self._doc[token.i : end]] != words:
                continue
            commas = [t for t in range(end, after) if self._doc[t].text == ","]
            leads = token.i == first
            speaker = self._speakers.find_behind(end, commas[0] if commas and leads else after)
            if speaker is None or (leads and not commas):
                return None
            start = commas[0] + 1 if leads else first
            content = _trim(self._doc, start, after if leads else token.i)
            return self._draft(content, Cue(first=token.i, after=end, row=row), speaker, 0.6)
        return None

    def _draft(
        self, content: tuple[int, int], cue: Cue, speaker: Mention, score: float
    ) -> Draft | None:
        first, after = content
        if after - first < MIN_TOKENS:
            return None
        start, last = self._doc[first].idx, self._doc[after - 1]
        return Draft(
            start=start, end=last.idx + len(last), cue=cue, speaker=speaker, is_quoted=False,
            score=score,
        )  # fmt: skip

    def _cue(self, at: int, row: CueRow) -> Cue:
        return Cue(first=at, after=at + 1, row=row)

    def _tokens(self, start: int, end: int) -> tuple[int, int]:
        return bisect_left(self._starts, start), bisect_left(self._starts, end)

    def _is_inside(self, at: int) -> bool:
        return any(q.start <= at < q.end for q in self._quotations)


def _find_opener(token: Token, row: CueRow, table: Cues) -> int | None:
    doc = token.doc
    reach = MAX_TO_OPENER if row.cue_class is CueClass.SAY else MAX_TO_OPENER - 1
    for at in range(token.i + 1, min(token.i + 1 + reach, len(doc))):
        if table.has("opener", doc[at].lower_):
            return at
        if doc[at].is_punct:
            return None
    return None


def _trim(doc: Doc, first: int, after: int) -> tuple[int, int]:
    while first < after and (doc[first].is_space or doc[first].text in _PAUSES):
        first += 1
    while after > first and (doc[after - 1].is_space or doc[after - 1].text in _ENDS):
        after -= 1
    return first, after
