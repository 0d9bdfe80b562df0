"""Problems: what a room could not understand, as a row."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.ids import make_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something to look at: what it is about, the room that met it, and a line with the remedy."""

    subject_id: str  # an id of the record, or a file name where there is none yet
    room: str
    message: str
    source: str | None = None

    @property
    def line(self) -> str:
        """Return the message, with what it is about in front where it does not name it."""
        place = self.source or self.subject_id
        return self.message if place in self.message else f"{place}: {self.message}"

    @property
    def id(self) -> str:
        """Return the id, made from all of it."""
        return make_id("pro", self.subject_id, self.room, self.message)
