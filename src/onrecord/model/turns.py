"""Labels of turns as mentions: who speaks is said once for each label of a document."""

from __future__ import annotations

from onrecord.model.actors import Mention, MentionKind
from onrecord.model.documents import Document, TurnKind
from onrecord.model.spans import cut_span


def list_labels(document: Document) -> dict[str, Mention]:
    """Return each label that names a speaker, with the mention at its first place."""
    labels: dict[str, Mention] = {}
    for turn in document.turns:
        if turn.kind is TurnKind.SPEAKER and turn.label not in labels:
            end = turn.label_start + len(turn.label)
            span = cut_span(document, turn.label_start, end)
            labels[turn.label] = Mention(span=span, kind=MentionKind.NAME)
    return labels
