"""Documents: the clean text made from a capture, and what is known about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from onrecord.model.ids import make_id


class DocumentKind(StrEnum):
    """What sort of text it is."""

    NEWS = "news"
    RELEASE = "release"
    TRANSCRIPT = "transcript"
    ORDER = "order"


class DateBasis(StrEnum):
    """What bounds a publication date, best first."""

    METADATA = "metadata"
    BYLINE = "byline"
    DATELINE = "dateline"
    URL = "url"
    INTERNAL = "internal evidence"
    FILE_NAME = "file name"
    GIVEN = "given"  # by the user: --published
    CAPTURE = "capture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """When a document was published: some day in [earliest, latest], both inclusive.

    None for a bound means that nothing bounds it on that side.
    """

    earliest: date | None
    latest: date | None
    basis: DateBasis

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.latest < self.earliest:
            raise ValueError(
                f"published between {self.earliest} and {self.latest}: the wrong way round"
            )

    @property
    def is_exact(self) -> bool:
        """Is it one day?"""
        return self.earliest is not None and self.earliest == self.latest


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A passage of the capture that is not the article, with the reason it was left out."""

    text: str
    reason: str
    line: int | None = None  # 1-based line of the decoded capture, where it is known


class TurnKind(StrEnum):
    """Whose turn it is in a transcript, as far as the label tells."""

    SPEAKER = "speaker"  # somebody with a name or an office
    QUESTION = "question"  # the press, or whoever asks
    MODERATOR = "moderator"
    VOICE = "voice"  # somebody who is not named


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What one speaker says until the next one does: characters `start` up to `end` of the text.

    `label` are the words before it that say who speaks ("PRESIDENT SMITH"); they begin at
    `label_start`.
    """

    label: str
    label_start: int
    start: int
    end: int
    kind: TurnKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One clean text.

    Paragraphs of `text` are separated by one line feed. `outlet` published this text;
    `original_outlet` is where it says it comes from or rests on. `turns` are those of a
    transcript, in order; what stands before the first is nobody's.
    """

    capture_id: str
    source: str
    text: str
    language: str  # ISO 639-1, "und" when it cannot be told
    kind: DocumentKind = DocumentKind.NEWS
    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    original_outlet: str | None = None
    url: str | None = None
    publication: Publication | None = None
    dropped: tuple[Dropped, ...] = ()
    turns: tuple[Turn, ...] = ()
    met_at: datetime | None = None  # when the capture was made

    @property
    def id(self) -> str:
        """Return the id, made from the capture."""
        return make_id("doc", self.capture_id)
