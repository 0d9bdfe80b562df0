"""The views as the navigation lists them: under three headings, what goes deeper below its list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.web.views import GROUPS, SCREENS, VIEWS

# The order of a reader's questions; "> " before what goes deeper. What is not named comes last.
ORDER = (
    "/figures", "/statements", "/quotes", "> /variants", "/events",
    "/brief", "/timeline", "> /happenings", "/dyads", "/ledger", "> /standing", "/programmes", "/issues",
    "> /positions", "> /shifts", "/mirror",
    "/documents", "/families", "> /origins", "/actors", "/series", "/problems",
)  # fmt: skip
DEEPER = frozenset(one.removeprefix("> ") for one in ORDER if one.startswith("> "))
PLACES = {one.removeprefix("> "): place for place, one in enumerate(ORDER)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the navigation; `lead` says what the view shows."""

    address: str
    title: str
    lead: str
    is_deeper: bool


def list_menu() -> list[tuple[str, list[Entry]]]:
    """Return the headings, each with its lines."""
    return [
        (group, sorted(_list_entries(group), key=lambda e: PLACES.get(e.address, len(PLACES))))
        for group in GROUPS
    ]


def _list_entries(group: str) -> Iterator[Entry]:
    held = [(address, title, "") for address, title in SCREENS[group]]
    held += [(f"/{v.name}", v.title, v.lead) for v in VIEWS.values() if v.group == group]
    for address, title, lead in held:
        yield Entry(address=address, title=title, lead=lead, is_deeper=address in DEEPER)
