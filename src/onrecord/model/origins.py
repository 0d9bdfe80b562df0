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


class CopyKind(StrEnum):
    """How a document copies another one."""

    VERBATIM = "verbatim"  # all of it, nothing changed
    LIGHT_EDIT = "light edit"  # all of it, words changed here and there
    TRIMMED = "trimmed"  # nothing but it, not all of it
    QUOTED_WHOLE = "quoted whole"  # all of it inside a text of its own
    EXCERPT = "excerpt"  # a part of it inside a text of its own
    MERGED = "merged"  # put together from this one and others


class DirectionBasis(StrEnum):
    """What tells which of two texts came first, best first."""

    DATES = "dates"  # one was published before the other can have been
    CREDIT = "credit"  # one says that it comes from elsewhere
    ISSUER = "issuer"  # one stands with the body that issued it
    EXTENT = "extent"  # one holds all of the other and more
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One relation of one document. `of` is a document's id or an outlet's name.

    `share` is the part of the document's own words that the relation covers, in [0, 1]; None
    where it is not known. `how`, `direction` and `passages` are those of copies only; passages are
    the stretches [start, end) of the document's text that the source has too.
    """

    document_id: str
    relation: Relation
    of: str
    share: float | None
    reason: str
    span: Span | None = None
    how: CopyKind | None = None
    direction: DirectionBasis | None = None
    passages: tuple[tuple[int, int], ...] = ()

    @property
    def id(self) -> str:
        """Return the id, made from both ends and the relation."""
        return make_id("ori", self.document_id, self.relation, self.of)
