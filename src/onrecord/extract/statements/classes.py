"""Tell what a cue does with the words: say, promise, threaten, deny, …

The table says it for nearly all cues. A warning is a threat only when it tells what its speaker
will do, or what will come "if": "warned that it would close the port", not "warned of more rain".
"""

from __future__ import annotations

from onrecord.knowledge import CueRow, Cues, References
from onrecord.model import CueClass

_MARKS = "“”\"‘’'«»,.;:"


def find_class(row: CueRow | None, content: str, table: Cues, references: References) -> CueClass:
    """Return the class of a cue with what is said; "say" without a cue."""
    if row is None:
        return CueClass.SAY
    if row.otherwise is None or _tells_own_deed(content, table, references):
        return row.cue_class
    return row.otherwise


def _tells_own_deed(content: str, table: Cues, references: References) -> bool:
    words = [w.strip(_MARKS).lower() for w in content.split()]
    if not any(table.has("future", word) for word in words):
        return False
    if any(table.has("condition", word) for word in words):
        return True
    return bool(words) and references.find(words[0], "pronoun") is not None
