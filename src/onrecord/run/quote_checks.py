"""Check the quotes of one text against the transcripts and releases of a record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from onrecord.knowledge import Knowledge
from onrecord.model import DocumentKind, Level, Message, Outcome, Quote, Verdict, Voice
from onrecord.run.codes import find_code
from onrecord.run.places import FindPlace
from onrecord.run.speeches import ISSUED, Spoken, cut_speeches
from onrecord.verify.quotes import Meanings, SpeechIndex, check_quotes

if TYPE_CHECKING:  # a check without a record opens no database
    from onrecord.record import Record

LEVELS = {Outcome.FAILS: Level.ERROR, Outcome.CLOSE: Level.WARNING}
DIRECT, SPEAKER, PERSON = "direct", "speaker", "person"

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedQuote:
    """A quote of a text and the verdict on it; line and column as for figures."""

    source: str
    line: int | None
    column: int | None
    words: str
    start: int
    end: int
    speaker: str | None
    verdict: Verdict
    part: str | None = None

    @property
    def outcome(self) -> Outcome:
        """Return holds, close, fails or open."""
        return self.verdict.outcome

    @property
    def code(self) -> str | None:
        """Return the code under which it is reported, None when there is nothing to report."""
        return find_code(self.verdict)


def load_index(record: Record, knowledge: Knowledge) -> SpeechIndex:
    """Return the index of what was said in the documents of a record."""
    spoken = list(read_spoken_rows(record))
    speeches = [speech for one in spoken for speech in cut_speeches(one, knowledge)]
    texts = {one.document_id: one.text for one in spoken}
    return SpeechIndex(speeches, texts, knowledge.quote_words, meanings=Meanings(knowledge))


def read_spoken_rows(record: Record) -> Iterator[Spoken]:
    """Yield what was said in each transcript, release and order of a record."""
    kinds = {row["id"]: row["kind"] for row in record.table("actor").dicts()}
    turns, quoted = _group(record, "turn"), _group(record, "statement", "manner=direct")
    issued = {kind.value for kind in ISSUED}
    for row in record.rows("document"):
        if row["kind"] in issued:
            yield Spoken(
                document_id=row["id"],
                kind=DocumentKind(row["kind"]),
                outlet=row["outlet"],
                language=row["language"],
                text=row["text"],
                earliest=row["published"],
                latest=row["published_latest"],
                turns=tuple(
                    (t["start"], t["end"], voice_of(t, kinds, is_asking=t["kind"] != SPEAKER))
                    for t in turns.get(row["id"], ())
                ),
                quoted=tuple(
                    (s["start"], s["end"], voice_of(s, kinds)) for s in quoted.get(row["id"], ())
                ),
            )


def _group(record: Record, table: str, *conditions: str) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {}
    for row in record.table(table).where(*conditions).dicts():
        rows.setdefault(row["document"], []).append(row)
    return rows


def voice_of(row: Row, kinds: dict[str, str], *, is_asking: bool = False) -> Voice:
    """Return who speaks in a row of `turn` or `statement`; `kinds` are those of the actors."""
    actor = row["speaker_id"]
    return Voice(
        ids=(actor,) if actor else (),
        name=row["speaker"] if actor else None,
        words=row["speaker_text"] or "",
        country=row["speaker_country"],
        is_person=kinds.get(actor or "") == PERSON,
        is_asking=is_asking,
    )


def check_reading_quotes(
    quotes: list[Quote], index: SpeechIndex, find: FindPlace, *, source: str
) -> list[CheckedQuote]:
    """Return the quotes of a text with their verdicts; those too short to be compared are left out."""
    verdicts = {verdict.finding_id: verdict for verdict in check_quotes(quotes, index)}
    checked: list[CheckedQuote] = []
    for quote in quotes:
        verdict = verdicts.pop(quote.finding_id, None)
        if verdict is None:
            continue
        place = find(quote.start, quote.end)
        checked.append(
            CheckedQuote(
                source=source,
                line=place.line if place else None,
                column=place.column if place else None,
                part=place.part if place else None,
                words=quote.words,
                start=quote.start,
                end=quote.end,
                speaker=quote.voice.name or quote.voice.words or None,
                verdict=verdict,
            )
        )
    return checked


def make_quote_message(checked: CheckedQuote) -> Message | None:
    """Return what is said of a checked quote, None when there is nothing to report."""
    code = checked.code
    if code is None:
        return None
    compared = checked.verdict.compared
    # Without a difference the words stand in another language: they cannot take the quote's place.
    is_one = (
        len(compared) == 1
        and checked.verdict.diagnosis == "altered"
        and checked.verdict.difference is not None
    )
    return Message(
        source=checked.source,
        line=checked.line,
        column=checked.column,
        code=code,
        level=LEVELS[checked.outcome],
        words=checked.words,
        text=checked.verdict.reason,
        nearest=checked.verdict.nearest,
        compared=checked.verdict.difference,
        part=checked.part,
        replacement=compared[0].span.quote if is_one and not checked.part else None,
        finding_id=checked.verdict.finding_id,
        method=checked.verdict.method,
    )
