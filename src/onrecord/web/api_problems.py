"""What went wrong, as RFC 9457 says it: `application/problem+json` with type, title, status, detail."""

from __future__ import annotations

import json
from http import HTTPStatus

from starlette.responses import Response

from onrecord.model import NotFoundError, OnrecordError, RecordError, TableError

MEDIA_TYPE = "application/problem+json"
API = "/api"
SCHEMA = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
}


class ProblemError(OnrecordError):
    """A request that cannot be answered, with the status to say so by."""

    def __init__(self, status: int, detail: str, *, allow: str = "") -> None:
        super().__init__(detail)
        self.status = status
        self.allow = allow


def make_problem(status: int, detail: str, headers: dict[str, str] | None = None) -> Response:
    """Return a problem as an answer."""
    said = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    body = json.dumps(said, ensure_ascii=False).encode("utf-8", "replace")
    return Response(body, status, headers, media_type=MEDIA_TYPE)


def name_problem(error: OnrecordError) -> Response:
    """Return an error of the program as an answer: 404 what is not there, 400 what cannot be read.

    A record or a table that cannot be used is no fault of who asks: 503.
    """
    if isinstance(error, ProblemError):
        headers = {"allow": error.allow} if error.allow else None
        return make_problem(error.status, str(error), headers)
    if isinstance(error, NotFoundError):
        return make_problem(404, str(error))
    return make_problem(503 if isinstance(error, RecordError | TableError) else 400, str(error))


def as_problem(path: str, refused: Response) -> Response:
    """Return a refusal as a problem where the API was asked, else as it is."""
    if path != API and not path.startswith(f"{API}/"):
        return refused
    kept = {name: refused.headers[name] for name in ("retry-after",) if name in refused.headers}
    detail = bytes(refused.body).decode().strip() or HTTPStatus(refused.status_code).phrase
    return make_problem(refused.status_code, detail, kept)
