"""Read statements without a parse: by the forms of cues, what opens a clause, and known names.

For languages without an installed model. Only names of the tables can be speakers, and only three
patterns are read, each within one sentence:

    La Secretaría … informó que …       name, cue, opener, clause
    …, informó la Secretaría            clause, comma, cue, name
    Se informó que …                    no name: the last speaker goes on
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from onrecord.annotate import Annotated, Name, NameLabel
from onrecord.extract.statements.cue_words import Cue
from onrecord.extract.statements.reported import Draft
from onrecord.knowledge import CueRow, Cues, References
from onrecord.model import Mention, MentionKind

MAX_TO_NAME = 14  # tokens between a cue and its speaker
MAX_TO_OPENER = 3  # "informó ayer que"
MIN_TOKENS = 5
NEAR = 3  # paragraphs over which the last speaker goes on
_SPEAKING = frozenset({NameLabel.PERSON, NameLabel.BODY, NameLabel.STATE})
_PAUSES = frozenset({",", ";", ":", "—", "–"})


def is_parsed(doc: Doc) -> bool:
    """Has a model told how the words hang together?"""
    return bool(doc.has_annotation("DEP"))


def read_surface(annotated: Annotated, table: Cues, references: References) -> list[Draft]:
    """Return the reported speech of a document that no model has parsed."""
    forms = {form: row for rows in table.verbs.values() for row in rows for form in row.forms}
    drafts: list[Draft] = []
    for sentence in annotated.doc.sents:
        for token in sentence:
            row = forms.get(token.lower_)
            draft = (
                _read(token, row, annotated, table=table, references=references)
                if row is not None
                else None
            )
            if draft is not None:
                drafts.append(_go_on(draft, drafts, annotated))
                break
    return [d for d in drafts if d.speaker is not None]


def _read(
    token: Token, row: CueRow, annotated: Annotated, *, table: Cues, references: References
) -> Draft | None:
    doc, sentence = annotated.doc, token.sent
    cue = Cue(first=token.i, after=token.i + 1, row=row)
    opener = _find_opener(token, table)
    if opener is not None:
        content = _trim(doc, opener + 1, sentence.end)
        name = _last_name(annotated, references, sentence.start, token.i)
    elif token.i > sentence.start and doc[token.i - 1].text in _PAUSES:
        content = _trim(doc, sentence.start, token.i - 1)
        name = _first_name(annotated, token.i + 1, sentence.end)
        if name is None:
            return None
    else:
        return None
    if content[1] - content[0] < MIN_TOKENS:
        return None
    speaker = _mention(name, annotated) if name is not None else None
    start, last = doc[content[0]].idx, doc[content[1] - 1]
    return Draft(
        start=start,
        end=last.idx + len(last),
        cue=cue,
        speaker=speaker,
        is_quoted=False,
        score=0.6 if speaker is not None else 0.45,
    )


def _find_opener(token: Token, table: Cues) -> int | None:
    doc = token.doc
    for at in range(token.i + 1, min(token.i + 1 + MAX_TO_OPENER, len(doc))):
        if table.has("opener", doc[at].lower_):
            return at
        if doc[at].is_punct:
            return None
    return None


def _last_name(annotated: Annotated, references: References, first: int, after: int) -> Name | None:
    """Return the name nearest before the cue that no preposition takes for something else."""
    for name in reversed(annotated.names):
        if name.label not in _SPEAKING or not name.candidates or name.after > after:
            continue
        if name.first < first or after - name.after > MAX_TO_NAME:
            return None
        commas = sum(t.text == "," for t in annotated.doc[name.after : after])
        if commas != 1 and not _is_governed(name, annotated.doc, references):  # 2: an apposition
            return name
    return None


def _is_governed(name: Name, doc: Doc, references: References) -> bool:
    """Does a preposition stand before it, or before its article: "with the United States"?"""
    at = name.first - 1
    if at >= 0 and references.find(doc[at].text, "article") is not None:
        at -= 1
    return at >= 0 and references.find(doc[at].text, "preposition") is not None


def _first_name(annotated: Annotated, first: int, after: int) -> Name | None:
    for name in annotated.names:
        if name.label in _SPEAKING and name.candidates and first <= name.first < after:
            return name if name.first - first <= MAX_TO_NAME else None
    return None


def _mention(name: Name, annotated: Annotated) -> Mention:
    return Mention(span=annotated.cut(name.first, name.after), kind=MentionKind.NAME)


def _go_on(draft: Draft, before: list[Draft], annotated: Annotated) -> Draft:
    """Return the draft with the last speaker when its own sentence names nobody."""
    if draft.speaker is not None or not before:
        return draft
    last = before[-1]
    lines = annotated.document.text[last.end : draft.start].count("\n")
    speaker = last.speaker if lines <= NEAR else None
    return Draft(
        start=draft.start,
        end=draft.end,
        cue=draft.cue,
        speaker=speaker,
        is_quoted=False,
        score=draft.score,
    )


def _trim(doc: Doc, first: int, after: int) -> tuple[int, int]:
    while first < after and (doc[first].is_space or doc[first].text in _PAUSES):
        first += 1
    while after > first and (doc[after - 1].is_space or doc[after - 1].text in {".", *_PAUSES}):
        after -= 1
    return first, after
