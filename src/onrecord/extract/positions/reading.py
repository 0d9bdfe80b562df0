"""Read where actors stand on the issues of the tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Token

from onrecord.annotate import Annotated
from onrecord.extract.clauses import possessor
from onrecord.extract.positions.drafts import Draft, make_position
from onrecord.extract.positions.index import Hit, Part, PositionIndex
from onrecord.extract.positions.spoken import Voice, read_spoken
from onrecord.extract.positions.told import Stand, read_told
from onrecord.extract.statements.mentions import make_mention
from onrecord.knowledge import References
from onrecord.model import (
    Commitment,
    CueClass,
    Document,
    Event,
    Ground,
    Manner,
    Mention,
    MentionKind,
    Polarity,
    Position,
    Statement,
    TurnKind,
    list_labels,
)

TOLD_SCORE, DEED_SCORE = 0.75, 0.7
DENYING = frozenset({CueClass.DENY})
BESIDE = frozenset({"advcl", "relcl", "acl:relcl", "acl", "parataxis"})


def read_positions(
    document: Document,
    statements: Sequence[Statement],
    index: PositionIndex,
    *,
    annotated: Annotated | None = None,
    findings: Iterable[Event | Commitment] = (),
    references: References | None = None,
) -> list[Position]:
    """Return the positions of a document in the order of its text.

    Without a parse only what somebody says in their own words is read.
    """
    hits = index.find(document.text)
    if not hits:
        return []
    voices = list(list_voices(document, statements))
    drafts: list[Draft] = []
    told = (
        _Told(annotated, voices, list(findings), references or References()) if annotated else None
    )
    for hit in hits:
        found = list(_read_voices(hit, voices, index))
        if told is not None and not found:
            found = list(told.read(hit, index))
        drafts += found
    return _keep_one(make_position(document, draft) for draft in drafts)


def list_voices(document: Document, statements: Sequence[Statement]) -> Iterator[Voice]:
    """Yield the stretches in which somebody known speaks: statements, then turns."""
    for statement in statements:
        if statement.speaker is not None and statement.manner is not Manner.NO_COMMENT:
            yield Voice(
                start=statement.content.start,
                end=statement.content.end,
                speaker=statement.speaker,
                ground=Ground.STATEMENT,
                finding_id=statement.id,
                is_direct=statement.manner is not Manner.INDIRECT,
                denies=statement.polarity is Polarity.DENIES or statement.cue_class in DENYING,
            )
    labels = list_labels(document)
    for turn in document.turns:
        if turn.kind is TurnKind.SPEAKER and turn.label in labels:
            yield Voice(
                start=turn.start, end=turn.end, speaker=labels[turn.label], ground=Ground.TURN
            )


def _read_voices(hit: Hit, voices: list[Voice], index: PositionIndex) -> Iterator[Draft]:
    start, end = hit.place
    for voice in voices:
        if voice.start <= start and end <= voice.end:
            found = list(read_spoken(hit, voice, index))
            if found:
                yield from found
                return


class _Told:
    """What a parsed document tells of its actors."""

    def __init__(
        self,
        annotated: Annotated,
        voices: list[Voice],
        findings: list[Event | Commitment],
        references: References,
    ) -> None:
        self.annotated = annotated
        self.voices = voices
        self.findings = findings
        self.references = references

    def read(self, hit: Hit, index: PositionIndex) -> Iterator[Draft]:
        """Yield the position that a stance word above the issue tells, none or one."""
        stand = read_told(self.annotated, hit, index.words)
        if stand is None:
            return
        voice = self._voice_at(stand.word.idx)
        actor, said_by = self._whose(stand, voice, index)
        if actor is None:
            return
        finding = self._finding_at(stand.word.idx)
        deed = hit.part in (Part.DEED, Part.UNDONE)
        yield Draft(
            hit=hit,
            stance=stand.stance,
            start=stand.word.idx,
            end=stand.word.idx + len(stand.word),
            actor=actor,
            ground=self._ground(finding, voice, deed),
            score=DEED_SCORE if deed else TOLD_SCORE,
            finding_id=finding.id if finding else voice.finding_id if voice else None,
            said_by=said_by,
            begin=voice.start if voice is not None and voice.ground is Ground.TURN else 0,
        )

    def _whose(
        self, stand: Stand, voice: Voice | None, index: PositionIndex
    ) -> tuple[Mention | None, Mention | None]:
        """Return whose stance it is, and who says so where it is somebody else."""
        subject = stand.subject
        if subject.pos_ == "NOUN" and (owner := possessor(subject)) is not None:
            is_pronoun = owner.pos_ == "PRON" or owner.tag_ == "PRP$"
            subject = owner if is_pronoun else subject  # "her government"
        if voice is not None:
            is_own = index.words.has("first", subject.lower_) or (
                not voice.is_direct
                and index.words.has("third", subject.lower_)
                and _leads(stand.word, voice)
            )
            if is_own:
                return voice.speaker, None
        mention = self._mention(subject)
        return mention, voice.speaker if voice is not None else None

    def _mention(self, subject: Token) -> Mention | None:
        if subject.pos_ == "PRON" or subject.tag_ == "PRP$":
            if subject.head.dep_ in BESIDE:
                return None  # whom it means is too unsure for a stand
            span = self.annotated.cut(subject.i, subject.i + 1)
            return Mention(span=span, kind=MentionKind.PRONOUN)
        return make_mention(subject, self.annotated, self.references)

    def _voice_at(self, place: int) -> Voice | None:
        """Return the innermost voice."""
        around = [v for v in self.voices if v.start <= place < v.end]
        return min(around, key=lambda v: v.end - v.start, default=None)

    def _finding_at(self, place: int) -> Event | Commitment | None:
        spans = ((f.evidence.span, f) for f in self.findings)
        return next((f for span, f in spans if span.start <= place < span.end), None)

    def _ground(
        self, finding: Event | Commitment | None, voice: Voice | None, is_deed: bool
    ) -> Ground:
        match finding:
            case Event() if is_deed:
                return Ground.EVENT
            case Commitment():
                return Ground.COMMITMENT
            case _:
                return voice.ground if voice is not None else Ground.TEXT


def _leads(word: Token, voice: Voice) -> bool:
    """Is it the verb of what is said, or joined to that, and not of a clause beside it?"""
    while word.idx >= voice.start and word.idx < voice.end and word.head is not word:
        if word.dep_ in BESIDE:
            return False
        word = word.head
    return True


def _keep_one(positions: Iterable[Position]) -> list[Position]:
    """Return one position for each sentence, issue and actor; none where two contradict."""
    found: dict[tuple[int, str, str], list[Position]] = {}
    for position in positions:
        key = (position.evidence.span.start, position.issue, position.actor.id)
        found.setdefault(key, []).append(position)
    kept = [some[0] for some in found.values() if len({p.stance for p in some}) == 1]
    return sorted(kept, key=lambda p: (p.evidence.span.start, p.issue))
