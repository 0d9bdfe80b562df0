"""Fetch one file that the user named: it comes, it did not change, or a fault says what to do."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.model import SourceError
from onrecord.sources.fetching.asking import NOT_MODIFIED, OK, Answer, Known, ask_once, follow
from onrecord.sources.fetching.lines import FetchLimits, Net

SERVER_FAULT = 500
_REMEDIES = {
    401: "it wants an account: download the file yourself and import it",
    403: "it refuses programs: download the file in a browser and import it",
    404: "the address is gone: look for the file's new place and correct the feed",
    410: "the address is gone: look for the file's new place and correct the feed",
    429: "it was asked too often: try again in an hour",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came. `body` is None when the server says that nothing changed."""

    url: str  # after redirects
    body: bytes | None = field(repr=False)
    media_type: str = ""
    etag: str = ""
    last_modified: str = ""


def fetch_url(
    url: str,
    *,
    limits: FetchLimits | None = None,
    known: Known | None = None,
    net: Net | None = None,
) -> Fetched:
    """Return what lies at `url`. Raises SourceError that names address, fault and remedy."""
    limits, known, net = limits or FetchLimits(), known or Known(), net or Net()
    deadline = net.tick() + limits.seconds

    def ask(at: str) -> Answer:
        return ask_once(at, limits=limits, net=net, known=known, deadline=deadline)

    answer = follow(url, ask, limits)
    if answer.status not in (OK, NOT_MODIFIED):
        raise SourceError(
            f"{answer.url}: the server answered {answer.status}; {name_remedy(answer.status)}"
        )
    return Fetched(
        url=answer.url,
        body=None if answer.status == NOT_MODIFIED else answer.body,
        media_type=answer.media_type,
        etag=answer.known.etag,
        last_modified=answer.known.last_modified,
    )


def name_remedy(status: int) -> str:
    """Return what to do about a status that is no success."""
    fault = "the server has a fault: try again later"
    remedy = fault if status >= SERVER_FAULT else "look at the address in a browser"
    return _REMEDIES.get(status, remedy)
