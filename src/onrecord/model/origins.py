"""Origins: where a document's content comes from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.ids import make_id
from onrecord.model.spans import Span


class Relation(StrEnum):
    """How a document depends on something else."""

    COPY = "copy"  # of another document of the pile
    RESTS_ON = "rests on"  # another outlet's report, named in the text
    AGENCY = "agency"  # carries an agency's text


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One relation of one document. `of` is a document's id or an outlet's name.

    `share` is the part of the document's own words that the relation covers, in [0, 1]; None
    where it is not known.
    """

    document_id: str
    relation: Relation
    of: str
    share: float | None
    reason: str
    span: Span | None = None

    @property
    def id(self) -> str:
        """Return the id, made from both ends and the relation."""
        return make_id("ori", self.document_id, self.relation, self.of)
