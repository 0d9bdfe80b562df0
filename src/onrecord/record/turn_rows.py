"""The turns of a transcript as rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from onrecord.model import Document, TurnKind, list_labels, make_id
from onrecord.record.names import Names
from onrecord.record.rows import Row


def turn_rows(document: Document, names: Names) -> Iterator[Row]:
    """Yield a row of `turn` for each turn, in order."""
    speakers = {label: names.name(mention) for label, mention in list_labels(document).items()}
    seen: Counter[str] = Counter()
    for number, turn in enumerate(document.turns, start=1):
        seen[turn.label] += 1
        speaks = turn.kind is TurnKind.SPEAKER
        speaker = speakers[turn.label] if speaks else None
        yield {
            "id": make_id("turn", document.capture_id, turn.label, str(seen[turn.label])),
            "document": document.id,
            "source": document.source.encode("utf-8", "replace").decode(),
            "number": number,
            "kind": turn.kind.value,
            "speaker": speaker.name if speaker else None,
            "speaker_text": turn.label,
            "speaker_country": speaker.country if speaker else None,
            "role": speaker.role if speaker else None,
            "words": len(document.text[turn.start : turn.end].split()),
            "start": turn.start,
            "end": turn.end,
            "speaker_id": next(iter(speaker.actor_ids), None) if speaker else None,
        }
