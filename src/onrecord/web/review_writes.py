"""A decision that comes from a page: checked, compared with what the page had shown, appended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import unquote

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from starlette.requests import Request

from onrecord.model import NotFoundError
from onrecord.model.reviews import Decision, Review, ReviewError, StaleReviewError
from onrecord.record import Record
from onrecord.record.queue import Wish, decide
from onrecord.record.reviews import undo_last
from onrecord.web.people import find_person
from onrecord.web.review_cards import find_verdicts, make_fingerprint

LARGEST = 65536  # bytes of a decision
COOKIE = "onrecord-reviewer"
MOST_LETTERS = 64
Name = Annotated[str, StringConstraints(max_length=80)]
Text = Annotated[str, StringConstraints(max_length=4000, strip_whitespace=True)]


class Posted(BaseModel):
    """What a page sends. `expect` and `seen` are those of the card that was shown."""

    model_config = ConfigDict(extra="forbid", strict=True)

    decision: Annotated[str, StringConstraints(max_length=16)]
    subject: Name = ""
    field: Name | None = None
    value: Text | None = None
    reason: Text | None = None
    expect: Name | None = None
    seen: Name | None = None
    sampled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Why nothing was written; `kind` is wrong, stale or gone."""

    kind: str
    message: str
    status: int


def find_reviewer(request: Request) -> str:
    """Return who decides: of a team whose session it is, else the name that the browser keeps."""
    name = find_person(request).name
    if name or request.app.state.sessions is not None:
        return name
    return clean_name(unquote(request.cookies.get(COOKIE, "")))


def clean_name(text: str) -> str:
    """Return a name as it is kept: printable, on one line, not too long."""
    kept = "".join(letter for letter in text if letter.isprintable())
    return " ".join(kept.split())[:MOST_LETTERS]


async def read_posted(request: Request) -> Posted | Refused:
    """Return the decision that a request carries."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            return Refused(kind="wrong", message="That is too long for a decision.", status=413)
    try:
        return Posted.model_validate_json(body)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        return Refused(kind="wrong", message=f"{place}: {first['msg']}", status=422)


def take_decision(record: Record, posted: Posted, *, by: str, at: str) -> Review | Refused:
    """Append a decision, or say why not; a card that is out of date is never decided on."""
    try:
        decision = Decision(posted.decision)
        if decision is Decision.UNDO:
            return _undo(record, posted, by=by, at=at)
        _refuse_changed(record, posted)
        wish = Wish(
            by=by,
            subject=posted.subject,
            decision=decision,
            field=posted.field,
            value=posted.value or None,
            reason=posted.reason or None,
            sampled=posted.sampled,
            expect=posted.expect,
        )
        return decide(record, wish, at=at)
    except StaleReviewError as error:
        return Refused(kind="stale", message=str(error), status=409)
    except NotFoundError:
        message = f"{posted.subject} is not in the record any more: it was built again meanwhile"
        return Refused(kind="gone", message=message, status=410)
    except (ReviewError, ValueError) as error:
        return Refused(kind="wrong", message=str(error), status=422)


def _undo(record: Record, posted: Posted, *, by: str, at: str) -> Review | Refused:
    if not by:
        raise ReviewError("a reviewer's name is needed")
    undone = undo_last(record.folder.reviews, by=by, at=at, subject=posted.subject or None)
    if undone is None:
        return Refused(kind="wrong", message="There is nothing of yours to take back.", status=422)
    return undone


def _refuse_changed(record: Record, posted: Posted) -> None:
    """Raise StaleReviewError where the row reads otherwise than on the card."""
    _, row = record.find(posted.subject)
    if row["id"] != posted.subject:
        raise NotFoundError(posted.subject)
    if posted.seen is None:
        return
    if make_fingerprint(row, find_verdicts(record, row["id"])) != posted.seen:
        raise StaleReviewError(
            f"{posted.subject}: the record was built again and it reads otherwise now; look again"
        )


def to_answer(review: Review) -> dict[str, Any]:
    """Return what a page is told of a decision that was written."""
    return {"review": review.id, "subject": review.subject, "decision": str(review.decision),
            "by": review.by, "at": review.at, "value": review.value}  # fmt: skip
