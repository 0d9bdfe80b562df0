"""One decision on one card: the words, what is proposed, why, what is like it, what a yes would change.

>>> make_fingerprint({"id": "fig-1", "value": [12.0]}, []) == make_fingerprint({"id": "fig-1", "value": [13.0]}, [])
False
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.knowledge import Knowledge
from onrecord.model import CommitmentKind, Comparator, Manner
from onrecord.model.reviews import Review, find_effective
from onrecord.publish.exports import to_json
from onrecord.record import Record
from onrecord.record.paging import Row
from onrecord.record.queue import FIXED, LABELS
from onrecord.record.reviewed import Precision, measure_methods

# What a card shows of each table, in this order.
PROPOSED = {
    "figure": ("value", "comparator", "unit", "measure", "kind", "period", "place", "said_by"),
    "statement": ("speaker", "role", "manner", "cue", "content", "polarity", "hedge", "via"),
    "event": ("type", "actors", "targets", "status", "date", "place", "mode", "asserted_by"),
    "commitment": ("kind", "by", "to", "deed", "condition", "due"),
    "move": ("state", "day", "basis", "commitment"),
    "position": ("actor_name", "issue", "stance", "day", "side"),
    "judgement": ("left", "right", "decision", "role"),
    "document": ("title", "outlet", "published", "published_latest", "kind", "language", "origin"),
}
# By which a look-alike is one: columns whose values are the same.
ALIKE = {
    "figure": ("value", "unit"),
    "statement": ("speaker", "manner"),
    "event": ("type", "actors", "targets"),
    "commitment": ("kind", "by"),
    "move": ("commitment",),
}
CONTEXT = 420  # characters on each side of the words
MOST_ALIKE = 6
MOST_LOOKED_AT = 40
# What becomes of a row, by its table; "" stands for all findings.
_EFFECTS = {
    "": "Accepted, it counts as confirmed; rejected, it is kept, but left out of "
    "counts, lists, dossier and exports.",
    "move": "Accepted, this step rests on your word; rejected, it is not counted.",
    "judgement": "Accepted, a person's word stands beside the program's; rejected, the two are kept "
    "apart.",
}
_ON_VERDICTS = (
    "Accept it when the words are read rightly, whether or not the number or quote matches."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of a finding in their document; `first` is where `before` begins in its text."""

    before: str
    quote: str
    after: str
    first: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a reviewer decides on. `expect` and `seen` say which state of affairs was shown."""

    table: str
    row: Row
    document: Row | None
    words: Words | None
    proposed: tuple[tuple[str, Any], ...]
    verdicts: tuple[Row, ...]
    alike: tuple[Row, ...]
    effects: tuple[str, ...]
    history: tuple[Review, ...]
    labels: tuple[str, ...]
    label_column: str
    editable: tuple[str, ...]
    precision: Precision | None
    expect: str
    seen: str


def make_card(
    record: Record, name: str, reviews: Sequence[Review], *, knowledge: Knowledge
) -> Card:
    """Return the card of a row. Raises NotFoundError where no row has the id."""
    record = record.whole  # a card shows what was rejected too
    table, row = record.find(name)
    verdicts = find_verdicts(record, row["id"])
    methods = {one.method: one for one in measure_methods(reviews)}
    precision = methods.get(str(row.get("method")))
    document = _find_document(record, table, row)
    return Card(
        table=table,
        row=row,
        document=document,
        words=cut_words(document, row),
        proposed=tuple((n, row[n]) for n in PROPOSED.get(table, ()) if row.get(n) not in (None, [])),
        verdicts=tuple(verdicts),
        alike=tuple(find_alike(record, table, row)),
        effects=tuple(list_effects(table, row, precision)),
        history=tuple(review for review in reviews if review.subject == row["id"]),
        labels=tuple(list_labels(table, knowledge)),
        label_column=LABELS.get(table, ""),
        editable=tuple(n for n in record.columns[table] if is_editable(n)),
        precision=precision,
        expect=next((r.id for r in reversed(reviews) if r.subject == row["id"]), ""),
        seen=make_fingerprint(row, verdicts),
    )  # fmt: skip


def find_verdicts(record: Record, name: str) -> list[Row]:
    """Return the verdicts on a finding."""
    return record.whole.rows_with("verdict", "finding", name)


def make_fingerprint(row: Row, verdicts: Iterable[Row]) -> str:
    """Return what tells whether a row reads as it did: a later build may give it other values."""
    said = json.dumps([to_json(row), [to_json(one) for one in verdicts]], sort_keys=True)
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def cut_words(document: Row | None, row: Row) -> Words | None:
    """Return the words in context, None where the document does not hold them at their place."""
    start, end = row.get("start"), row.get("end")
    if document is None or start is None or end is None:
        return None
    text = document["text"]
    if not 0 <= start < end <= len(text):
        return None
    first, last = max(0, start - CONTEXT), min(len(text), end + CONTEXT)
    if first:  # begin with a whole word
        first = min(text.find(" ", first, start) + 1 or first, start)
    if last < len(text):
        last = max(text.rfind(" ", end, last), end)
    return Words(before=text[first:start], quote=text[start:end], after=text[end:last], first=first)


def find_alike(record: Record, table: str, row: Row) -> list[Row]:
    """Return rows that say nearly the same, those of the same words first."""
    if table == "event" and row.get("happening"):
        same = record.rows_with("event", "happening", row["happening"])
        return [one for one in same if one["id"] != row["id"]][:MOST_ALIKE]
    if table == "move":
        moves = record.rows_with("move", "commitment", row["commitment"])
        return [one for one in moves if one["id"] != row["id"]][:MOST_ALIKE]
    if table not in ALIKE or not row.get("quote"):
        return []
    words = " ".join(w for w in row["quote"].split() if w.isalnum())
    hits = record.search(words, tables=(table,), limit=MOST_LOOKED_AT) if words else []
    ids = [hit.id for hit in hits if hit.id != row["id"]]
    held = {one["id"]: one for one in record.rows_among(table, ids)}
    return [held[i] for i in ids if i in held and _is_like(table, held[i], row)][:MOST_ALIKE]


def list_effects(table: str, row: Row, precision: Precision | None) -> list[str]:
    """Return what would change with a yes, and with a no."""
    said = [_EFFECTS.get(table, _EFFECTS[""])]
    if row.get("outcome") in ("fails", "close"):
        said.append(_ON_VERDICTS)
    right, judged = (precision.right, precision.judged) if precision else (0, 0)
    if row.get("method"):
        so_far = f"{right} of {judged} right so far" if judged else "not judged yet"
        said.append(f"{row['method']}: {so_far}; accepted, {right + 1} of {judged + 1}.")
    return said


def list_labels(table: str, knowledge: Knowledge) -> list[str]:
    """Return the classes of a table's rows; the first nine have a digit each."""
    match table:
        case "event":
            return [str(kind) for kind in knowledge.codebook.types]
        case "commitment":
            return [kind.value for kind in CommitmentKind]
        case "statement":
            return [manner.value for manner in Manner]
        case "figure":
            return [comparator.value for comparator in Comparator]
        case _:
            return []


def is_editable(column: str) -> bool:
    """May a reviewer say what a column should hold?"""
    return column not in FIXED and not column.endswith(("_id", "_ids")) and column != "text"


def name_rest(reviews: Iterable[Review]) -> tuple[Review, ...]:
    """Return the reviews that count, newest first."""
    return tuple(reversed(find_effective(reviews)))


def _find_document(record: Record, table: str, row: Row) -> Row | None:
    if table == "document":
        return row
    rows = record.rows_with("document", "id", row["document"]) if row.get("document") else []
    return rows[0] if rows else None


def _is_like(table: str, one: Row, other: Row) -> bool:
    if one.get("quote") == other.get("quote"):
        return True
    return all(one.get(name) == other.get(name) for name in ALIKE[table])
