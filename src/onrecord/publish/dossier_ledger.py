"""The ledger and the balance of two sides as a dossier shows them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from onrecord.knowledge import Knowledge
from onrecord.publish.dossier_rows import RecordReader, Row, name_day
from onrecord.publish.dyads import make_dyad
from onrecord.publish.ledger import LedgerLine, MoveLine, list_lines
from onrecord.publish.ledger_charts import Drawing, draw_dyad, draw_ledger

MOST_DYADS = 2
LEAST_EVENTS = 3  # of a pair, to be drawn
LONGEST = 220  # characters of a move's words


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveNote:
    """A move as it stands under its promise."""

    id: str
    day: str
    state: str
    words: str
    document: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerPart:
    """What the dossier shows of the ledger."""

    day: str
    chart: Drawing | None
    moves: Mapping[str, tuple[MoveNote, ...]]  # by commitment
    states: tuple[tuple[str, int], ...]
    balances: tuple[Drawing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """What the tables say: quad classes by event type, states' alpha-2 codes and names by alpha-3."""

    quads: Mapping[str, str] = field(default_factory=dict)
    alpha2: Mapping[str, str] = field(default_factory=dict)
    issues: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)


def make_codes(tables: Knowledge) -> Codes:
    """Return what a dossier and its drawings need of the tables."""
    return Codes(
        quads={str(kind): str(row.quad) for kind, row in tables.codebook.types.items()},
        alpha2=tables.alpha2,
        issues={issue.id: issue.name for issue in tables.issues.values()},
        states={country.alpha3: country.name for country in tables.countries.values()},
    )


def make_ledger_part(record: RecordReader, *, on: date, codes: Codes) -> LedgerPart:
    """Return the ledger of a record as it stands on a day, and the busiest pairs' balances."""
    lines = list_lines(record, on=on)
    counted = Counter(line.stand.state.value for line in lines)
    return LedgerPart(
        day=name_day(on),
        chart=draw_ledger(lines, on=on, names=codes.states),
        moves={line.commitment: _note_moves(line) for line in lines if line.moves},
        states=tuple(counted.most_common()),
        balances=_draw_balances(record, codes),
    )


def _note_moves(line: LedgerLine) -> tuple[MoveNote, ...]:
    return tuple(_note(m, line) for m in line.moves if m.move.state.value != "not checkable")


def _note(line: MoveLine, of: LedgerLine) -> MoveNote:
    """Return the move with its words; what rests on official values, with these."""
    move = line.move
    own = move.span.document_id == of.document and move.span.quote == of.quote
    words = move.reason if own else " ".join(move.span.quote.split())
    again = move.state.value == "announced"
    return MoveNote(
        id=move.id,
        day=name_day(move.day) if move.day else "",
        state="said again" if again else f"{move.state.value}, {move.basis.value}",
        words=words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…",
        document=move.span.document_id,
        name=line.outlet or line.source.rsplit("/", 1)[-1],
    )


def _draw_balances(record: RecordReader, codes: Codes) -> tuple[Drawing, ...]:
    drawn = (
        draw_dyad(make_dyad(record, pair, codes.quads, codes.alpha2), codes.states)
        for pair in find_busiest(record.rows("event"), codes)
    )
    return tuple(drawing for drawing in drawn if drawing is not None)


def find_busiest(events: list[Row], codes: Codes) -> list[tuple[str, str]]:
    """Return the pairs of states that most dated events are about."""
    counted: Counter[tuple[str, str]] = Counter()
    for row in events:
        if not row["date"]:
            continue
        states = sorted({*(row["actors"] or ()), *(row["targets"] or ())} & codes.alpha2.keys())
        for number, one in enumerate(states):
            for other in states[number + 1 :]:
                counted[one, other] += 1
    order = sorted(counted, key=lambda pair: (-counted[pair], pair))
    return [pair for pair in order if counted[pair] >= LEAST_EVENTS][:MOST_DYADS]
