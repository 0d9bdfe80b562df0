"""Who published a document: as its address, its page or its imprint says."""

from __future__ import annotations

from urllib.parse import urlsplit

from onrecord.knowledge import Knowledge
from onrecord.knowledge.outlets import Outlet
from onrecord.text.drafts import Draft


def find_outlet(
    draft: Draft, url: str | None, hint: str | None, knowledge: Knowledge
) -> str | None:
    """Return the outlet's name: as the tables know it, else as the page or the address gives it."""
    by_domain = _find_by_domain(url, knowledge)
    if by_domain is not None:
        return by_domain.name
    for name in filter(None, (hint, draft.outlet)):
        known = find_by_name(name, knowledge)
        return known.name if known is not None else name
    host = _host(url)
    return host or None


def find_by_name(name: str, knowledge: Knowledge) -> Outlet | None:
    """Return the outlet of the tables that goes by `name`."""
    wanted = _fold(name)
    for outlet in knowledge.outlets.values():
        if wanted in {_fold(n) for n in (outlet.name, *outlet.aliases)}:
            return outlet
    return None


def _fold(name: str) -> str:
    return name.casefold().removeprefix("the ").strip(" .")


def _find_by_domain(url: str | None, knowledge: Knowledge) -> Outlet | None:
    host = _host(url)
    if not host:
        return None
    domains = knowledge.outlets_by_domain
    parts = host.split(".")
    for at in range(len(parts) - 1):
        found = domains.get(".".join(parts[at:]))
        if found is not None:
            return found
    return None


def _host(url: str | None) -> str:
    if not url or "://" not in url:
        return ""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
